import {createInterface} from 'node:readline/promises';
import type {Readable} from 'node:stream';
import {UserError} from '../errors.ts';
import type {Io} from '../output.ts';

/** Whether somebody sits at this stream who can answer. */
export function isTerminal(stdin: Readable): boolean {
	return 'isTTY' in stdin && stdin.isTTY === true;
}

/**
 * Asks on the terminal; the question goes to stderr, so that the output stays data. Gives the answer without blanks
 * around it, or undefined where the input ends before one. Rejects where the signal of the run fires.
 */
export async function askOnTerminal(
	question: string,
	{stdin, stderr, signal}: Pick<Io, 'stdin' | 'stderr' | 'signal'>,
): Promise<string | undefined> {
	// The terminal edits the line by itself then, and Ctrl+C interrupts the program as everywhere else.
	const lines = createInterface({input: stdin, output: stderr, terminal: false});
	try {
		const ended = new Promise<undefined>((resolve) => {
			lines.once('close', () => resolve(undefined));
		});
		const answer = await Promise.race([
			lines.question(question, signal === undefined ? {} : {signal}),
			ended,
		]);
		return answer?.trim();
	} finally {
		lines.close();
	}
}

/**
 * Whether the changes may be made: with `--yes`, or asked on the terminal, where only a whole yes counts. Throws
 * UserError where nobody can be asked, and the signal's reason where the run is interrupted.
 */
export async function confirm(
	accountId: string,
	{yes, json}: {readonly yes?: boolean | undefined; readonly json?: boolean | undefined},
	{io}: {readonly io: Io},
): Promise<boolean> {
	if (yes) {
		return true;
	}

	if (json || !isTerminal(io.stdin)) {
		throw new UserError(
			json
				? 'There are changes to make, but --json cannot ask before making them.'
				: 'There are changes to make, but there is no terminal to ask on.',
			{
				hint: 'Nothing was changed. Use --yes to make these changes, or --dry-run to see only the plan.',
			},
		);
	}

	const answer = await askOnTerminal(`Make these changes in account ${accountId}? Type yes: `, io);
	return answer?.toLowerCase() === 'yes';
}
