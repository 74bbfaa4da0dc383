import {
	found,
	newBucketFacts,
	notLooked,
	type Role,
	type RolePolicy,
	type Snapshot,
} from '../account/index.ts';
import {type Connection, noExtras, type RoleExtras} from '../connection/index.ts';
import {roleArn} from '../documents/index.ts';
import type {NewRole} from './new-role.ts';
import {corsIn, notificationIn, toldNobody} from './target.ts';
import type {Change} from './types.ts';

/** The snapshot as it would be once a change is made; the same without one. */
export function outcomeOf(
	snapshot: Snapshot,
	connection: Connection,
	change: Change | undefined,
	{boundaryPolicy}: NewRole = noExtras,
): Snapshot {
	const {bucket, role, key, queue} = snapshot;
	switch (change?.kind) {
		case undefined:
			return snapshot;
		case 'create-bucket':
			return {
				...snapshot,
				bucket: {
					...newBucketFacts({...connection, region: change.region}),
					accountPublicAccessBlock: bucket.accountPublicAccessBlock,
					// Which types of encryption S3 will refuse in it no plan can know.
					encryption: found([{algorithm: 'AES256'}]),
				},
			};
		case 'encryption':
			return {...snapshot, bucket: {...bucket, encryption: found(change.after)}};
		case 'create-role':
			return {
				...snapshot,
				role: {
					role: found({
						arn: roleArn(connection),
						trustPolicy: change.trustPolicy,
						...extrasOf(change.extras),
					}),
					policies: found([]),
					boundary:
						change.extras?.permissionsBoundary === undefined || boundaryPolicy === undefined
							? notLooked('The role has no permissions boundary.')
							: boundaryPolicy,
				},
			};
		case 'document':
			break;
	}

	const text = found(change.after);
	switch (change.document) {
		case 'bucket-policy':
			return {...snapshot, bucket: {...bucket, policy: text}};
		case 'bucket-cors':
			return {...snapshot, bucket: {...bucket, cors: found(corsIn(change.after) ?? [])}};
		case 'bucket-notification':
			return {
				...snapshot,
				bucket: {...bucket, notification: found(notificationIn(change.after) ?? toldNobody)},
			};
		case 'queue-policy':
			return {...snapshot, queue: {...queue, policy: text}};
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

function extrasOf({
	permissionsBoundary,
	tags,
}: RoleExtras = noExtras): Pick<Role, 'boundaryArn' | 'tags'> {
	return {
		...(permissionsBoundary !== undefined && {boundaryArn: permissionsBoundary}),
		...(tags.length > 0 && {tags: Object.fromEntries(tags.map(({key, value}) => [key, value]))}),
	};
}
