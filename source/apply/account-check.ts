import {WriteError, type Writer} from '../account/index.ts';
import {exitCodes, UserError} from '../errors.ts';

/**
 * Goes on only in the right account: names of roles mean something else in every account. Throws `UserError` with
 * exit code 1 for another account, and 3 where AWS does not say.
 */
export async function refuseOtherAccount(writer: Writer, accountId: string): Promise<void> {
	let actual: string;
	try {
		actual = await writer.accountId();
	} catch (error) {
		if (!(error instanceof WriteError)) {
			throw error;
		}

		throw new UserError('Could not see which account you are signed in to', {
			exitCode: exitCodes.unknown,
			problems: [{field: 'accountId', rule: error.message}],
			hint: 'Nothing was changed.',
			cause: error,
		});
	}

	if (actual !== accountId) {
		throw new UserError(`You are signed in to account ${actual}, not to ${accountId}`, {
			exitCode: exitCodes.failed,
			problems: [
				{
					field: 'accountId',
					value: actual,
					rule: `This is for account ${accountId}. Nothing is changed in another account.`,
				},
			],
			hint: 'Nothing was changed. Sign in to the right account, or use --profile.',
		});
	}
}
