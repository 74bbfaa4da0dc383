import {constants} from 'node:os';
import {setTimeout as delay} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {type IPty, spawn} from '@lydell/node-pty';
import {linkedProgram} from '../../support/linked-program.ts';
import {EmulatedScreen} from './emulated-screen.ts';
import {type Key, keySequence} from './keys.ts';
import {type Environment, Sandbox} from './sandbox.ts';
import {changedSettings, isRaw} from './terminal-settings.ts';

const runner = fileURLToPath(new URL('run-with-report.js', import.meta.url));

const pollMilliseconds = 10;
const defaultTimeout = 15_000;

export type TerminalOptions = {
	readonly arguments?: readonly string[];
	/** Size in character cells; 80 by 24 unless said otherwise. */
	readonly columns?: number;
	readonly rows?: number;
	/** Changes to the sandbox's environment; `undefined` removes a variable. */
	readonly environment?: Environment;
	/** Where the program starts; an empty temporary directory unless said otherwise. */
	readonly cwd?: string;
	/** The user's home; a new temporary one unless said otherwise. Pass an earlier terminal's `home` to come back. */
	readonly home?: string;
};

export type WaitOptions = {
	/** Milliseconds. */
	readonly timeout?: number;
};

export type Exit = {
	/** As a shell would see it: 128 and the signal's number where a signal ended the program. */
	readonly exitCode: number;
	readonly signal: NodeJS.Signals | undefined;
};

/** A program in a pseudo-terminal with a real emulator behind it, cut off from the user's files, clipboard and browser. */
export class Terminal extends EmulatedScreen {
	static readonly #open = new Set<Terminal>();

	readonly #sandbox: Sandbox;
	readonly #pseudoTerminal: IPty;
	readonly #ended: Promise<void>;
	#hasEnded = false;
	#hasReadKeys = false;

	/** Starts the built program, `bin/s3-handshake.js`. */
	static start(options: TerminalOptions = {}): Terminal {
		return Terminal.startCommand(process.execPath, {
			...options,
			arguments: [linkedProgram, ...(options.arguments ?? [])],
		});
	}

	/** Starts any command. */
	static startCommand(command: string, options: TerminalOptions = {}): Terminal {
		const terminal = new Terminal(command, options);
		Terminal.#open.add(terminal);
		return terminal;
	}

