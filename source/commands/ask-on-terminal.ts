import {createInterface} from 'node:readline/promises';
import type {Readable} from 'node:stream';
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
