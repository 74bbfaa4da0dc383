import {
	absent,
	allAnswers,
	type BucketFacts,
	bucketNotification,
	corsRules,
	type EncryptionRule,
	failed as failedFor,
	found,
	type KeyFacts,
	type Looked,
	newBucketFacts,
	notLooked,
	type PublicAccessBlock,
	type QueueFacts,
	type RoleFacts,
	refused as refusedWith,
	type Snapshot,
} from '../../source/account/index.ts';
import {type DocumentId, type Encryption, keyParts, type PolicyId} from '../../source/aws/index.ts';
import type {Connection} from '../../source/connection/index.ts';
import {
	buildDocuments,
	type ConnectionDocument,
	type ConnectionPolicy,
	documentText,
	mergePolicy,
	policiesIn,
	roleArn,
} from '../../source/documents/index.ts';
import {listOf, type PolicyDocument, type Statement} from '../../source/policy/index.ts';
import type {VendorProfile} from '../../source/vendors/index.ts';
import {profileOf} from './connections.ts';

type HealthyOptions = {
	readonly leastPrivilege?: boolean;
	/** The connection's built-in one where it is left out. */
	readonly profile?: VendorProfile;
};

export {absent, found, notLooked};

/** A thing that one may not look at. */
export const refused = (action: string) => refusedWith('AccessDenied', action);

/** A thing that could not be looked at for another reason. */
export const failed = (reason: string) => failedFor('network', 'TimeoutError', reason);

/** What is special about a snapshot. */
type Special = Partial<Pick<Snapshot, 'source' | 'takenAt' | 'identity'>> & {
	readonly bucket?: Partial<BucketFacts>;
	readonly role?: Partial<RoleFacts>;
	readonly key?: Partial<KeyFacts>;
	readonly queue?: Partial<QueueFacts>;
};

/** A snapshot with these facts. Of every other one the bucket is as AWS makes it today, and all else was not looked at. */
function snapshotOf({bucket, role, key, queue, ...others}: Special = {}): Snapshot {
	const not = allAnswers(() => notLooked('It is not what this is about.'));
	const isNew = newBucketFacts({accountId: '111122223333', region: 'eu-central-1'});
	return {
		source: 'aws',
		takenAt: '2026-01-15T09:30:00.000Z',
		identity: not.identity,
		...others,
		bucket: {...isNew, ...bucket},
		role: {...not.role, ...role},
		key: {...not.key, ...key},
		queue: {...not.queue, ...queue},
	};
}

/** A snapshot in which every fact has the same answer. */
export function sameOfAll(looked: Looked<never>): Snapshot {
	return snapshotOf(allAnswers(() => looked));
}

export const allBlocked: PublicAccessBlock = {
	blockPublicAcls: true,
	ignorePublicAcls: true,
	blockPublicPolicy: true,
	restrictPublicBuckets: true,
};

export const nothingBlocked: PublicAccessBlock = {
	blockPublicAcls: false,
	ignorePublicAcls: false,
	blockPublicPolicy: false,
	restrictPublicBuckets: false,
};

/** The algorithm of S3 for each encryption. */
export const algorithms: Readonly<Record<Encryption, string>> = {
	'SSE-S3': 'AES256',
	'SSE-KMS': 'aws:kms',
	'DSSE-KMS': 'aws:kms:dsse',
};

/** The policy that a new key has: its account decides by IAM. */
export function defaultKeyPolicy(accountId: string): PolicyDocument {
	return {
		Version: '2012-10-17',
		Id: 'key-default-1',
		Statement: [
			{
				Sid: 'Enable IAM User Permissions',
				Effect: 'Allow',
				Principal: {AWS: `arn:aws:iam::${accountId}:root`},
				Action: 'kms:*',
				Resource: '*',
			},
		],
	};
}

/**
 * An account that holds exactly what the documents of a built-in vendor ask for, and nothing else. A key's own policy
 * leaves the key to its account, with the vendor's statement added where the vendor's documents have one.
 */
