import type {WritableAccount} from '../port.ts';
import {type SignInOptions, signIn} from '../sign-in/credentials.ts';

export type AwsAccount = WritableAccount & {
	/** Where the credentials came from, in words. */
	readonly credentialSource: string;
	/** What stands in the place of AWS, to be shown on the screen; absent for AWS itself. */
	readonly endpoint?: string;
};

/** Loads the SDK and what asks AWS by it. Everything else of this program does without. */
export async function loadSdk() {
	// The SDK warns of older Node versions through the process, and the warning would land on the screen.
	process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
	return import('./aws-account.ts');
}

/** Answers where no region is configured; every account has it. */
const regionOfLastResort = 'us-east-1';

/**
 * Signs in and gives the account, at which nothing has been looked yet. Throws `SignInError`, a `UserError` with exit
 * code 3, where there are no credentials or they are no good, and the signal's reason where it fires.
 */
export async function openAwsAccount(options: SignInOptions = {}): Promise<AwsAccount> {
	const loading = loadSdk();
	// Beside the sign-in, which may take longer; of both failures that one counts.
	loading.catch(() => undefined);
	const {source, endpoint, region, ...access} = await signIn(options);
	const {createAwsAccount} = await loading;
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
