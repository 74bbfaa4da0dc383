import type {StatedConnection} from '../connection/index.ts';
import {isObject} from '../json/index.ts';
import {
	aclForm,
	corsForm,
	encryptionForm,
	identityForm,
	keyForm,
	notificationForm,
	ownershipForm,
	publicAccessBlockForm,
	roleForm,
	versioningForm,
} from './documents/api-forms.ts';
import {inside} from './documents/file-object.ts';
import type {Folder} from './documents/folder.ts';
import {policyFrom, queuePolicyFrom} from './documents/policy-file.ts';
import {queueKeyIn, queueKeyMember} from './documents/queue-facts.ts';
import {boundaryIn, policiesIn, roleIn} from './documents/role-facts.ts';
import {
	bucketExistence,
	bucketSetting,
	identityIn,
	keyIn,
	noBucket,
	type Setting,
	settingFile,
} from './documents/settings.ts';
import {knownError, noQueue} from './error-codes.ts';
import {absent, failed, found, foundOr, mapFound, notLooked} from './looked.ts';
import type {PracticeBucket, PracticeHolding} from './practice/state.ts';
import {
	aclGrants,
	barePolicyIn,
	booleanIn,
	bucketNotification,
	bucketVersioning,
	callerIdentity,
	corsRules,
	encryptionRules,
	keyMetadata,
	objectOwnership,
	publicAccessBlock,
	textIn,
} from './shapes.ts';
import type {AclGrant, Looked, Role, RolePolicy} from './types.ts';

/** The documents of a folder about one connection; the file of each is called so, with `.json`. */
export const documentNames = [
	'trust-policy',
	'role-policy',
	'bucket-policy',
	'key-policy',
	'queue-policy',
	'bucket-cors',
	'bucket-notification',
	'bucket',
	'key',
	'queue',
	'role',
	'boundary-policy',
	'account',
] as const;
export type DocumentName = (typeof documentNames)[number];

/** What an IAM action is allowed on; `own-key` is a key of the connection's own account. */
export type PermissionPlace =
	| 'bucket'
	| 'account'
	| 'role'
	| 'managed-policy'
	| 'key'
	| 'own-key'
	| 'queue';

/**
 * One fact of an account: all that the program knows of it but how to judge it. `Snapshot` has an answer for each, and
 * what looks, what may be looked at and what is practised with follow from here; `sdk/` asks AWS for it.
 */
export type Fact<T> = {
	/** The IAM actions that looking at it takes, by what they are on. */
	readonly permissions: Readonly<Partial<Record<PermissionPlace, readonly string[]>>>;
	/** What handed-in documents say of it. */
	readonly inDocuments: (folder: Folder<DocumentName>, connection: StatedConnection) => Looked<T>;
	/** What goes into documents of it, so that they say the same. */
	asDocuments(answer: Looked<T>): DocumentParts;
	/** What the practice account says of it. */
	readonly inPractice: (held: PracticeHolding) => Looked<T>;
};

/**
 * Documents, or members of them, by their names: `key-policy.json`, `bucket.json#encryption`. Text is a document as it
 * is, and all else JSON.
 */
export type DocumentParts = Readonly<Record<string, Looked<unknown>>>;

/** A fact that AWS tells by one call. */
export type AskedFact<T> = Fact<T> & {
	/** The IAM action of the call, e.g. `s3:GetBucketPolicy`. */
	readonly action: string;
	/** Codes by which AWS says that there is none. */
	readonly absentCodes: readonly string[];
	/** Takes the value out of the answer; may throw `MalformedAnswerError`. */
	readonly read: (answer: unknown) => T;
};

/** The definition as it is; says the type of the fact's value. */
function fact<T>(definition: Fact<T>): Fact<T> {
	return definition;
}

function asked<T>({
	on,
	...fact
}: Omit<AskedFact<T>, 'permissions'> & {readonly on?: PermissionPlace}): AskedFact<T> {
	return {...fact, permissions: on === undefined ? {} : {[on]: [fact.action]}};
}

/** The value under a name that the API puts around it; all of the answer where there is no such name. */
function under(wrapper: string | undefined, answer: unknown): unknown {
	return wrapper === undefined ? answer : isObject(answer) ? answer[wrapper] : undefined;
}

