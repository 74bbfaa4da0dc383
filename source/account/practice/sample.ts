import {accountRootArn, roleArn} from '../../aws/index.ts';
import {principalsInProfile, usualRoleName} from '../../connection/index.ts';
import {documentText} from '../../documents/index.ts';
import {builtInProfiles} from '../../vendors/index.ts';
import {keyPolicyWithoutVendor} from './mistakes.ts';
import {newBucket, type PracticeBucket, type PracticeKey, type PracticeState} from './state.ts';

const region = 'eu-central-1';

/** The external ID that the roles of the practice account ask for already. */
const sampleExternalId = '2f6b0f0e-acme';

/** Some days ago for whoever looks; the moment itself means nothing. */
const made = '2026-01-31T10:15:00Z';

/**
 * Fills the account with what somebody may choose from: buckets with each encryption, a key that fits, one that is to be
 * deleted and the one of AWS, and a role for each vendor whose user or account its article names.
 */
export function addSample(state: PracticeState): void {
	const {accountId} = state;
	// What is there already, or was there and is gone, stays as it is.
	const isFree = (thing: string, isThere: boolean) => !isThere && !state.seeded.has(thing);
	const addBucket = (name: string, bucket: PracticeBucket) => {
		if (isFree(`bucket ${name}`, state.buckets.has(name))) {
			state.buckets.set(name, bucket);
		}
	};
	const addKey = (key: PracticeKey) => {
		if (isFree(`key ${key.arn}`, state.keys.has(key.arn))) {
			state.keys.set(key.arn, key);
		}
	};
	const keyArn = (id: string) => `arn:aws:kms:${region}:${accountId}:key/${id}`;
	const own = keyArn('1234abcd-12ab-34cd-56ef-1234567890ab');
	const old = keyArn('0987dcba-09fe-87dc-65ba-ab0987654321');
	const ofAws = keyArn('5678efab-56ef-78ab-90cd-567890efabcd');
	addBucket('acme-archive', newBucket('eu-west-1'));
	addBucket('acme-assets', {
		...newBucket(region),
		encryption: [{algorithm: 'aws:kms', keyId: own, bucketKeyEnabled: true}],
	});
	addBucket('acme-masters', {
		...newBucket(region),
		encryption: [{algorithm: 'aws:kms:dsse', keyId: own}],
	});
	addKey({
		arn: own,
		aliases: ['alias/acme-assets'],
		state: 'Enabled',
		policy: keyPolicyWithoutVendor(own),
	});
	addKey({
		arn: old,
		aliases: ['alias/acme-old'],
		state: 'PendingDeletion',
		policy: keyPolicyWithoutVendor(old),
	});
	addKey({
		arn: ofAws,
		aliases: ['alias/aws/s3'],
		state: 'Enabled',
		manager: 'AWS',
		policy: keyPolicyWithoutVendor(ofAws),
	});

	const trusting = (principal: string, externalId: string | undefined) =>
		documentText({
			Version: '2012-10-17',
			Statement: [
				{
					Effect: 'Allow',
					Principal: {AWS: principal},
					Action: 'sts:AssumeRole',
					...(externalId !== undefined && {
						Condition: {StringEquals: {'sts:ExternalId': externalId}},
					}),
				},
			],
		});
	const addRole = (roleName: string, trustPolicy: string) => {
		if (isFree(`role ${roleName}`, state.roles.has(roleName))) {
			state.roles.set(roleName, {
				arn: roleArn({accountId, rolePath: '/', roleName}),
				trustPolicy,
				createdAt: made,
				policies: new Map(),
			});
		}
	};
	for (const profile of builtInProfiles) {
		const {access, principal, externalId} = profile;
		const [whom] = principalsInProfile(principal);
		if (access === 'customer-role' && principal.from === 'article' && whom !== undefined) {
			addRole(
				usualRoleName(profile),
				trusting(whom, externalId.from === 'customer' ? sampleExternalId : undefined),
			);
		}
	}

	addRole('AcmeAdministrators', trusting(accountRootArn(accountId), undefined));
}
