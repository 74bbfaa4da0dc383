import type {Key} from 'ink';
import {describe, expect, test} from 'vitest';
import {
	type CommandId,
	hidden,
	keyBindings,
	keyFor,
	keyHints,
	on,
	shown,
} from '../../source/wizard/keys.ts';

const noKey: Key = {
	upArrow: false,
	downArrow: false,
	leftArrow: false,
	rightArrow: false,
	pageDown: false,
	pageUp: false,
	home: false,
	end: false,
	return: false,
	escape: false,
	ctrl: false,
	shift: false,
	tab: false,
	backspace: false,
	delete: false,
	meta: false,
	super: false,
	hyper: false,
	capsLock: false,
	numLock: false,
};
const all = Object.keys(keyBindings) as CommandId[];

/** The first of the commands that this key stands for. */
const commandFor = (commands: readonly CommandId[], input: string, key: Key) =>
	keyFor(
		commands.map((command) => on(command, () => undefined)),
		input,
		key,
	)?.command;

describe('the keys', () => {
	test.each<[string, string, Partial<Key>, CommandId]>([
		['Enter', '', {return: true}, 'next'],
		['Esc', '', {escape: true}, 'back'],
		['Ctrl+C', 'c', {ctrl: true}, 'leave'],
		['Tab', '', {tab: true}, 'nextField'],
		['Shift+Tab', '', {tab: true, shift: true}, 'previousField'],
		['c', 'c', {}, 'copy'],
		['C', 'C', {shift: true}, 'copy'],
		['7', '7', {}, 'copyNumber'],
		['right', '', {rightArrow: true}, 'nextPanel'],
		['n', 'n', {}, 'nextPanel'],
		['Ctrl+N', 'n', {ctrl: true}, 'newBucket'],
		['Ctrl+G', 'g', {ctrl: true}, 'generate'],
		['Ctrl+R', 'r', {ctrl: true}, 'article'],
	])('%s is found', (_label, input, key, command) => {
		expect(commandFor([command], input, {...noKey, ...key})).toBe(command);
		expect(all.filter((id) => commandFor([id], input, {...noKey, ...key}))).toContain(command);
	});

	test.each<Partial<Key>>([{ctrl: true}, {meta: true}, {super: true}, {eventType: 'release'}])(
		'a letter with %j is no command of that letter',
		(modifier) => {
			const letters: CommandId[] = ['copy', 'open', 'diff', 'narrower', 'retry', 'nextPanel'];
			for (const input of 'codlrn') {
				expect(commandFor(letters, input, {...noKey, ...modifier})).toBeUndefined();
			}
		},
	);

	test('pasted text is no command', () => {
		expect(commandFor(all, 'copy', noKey)).toBeUndefined();
		expect(commandFor(all, '', noKey)).toBeUndefined();
	});

	test('two commands on one key are named once in the footer, in the order given', () => {
		expect(
			keyHints([shown('scrollUp'), shown('scrollDown'), shown('back'), shown('leave')]),
		).toEqual([
			{command: 'scrollUp', label: '↑↓', description: 'scroll'},
			{command: 'back', label: 'Esc', description: 'back'},
			{
				command: 'leave',
				label: 'Ctrl+C',
				description: 'leave, answers are kept',
				brief: 'leave',
			},
		]);
	});

	test('a screen can say in its own words what a key does', () => {
		expect(keyHints([shown('next', 'fix this')])[0]?.description).toBe('fix this');
	});

	test('a key that is left out of the footer works all the same', () => {
		const keys = [hidden('copy', () => undefined)];
		expect(keyHints(keys)).toEqual([]);
		expect(keyFor(keys, 'c', noKey)?.command).toBe('copy');
	});

	test('a key goes to the first that does something with it', () => {
		const keys = [
			shown('next'),
			false as const,
			on('finish', () => undefined),
			on('accept', () => undefined),
		];
		expect(keyFor(keys, '', {...noKey, return: true})?.command).toBe('finish');
	});
});
