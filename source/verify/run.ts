import pMap from 'p-map';
import {type Account, type LookOptions, SignInError} from '../account/index.ts';
import type {Connection} from '../connection/index.ts';
import {UserError} from '../errors.ts';
import type {VendorProfile} from '../vendors/index.ts';
import {aboutOf} from './about.ts';
import {type Finding, judge} from './judge.ts';
import {invalidResult, type Result} from './result.ts';
import {seenIn, withoutSignIn} from './unseen.ts';
import {verdictOf} from './verdict.ts';

export type VerifyOptions = {
	/** What the result is called, e.g. the path of the connection file; the bucket's name where absent. */
	readonly name?: string;
	readonly signal?: AbortSignal | undefined;
	/** Called after each answer of the account. */
	readonly onProgress?: LookOptions['onProgress'] | undefined;
	/** Called with the findings that are settled already, while others wait for their answers. */
	readonly onSettled?: (findings: readonly Finding[]) => void;
};

/** What can be looked into, or why one could not sign in to it. */
type Lookable = Pick<Account, 'look'> | SignInError;

/** One connection to check. */
export type Subject = {
	readonly name: string;
	/** Reads the connection; a UserError becomes a result of its own and does not end the run. */
	readonly resolve: () => Promise<{
		readonly connection: Connection;
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
};

/** Gives the account to look into for a connection; the same one for all, or one for each. */
export type AccountFor = (
	connection: Connection,
	profile: VendorProfile,
) => Lookable | Promise<Lookable>;

/** What is unknown so far may still become known; all else no later answer changes. */
function isSettled({status}: Finding): boolean {
	return status !== 'unknown' && status !== 'skip';
}

/** Looks into the account and judges what is there. */
export async function verifyConnection(
	account: Lookable,
	connection: Connection,
	profile: VendorProfile,
	{name = connection.bucket, signal, onProgress, onSettled}: VerifyOptions = {},
): Promise<Result> {
	const start = performance.now();
	const look: LookOptions = {
		...(signal === undefined ? {} : {signal}),
		...(onProgress === undefined ? {} : {onProgress}),
		...(onSettled === undefined
			? {}
			: {
					onPartial: (partial) =>
						onSettled(judge(partial, connection, profile).filter((finding) => isSettled(finding))),
				}),
	};
	const seen =
		account instanceof SignInError
			? withoutSignIn(account, connection, profile)
			: seenIn(await account.look(connection, profile, look), connection, profile);
	const {source, ...rest} = seen;
	return {
		name,
		about: aboutOf(connection, profile, source),
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
	{concurrency, signal, onResult, onProgress}: VerifyManyOptions,
): Promise<Result[]> {
	return pMap(
		subjects,
		async (subject, index) => {
			const result = await verifySubject(accountFor, subject, {signal, onProgress});
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
	const account = await accountFor(connection, profile);
	return verifyConnection(account, connection, profile, {...options, name});
}