/**
 * A setting of bucket or account that one call tells and `bucket.json` holds, there also without the name that the API
 * puts around it. The practice account has the bucket's as `inPractice` says, and none of the account's.
 */
function setting<T>({
	action,
	wrapper,
	write,
	inPractice,
	file,
	...how
}: Setting<T> & {
	readonly action: string;
	readonly wrapper?: string;
	/** The value as the S3 API gives it: what `read` reads. */
	readonly write: (value: T) => unknown;
	readonly inPractice?: (bucket: PracticeBucket) => T | undefined;
	/** The document that holds it alone, as one pastes it, where there is such a one. */
	readonly file?: 'bucket-cors' | 'bucket-notification';
}): AskedFact<T> {
	const {absentCode, isOfAccount = false, read} = how;
	const readBare = (value: unknown) => read(wrapper === undefined ? value : inside(value, wrapper));
	return asked({
		action,
		on: isOfAccount ? 'account' : 'bucket',
		absentCodes: isOfAccount ? [absentCode] : [absentCode, noBucket],
		read: (answer) => read(under(wrapper, answer)),
		inDocuments: (folder) => {
			const alone = file === undefined ? undefined : folder.text(file);
			return alone === undefined || alone.status === 'not-looked'
				? bucketSetting(folder, {...how, read: readBare})
				: settingFile(alone, {file: `${file}.json`, absentCode, read: readBare});
		},
		asDocuments: (answer) => ({[`bucket.json#${how.member}`]: mapFound(answer, write)}),
		inPractice: ({bucket}) =>
			bucket === undefined && !isOfAccount
				? absent(noBucket)
				: foundOr(bucket && inPractice?.(bucket), absentCode),
	});
}

/** Who one is where there are documents alone. */
export const nobodyAsked = notLooked('Documents alone do not say which account they are from.');
/** Most buckets name a key by its ARN, or none. */
export const noAlias = notLooked('The bucket names no alias of a key.');

const noKey = 'NotFoundException';