	/** Ends every program that still runs and removes its files. For `afterEach`. */
	static async disposeAll(): Promise<void> {
		await Promise.all([...Terminal.#open].map(async (terminal) => terminal.dispose()));
	}

	private constructor(command: string, options: TerminalOptions) {
		const {columns = 80, rows = 24} = options;
		super(columns, rows);
		this.#sandbox = new Sandbox(options.home);
		this.#pseudoTerminal = spawn(
			process.execPath,
			[runner, this.#sandbox.directory, command, ...(options.arguments ?? [])],
			{
				name: 'xterm-256color',
				cols: columns,
				rows,
				cwd: options.cwd ?? this.#sandbox.workingDirectory,
				env: this.#sandbox.environment(options.environment),
			},
		);
		this.#pseudoTerminal.onData((data) => this.feed(data));
		// A terminal answers questions about itself, and a program may wait for the answer.
		this.emulator.onData((answer) => this.writeRaw(answer));
		this.#ended = new Promise((resolve) => {
			this.#pseudoTerminal.onExit(() => {
				this.#hasEnded = true;
				resolve();
			});
		});
	}

	/** The home directory that the program sees. */
	get home(): string {
		return this.#sandbox.home;
	}

	/** The directory that the program started in, unless `cwd` was given. */
	get workingDirectory(): string {
		return this.#sandbox.workingDirectory;
	}

	/** The addresses that the program opened in a browser, in order. */
	opened(): string[] {
		return this.#sandbox.opened();
	}

	/**
	 * Waits until the screen matches and gives that screen. A frame that the program has not finished
	 * (synchronized output) is not looked at, and neither is a full-screen program that does not read keys yet: Ink
	 * shows its first frame before that, and a key pressed in between would be echoed into the frame.
	 *
	 * @throws {Error} with the last screen, after the timeout or once the program ended without a match
	 */
	async waitFor(pattern: RegExp | string, options: WaitOptions = {}): Promise<string> {
		return this.waitUntil((screen) => matches(screen, pattern), `${pattern} to appear`, options);
	}

	/** Waits until the screen no longer matches and gives that screen. Throws like `waitFor`. */
	async waitForGone(pattern: RegExp | string, options: WaitOptions = {}): Promise<string> {
		return this.waitUntil((screen) => !matches(screen, pattern), `${pattern} to go`, options);
	}

	/** Waits until `condition` holds for the screen; `description` completes "Waited for ...". Throws like `waitFor`. */
	async waitUntil(
		condition: (screen: string) => boolean,
		description: string,
		{timeout = defaultTimeout}: WaitOptions = {},
	): Promise<string> {
		const deadline = performance.now() + timeout;
		for (;;) {
			const hasEnded = this.#hasEnded;
			await this.parsed();
			const screen = this.screen();
			if (this.#isSettled(hasEnded) && condition(screen)) {
				return screen;
			}

			if (hasEnded) {
				const {exitCode, signal} = this.#exit();
				throw this.#failure(
					`Waited for ${description}, but the program ended with ${signal ?? exitCode}`,
				);
			}

			if (performance.now() > deadline) {
				throw this.#failure(`Waited ${timeout} ms for ${description}`);
			}

			await delay(pollMilliseconds);
		}
	}

	/** Presses one key. */
	press(key: Key): void {
		this.writeRaw(keySequence(key, this.modes.applicationCursorKeysMode));
	}

	/** Types text, a write per character. */
	type(text: string): void {
		for (const character of text) {
			this.writeRaw(character);
		}
	}

	/**
	 * The process of the program.
	 *
	 * @throws {Error} where it has not started yet
	 */
	processId(): number {
		const start = this.#sandbox.start();
		if (start === undefined) {
			throw new Error('The program has not started.');
		}

		return start.processId;
	}

	/** Pastes text as a terminal does: line ends become carriage returns, brackets around it if the program asked for them. */
	paste(text: string): void {
		const pasted = text.replace(/\r?\n/g, '\r');
		this.writeRaw(this.modes.bracketedPasteMode ? `\u001B[200~${pasted}\u001B[201~` : pasted);
	}

	/** Sends characters to the program as they are, in one write. */
	writeRaw(chunk: string): void {
		if (!this.#hasEnded) {
			this.#pseudoTerminal.write(chunk);
		}
	}

	/** Changes the size of the window. */
	resize(columns: number, rows: number): void {
		this.emulator.resize(columns, rows);
		this.#pseudoTerminal.resize(columns, rows);
	}

	/** Sends a signal to the program alone. */
	async signal(name: NodeJS.Signals): Promise<void> {
		const deadline = performance.now() + defaultTimeout;
		while (this.#sandbox.start() === undefined && performance.now() < deadline) {
			await delay(pollMilliseconds);
		}

		const start = this.#sandbox.start();
		if (start === undefined) {
			throw this.#failure('The program did not start');
		}

		process.kill(start.processId, name);
	}

	/**
	 * Waits for the program's end.
	 *
	 * @throws {Error} with the last screen, after the timeout
	 */
	async exited({timeout = defaultTimeout}: WaitOptions = {}): Promise<Exit> {
		const abort = new AbortController();
		const hasEnded = await Promise.race([
			this.#ended.then(() => true),
			delay(timeout, false, {signal: abort.signal}),
		]);
		abort.abort();
		await this.parsed();
		if (!hasEnded) {
			throw this.#failure(`Waited ${timeout} ms for the program to end`);
		}

		return this.#exit();
	}

	/** Whether the program, which must have ended, left the terminal as it found it, and what it did not put back. */
	terminalRestored(): {
		readonly ok: boolean;
		readonly reasons: readonly string[];
	} {
		const report = this.#sandbox.report();
		const reasons = [
			...this.modesLeftBehind(),
			...(report === undefined ? ['the program has not ended'] : changedSettings(report)),
		];
		return {ok: reasons.length === 0, reasons};
	}

	/** Ends the program if it still runs, and removes its files. */
	async dispose(): Promise<void> {
		Terminal.#open.delete(this);
		for (const processId of [this.#sandbox.start()?.processId, this.#pseudoTerminal.pid]) {
			if (!this.#hasEnded && processId !== undefined) {
				killIfAlive(processId);
			}
		}

		await this.#ended;
		this.emulator.dispose();
		this.#sandbox.remove();
	}

	#isSettled(hasEnded: boolean): boolean {
		if (this.modes.synchronizedOutputMode) {
			return false;
		}

		if (!this.isAlternateScreen() || this.#hasReadKeys || hasEnded) {
			return true;
		}

		const device = this.#sandbox.start()?.device;
		this.#hasReadKeys = device !== undefined && isRaw(device);
		return this.#hasReadKeys;
	}

	#exit(): Exit {
		const report = this.#sandbox.report();
		if (report === undefined || report.error !== undefined) {
			throw this.#failure(`The program could not be run: ${report?.error ?? 'no report'}`);
		}

		const signal = report.signal ?? undefined;
		const exitCode = report.exitCode ?? 128 + (signal ? constants.signals[signal] : 0);
		return {exitCode, signal};
	}

	#failure(message: string): Error {
		const text = this.isAlternateScreen() ? this.screen().trimEnd() : this.scrollback();
		return new Error(
			`${message}. Last screen (${this.columns}x${this.rows}):\n${text === '' ? '(blank)' : text}`,
		);
	}
}

const matches = (screen: string, pattern: RegExp | string): boolean =>
	typeof pattern === 'string' ? screen.includes(pattern) : screen.search(pattern) !== -1;

const killIfAlive = (processId: number): void => {
	try {
		process.kill(processId, 'SIGKILL');
	} catch (error) {
		// It ended by itself in the meantime.
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') {
			throw error;
		}
	}
};
