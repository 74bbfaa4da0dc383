import assert from 'node:assert/strict';
import {readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {linkedProgram} from '../../support/linked-program.ts';
import type {Pressed, Screen} from './four-stories.ts';
import {runCommand} from './run-command.ts';
import {type Environment, Sandbox} from './sandbox.ts';
import type {Terminal} from './terminal.ts';

/** Where what is copied arrives, and what the program says of it. */
export type Clipboard = {
	/** How many texts were copied so far. */
	readonly count: () => number;
	/** The text that was copied as this one, from zero. */
	readonly at: (index: number) => string;
	readonly says: string;
};

export type Telling = {
	/** The terminal's own clipboard unless said otherwise. */
	readonly clipboard?: Clipboard;
	/** Done before each key or text; `isSettled` says whether the one before has shown that it has arrived. */
	readonly between?: (says: string, isSettled: boolean) => Promise<void>;
};

/** What is copied with the sequence for the terminal's clipboard. */
const clipboardOf = (terminal: Terminal): Clipboard => ({
	count: () => terminal.clipboard().length,
	at: (index) => terminal.clipboard()[index] ?? '',
	says: "Sent to the terminal's clipboard",
});

/** A screen without the breaks of its lines, which depend on the width of the window, and a cursor that is drawn as a sign. */
export const flat = (screen: string): string => screen.replaceAll('|', '').replaceAll(/\s+/gu, ' ');

const sees = (terminal: Terminal, text: string) =>
	terminal.waitUntil((screen) => flat(screen).includes(text), `"${text}" to appear`);

/** Single keys: a character or an escape sequence in a write of its own. */
function send(terminal: Terminal, keys: string): void {
	if (keys.startsWith('\u001B')) {
		terminal.writeRaw(keys);
	} else {
		terminal.type(keys);
	}
}

const copies = (pressed: readonly Pressed[]): number =>
	pressed.filter(({as}) => as === 'copy').length;

const taken = ({at}: Clipboard, from: number, to: number): string[] =>
	Array.from({length: to - from}, (_, index) => at(from + index));

/** Tells the screens key after key, each once the one before has done what it has to, and gives what was copied. */
export async function tell(
	terminal: Terminal,
	screens: readonly Screen[],
	{clipboard = clipboardOf(terminal), between}: Telling = {},
): Promise<string[]> {
	const first = clipboard.count();
	for (const {says, until, pressed} of screens) {
		await sees(terminal, says);
		if (until !== undefined) {
			await terminal.waitUntil((screen) => until.test(flat(screen)), `${until} to appear`);
		}

		let isSettled = true;
		for (const {keys, seen, as} of pressed) {
			await between?.(says, isSettled);
			const before = clipboard.count();
			send(terminal, keys);
			if (as === 'copy') {
				await terminal.waitUntil(() => clipboard.count() > before, `"${keys}" to copy`);
				await sees(terminal, clipboard.says);
			}

			if (seen !== undefined) {
				await sees(terminal, seen);
			}

			isSettled = as === 'copy' || seen !== undefined;
		}
	}

	return taken(clipboard, first, clipboard.count());
}

/** Tells the screens so many at a time, all their keys in one write, and gives what was copied. */
export async function tellAhead(
	terminal: Terminal,
	screens: readonly Screen[],
	atOnce: number,
): Promise<string[]> {
	const clipboard = clipboardOf(terminal);
	let wanted = 0;
	for (let index = 0; index < screens.length; index += atOnce) {
		const chunk = screens.slice(index, index + atOnce);
		const pressed = chunk.flatMap((screen) => screen.pressed);
		await sees(terminal, chunk[0]?.says ?? '');
		terminal.writeRaw(pressed.map(({keys}) => keys).join(''));
		wanted += copies(pressed);
		const total = wanted;
		await terminal.waitUntil(() => clipboard.count() >= total, `${total} texts to be copied`);
	}

	return taken(clipboard, 0, clipboard.count());
}

/**
 * Waits until the wizard has ended.
 *
 * @throws {AssertionError} where it did not end well or left traces in the terminal
 */
export async function ended(terminal: Terminal): Promise<void> {
	assert.deepEqual(await terminal.exited(), {exitCode: 0, signal: undefined});
	assert.deepEqual(terminal.terminalRestored(), {ok: true, reasons: []});
	assert.match(terminal.scrollback(), /What is left to do/u);
}

/** The one file in a folder, which nobody else may read. */
export function connectionFile(folder: string): string {
	const [name = '', ...others] = readdirSync(folder);
	assert.deepEqual(others, []);
	const file = path.join(folder, name);
	assert.equal(statSync(file).mode & 0o777, 0o600);
	return file;
}

/** What was in the account before, as texts by the IDs of the documents. */
export type Before = Readonly<Record<string, string | undefined>>;

/** What is given to the person for the answers in a connection file. */
export type Given = {
	readonly connection: Readonly<Record<string, unknown>>;
	readonly form: readonly string[];
	readonly documents: readonly unknown[];
};

async function printed(argv: readonly string[], environment?: Environment): Promise<string> {
	const sandbox = new Sandbox();
	try {
		const {code, stdout, stderr} = await runCommand(process.execPath, [linkedProgram, ...argv], {
			cwd: sandbox.workingDirectory,
			env: sandbox.environment(environment),
		});
		assert.equal(code, 0, stderr);
		return stdout;
	} finally {
		sandbox.remove();
	}
}

/**
 * What `policies` prints for a connection file, with the documents of the account merged where there were any. One that is
 * only needed at times it does not list, and prints alone.
 *
 * @throws {AssertionError} where it refuses
 */
export async function givenByPolicies(
	file: string,
	ids: readonly string[],
	before: Before = {},
): Promise<Given> {
	const all = JSON.parse(await printed(['policies', file, '--json'])) as {
		readonly connection: Given['connection'];
		readonly documents: readonly {readonly id: string; readonly document: unknown}[];
		readonly form: readonly {readonly value: string}[];
	};
	const documents = await Promise.all(
		ids.map(async (id) => {
			const listed = all.documents.find((document) => document.id === id);
			const text = before[id];
			if (listed !== undefined && text === undefined) {
				return listed.document;
			}

			const argv = ['policies', file, '--document', id];
			if (text !== undefined) {
				const current = path.join(path.dirname(file), `before-${id}.json`);
				writeFileSync(current, text);
				argv.push('--merge', current);
			}

			return JSON.parse(await printed(argv)) as unknown;
		}),
	);
	return {
		connection: all.connection,
		form: all.form.map(({value}) => value),
		documents,
	};
}

/** The policies that the practice account holds for a connection before anything is done, from `collect`. */
export async function practiceBefore(file: string): Promise<Before> {
	const folder = path.join(path.dirname(file), 'collected');
	await printed(['collect', file, '--practice', '--out', folder]);
	const names = readdirSync(folder);
	return Object.fromEntries(
		['bucket-policy', 'key-policy']
			.filter((id) => names.includes(`${id}.json`))
			.map((id) => [id, readFileSync(path.join(folder, `${id}.json`), 'utf8')]),
	);
}

/** What a connection file holds. */
export const readConnection = (file: string): Readonly<Record<string, unknown>> =>
	JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, unknown>>;