const bucketFacts = {
	/** Found: the bucket is there; its region where AWS told it. */
	existence: fact<{readonly region?: string}>({
		permissions: {bucket: ['s3:ListBucket']},
		inDocuments: bucketExistence,
		asDocuments: (answer) => ({'bucket.json': answer}),
		inPractice: ({bucket}) => foundOr(bucket && {region: bucket.region}, noBucket),
	}),
	encryption: setting({
		action: 's3:GetEncryptionConfiguration',
		absentCode: 'ServerSideEncryptionConfigurationNotFoundError',
		member: 'encryption',
		write: encryptionForm,
		wrapper: 'ServerSideEncryptionConfiguration',
		read: encryptionRules,
		inPractice: ({encryption}) => encryption,
	}),
	/** The policy as text, as AWS gave it. */
	policy: asked({
		action: 's3:GetBucketPolicy',
		on: 'bucket',
		absentCodes: ['NoSuchBucketPolicy', noBucket],
		read: (answer) => barePolicyIn(under('Policy', answer), 'Policy'),
		inDocuments: ({text}) =>
			policyFrom(text('bucket-policy'), 'bucket-policy', 'NoSuchBucketPolicy'),
		asDocuments: (answer) => ({'bucket-policy.json': answer}),
		inPractice: ({bucket}) =>
			foundOr(bucket?.policy, bucket === undefined ? noBucket : 'NoSuchBucketPolicy'),
	}),
	publicAccessBlock: setting({
		action: 's3:GetBucketPublicAccessBlock',
		absentCode: 'NoSuchPublicAccessBlockConfiguration',
		member: 'publicAccessBlock',
		write: publicAccessBlockForm,
		wrapper: 'PublicAccessBlockConfiguration',
		read: publicAccessBlock,
		inPractice: (bucket) => bucket.publicAccessBlock,
	}),
	accountPublicAccessBlock: setting({
		action: 's3:GetAccountPublicAccessBlock',
		absentCode: 'NoSuchPublicAccessBlockConfiguration',
		member: 'accountPublicAccessBlock',
		write: publicAccessBlockForm,
		isOfAccount: true,
		wrapper: 'PublicAccessBlockConfiguration',
		read: publicAccessBlock,
	}),
	/** `BucketOwnerEnforced`, `BucketOwnerPreferred` or `ObjectWriter`. */
	ownership: setting({
		action: 's3:GetBucketOwnershipControls',
		absentCode: 'OwnershipControlsNotFoundError',
		member: 'objectOwnership',
		write: ownershipForm,
		wrapper: 'OwnershipControls',
		read: objectOwnership,
		inPractice: ({ownership}) => ownership,
	}),
	/** ARN of the key behind a customer's alias that the default encryption names; not looked where it names none. */
	defaultKey: fact<string>({
		permissions: {key: ['kms:DescribeKey']},
		inDocuments: (folder) =>
			bucketSetting(folder, {
				member: 'defaultKey',
				absentCode: noKey,
				read: (value) =>
					typeof value === 'string' ? value : keyMetadata(inside(value, 'KeyMetadata')).arn,
			}),
		asDocuments: (answer) => ({'bucket.json#defaultKey': answer}),
		inPractice: () => noAlias,
	}),
	/** The grants of the bucket's access control list. */
	acl: setting<readonly AclGrant[]>({
		action: 's3:GetBucketAcl',
		absentCode: 'NoSuchAcl',
		member: 'acl',
		write: aclForm,
		read: (value) => aclGrants(inside(value, 'AccessControlPolicy')),
		inPractice: () => [{permission: 'FULL_CONTROL'}],
	}),
	cors: setting({
		action: 's3:GetBucketCORS',
		absentCode: 'NoSuchCORSConfiguration',
		member: 'cors',
		file: 'bucket-cors',
		write: corsForm,
		read: (value) => corsRules(inside(value, 'CORSConfiguration')),
		inPractice: ({cors}) => cors,
	}),
	notification: setting({
		action: 's3:GetBucketNotification',
		absentCode: 'NoSuchConfiguration',
		member: 'notification',
		file: 'bucket-notification',
		write: notificationForm,
		read: (value) => bucketNotification(inside(value, 'NotificationConfiguration')),
		inPractice: ({notification}) => notification ?? bucketNotification({}),
	}),
	versioning: setting({
		action: 's3:GetBucketVersioning',
		absentCode: 'NoSuchVersioningConfiguration',
		member: 'versioning',
		write: versioningForm,
		read: (value) => bucketVersioning(inside(value, 'VersioningConfiguration')),
		inPractice: () => bucketVersioning({}),
	}),
	/** Whether it belongs to the connection's account. */
	isOwned: fact<boolean>({
		permissions: {account: ['s3:ListAllMyBuckets']},
		inDocuments: (folder) => {
			const said = bucketSetting(folder, {
				member: 'isOwned',
				absentCode: noBucket,
				read: booleanIn,
			});
			return said.status === 'not-looked' ? nobodyAsked : said;
		},
		asDocuments: (answer) => ({'bucket.json#isOwned': answer}),
		inPractice: ({bucket}) => foundOr(bucket && true, noBucket),
	}),
};

const noRole = 'NoSuchEntity';

/** What the practice account says of a managed policy. */
export const withoutManagedPolicies = notLooked('The practice account has no managed policies.');

const roleFacts = {
	role: fact<Role>({
		permissions: {role: ['iam:GetRole']},
		inDocuments: roleIn,
		asDocuments: (answer) => ({
			'role.json': mapFound(answer, roleForm),
			'trust-policy.json': mapFound(answer, ({trustPolicy}) => trustPolicy),
		}),
		inPractice: ({role}) =>
			mapFound(foundOr(role, noRole), ({arn, trustPolicy, createdAt, boundaryArn, tags = {}}) => ({
				arn,
				trustPolicy,
				createdAt,
				...(boundaryArn !== undefined && {boundaryArn}),
				uniqueId: 'AROAPRACTICE',
				tags,
				maxSessionDuration: 3600,
			})),
	}),
	policies: fact<readonly RolePolicy[]>({
		permissions: {
			role: ['iam:ListRolePolicies', 'iam:GetRolePolicy', 'iam:ListAttachedRolePolicies'],
			'managed-policy': ['iam:GetPolicy', 'iam:GetPolicyVersion'],
		},
		inDocuments: policiesIn,
		asDocuments: (answer) => ({'role-policies/': answer}),
		inPractice: ({role}) =>
			mapFound(foundOr(role, noRole), ({policies}) =>
				[...policies].map(([name, text]) => ({kind: 'inline', name, text: found(text)})),
			),
	}),
	/** Text of the permissions boundary; not looked where the role has none. */
	boundary: fact<string>({
		permissions: {'managed-policy': ['iam:GetPolicy', 'iam:GetPolicyVersion']},
		inDocuments: boundaryIn,
		asDocuments: (answer) => ({'boundary-policy.json': answer}),
		inPractice: ({role}) =>
			role?.boundaryArn === undefined
				? notLooked(
						role === undefined ? 'There is no such role.' : 'The role has no permissions boundary.',
					)
				: withoutManagedPolicies,
	}),
};

