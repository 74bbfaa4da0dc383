import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';

/** What the runner of the command reported after it ended. */
export type RunReport = {
	readonly exitCode: number | null;
	readonly signal: NodeJS.Signals | null;
	readonly error?: string;
	/** `stty -a` before the program started and after it ended. */
	readonly settingsBefore: string;
	readonly settingsAfter: string;
};

/** What the runner of the command reported at the start. */
export type RunStart = {
	readonly processId: number;
	/** The terminal's device, e.g. `/dev/pts/3`. */
	readonly device: string;
};

export type Environment = Readonly<Record<string, string | undefined>>;

/** Programs by which a terminal program reaches a desktop's clipboard; in a sandbox they all fail. */
const clipboardPrograms = ['pbcopy', 'pbpaste', 'xsel', 'xclip', 'wl-copy', 'wl-paste', 'clip.exe'];

/** Of the caller's environment only this goes to the program: a run must not depend on whose machine it is. */
const inheritedVariables = ['PATH', 'TMPDIR', 'SystemRoot'];

/**
 * A temporary directory that stands in for the user's home, with a search path in front of the real one that keeps
 * clipboard and browser out of reach. Nothing in it survives `remove()`.
 */
export class Sandbox {
	readonly directory = mkdtempSync(path.join(tmpdir(), 's3-handshake-terminal-'));
	readonly home: string;
	/** Where the program starts; empty at first. */
	readonly workingDirectory = path.join(this.directory, 'work');
	readonly #programs = path.join(this.directory, 'bin');
	readonly #openedFile = path.join(this.directory, 'opened');

	/** @param home a home to use instead of a new one, e.g. that of an earlier run; it is not removed here */
	constructor(home?: string) {
		this.home = home ?? path.join(this.directory, 'home');
		for (const directory of [this.home, this.workingDirectory, this.#programs]) {
			mkdirSync(directory, {recursive: true});
		}

		for (const name of clipboardPrograms) {
			this.#addProgram(name, 'exit 1');
		}

		const recordAddress = `printf '%s\\n' "$1" >> '${this.#openedFile}'`;
		for (const name of ['browser', 'open', 'xdg-open']) {
			this.#addProgram(name, recordAddress);
		}
	}

	/** The environment for the program; `changes` win, and `undefined` removes a variable. */
	environment(changes: Environment = {}): Record<string, string> {
		const inherited = Object.fromEntries(
			inheritedVariables.map((name) => [name, process.env[name]]),
		);
		const all: Environment = {
			...inherited,
			PATH: [this.#programs, process.env.PATH ?? ''].join(path.delimiter),
			TERM: 'xterm-256color',
			COLORTERM: 'truecolor',
			LANG: 'C.UTF-8',
			HOME: this.home,
			XDG_CONFIG_HOME: path.join(this.home, '.config'),
			XDG_DATA_HOME: path.join(this.home, '.local', 'share'),
			XDG_STATE_HOME: path.join(this.home, '.local', 'state'),
			XDG_CACHE_HOME: path.join(this.home, '.cache'),
			BROWSER: path.join(this.#programs, 'browser'),
			// Without it the SDK asks the network for the credentials of a virtual machine.
			AWS_EC2_METADATA_DISABLED: 'true',
			...changes,
		};
		return Object.fromEntries(
			Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
		);
	}

	/** The addresses that the program opened in a browser, in order. */
	opened(): string[] {
		const text = existsSync(this.#openedFile) ? readFileSync(this.#openedFile, 'utf8') : '';
		return text.split('\n').filter((address) => address !== '');
	}

	/** What the runner wrote once the program started. */
	start(): RunStart | undefined {
		return this.#read<RunStart>('start.json');
	}

	/** What the runner wrote at the end; absent while the program runs or when the runner itself was killed. */
	report(): RunReport | undefined {
		return this.#read<RunReport>('report.json');
	}

	remove(): void {
		rmSync(this.directory, {recursive: true, force: true});
	}

	#read<Content>(name: string): Content | undefined {
		const file = path.join(this.directory, name);
		return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Content) : undefined;
	}

	#addProgram(name: string, body: string): void {
		writeFileSync(path.join(this.#programs, name), `#!/bin/sh\n${body}\n`, {
			mode: 0o755,
		});
	}
}
