import {
	type Account,
	endpointOverride,
	openAwsAccount,
	openDocuments,
	openPracticeAccount,
	SignInError,
} from '../../account/index.ts';
import {UserError} from '../../errors.ts';
import {createOutput, type Io} from '../../output.ts';
import {visible} from '../../problems.ts';
import type {AccountFor} from '../../verify/index.ts';
import {type Report, signInNotice} from '../../words/index.ts';
import {askOnTerminal, isTerminal} from '../ask-on-terminal.ts';
import type {Common} from '../call.ts';
import {documentFolders} from '../document-folders.ts';
import type {VerifyAsked} from './options.ts';

export type OpenedAccount = {
	readonly accountFor: AccountFor;
	readonly origin: Pick<Report, 'source' | 'documents' | 'endpoint'>;
};

/**
 * What is to be looked into: the folder, the practice account, or the account of the profile, which is opened once for
 * all connections, or why one could not sign in to it. Throws UserError where the folder cannot be read.
 */
export async function openAccount(
	{
		documents,
		files,
		practice,
		profile,
	}: Pick<VerifyAsked, 'files'> & Partial<Pick<VerifyAsked, 'documents' | 'practice' | 'profile'>>,
	{io}: Common,
): Promise<OpenedAccount> {
	if (documents !== undefined) {
		return {
			accountFor: openFolders(files, documents),
			origin: {source: 'documents', documents},
		};
	}

	if (practice) {
		// One for each connection: what is practised with one must not show up at another.
		return {
			accountFor: (connection, vendor) => openPracticeAccount(connection, vendor),
			origin: {source: 'practice'},
		};
	}

	try {
		const account = await signIn(profile, io);
		return {accountFor: () => account, origin: awsOrigin(account.endpoint)};
	} catch (error) {
		if (!(error instanceof SignInError)) {
			throw error;
		}

		return {accountFor: () => error, origin: awsOrigin(endpointOverride())};
	}
}

/** The folder of each connection. Throws UserError with all that cannot be read. */
function openFolders(files: VerifyAsked['files'], directory: string): AccountFor {
	const accounts: Account[] = [];
	const errors: UserError[] = [];
	for (const folder of documentFolders(files, directory)) {
		try {
			accounts.push(openDocuments(folder));
		} catch (error) {
			if (!(error instanceof UserError)) {
				throw error;
			}

			errors.push(error);
		}
	}

	const [first, second] = errors;
	if (first !== undefined) {
		throw second === undefined
			? first
			: new UserError(`Cannot read the documents in ${visible(directory)}`, {
					problems: errors.flatMap(({problems}) => problems),
					hint: 'With several connections, each has a folder of its own there, named as its file without the ending.',
				});
	}

	return (_connection, _profile, index) => accounts[index] ?? openDocuments(directory);
}

function awsOrigin(endpoint: string | undefined): OpenedAccount['origin'] {
	return {source: 'aws', ...(endpoint === undefined ? {} : {endpoint})};
}

/**
 * Opens the account of AWS that this profile of the shared files, or what stands for it, signs in to. Where there is a
 * terminal, the code of an MFA device is asked for there; no answer counts as an empty one. What a person should know of
 * the sign-in goes to stderr.
 */
export function signIn(profile: string | undefined, io: Io): ReturnType<typeof openAwsAccount> {
	const mfaCode = async (serial: string) =>
		(await askOnTerminal(`Code of the MFA device ${visible(serial)}: `, io)) ?? '';
	return openAwsAccount({
		...(profile !== undefined && {profile}),
		...(isTerminal(io.stdin) && {mfaCode}),
		...(io.signal !== undefined && {signal: io.signal}),
		onNotice(notice) {
			void createOutput(io).message(signInNotice(notice));
		},
	});
}