export function healthySnapshot(
	connection: Connection,
	{profile = profileOf(connection.vendor), ...options}: HealthyOptions = {},
): Snapshot {
	const documents = buildDocuments(connection, profile, options);
	const textOf = (id: PolicyId) => {
		const document = documents.find((candidate) => candidate.id === id)?.document;
		return document === undefined ? undefined : documentText(document);
	};
	const trustPolicy = textOf('trust-policy');
	const rolePolicy = textOf('role-policy');
	return snapshotOf({
		identity: found({
			accountId: connection.accountId,
			arn: `arn:aws:iam::${connection.accountId}:user/deploy`,
		}),
		bucket: {
			existence: found({region: connection.region}),
			isOwned: found(true),
			encryption: found([encryptionRule(connection)]),
			policy: textLooked(textOf('bucket-policy'), 'NoSuchBucketPolicy'),
			...settingsLooked(documents),
			accountPublicAccessBlock: found(allBlocked),
		},
		role:
			trustPolicy === undefined
				? {}
				: {
						role: found({
							arn: roleArn(connection),
							trustPolicy,
							createdAt: '2025-06-01T12:00:00.000Z',
							maxSessionDuration: 3600,
						}),
						policies: found([
							{kind: 'inline', name: 'VendorAccess', text: found(rolePolicy ?? '')} as const,
						]),
						boundary: notLooked('The role has no permissions boundary.'),
					},
		...(profile.queue?.of === 'customer' &&
			connection.queueArn !== undefined && {
				queue: {
					policy: textLooked(textOf('queue-policy'), 'NoSuchQueuePolicy'),
					encryptionKey: absent('NoSuchQueueKey'),
				},
			}),
		key: healthyKey(
			connection,
			profile,
			policiesIn(documents).find(({id}) => id === 'key-policy'),
		),
	});
}

function settingsLooked(documents: readonly ConnectionDocument[]): Partial<BucketFacts> {
	const cors = documents.find((document) => document.id === 'bucket-cors')?.document;
	const notification = documents.find(
		(document) => document.id === 'bucket-notification',
	)?.document;
	return {
		...(cors !== undefined && {cors: found(corsRules(cors))}),
		...(notification !== undefined && {notification: found(bucketNotification(notification))}),
	};
}

function textLooked(text: string | undefined, code: string): Looked<string> {
	return text === undefined ? absent(code) : found(text);
}

function encryptionRule({encryption, kmsKeyArn}: Connection): EncryptionRule {
	return {
		algorithm: algorithms[encryption],
		...(kmsKeyArn !== undefined && {keyId: kmsKeyArn}),
		bucketKeyEnabled: encryption === 'SSE-KMS',
	};
}

function healthyKey(
	connection: Connection,
	profile: VendorProfile,
	addition: ConnectionPolicy | undefined,
): Partial<KeyFacts> {
	const {kmsKeyArn} = connection;
	if (kmsKeyArn === undefined) {
		return {};
	}

	const own = documentText(defaultKeyPolicy(keyParts(kmsKeyArn).accountId));
	return {
		metadata: found({
			arn: kmsKeyArn,
			state: 'Enabled',
			manager: 'CUSTOMER',
			spec: 'SYMMETRIC_DEFAULT',
			usage: 'ENCRYPT_DECRYPT',
		}),
		policy: found(
			addition === undefined
				? own
				: mergePolicy(own, addition, {connection, profile, name: 'The key policy'}).text,
		),
	};
}

/** The snapshot with other facts about the bucket. */
export function withBucket(snapshot: Snapshot, changes: Partial<BucketFacts>): Snapshot {
	return {...snapshot, bucket: {...snapshot.bucket, ...changes}};
}

/** The snapshot with other facts about the role. */
export function withRole(snapshot: Snapshot, changes: Partial<RoleFacts>): Snapshot {
	return {...snapshot, role: {...snapshot.role, ...changes}};
}

/** The snapshot with other facts about the key. */
export function withKey(snapshot: Snapshot, changes: Partial<KeyFacts>): Snapshot {
	return {...snapshot, key: {...snapshot.key, ...changes}};
}

/** The snapshot with other facts about the queue. */
export function withQueue(snapshot: Snapshot, changes: Partial<QueueFacts>): Snapshot {
	return {...snapshot, queue: {...snapshot.queue, ...changes}};
}

