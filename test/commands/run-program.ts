import {Readable, Writable} from 'node:stream';
import {main} from '../../source/cli.ts';
import type {ExitCode} from '../../source/errors.ts';

/** A stream that keeps what is written to it. */
export class Capture extends Writable {
	text = '';

	override _write(chunk: Buffer, _encoding: string, done: () => void): void {
		this.text += chunk.toString();
		done();
	}
}

export type Run = {readonly code: ExitCode; readonly stdout: string; readonly stderr: string};

export type RunOptions = {
	readonly stdin?: string;
	readonly env?: Record<string, string>;
	/** Whether stdin is a terminal, at which somebody types what `stdin` says. */
	readonly isTerminal?: boolean;
	/** Interrupts the run, as Ctrl+C does. */
	readonly signal?: AbortSignal;
};

/** Runs the program in this process with captured streams. */
export async function runProgram(
	argv: readonly string[],
	{stdin = '', env = {}, isTerminal = false, signal}: RunOptions = {},
): Promise<Run> {
	const stdout = new Capture();
	const stderr = new Capture();
	const code = await main(argv, {
		stdin: Object.assign(Readable.from(stdin === '' ? [] : [Buffer.from(stdin)]), {
			isTTY: isTerminal,
		}),
		stdout,
		stderr,
		env,
		...(signal === undefined ? {} : {signal}),
	});
	return {code, stdout: stdout.text, stderr: stderr.text};
}
