import {isAbsolute} from 'node:path';
import packageJson from '../package.json' with {type: 'json'};
import type {Parsed} from './cli/arguments.ts';
import {reportError} from './cli/report.ts';
import {wizard} from './commands/wizard/index.ts';
import {type ExitCode, exitCodes} from './errors.ts';
import {InterruptedError} from './interruptible.ts';
import {createOutput, type Io} from './output.ts';

/**
 * Runs the program: `argv` is what stands after its name. Gives the exit code and never throws; the caller ends the
 * process with it.
 */
export async function main(argv: readonly string[], io: Io = processIo()): Promise<ExitCode> {
	const plain = argv.includes('--no-color') || Boolean(io.env.NO_COLOR);
	if (plain) {
		// Ink and chalk look at this when they are loaded, and know neither the flag nor, in part, NO_COLOR.
		io.env.FORCE_COLOR = '0';
	}

	const output = createOutput(io);
	let stopsItself = false;
	const run = async (): Promise<ExitCode> => {
		// The rest takes several times as long to load as this takes to answer.
		if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
			await output.data(`${packageJson.version}\n`);
			return exitCodes.done;
		}

		const parsed = await parse(argv, io);
		if ('text' in parsed) {
			await output.data(parsed.text);
			return exitCodes.done;
		}

		stopsItself = parsed.call.stopsItself === true;
		return parsed.call.run(parsed.given, {io, output});
	};

	try {
		return await Promise.race([run(), interruption(io.signal, () => !stopsItself)]);
	} catch (error) {
		if (error instanceof InterruptedError) {
			return exitCodes.interrupted;
		}

		return reportError(error, io, output);
	}
}

async function parse(argv: readonly string[], {stdout}: Io): Promise<Parsed> {
	// The first screen should not wait for the reading of no arguments.
	if (argv.length === 0) {
		return {call: wizard, given: {operands: [], flags: {}, options: {}}};
	}

	const {parseArguments} = await import('./cli/arguments.ts');
	return parseArguments(argv, {version: packageJson.version, width: stdout.columns});
}

/** Resolves when the run is interrupted, unless it says that it stops by itself. */
function interruption(signal: AbortSignal | undefined, endsHere: () => boolean): Promise<ExitCode> {
	return new Promise((resolve) => {
		const end = () => {
			if (endsHere()) {
				resolve(exitCodes.interrupted);
			}
		};

		signal?.addEventListener('abort', end, {once: true});
	});
}

/** The process's own streams and environment; Ctrl+C aborts the run, and ends the process when pressed again. */
function processIo(): Io {
	const interrupted = new AbortController();
	process.once('SIGINT', () => interrupted.abort());
	const {stdout, stderr, env} = process;
	if (env.HOME !== undefined && !isAbsolute(env.HOME)) {
		// The AWS SDK would take its settings, and programs to run, from below the working folder.
		delete env.HOME;
	}

	return {
		// Few calls read it, and Node opens it when it is first asked for.
		get stdin() {
			return process.stdin;
		},
		stdout,
		stderr,
		env,
		signal: interrupted.signal,
	};
}
