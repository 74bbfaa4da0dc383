import type {BucketFacts, Looked, RolePolicy, Snapshot} from '../account/index.ts';
import type {Connection} from '../connection/index.ts';
import {roleArn} from '../documents/index.ts';
import type {Change} from './types.ts';

function found<T>(value: T): Looked<T> {
	return {status: 'found', value};
}

/** What AWS gives a bucket that is created today. https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html */
function newBucket(region: string): Omit<BucketFacts, 'accountPublicAccessBlock'> {
	return {
		existence: found({region}),
		isOwned: found(true),
		encryption: found([{algorithm: 'AES256'}]),
		policy: {status: 'absent', code: 'NoSuchBucketPolicy'},
		publicAccessBlock: found({
			blockPublicAcls: true,
			ignorePublicAcls: true,
			blockPublicPolicy: true,
			restrictPublicBuckets: true,
		}),
		ownership: found('BucketOwnerEnforced'),
	};
}

/** The snapshot as it would be once a change is made; the same without one. */
export function outcomeOf(
	snapshot: Snapshot,
	connection: Connection,
	change: Change | undefined,
): Snapshot {
	const {bucket, role, key} = snapshot;
	switch (change?.kind) {
		case undefined:
			return snapshot;
		case 'create-bucket':
			return {...snapshot, bucket: {...bucket, ...newBucket(change.region)}};
		case 'encryption':
			return {...snapshot, bucket: {...bucket, encryption: found(change.after)}};
		case 'create-role':
			return {
				...snapshot,
				role: {
					role: found({arn: roleArn(connection), trustPolicy: change.trustPolicy}),
					policies: found([]),
					boundary: {status: 'not-looked', reason: 'The role has no permissions boundary.'},
				},
			};
		case 'document':
			break;
	}

	const text = found(change.after);
	switch (change.document) {
		case 'bucket-policy':
			return {...snapshot, bucket: {...bucket, policy: text}};
		case 'key-policy':
			return {...snapshot, key: {...key, policy: text}};
		case 'trust-policy':
			return role.role.status === 'found'
				? {
						...snapshot,
						role: {...role, role: found({...role.role.value, trustPolicy: change.after})},
					}
				: snapshot;
		case 'role-policy': {
			const policies = role.policies.status === 'found' ? role.policies.value : [];
			const written: RolePolicy = {kind: 'inline', name: change.policyName ?? '', text};
			const others = policies.filter(({kind, name}) => kind !== 'inline' || name !== written.name);
			return {...snapshot, role: {...role, policies: found([...others, written])}};
		}
	}
}
