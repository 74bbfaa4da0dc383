import {PassThrough, Writable} from 'node:stream';
import {stripVTControlCharacters} from 'node:util';
import {type Instance, render} from 'ink';
import type {ReactNode} from 'react';
import {createPacedInput} from '../../../source/terminal/index.ts';

const usualPatienceMilliseconds = 4000;

/** Waits, by turns of the event loop, until the condition holds. */
export const until = async (
	condition: () => boolean,
	what: () => string,
	patienceMilliseconds = usualPatienceMilliseconds,
): Promise<void> => {
	const deadline = performance.now() + patienceMilliseconds;
	while (!condition()) {
		if (performance.now() > deadline) {
			throw new Error(`This has not happened in time. ${what()}`);
		}
		await new Promise((resolve) => setImmediate(resolve));
	}
};

/** A keyboard: what is typed comes out as chunks of a terminal, and nothing is read before raw mode. */
export class FakeInput extends PassThrough {
	readonly isTTY = true;
	isRaw = false;
	references = 0;

	setRawMode(isEnabled: boolean): this {
		this.isRaw = isEnabled;
		return this;
	}

	ref(): this {
		this.references += 1;
		return this;
	}

	unref(): this {
		this.references -= 1;
		return this;
	}
}

class FakeOutput extends Writable {
	readonly isTTY = true;
	columns: number;
	rows: number;
	frame = '';

	constructor(columns: number, rows: number) {
		super({decodeStrings: false});
		this.columns = columns;
		this.rows = rows;
	}

	override _write(text: string, _encoding: BufferEncoding, callback: () => void): void {
		// Modes of the terminal are switched by writes of their own.
		if (!text.startsWith('\u{1B}[?')) {
			this.frame = text;
		}
		callback();
	}
}

/** A component on a terminal of a given size, with keys that come in as the paced input hands them out. */
export type Rendered = {
	readonly input: FakeInput;
	readonly instance: Instance;
	/** The last frame without colours. */
	readonly frame: () => string;
	readonly coloredFrame: () => string;
	/** Sends one chunk of terminal input. */
	readonly send: (chunk: string) => void;
	readonly resize: (columns: number, rows: number) => void;
	readonly waitFor: (text: string) => Promise<void>;
};

/**
 * Renders without a real terminal. Every change is a frame of its own, unless `isThrottled`: then the frames come as
 * seldom as in a real terminal and cannot be read as text.
 */
export const renderAt = (
	node: ReactNode,
	columns = 80,
	rows = 24,
	{isThrottled = false}: {readonly isThrottled?: boolean} = {},
): Rendered => {
	const input = new FakeInput();
	const output = new FakeOutput(columns, rows);
	const instance = render(node, {
		stdin: createPacedInput(input),
		stdout: output,
		debug: !isThrottled,
		exitOnCtrlC: false,
		interactive: true,
		patchConsole: false,
	});
	const frame = () => stripVTControlCharacters(output.frame);
	return {
		input,
		instance,
		frame,
		coloredFrame: () => output.frame,
		send(chunk) {
			input.write(chunk);
		},
		resize(newColumns, newRows) {
			output.columns = newColumns;
			output.rows = newRows;
			output.emit('resize');
		},
		waitFor: (text) =>
			until(
				() => frame().includes(text),
				() => `Waiting for "${text}" in:\n${frame()}`,
			),
	};
};
