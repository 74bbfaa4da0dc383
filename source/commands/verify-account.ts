import {
	endpointOverride,
	openAwsAccount,
	openDocuments,
	openPracticeAccount,
	SignInError,
} from '../account/index.ts';
import type {Io} from '../output.ts';
import {visible} from '../problems.ts';
import type {AccountFor, Report} from '../verify/index.ts';
import {askOnTerminal, isTerminal} from './ask-on-terminal.ts';
import type {Common} from './call.ts';
import type {VerifyAsked} from './verify-options.ts';

export type OpenedAccount = {
	readonly accountFor: AccountFor;
	readonly origin: Pick<Report, 'source' | 'documents' | 'endpoint'>;
};

/**
 * What is to be looked into: the folder, the practice account, or the account of the profile, which is opened once for
 * all connections, or why one could not sign in to it. Throws UserError where the folder cannot be read.
 */
export async function openAccount(
	{documents, practice, profile}: Pick<VerifyAsked, 'documents' | 'practice' | 'profile'>,
	{io}: Common,
): Promise<OpenedAccount> {
	if (documents !== undefined) {
		const account = openDocuments(documents);
		return {accountFor: () => account, origin: {source: 'documents', documents}};
	}

	if (practice) {
		// One for each connection: what is practised with one must not show up at another.
		return {
			accountFor: (connection, vendor) => openPracticeAccount(connection, vendor),
			origin: {source: 'practice'},
		};
	}

	try {
		const account = await openAwsAccount({
			...(profile === undefined ? {} : {profile}),
			...(isTerminal(io.stdin) ? {mfaCode: (serial: string) => askMfaCode(serial, io)} : {}),
			...(io.signal === undefined ? {} : {signal: io.signal}),
		});
		return {accountFor: () => account, origin: awsOrigin(account.endpoint)};
	} catch (error) {
		if (!(error instanceof SignInError)) {
			throw error;
		}

		return {accountFor: () => error, origin: awsOrigin(endpointOverride())};
	}
}

function awsOrigin(endpoint: string | undefined): OpenedAccount['origin'] {
	return {source: 'aws', ...(endpoint === undefined ? {} : {endpoint})};
}

/** Asks on the terminal for the code of the MFA device with this serial number; empty where there is no answer. */
export async function askMfaCode(serial: string, io: Io): Promise<string> {
	return (await askOnTerminal(`Code of the MFA device ${visible(serial)}: `, io)) ?? '';
}
