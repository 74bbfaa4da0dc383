import {allAnswers, failed, type SignInError, type Snapshot, whyBlind} from '../account/index.ts';
import type {Connection} from '../connection/index.ts';
import type {VendorProfile} from '../vendors/index.ts';
import {judge} from './judge.ts';
import type {Result, Unseen} from './result.ts';
import type {Check} from './types.ts';

/** What looking into an account came to. */
export type Seen = Pick<Result, 'source' | 'checks' | 'account' | 'unseen'>;

/** What a snapshot says. Where nothing could be seen since nobody is signed in, it says that and nothing else. */
export function seenIn(snapshot: Snapshot, connection: Connection, profile: VendorProfile): Seen {
	const {source, identity} = snapshot;
	const blind = whyBlind(snapshot);
	if (blind?.cause === 'sign-in') {
		return notSignedIn({cause: 'sign-in', reason: blind.reason}, connection, profile);
	}

	return {
		source,
		checks: judge(snapshot, connection, profile),
		...(identity.status === 'found' && {account: identity.value}),
		...(blind !== undefined && {unseen: {cause: blind.cause, reason: blind.reason}}),
	};
}

/** The same where one could not even sign in. */
export function withoutSignIn(
	{message, hint}: SignInError,
	connection: Connection,
	profile: VendorProfile,
): Seen {
	const unseen: Unseen = {
		cause: 'sign-in',
		reason: message,
		...(hint !== undefined && {fix: hint}),
	};
	return notSignedIn(unseen, connection, profile);
}

function notSignedIn(unseen: Unseen, connection: Connection, profile: VendorProfile): Seen {
	const {cause, reason, fix = 'Sign in and check again.'} = unseen;
	// Which checks apply to the connection is for the checks to say.
	const snapshot: Snapshot = {
		source: 'aws',
		takenAt: '',
		...allAnswers(() => failed(cause, 'NotSignedIn', reason)),
	};
	const checks = judge(snapshot, connection, profile).map((check): Check => {
		const {id, title, status, required} = check;
		// What no sign-in would show stays as it is.
		return status === 'unknown' && id !== 'organization.policies'
			? {id, title, status, required, reason, fix, code: 'not-signed-in'}
			: check;
	});
	return {source: 'aws', checks, unseen};
}
