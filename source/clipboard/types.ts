import type {RunTmux} from './tmux.ts';

/** How a text was handed over: the system's clipboard, the terminal's clipboard, tmux's buffer alone, or a file. */
export const copyWays = ['system', 'terminal', 'tmux', 'file'] as const;
export type CopyWay = (typeof copyWays)[number];

/** What happened to a text that was to be copied. */
export type CopyResult = {
	readonly way: CopyWay;
	/** What happened, in plain sentences for the status line; never says "copied" where nobody can know. */
	readonly message: string;
	/** Set where nobody can know whether the text can be pasted where it is wanted. */
	readonly isUncertain?: true;
	/** Where the file is; with `way: 'file'` only. */
	readonly path?: string;
};

/** Everything that copying touches. */
export type ClipboardEnvironment = {
	/** Environment variables. */
	readonly env: Readonly<Record<string, string | undefined>>;
	/** Writes raw text to the terminal, past the frame that is drawn there. */
	readonly writeTerminal: (text: string) => void;
	readonly system: {
		readonly read: () => Promise<string>;
		readonly write: (text: string) => Promise<void>;
	};
	/** Runs tmux; asked only inside of it. */
	readonly tmux: RunTmux;
	/** Saves a text under a file name that is safe already; gives the path. */
	readonly saveFile: (name: string, text: string) => Promise<string>;
};