const keyFacts = {
	metadata: asked({
		action: 'kms:DescribeKey',
		on: 'key',
		absentCodes: [noKey],
		read: (answer) => keyMetadata(under('KeyMetadata', answer)),
		inDocuments: ({text}) => keyIn(text('key'), noKey),
		asDocuments: (answer) => ({'key.json': mapFound(answer, keyForm)}),
		inPractice: ({key}) =>
			mapFound(foundOr(key, noKey), ({arn, state, manager = 'CUSTOMER'}) => ({
				arn,
				state,
				manager,
				spec: 'SYMMETRIC_DEFAULT',
				usage: 'ENCRYPT_DECRYPT',
			})),
	}),
	/** The key policy as text. */
	policy: asked({
		action: 'kms:GetKeyPolicy',
		on: 'own-key',
		absentCodes: [noKey],
		read: (answer) => textIn(under('Policy', answer), 'Policy'),
		inDocuments: ({text}) => policyFrom(text('key-policy'), 'key-policy', noKey),
		asDocuments: (answer) => ({'key-policy.json': answer}),
		inPractice: ({key}) => foundOr(key?.policy, noKey),
	}),
};

/** SQS has no codes for these: a queue without a policy or a key just has no such attribute. */
export const noQueuePolicy = 'NoSuchQueuePolicy';
export const noQueueKey = 'NoSuchQueueKey';

/** What it takes to look at a queue: one call tells all. */
const queuePermissions = {queue: ['sqs:GetQueueAttributes']};

const noSuchQueue = failed('malformed', noQueue, knownError(noQueue)?.reason ?? '');

const queueFacts = {
	/**
	 * The policy of the customer's queue as text. That there is no queue is no answer to that: SQS says the same where one
	 * may not look. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/troubleshooting-api-errors.html
	 */
	policy: fact<string>({
		permissions: queuePermissions,
		inDocuments: ({text}) => queuePolicyFrom(text('queue-policy'), noQueuePolicy),
		asDocuments: (answer) => ({'queue-policy.json': answer}),
		inPractice: ({queue}) =>
			queue === undefined ? noSuchQueue : foundOr(queue.policy, noQueuePolicy),
	}),
	/** The KMS key that encrypts the queue, as it was set: its ID, its ARN or an alias of it; absent where none does. */
	encryptionKey: fact<string>({
		permissions: queuePermissions,
		inDocuments: (folder) => queueKeyIn(folder, noQueueKey),
		asDocuments: (answer) => ({[`queue.json#${queueKeyMember}`]: answer}),
		inPractice: ({queue}) =>
			queue === undefined ? noSuchQueue : foundOr(queue.encryptionKey, noQueueKey),
	}),
};

export const facts = {
	/** Who one is signed in as. Needs no permission: AWS answers even where a policy denies it. */
	identity: asked({
		action: 'sts:GetCallerIdentity',
		absentCodes: [],
		read: callerIdentity,
		inDocuments: (folder) => {
			const said = identityIn(folder);
			return said.status === 'not-looked' ? nobodyAsked : said;
		},
		asDocuments: (answer) => ({
			'account.json': mapFound(answer, (identity) => ({identity: identityForm(identity)})),
		}),
		inPractice: ({accountId}) => found({accountId, arn: `arn:aws:iam::${accountId}:user/practice`}),
	}),
	bucket: bucketFacts,
	role: roleFacts,
	key: keyFacts,
	queue: queueFacts,
};
