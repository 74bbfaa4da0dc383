import pMap from 'p-map';
import {
	type Account,
	allAnswers,
	failed,
	type LookOptions,
	SignInError,
	type Snapshot,
	whyBlind,
} from '../account/index.ts';
import type {StatedConnection} from '../connection/index.ts';
import {UserError} from '../errors.ts';
import type {VendorProfile} from '../vendors/index.ts';
import {unknown} from './finding.ts';
import {type Finding, judge, ofCheck} from './judge.ts';
import {ownedBy} from './own-account.ts';
import {invalidResult, type NothingSeen, type Result, verdictOf} from './result.ts';
import {aboutOf} from './situation.ts';

/** Runs what takes time to compute, the more the larger its input, and may end it early by throwing. */
export type Compute = <T>(work: () => T, size: number) => T;

const atOnce: Compute = (work) => work();

export type VerifyOptions = {
	/** What the result is called, e.g. the path of the connection file; the bucket's name where absent. */
	readonly name?: string;
	readonly signal?: AbortSignal | undefined;
	/** Called after each answer of the account. */
	readonly onProgress?: LookOptions['onProgress'] | undefined;
	/** Called with the findings that are settled already, while others wait for their answers. */
	readonly onSettled?: (findings: readonly Finding[]) => void;
	/** Runs the judgement; at once where absent. */
	readonly compute?: Compute | undefined;
};

/** What can be looked into, or why one could not sign in to it. */
type Lookable = Pick<Account, 'look'> | SignInError;

/** One connection to check. */
export type Subject = {
	readonly name: string;
	/** Reads the connection; a UserError becomes a result of its own and does not end the run. */
	readonly resolve: () => Promise<{
		readonly connection: StatedConnection;
		readonly profile: VendorProfile;
	}>;
};

export type VerifyManyOptions = {
	/** How many connections are checked at once, 1 or more. */
	readonly concurrency: number;
	readonly signal?: AbortSignal | undefined;
	/** Called as each finishes, with its 0-based place among the subjects; the next does not wait for it. */
	readonly onResult?: (result: Result, index: number) => void;
	/** As for one connection; of use where there is only one. */
	readonly onProgress?: LookOptions['onProgress'] | undefined;
	/** As for one connection. */
	readonly compute?: Compute | undefined;
};

/**
 * Gives the account to look into for a connection; the same one for all, or one for each. `index` is the connection's
 * 0-based place among the subjects.
 */
export type AccountFor = (
	connection: StatedConnection,
	profile: VendorProfile,
	index: number,
) => Lookable | Promise<Lookable>;

/** What is unknown so far may still become known; all else no later answer changes. */
function isSettled({status}: Finding): boolean {
	return status !== 'unknown' && status !== 'skip';
}

/** How much there is to judge, in characters. */
export function sizeOf(snapshot: Snapshot): number {
	return JSON.stringify(snapshot).length;
}

/** Looks into the account and judges what is there. */
export async function verifyConnection(
	account: Lookable,
	connection: StatedConnection,
	profile: VendorProfile,
	{name = connection.bucket, signal, onProgress, onSettled, compute = atOnce}: VerifyOptions = {},
): Promise<Result> {
	const start = performance.now();
	const look: LookOptions = {
		...(signal === undefined ? {} : {signal}),
		...(onProgress === undefined ? {} : {onProgress}),
		...(onSettled === undefined
			? {}
			: {
					onPartial: (partial) =>
						onSettled(
							compute(
								() => judge(partial, ownedBy(partial, connection), profile),
								sizeOf(partial),
							).filter((finding) => isSettled(finding)),
						),
				}),
	};
	const seen =
		account instanceof SignInError
			? withoutSignIn(account, connection, profile)
			: await account
					.look(connection, profile, look)
					.then((snapshot) =>
						compute(() => seenIn(snapshot, connection, profile), sizeOf(snapshot)),
					);
	const {source, connection: owned, ...rest} = seen;
	return {
		name,
		about: aboutOf(owned, profile, source),
		verdict: verdictOf(seen.findings),
		...rest,
		ms: performance.now() - start,
	};
}

/**
 * Checks many connections, some at once, and gives the results in the order of the subjects. Throws the signal's reason
 * when it is aborted; nothing further is begun then.
 */
export async function verifyMany(
	accountFor: AccountFor,
	subjects: readonly Subject[],
	{concurrency, signal, onResult, onProgress, compute}: VerifyManyOptions,
): Promise<Result[]> {
	return pMap(
		subjects,
		async (subject, index) => {
			const result = await verifySubject(accountFor, subject, index, {
				signal,
				onProgress,
				compute,
			});
			signal?.throwIfAborted();
			onResult?.(result, index);
			return result;
		},
		{concurrency, signal},
	);
}

async function verifySubject(
	accountFor: AccountFor,
	{name, resolve}: Subject,
	index: number,
	options: Omit<VerifyOptions, 'name'>,
): Promise<Result> {
	const resolved = await resolve().catch((error: unknown) => {
		if (error instanceof UserError) {
			return error;
		}

		throw error;
	});
	if (resolved instanceof UserError) {
		return invalidResult(name, resolved);
	}

	const {connection, profile} = resolved;
	const account = await accountFor(connection, profile, index);
	return verifyConnection(account, connection, profile, {...options, name});
}

/** What looking into an account came to. */
export type Seen = Pick<Result, 'findings' | 'account' | 'unseen'> &
	Pick<Snapshot, 'source'> & {
		/** With the account that one is signed in to, where it states none. */
		readonly connection: StatedConnection;
	};

/** What a snapshot says. Where nothing could be seen since nobody is signed in, it says that and nothing else. */
function seenIn(snapshot: Snapshot, connection: StatedConnection, profile: VendorProfile): Seen {
	const {source, identity} = snapshot;
	const blind = whyBlind(snapshot);
	const owned = ownedBy(snapshot, connection);
	if (blind?.cause === 'sign-in') {
		return notSignedIn(nothingSeen(blind), connection, profile);
	}

	return {
		source,
		connection: owned,
		findings: judge(snapshot, owned, profile),
		...(identity.status === 'found' && {account: identity.value}),
		...(blind !== undefined && {unseen: nothingSeen(blind)}),
	};
}

function nothingSeen({cause, reason, help}: NonNullable<ReturnType<typeof whyBlind>>): NothingSeen {
	return {cause, reason, ...(help !== undefined && {fix: help})};
}

/** The same where one could not even sign in. */
export function withoutSignIn(
	{message, hint, failureCause}: SignInError,
	connection: StatedConnection,
	profile: VendorProfile,
): Seen {
	const unseen: NothingSeen = {
		cause: failureCause,
		reason: message,
		...(hint !== undefined && {fix: hint}),
	};
	return notSignedIn(unseen, connection, profile);
}

function notSignedIn(
	unseen: NothingSeen,
	connection: StatedConnection,
	profile: VendorProfile,
): Seen {
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
	return {source: 'aws', connection, findings, unseen};
}
