import type {WritableAccount} from '../port.ts';
import {type SignInOptions, signIn} from '../sign-in/credentials.ts';
import {createAwsAccount} from './account.ts';
import {loadSdk} from './clients.ts';

export type AwsAccount = WritableAccount & {
	/** Where the credentials came from, in words. */
	readonly credentialSource: string;
	/** What stands in the place of AWS, to be shown on the screen; absent for AWS itself. */
	readonly endpoint?: string;
};

/** Answers where no region is configured; every account has it. */
const regionOfLastResort = 'us-east-1';

/**
 * Signs in and gives the account, at which nothing has been looked yet. Throws `SignInError`, a `UserError` with exit
 * code 3, where there are no credentials or they are no good, and the signal's reason where it fires.
 */
export async function openAwsAccount(options: SignInOptions = {}): Promise<AwsAccount> {
	// Beside the sign-in, which may take longer than the loading; whoever looks hears of a failure.
	loadSdk().catch(() => undefined);
	const {source, endpoint, region, ...access} = await signIn(options);
	return {
		...createAwsAccount({
			...access,
			label: `AWS, ${source}`,
			region: region ?? regionOfLastResort,
		}),
		credentialSource: source,
		...(endpoint !== undefined && {endpoint}),
	};
}
