import {type ExitCode, exitCodes, UserError} from '../errors.ts';
import type {Io, Output} from '../output.ts';
import {formatProblem, visible, withLongValuesCut} from '../problems.ts';
import {proseFor} from '../prose.ts';

/**
 * Says on stderr what went wrong and gives the exit code. Anything but a `UserError` is a defect of the program; its
 * stack is shown with `S3_HANDSHAKE_DEBUG=1`.
 */
export async function reportError(error: unknown, io: Io, output: Output): Promise<ExitCode> {
	const lines = error instanceof UserError ? userLines(error, output) : defectLines(error);
	const said = await proseFor(io.stderr, lines.join('\n'));
	const stacks = isDebugging(io) ? ['', ...stacksOf(error)] : [];

	try {
		await output.message([said, ...stacks].join('\n'));
	} catch {
		// Nobody can be told when stderr itself is broken; the exit code still says it.
	}

	return error instanceof UserError ? error.exitCode : exitCodes.failed;
}

/** Where an error came from, and what was behind it, down to the first cause. */
function stacksOf(error: unknown): string[] {
	if (!(error instanceof Error)) {
		return [String(error)];
	}

	const {stack, cause} = error;
	return [
		stack ?? String(error),
		...(cause === undefined ? [] : ['', 'Because of:', ...stacksOf(cause)]),
	];
}

function userLines({message, problems, hint}: UserError, {styleMessage}: Output): string[] {
	return [
		styleMessage('red', withLongValuesCut(visible(message))),
		...problems.flatMap((problem) => ['', formatProblem(problem)]),
		...(problems.length > 0 && hint !== undefined ? [''] : []),
		...(hint === undefined ? [] : hint.split('\n').map((line) => withLongValuesCut(visible(line)))),
	];
}

function defectLines(error: unknown): string[] {
	if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') {
		return [
			'Part of s3-handshake is missing: it was replaced while it ran, or its installation is incomplete.',
			'Start it again. If that does not help, install it again.',
		];
	}

	const message = error instanceof Error ? error.message : String(error);
	return [
		`This is a bug in s3-handshake, not your mistake: ${withLongValuesCut(visible(message))}`,
		'Please report it with the command and its output with S3_HANDSHAKE_DEBUG=1 set.',
	];
}

function isDebugging({env}: Io): boolean {
	return env.S3_HANDSHAKE_DEBUG === '1';
}