/** The snapshot of an account without the bucket. */
export function withoutBucket(snapshot: Snapshot): Snapshot {
	const {accountPublicAccessBlock} = snapshot.bucket;
	const {bucket} = allAnswers(() => absent('NoSuchBucket'));
	return {...snapshot, bucket: {...bucket, accountPublicAccessBlock}};
}

/** The snapshot of an account without the role. */
export function withoutRole(snapshot: Snapshot): Snapshot {
	return {...snapshot, role: allAnswers(() => absent('NoSuchEntity')).role};
}

/** The snapshot of an account without the key. */
export function withoutKey(snapshot: Snapshot): Snapshot {
	return {...snapshot, key: allAnswers(() => absent('NotFoundException')).key};
}

/** The snapshot with a permissions boundary on the role. */
export function withBoundary(snapshot: Snapshot, document: PolicyDocument): Snapshot {
	const {role} = snapshot.role;
	if (role.status !== 'found') {
		throw new Error('There is no role to put a boundary on.');
	}

	const accountId = role.value.arn.split(':')[4];
	return withRole(snapshot, {
		role: found({...role.value, boundaryArn: `arn:aws:iam::${accountId}:policy/Boundary`}),
		boundary: found(documentText(document)),
	});
}

/** The document of a snapshot; of several role policies the first. Throws where there is none. */
export function documentOf(snapshot: Snapshot, id: PolicyId): PolicyDocument {
	return JSON.parse(textIn(snapshot, id)) as PolicyDocument;
}

function textIn({bucket, role, key, queue}: Snapshot, id: PolicyId): string {
	const looked = {
		'bucket-policy': () => bucket.policy,
		'key-policy': () => key.policy,
		'queue-policy': () => queue.policy,
		'trust-policy': () =>
			role.role.status === 'found' ? found(role.role.value.trustPolicy) : role.role,
		'role-policy': () =>
			role.policies.status === 'found'
				? (role.policies.value[0]?.text ?? absent('NoSuchEntity'))
				: role.policies,
	}[id]();
	if (looked.status !== 'found') {
		throw new Error(`There is no ${id} in this snapshot.`);
	}

	return looked.value;
}

/** The snapshot with another text in place of a document; of several role policies the first one's. */
export function withText(snapshot: Snapshot, id: DocumentId, text: string): Snapshot {
	const {role, policies} = snapshot.role;
	switch (id) {
		case 'bucket-cors':
			return withBucket(snapshot, {cors: found(corsRules(JSON.parse(text)))});
		case 'bucket-notification':
			return withBucket(snapshot, {notification: found(bucketNotification(JSON.parse(text)))});
		case 'queue-policy':
			return withQueue(snapshot, {policy: found(text)});
		case 'bucket-policy':
			return withBucket(snapshot, {policy: found(text)});
		case 'key-policy':
			return withKey(snapshot, {policy: found(text)});
		case 'trust-policy':
			return role.status === 'found'
				? withRole(snapshot, {role: found({...role.value, trustPolicy: text})})
				: snapshot;
		case 'role-policy':
			return policies.status === 'found'
				? withRole(snapshot, {
						policies: found(
							policies.value.map((policy, index) =>
								index === 0 ? {...policy, text: found(text)} : policy,
							),
						),
					})
				: snapshot;
	}
}

/** The snapshot with another document. */
export function withDocument(
	snapshot: Snapshot,
	id: DocumentId,
	document: PolicyDocument,
): Snapshot {
	return withText(snapshot, id, documentText(document));
}

/** The snapshot with the statements of a document exchanged, each by what `edit` makes of it; undefined removes it. */
export function withStatements(
	snapshot: Snapshot,
	id: PolicyId,
	edit: (statement: Statement, index: number) => Statement | undefined,
	...added: readonly Statement[]
): Snapshot {
	const document = documentOf(snapshot, id);
	return withDocument(snapshot, id, {
		...document,
		Statement: [
			...listOf(document.Statement).flatMap((statement, index) => edit(statement, index) ?? []),
			...added,
		],
	});
}

/** The snapshot with statements added to the end of a document. */
export function withAdded(
	snapshot: Snapshot,
	id: PolicyId,
	...statements: readonly Statement[]
): Snapshot {
	const document = documentOf(snapshot, id);
	return withDocument(snapshot, id, {
		...document,
		Statement: [...listOf(document.Statement), ...statements],
	});
}
