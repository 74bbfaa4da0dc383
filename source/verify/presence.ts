import type {EncryptionRule, Looked} from '../account/index.ts';
import type {DocumentId} from '../aws/index.ts';
import {hasDocument} from '../documents/index.ts';
import {type CheckStatus, type Found, type SharedFindings, skip} from './finding.ts';
import type {Situation} from './situation.ts';

/** Whether something exists, as far as can be told. */
export type Presence = 'there' | 'none' | 'unknown';

// HeadBucket answers so for buckets that exist, though they may be in another region or closed to the caller.
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html
const redirects = /^(?:301|307|PermanentRedirect|TemporaryRedirect|Redirect)$/;
const refusals = /^(?:403|Forbidden|AccessDenied)$/;

function provesBucket(looked: Looked<unknown>): boolean {
	return (
		(looked.status === 'refused' && refusals.test(looked.code)) ||
		((looked.status === 'refused' || looked.status === 'failed') && redirects.test(looked.code))
	);
}

function presenceOf(looked: Looked<unknown>): Presence {
	switch (looked.status) {
		case 'found':
			return 'there';
		case 'absent':
			return 'none';
		default:
			return 'unknown';
	}
}

/** Whether the bucket exists. A refusal or a redirect proves that it does, and so does its policy. */
export function bucketPresence({snapshot}: Situation): Presence {
	const {existence, policy} = snapshot.bucket;
	const isProven = policy.status === 'found' || provesBucket(existence);
	return isProven && existence.status !== 'absent' ? 'there' : presenceOf(existence);
}

/** Whether the role exists; unknown where the account that was looked at is another one. */
export function rolePresence(situation: Situation): Presence {
	if (isSignedInElsewhere(situation)) {
		return 'unknown';
	}

	const {role, policies} = situation.snapshot.role;
	return role.status !== 'absent' && policies.status === 'found' ? 'there' : presenceOf(role);
}

/** Whether the key exists; its policy proves that it does. */
export function keyPresence({snapshot}: Situation): Presence {
	const {metadata, policy} = snapshot.key;
	return metadata.status !== 'absent' && policy.status === 'found' ? 'there' : presenceOf(metadata);
}

/**
 * The ARN of the key that was looked at, where it is another than the connection's: documents can be of another key, and
 * behind an alias, an ID or the address of an endpoint there can be one of another account or region. Policies and S3
 * go by the ARN. https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html
 */
export function otherKey({snapshot, connection}: Situation): string | undefined {
	const {metadata} = snapshot.key;
	return metadata.status === 'found' && metadata.value.arn !== connection.kmsKeyArn
		? metadata.value.arn
		: undefined;
}

/** Whether one is certainly signed in to another account than the connection's. */
function isSignedInElsewhere({snapshot, connection}: Situation): boolean {
	const {identity} = snapshot;
	return identity.status === 'found' && identity.value.accountId !== connection.accountId;
}

type NotYet = Found<'not-yet', SharedFindings['not-yet']>;
type NotNeeded = Found<'not-needed', SharedFindings['not-needed']>;

/** The finding of a check that looks into the bucket, where there is none or it is somebody else's. */
export function skipWithoutBucket(situation: Situation): NotYet | undefined {
	if (bucketPresence(situation) === 'none') {
		return skip('not-yet', {until: 'bucket'});
	}

	const {isOwned} = situation.snapshot.bucket;
	return isOwned.status === 'found' && !isOwned.value
		? skip('not-yet', {until: 'own-bucket'})
		: undefined;
}

/** The finding of a check on a document that the vendor's article does not have for this connection. */
export function skipOutsideArticle(
	{connection, profile}: Situation,
	id: DocumentId,
): NotNeeded | undefined {
	return hasDocument(id, connection, profile)
		? undefined
		: skip('not-needed', {because: 'not-in-article'});
}

/** The finding of a check on the role, where the vendor needs none or another account would be looked at. */
export function skipRole(situation: Situation): NotYet | NotNeeded | undefined {
	if (!situation.isCustomerRole) {
		return skip('not-needed', {because: 'vendor-has-role'});
	}

	return isSignedInElsewhere(situation) ? skip('not-yet', {until: 'sign-in'}) : undefined;
}

/** The same for a check that looks into the role: also where there is no role. */
export function skipWithoutRole(situation: Situation): NotYet | NotNeeded | undefined {
	return (
		skipRole(situation) ??
		(rolePresence(situation) === 'none' ? skip('not-yet', {until: 'role'}) : undefined)
	);
}

/**
 * A finding about a policy that names the customer's role, once there is such a role: until then AWS takes no policy that
 * names it, so there is nothing to mend yet.
 */
export function onceRoleExists<Finding extends {readonly status: CheckStatus}>(
	situation: Situation,
	finding: Finding,
): Finding | NotYet {
	const isEarly = situation.isCustomerRole && rolePresence(situation) === 'none';
	return isEarly && (finding.status === 'fail' || finding.status === 'warn')
		? skip('not-yet', {until: 'role-to-name'})
		: finding;
}

/** The finding of a check that looks into the key, where there is none to look into or it is not the connection's. */
export function skipWithoutKey(situation: Situation): NotYet | NotNeeded | undefined {
	if (!situation.usesKms) {
		return skip('not-needed', {because: 'no-key-used'});
	}

	if (keyPresence(situation) === 'none') {
		return skip('not-yet', {until: 'key'});
	}

	return otherKey(situation) === undefined ? undefined : skip('not-yet', {until: 'agreed-key'});
}

/**
 * Who manages the key: the customer, or AWS, as it does with `aws/s3`. Where the key itself could not be looked at, the Id
 * of its policy tells: those that AWS writes for its own keys begin with `auto-`. Undefined where neither was seen.
 */
export function keyManager({snapshot, keyPolicy}: Situation): 'CUSTOMER' | 'AWS' | undefined {
	const {metadata} = snapshot.key;
	if (metadata.status === 'found') {
		return metadata.value.manager === 'AWS' ? 'AWS' : 'CUSTOMER';
	}

	return keyPolicy.state === 'there'
		? keyPolicy.document.Id?.startsWith('auto-') === true
			? 'AWS'
			: 'CUSTOMER'
		: undefined;
}

/**
 * Whether the bucket's default encryption is by the key `aws/s3`, which AWS manages: a KMS method without a key means it,
 * and so does its alias. https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html
 */
export function isKeyOfAws({algorithm, keyId}: EncryptionRule): boolean {
	return (
		algorithm.startsWith('aws:kms') &&
		(keyId === undefined || keyId === '' || /(?:^|:)alias\/aws\/s3$/.test(keyId))
	);
}
