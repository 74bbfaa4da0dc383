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

/** Runs the program in this process with captured streams. */
export async function runProgram(
	argv: readonly string[],
	{stdin = '', env = {}}: {readonly stdin?: string; readonly env?: Record<string, string>} = {},
): Promise<Run> {
	const stdout = new Capture();
	const stderr = new Capture();
	const code = await main(argv, {
		stdin: Readable.from(stdin === '' ? [] : [Buffer.from(stdin)]),
		stdout,
		stderr,
		env,
	});
	return {code, stdout: stdout.text, stderr: stderr.text};
}
