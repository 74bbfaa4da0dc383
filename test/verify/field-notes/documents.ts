import {mkdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import type {Looked, PublicAccessBlock, Snapshot} from '../../../source/account/index.ts';
import type {Connection} from '../../../source/connection/index.ts';

/** Whether documents can say all that a snapshot holds: they know no owner, and nothing that is not there. */
export function canBeDocuments(
	{identity, bucket, role, key}: Snapshot,
	{accountId}: Connection,
): boolean {
	const isThere = ({status}: Looked<unknown>) => status === 'found' || status === 'not-looked';
	const policies = role.policies.status === 'found' ? role.policies.value : [];
	return (
		identity.status === 'found' &&
		identity.value.accountId === accountId &&
		bucket.isOwned.status === 'found' &&
		bucket.isOwned.value &&
		[bucket.existence, bucket.policy, role.role, role.policies, role.boundary].every(isThere) &&
		[key.metadata, key.policy, ...policies.map(({text}) => text)].every(isThere) &&
		(role.policies.status === 'not-looked' || policies.length > 0)
	);
}

/** Writes what a snapshot holds into a folder, as people save it from the console and the AWS CLI. */
export async function writeDocuments(folder: string, snapshot: Snapshot): Promise<void> {
	const {bucket, role, key} = snapshot;
	await mkdir(path.join(folder, 'role-policies'), {recursive: true});
	const write = async (name: string, text: Looked<string>) => {
		if (text.status === 'found') {
			await writeFile(path.join(folder, `${name}.json`), text.value);
		}
	};

	await Promise.all([
		write('bucket-policy', bucket.policy),
		write('key-policy', key.policy),
		write(
			'trust-policy',
			mapped(role.role, ({trustPolicy}) => trustPolicy),
		),
		write('boundary-policy', role.boundary),
		write(
			'key',
			mapped(key.metadata, ({arn, state, manager, spec, usage}) =>
				JSON.stringify({
					KeyMetadata: {
						KeyId: arn.split('/')[1],
						Arn: arn,
						KeyState: state,
						KeyManager: manager,
						KeySpec: spec,
						KeyUsage: usage,
					},
				}),
			),
		),
		write('bucket', {status: 'found', value: JSON.stringify(bucketFile(snapshot))}),
		...(role.policies.status === 'found' ? role.policies.value : []).map(({name, text}) =>
			write(path.join('role-policies', name), text),
		),
	]);
}

function bucketFile({bucket}: Snapshot): Readonly<Record<string, unknown>> {
	return {
		region: setting(bucket.existence, ({region}) => region),
		encryption: setting(bucket.encryption, (rules) => ({
			ServerSideEncryptionConfiguration: {
				Rules: rules.map(({algorithm, keyId, bucketKeyEnabled}) => ({
					ApplyServerSideEncryptionByDefault: {SSEAlgorithm: algorithm, KMSMasterKeyID: keyId},
					BucketKeyEnabled: bucketKeyEnabled,
				})),
			},
		})),
		publicAccessBlock: setting(bucket.publicAccessBlock, blockAsApi),
		accountPublicAccessBlock: setting(bucket.accountPublicAccessBlock, blockAsApi),
		objectOwnership: setting(bucket.ownership, (value) => value),
	};
}

function blockAsApi(block: PublicAccessBlock): Readonly<Record<string, boolean>> {
	return {
		BlockPublicAcls: block.blockPublicAcls,
		IgnorePublicAcls: block.ignorePublicAcls,
		BlockPublicPolicy: block.blockPublicPolicy,
		RestrictPublicBuckets: block.restrictPublicBuckets,
	};
}

/** What was not looked at is left out of the file; what is not there is null in it. */
function setting<T>(looked: Looked<T>, read: (value: T) => unknown): unknown {
	return looked.status === 'found'
		? read(looked.value)
		: looked.status === 'absent'
			? null
			: undefined;
}

function mapped<T>(looked: Looked<T>, read: (value: T) => string): Looked<string> {
	return looked.status === 'found' ? {status: 'found', value: read(looked.value)} : looked;
}
