import {TerminalProgram} from './terminal-program.ts';

/** Milliseconds from the start of a program in a terminal of 80 columns and 24 rows until this text is on its screen. */
export async function firstFrame(
	command: string,
	argv: readonly string[],
	text: string,
	env: NodeJS.ProcessEnv,
): Promise<number> {
	const start = performance.now();
	const program = new TerminalProgram(command, argv, {env});
	await program.waitFor((output) => output.includes(text));
	const milliseconds = performance.now() - start;
	await program.leave();
	return milliseconds;
}
