import {Readable} from 'node:stream';
import {isUnfinishedPaste, splitKeys, splitUnfinished} from './split-keys.ts';

/** As long as Ink waits: after this a lone ESC is the Esc key and not the beginning of a sequence. */
const escapeDelayMilliseconds = 20;
/** A sequence cut in two by a slow connection may take longer; nobody means "ESC [" as a key. */
const sequenceDelayMilliseconds = 200;
/** A paste that has been silent for so long has lost its end. Without this it would swallow every key, Ctrl+C too. */
const pasteDelayMilliseconds = 2000;

const escapeCharacter = '\u{1B}';
/** The Esc key in the form that cannot be taken for the beginning of a sequence, so that Ink does not wait again. */
const escapeKey = `${escapeCharacter}[27u`;

/** The part of `process.stdin` that is used. */
export type TerminalInput = NodeJS.ReadableStream & {
	readonly isTTY?: boolean;
	setRawMode?(isEnabled: boolean): unknown;
	ref?(): unknown;
	unref?(): unknown;
};

class PacedInput extends Readable {
	readonly #source: TerminalInput;
	readonly #queue: string[] = [];
	#rest = '';
	#isWanted = false;
	#isScheduled = false;
	#isListening = false;
	#isHeld: boolean;
	#timer: NodeJS.Timeout | undefined;

	constructor(source: TerminalInput, ready: Promise<unknown> | undefined) {
		super({objectMode: true, highWaterMark: 1});
		this.#source = source;
		this.#isHeld = ready !== undefined;
		ready?.then(this.#onReady, this.#onReady);
	}

	get isTTY(): boolean {
		return this.#source.isTTY === true;
	}

	setRawMode(isEnabled: boolean): this {
		this.#source.setRawMode?.(isEnabled);
		if (isEnabled) {
			this.#listen();
		} else {
			this.#stopListening();
		}
		return this;
	}

	/** As if the person had pressed this key now. */
	press(key: string): void {
		this.#enqueue([key]);
	}

	/**
	 * Does something during which no key can be taken, with Ctrl+C as the signal that it is outside of raw mode. What is
	 * typed meanwhile arrives afterwards.
	 */
	outsideRawMode<T>(work: () => T): T {
		if (!this.#isListening) {
			return work();
		}

		this.#source.setRawMode?.(false);
		try {
			return work();
		} finally {
			this.#source.setRawMode?.(true);
		}
	}

	override setEncoding(encoding: BufferEncoding): this {
		this.#source.setEncoding(encoding);
		return this;
	}

	ref(): this {
		this.#source.ref?.();
		return this;
	}

	unref(): this {
		this.#source.unref?.();
		return this;
	}

	override _read(): void {
		this.#isWanted = true;
		this.#schedule();
	}

	override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
		this.#stopListening();
		callback(error);
	}

	#listen(): void {
		if (this.#isListening) {
			return;
		}
		this.#isListening = true;
		this.#source.setEncoding('utf8');
		this.#source.on('data', this.#onData);
		this.#source.resume();
	}

	/** Keys that have arrived stay in the queue for the next listener; from here on the terminal belongs to somebody else. */
	#stopListening(): void {
		if (!this.#isListening) {
			return;
		}
		this.#isListening = false;
		this.#source.off('data', this.#onData);
		this.#source.pause();
	}

	readonly #onData = (chunk: string | Buffer): void => {
		clearTimeout(this.#timer);
		const {keys, rest} = splitKeys(this.#rest + chunk.toString());
		this.#rest = rest;
		this.#enqueue(keys);
		if (rest !== '') {
			this.#timer = setTimeout(this.#onSilence, silenceAllowed(rest));
			this.#timer.unref();
		}
	};

	readonly #onSilence = (): void => {
		const keys = splitUnfinished(this.#rest);
		this.#rest = '';
		this.#enqueue(keys);
	};

	readonly #onReady = (): void => {
		this.#isHeld = false;
		this.#schedule();
	};

	#enqueue(keys: readonly string[]): void {
		for (const key of keys) {
			this.#queue.push(key);
		}
		this.#schedule();
	}

	/**
	 * React commits what a key has changed in microtasks and, for what is less urgent, in a callback of `setImmediate`
	 * that may be asked for after ours. Two rounds therefore, and the next key finds handlers that know of this one.
	 */
	#schedule(): void {
		if (this.#isHeld || this.#isScheduled || !this.#isWanted || this.#queue.length === 0) {
			return;
		}
		this.#isScheduled = true;
		setImmediate(() => {
			setImmediate(() => {
				this.#isScheduled = false;
				this.#deliver();
			});
		});
	}

	#deliver(): void {
		const key = this.#queue.shift();
		if (key === undefined || this.destroyed) {
			return;
		}
		this.#isWanted = false;
		this.push(key === escapeCharacter ? escapeKey : key);
	}
}

const silenceAllowed = (rest: string): number => {
	if (isUnfinishedPaste(rest)) {
		return pasteDelayMilliseconds;
	}
	return rest === escapeCharacter || rest === escapeCharacter + escapeCharacter
		? escapeDelayMilliseconds
		: sequenceDelayMilliseconds;
};

/**
 * Terminal input one key at a time, to be handed to Ink as `stdin`. The next key is given out only after React has
 * committed what the previous one changed, so that a chunk of several keys (a fast typist, a slow connection, a script)
 * does the same as the keys one by one.
 *
 * It listens to `source` while raw mode is on and lets go of it with raw mode, so that a suspended or ended app takes no
 * keys from whoever comes next. Where `ready` is given, keys wait in the queue until it has settled.
 */
export const createPacedInput = (source: TerminalInput, ready?: Promise<unknown>): PacedInput =>
	new PacedInput(source, ready);

export type {PacedInput};
