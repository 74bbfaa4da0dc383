import {UserError} from '../../errors.ts';
import {askOnTerminal, isTerminal} from '../ask-on-terminal.ts';
import type {Common} from '../call.ts';
import type {ApplyAsked} from './index.ts';

/**
 * Whether the changes may be made: with `--yes`, or asked on the terminal, where only a whole yes counts. Throws
 * UserError where nobody can be asked, and the signal's reason where the run is interrupted.
 */
export async function confirm(
	accountId: string,
	{yes, json}: Pick<ApplyAsked, 'yes' | 'json'>,
	{io}: Common,
): Promise<boolean> {
	if (yes) {
		return true;
	}

	if (json || !isTerminal(io.stdin)) {
		throw new UserError(
			json
				? 'With --json nobody is asked, and there are changes to make.'
				: 'There is no terminal to ask on, and there are changes to make.',
			{
				hint: 'Nothing was changed. Give --yes to make these changes, or --dry-run to see the plan alone.',
			},
		);
	}

	const answer = await askOnTerminal(`Make these changes in account ${accountId}? Type yes: `, io);
	return answer?.toLowerCase() === 'yes';
}
