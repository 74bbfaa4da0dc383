import type {Looked} from '../account/index.ts';
import {type Finding, skip} from './finding.ts';
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

/** Whether one is certainly signed in to another account than the connection's. */
function isSignedInElsewhere({snapshot, connection}: Situation): boolean {
	const {identity} = snapshot;
	return identity.status === 'found' && identity.value.accountId !== connection.accountId;
}

/** The finding of a check that looks into the bucket, where there is none or it is somebody else's. */
export function skipWithoutBucket(situation: Situation, title: string): Finding | undefined {
	if (bucketPresence(situation) === 'none') {
		return skip(title, 'Looked at once the bucket exists.', {code: 'not-yet'});
	}

	const {isOwned} = situation.snapshot.bucket;
	return isOwned.status === 'found' && !isOwned.value
		? skip(
				title,
				`Looked at once the bucket is one of account ${situation.connection.accountId}.`,
				{code: 'not-yet'},
			)
		: undefined;
}

/** The finding of a check on the role, where the vendor needs none or another account would be looked at. */
export function skipRole(situation: Situation, title: string): Finding | undefined {
	const {profile, connection} = situation;
	if (!situation.isCustomerRole) {
		return skip(title, `${profile.name} uses a role of its own: your account needs none.`, {
			code: 'not-needed',
		});
	}

	return isSignedInElsewhere(situation)
		? skip(title, `Looked at once you are signed in to account ${connection.accountId}.`, {
				code: 'not-yet',
			})
		: undefined;
}

/** The same for a check that looks into the role: also where there is no role. */
export function skipWithoutRole(situation: Situation, title: string): Finding | undefined {
	return (
		skipRole(situation, title) ??
		(rolePresence(situation) === 'none'
			? skip(title, 'Looked at once the role exists.', {code: 'not-yet'})
			: undefined)
	);
}

/**
 * A finding about a policy that names the customer's role, once there is such a role: until then AWS takes no policy that
 * names it, so there is nothing to mend yet.
 */
export function onceRoleExists(situation: Situation, finding: Finding): Finding {
	const isEarly = situation.isCustomerRole && rolePresence(situation) === 'none';
	return isEarly && (finding.status === 'fail' || finding.status === 'warn')
		? skip(finding.title, 'Looked at once the role exists: until then no policy can name it.', {
				code: 'not-yet',
			})
		: finding;
}

/** The finding of a check that looks into the key, where there is none to look into. */
export function skipWithoutKey(situation: Situation, title: string): Finding | undefined {
	if (!situation.usesKms) {
		return skip(
			title,
			'The bucket is encrypted by S3 itself (SSE-S3): no key of your own is used.',
			{code: 'not-needed'},
		);
	}

	return keyPresence(situation) === 'none'
		? skip(title, 'Looked at once the key exists.', {code: 'not-yet'})
		: undefined;
}
