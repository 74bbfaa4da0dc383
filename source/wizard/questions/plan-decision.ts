import type {ApplyStepId, Plan} from '../../apply/index.ts';
import {encryptions} from '../../aws/index.ts';
import {
	askedIdDecision,
	type Decision,
	encryptionDiffers,
	isBucketDecided,
	isEncryptionDecided,
	isKeyDecided,
	isRoleDecided,
	keyDiffers,
	noSuchBucket,
	noSuchRole,
	trustDecision,
} from './decisions.ts';
import {encryptionOfRule, type Known, type SeenRole} from './seen.ts';

/** What lets the vendor in by the customer's role. */
const throughRole: readonly ApplyStepId[] = [
	'trust-policy',
	'role-policy',
	'bucket-policy',
	'key-policy',
];

/**
 * What a plan would make or change that nobody has decided: there may have been no list to see it by, and answers may come
 * from a file. `trust` is how the role stands to the vendor, where there is one. Undefined where all of it was chosen.
 */
export function planDecision(
	{steps, about}: Plan,
	known: Known,
	trust?: Pick<SeenRole, 'trustsVendor' | 'externalIds'>,
): Decision | undefined {
	const {answers} = known;
	const changes = steps.flatMap(({change}) => change ?? []);
	const isNewBucket = changes.some(({kind}) => kind === 'create-bucket');
	if (isNewBucket && !isBucketDecided(known)) {
		return noSuchBucket(known);
	}

	const encryption = changes.find((change) => change.kind === 'encryption');
	const wanted = encryptions.find((one) => one === answers.encryption);
	if (encryption !== undefined && !isNewBucket && wanted !== undefined) {
		const found = encryptionOfRule(known, encryption.before?.[0], about.connection.region);
		if (found.method !== wanted && !isEncryptionDecided(known)) {
			return encryptionDiffers(known, found, wanted);
		}

		const {kmsKeyArn = ''} = answers;
		if (
			found.method === wanted &&
			wanted !== 'SSE-S3' &&
			found.keyArn !== kmsKeyArn &&
			!isKeyDecided(known)
		) {
			return keyDiffers(known, found, kmsKeyArn);
		}
	}

	if (changes.some(({kind}) => kind === 'create-role') && !isRoleDecided(known)) {
		return noSuchRole(known);
	}

	return trust !== undefined &&
		steps.some(({id, change}) => change !== undefined && throughRole.includes(id))
		? (trustDecision(known, trust) ?? askedIdDecision(known, trust))
		: undefined;
}
