import type {Looked, PublicAccessBlock} from '../../account/index.ts';
import {correctedPolicy} from '../corrected-policy.ts';
import {
	type Blame,
	blameAt,
	type CheckFunction,
	type FindingOf,
	fail,
	type NoFacts,
	pass,
	type SharedFindings,
	unknown,
	warn,
} from '../finding.ts';
import {skipWithoutBucket} from '../presence.ts';
import {publicStatements} from '../public-statement.ts';
import {type Situation, type Unseen, unseenLook} from '../situation.ts';

const settings = [
	'blockPublicAcls',
	'ignorePublicAcls',
	'blockPublicPolicy',
	'restrictPublicBuckets',
] as const satisfies readonly (keyof PublicAccessBlock)[];
type Setting = (typeof settings)[number];

type Findings = {
	readonly 'block-public-access-on': NoFacts;
	readonly 'block-public-access-off': {readonly off: readonly Setting[]};
	readonly 'vendor-shut-out': {
		/** The public one. */
		readonly statement: Blame;
	};
	readonly 'vendor-shut-out-if-blocked': {
		readonly statement: Blame;
		/** Why it is not known whether RestrictPublicBuckets is on. */
		readonly unseen: Unseen;
	};
};
type Finding = FindingOf<Findings & SharedFindings>;

/**
 * Whether Block Public Access is on, and whether it shuts the vendor out: with RestrictPublicBuckets one public
 * statement ends the access of all other accounts, also of those that the policy names.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PublicAccessBlockConfiguration.html
 */
export const bucketPublicAccess: CheckFunction<Findings> = (situation) =>
	skipWithoutBucket(situation) ??
	(situation.isCustomerRole ? undefined : judgeShutOut(situation)) ??
	judgeSettings(situation);

/** What is known of a setting; the bucket's and the account's combine, the stricter one counts. */
function stateOf({snapshot}: Situation, setting: Setting): boolean | 'unknown' {
	const {publicAccessBlock, accountPublicAccessBlock} = snapshot.bucket;
	const states = [publicAccessBlock, accountPublicAccessBlock].map(
		(looked: Looked<PublicAccessBlock>) =>
			looked.status === 'found'
				? looked.value[setting]
				: looked.status === 'absent'
					? false
					: ('unknown' as const),
	);
	return states.includes(true) ? true : states.includes('unknown') ? 'unknown' : false;
}

/** A failure or doubt for a vendor of another account; undefined where it is certainly not shut out. */
function judgeShutOut(situation: Situation): Finding | undefined {
	const {bucketPolicy: policy} = situation;
	const restricts = stateOf(situation, 'restrictPublicBuckets');
	if (restricts === false || policy.state === 'none') {
		return undefined;
	}

	if (policy.state === 'unseen') {
		return unknown('not-seen', {unseen: [policy.unseen]});
	}

	const places = publicStatements(policy.document);
	const [first] = places;
	if (first === undefined) {
		return undefined;
	}

	const blame = blameAt('bucket-policy', policy.document, first);
	const {correction} = correctedPolicy(situation, 'bucket-policy', places);
	return restricts === true
		? fail('vendor-shut-out', {statement: blame}, {blame, correction})
		: unknown(
				'vendor-shut-out-if-blocked',
				{statement: blame, unseen: unseenSettings(situation)},
				{blame, correction},
			);
}

function judgeSettings(situation: Situation): Finding {
	const required = !situation.isCustomerRole;
	const off = settings.filter((setting) => stateOf(situation, setting) === false);
	if (off.length > 0) {
		return warn('block-public-access-off', {off}, {required});
	}

	return settings.some((setting) => stateOf(situation, setting) === 'unknown')
		? unknown('not-seen', {unseen: [unseenSettings(situation)]}, {required})
		: pass('block-public-access-on', {}, {required});
}

/** Why the bucket's settings could not be seen, or else the account's. */
function unseenSettings({snapshot}: Situation): Unseen {
	const {publicAccessBlock, accountPublicAccessBlock} = snapshot.bucket;
	const isSeen = publicAccessBlock.status === 'found' || publicAccessBlock.status === 'absent';
	return unseenLook(isSeen ? accountPublicAccessBlock : publicAccessBlock);
}
