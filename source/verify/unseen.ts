import {allAnswers, failed, type SignInError, type Snapshot, whyBlind} from '../account/index.ts';
import type {Connection} from '../connection/index.ts';
import type {VendorProfile} from '../vendors/index.ts';
import {unknown} from './finding.ts';
import {judge, ofCheck} from './judge.ts';
import type {NothingSeen, Result} from './result.ts';

/** What looking into an account came to. */
export type Seen = Pick<Result, 'findings' | 'account' | 'unseen'> & Pick<Snapshot, 'source'>;

/** What a snapshot says. Where nothing could be seen since nobody is signed in, it says that and nothing else. */
export function seenIn(snapshot: Snapshot, connection: Connection, profile: VendorProfile): Seen {
	const {source, identity} = snapshot;
	const blind = whyBlind(snapshot);
	if (blind?.cause === 'sign-in') {
		return notSignedIn({cause: 'sign-in', reason: blind.reason}, connection, profile);
	}

	return {
		source,
		findings: judge(snapshot, connection, profile),
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
	const unseen: NothingSeen = {
		cause: 'sign-in',
		reason: message,
		...(hint !== undefined && {fix: hint}),
	};
	return notSignedIn(unseen, connection, profile);
}

function notSignedIn(unseen: NothingSeen, connection: Connection, profile: VendorProfile): Seen {
	const {cause, reason, fix} = unseen;
	// Which checks apply to the connection is for the checks to say.
	const snapshot: Snapshot = {
		source: 'aws',
		takenAt: '',
		...allAnswers(() => failed(cause, 'NotSignedIn', reason)),
	};
	const facts = {reason, ...(fix !== undefined && {fix})};
	const findings = judge(snapshot, connection, profile).map((finding) =>
		// What no sign-in would show stays as it is.
		finding.status === 'unknown' && finding.id !== 'organization.policies'
			? ofCheck(finding.id, unknown('not-signed-in', facts, {required: finding.required}))
			: finding,
	);
	return {source: 'aws', findings, unseen};
}
