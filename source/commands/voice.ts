import type {Io} from '../output.ts';
import type {Layout} from '../words/index.ts';
import type {Common} from './call.ts';

/** What a person reads of a run: on stdout, or on stderr where stdout is for JSON alone. */
export type Voice = Layout & {
	/** Writes one or several lines. */
	readonly say: (text: string) => Promise<void>;
};

/** The voice of a run, with the colours and the width of the stream that it goes to. */
export function voiceFor(
	{json}: {readonly json?: boolean | undefined},
	{io, output}: Common,
): Voice {
	const stream: {readonly isTTY?: boolean; readonly columns?: number} = json
		? io.stderr
		: io.stdout;
	return {
		say: json ? output.message : (text) => output.data(`${text}\n`),
		style: json ? output.styleMessage : output.style,
		// Some terminals say that they are 0 columns wide.
		width: stream.isTTY ? stream.columns || undefined : undefined,
	};
}

export type Progress = {
	/** Shows the text in place of the one before it. */
	show(text: string): void;
	/** Takes the text away, so that what follows begins on an empty line. */
	clear(): void;
};

const eraseLine = '\r\u{1B}[2K';

/** One line on stderr that changes in place; nothing at all without `io` or where stderr is no terminal. */
export function createProgress(io: Pick<Io, 'stderr' | 'env'> | undefined): Progress {
	if (io?.stderr.isTTY !== true || io.env.TERM === 'dumb') {
		return {show() {}, clear() {}};
	}

	let isShown = false;
	return {
		show(text) {
			isShown = true;
			io.stderr.write(`${eraseLine}${text}`);
		},
		clear() {
			if (isShown) {
				isShown = false;
				io.stderr.write(eraseLine);
			}
		},
	};
}
