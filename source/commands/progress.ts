import type {Io} from '../output.ts';

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
