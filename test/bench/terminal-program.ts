import {type IPty, spawn} from '@lydell/node-pty';

const patience = 20_000;

type Waiting = {
	readonly isOver: (output: string) => boolean;
	readonly onOver: () => void;
};

/** A program in a pseudo-terminal, of which only the output counts and when it comes. */
export class TerminalProgram {
	readonly #pseudoTerminal: IPty;
	readonly #ended: Promise<void>;
	#output = '';
	#waiting: Waiting | undefined;

	constructor(
		command: string,
		argv: readonly string[],
		{env, columns = 80, rows = 24}: {env: NodeJS.ProcessEnv; columns?: number; rows?: number},
	) {
		this.#pseudoTerminal = spawn(command, [...argv], {
			name: 'xterm-256color',
			cols: columns,
			rows,
			env: {...env, TERM: 'xterm-256color'},
		});
		this.#pseudoTerminal.onData((data) => {
			this.#output += data;
			if (this.#waiting?.isOver(this.#output)) {
				const {onOver} = this.#waiting;
				this.#waiting = undefined;
				onOver();
			}
		});
		this.#ended = new Promise((resolve) => {
			this.#pseudoTerminal.onExit(() => resolve());
		});
	}

	/** Sends keys, and forgets the output of before. */
	send(keys: string): void {
		this.#output = '';
		this.#pseudoTerminal.write(keys);
	}

	/** Waits until the output since the last keys fits, and gives it. Throws with the output where it does not in time. */
	async waitFor(isOver: (output: string) => boolean): Promise<string> {
		if (!isOver(this.#output)) {
			await new Promise<void>((resolve, reject) => {
				const timer = setTimeout(() => {
					this.#pseudoTerminal.kill('SIGKILL');
					reject(new Error(`This has not come in ${patience} ms. Output: ${this.#output}`));
				}, patience);
				this.#waiting = {
					isOver,
					onOver() {
						clearTimeout(timer);
						resolve();
					},
				};
			});
		}

		return this.#output;
	}

	/** Waits for the end. */
	ended(): Promise<void> {
		return this.#ended;
	}

	/** Leaves by Ctrl+C and waits for the end. */
	async leave(): Promise<void> {
		this.send('\u{3}');
		await this.#ended;
	}
}
