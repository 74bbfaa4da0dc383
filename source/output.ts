import type {Readable, Writable} from 'node:stream';
import {styleText} from 'node:util';
import {exitCodes, UserError} from './errors.ts';
import {harmlessStyled, visible} from './problems.ts';

/** The outside of a run. Handed in, so that a test can hand in its own. */
export type Io = {
	readonly stdin: Readable;
	readonly stdout: Writable & {
		readonly isTTY?: boolean;
		readonly columns?: number;
	};
	readonly stderr: Writable & {readonly isTTY?: boolean; readonly columns?: number};
	readonly env: Record<string, string | undefined>;
	/** Aborted when the run is interrupted from outside. */
	readonly signal?: AbortSignal;
};

type Style = Parameters<typeof styleText>[0];

/**
 * The two channels of a run. Each promise settles when the text has been handed on, so that none is lost at the end. A
 * reader that goes away early (`| head`) is no error; UserError with exit code 1 where writing fails otherwise.
 */
export type Output = {
	/** Writes data to stdout, as given but for what a terminal would obey or nobody would see: that becomes an escape. */
	data(text: string): Promise<void>;
	/** Writes a message and a line break to stderr, in the same way. */
	message(text: string): Promise<void>;
	/** The text in a colour or style where stdout shows any, else as it is. */
	style(format: Style, text: string): string;
	/** As `style`, for text that goes to stderr. */
	styleMessage(format: Style, text: string): string;
};

/** The two channels of a run over its streams; colour where a stream shows it. */
export function createOutput(io: Io): Output {
	const styler = (stream: Io['stdout']) => (format: Style, text: string) =>
		showsColour(stream, io.env) ? styleText(format, text, {validateStream: false}) : text;
	const writeMessage = createWriter(io.stderr);
	return {
		data: createWriter(io.stdout),
		message: (text) => writeMessage(`${text}\n`),
		style: styler(io.stdout),
		styleMessage: styler(io.stderr),
	};
}

/**
 * Whether a stream shows colour: NO_COLOR and FORCE_COLOR decide, else whether it is a terminal.
 * https://no-color.org
 */
export function showsColour(
	stream: {readonly isTTY?: boolean},
	env: Readonly<Record<string, string | undefined>>,
): boolean {
	if (env.NO_COLOR) {
		return false;
	}

	if (env.FORCE_COLOR !== undefined) {
		return !['0', 'false'].includes(env.FORCE_COLOR);
	}

	return stream.isTTY === true && env.TERM !== 'dumb';
}

const guarded = new WeakSet<Writable>();

function createWriter(stream: Writable): (text: string) => Promise<void> {
	if (!guarded.has(stream)) {
		guarded.add(stream);
		// The callback of `write` reports the error too; without a listener the event alone would end the process.
		stream.on('error', () => {});
	}

	return (text) =>
		new Promise((resolve, reject) => {
			if (stream.destroyed || text === '') {
				resolve();
				return;
			}

			// The last of several guards: values are made harmless where they are put into a text, which shows them better.
			stream.write(harmlessStyled(text), (error) => {
				if (!error || isBrokenPipe(error)) {
					resolve();
				} else {
					reject(
						new UserError(`The output cannot be written: ${visible(error.message)}`, {
							exitCode: exitCodes.failed,
							cause: error,
						}),
					);
				}
			});
		});
}

function isBrokenPipe(error: Error): boolean {
	const code = 'code' in error ? error.code : undefined;
	return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED';
}
