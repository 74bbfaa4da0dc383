import assert from 'node:assert/strict';
import {readFileSync, statSync} from 'node:fs';
import path from 'node:path';
import {answerAll, creativeForceAnswers, creativeForceConnection} from './driver.ts';
import type {Terminal} from './terminal.ts';

/** What a person takes out of the wizard. */
export type Taken = {
	/** The values of the vendor's form, in its order. */
	readonly form: readonly string[];
	/** The documents, in the order of the article. */
	readonly documents: readonly unknown[];
};

/** Copies what is on the screen and gives it, as the terminal's clipboard got it. */
async function copyWith(terminal: Terminal, key: string): Promise<string> {
	const before = terminal.clipboard().length;
	terminal.type(key);
	await terminal.waitUntil(() => terminal.clipboard().length > before, 'the clipboard to be set');
	await terminal.waitFor('Sent to the terminal');
	return terminal.clipboard().at(-1) ?? '';
}

/** Copies the first values of the form, each by its number. */
export async function copyForm(terminal: Terminal, count: number): Promise<string[]> {
	const values: string[] = [];
	for (let number = 1; number <= count; number++) {
		values.push(await copyWith(terminal, String(number)));
	}

	return values;
}

/** Copies the document that is shown, which must be the one with this title, and gives it parsed. */
export async function copyDocument(terminal: Terminal, title: string): Promise<unknown> {
	await terminal.waitFor(new RegExp(`${title} +\\d of \\d`, 'u'));
	const text = await copyWith(terminal, 'c');
	await terminal.waitFor('✔ sent');
	return JSON.parse(text);
}

/** Goes on from the last document although some were never copied. */
export async function leaveUncopied(terminal: Terminal): Promise<void> {
	await terminal.waitFor('Go on although these were never copied?');
	terminal.type('2');
}

/** Goes past the verification, which without an account asks for pasted documents. */
export async function skipVerification(terminal: Terminal): Promise<void> {
	await terminal.waitFor('Do you want to check the policies in your account?');
	terminal.press('up');
	await terminal.waitFor('▸   Continue without checking');
	terminal.press('enter');
}

/**
 * Leaves the wizard at its last screen, and gives the connection file that it wrote.
 *
 * @throws {AssertionError} where it did not end well, left traces in the terminal or wrote a file that others can read
 */
export async function finish(terminal: Terminal, fileName: string): Promise<unknown> {
	await terminal.waitFor('Connection file:');
	terminal.press('enter');
	assert.deepEqual(await terminal.exited(), {exitCode: 0, signal: undefined});
	assert.deepEqual(terminal.terminalRestored(), {ok: true, reasons: []});
	assert.match(terminal.scrollback(), /What is left to do/u);
	const file = path.join(terminal.workingDirectory, fileName);
	assert.equal(statSync(file).mode & 0o777, 0o600);
	return JSON.parse(readFileSync(file, 'utf8'));
}

/**
 * Leads the wizard from the first screen to the last with the keyboard alone: Creative Force, without AWS; every value
 * of the form and every document is copied. The connection is `creativeForceConnection`.
 *
 * @throws {Error} with the last screen where it got stuck, and like `finish`
 */
export async function wholeStory(terminal: Terminal): Promise<Taken> {
	await answerAll(terminal, creativeForceAnswers);
	await terminal.waitFor('Fill in the form in Creative Force');
	const form = await copyForm(terminal, 6);
	terminal.press('enter');
	const documents: unknown[] = [];
	for (const title of ['Role policy', 'Trust policy', 'Bucket policy']) {
		documents.push(await copyDocument(terminal, title));
		terminal.press('enter');
	}

	await terminal.waitFor('only if needed');
	documents.push(await copyDocument(terminal, 'Key policy'));
	terminal.press('enter');
	await skipVerification(terminal);
	assert.deepEqual(
		await finish(terminal, 'creative-force-acme-assets.json'),
		creativeForceConnection,
	);
	return {form, documents};
}
