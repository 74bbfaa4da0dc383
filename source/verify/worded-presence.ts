import {bucketPresence, isSignedInElsewhere, keyPresence, rolePresence} from './presence.ts';
import type {Situation} from './situation.ts';
import {type Finding, skip} from './worded.ts';

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
