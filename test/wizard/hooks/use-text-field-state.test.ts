import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {graphemesOf} from '../../../source/terminal/index.ts';
import {
	reduceTextField,
	type TextFieldAction,
	type TextFieldState,
} from '../../../source/wizard/hooks/index.ts';

const character = fc.constantFrom('a', 'Z', '-', ' ', 'é', 'e\u{301}', '東', '👩‍👧', '\u{301}');
const value = fc.array(character, {maxLength: 12}).map((characters) => characters.join(''));
const action: fc.Arbitrary<TextFieldAction> = fc.oneof(
	value.map((text): TextFieldAction => ({type: 'insert', text})),
	fc
		.constantFrom(
			'backspace',
			'delete',
			'left',
			'right',
			'home',
			'end',
			'clearToStart',
			'clearToEnd',
			'wordLeft',
			'wordRight',
			'deleteWord',
			'deleteWordAfter',
			'putBack',
		)
		.map((type): TextFieldAction => ({type})),
);
const run = (state: TextFieldState, ...actions: readonly TextFieldAction[]): TextFieldState =>
	actions.reduce(reduceTextField, state);
const end = (text: string): TextFieldState => ({value: text, cursor: graphemesOf(text).length});
const empty: TextFieldState = {value: '', cursor: 0};

describe('editing a line', () => {
	test.each<[string, TextFieldState, TextFieldAction['type'], TextFieldState]>([
		['in the middle', {value: 'acme', cursor: 2}, 'backspace', {value: 'ame', cursor: 1}],
		['at the start', {value: 'acme', cursor: 0}, 'backspace', {value: 'acme', cursor: 0}],
		['under the cursor', {value: 'acme', cursor: 2}, 'delete', {value: 'ace', cursor: 2}],
		['before the cursor', {value: 'acme', cursor: 3}, 'clearToStart', {value: 'e', cursor: 0}],
		['behind the cursor', {value: 'acme', cursor: 1}, 'clearToEnd', {value: 'a', cursor: 1}],
		['a word', {value: 'one two  x', cursor: 9}, 'deleteWord', {value: 'one x', cursor: 4}],
		['a joined emoji', {value: 'a👩‍👧', cursor: 2}, 'backspace', {value: 'a', cursor: 1}],
	])('takes away %s (%j, %s)', (_what, before, type, after) => {
		expect(run(before, {type} as TextFieldAction)).toMatchObject(after);
	});

	test.each<[string, TextFieldState, TextFieldAction['type'], string]>([
		['the name of an ARN', end('arn:aws:iam::1:role/Foo'), 'deleteWord', 'arn:aws:iam::1:role/'],
		['with what follows it', end('arn:aws:iam::1:role/'), 'deleteWord', 'arn:aws:iam::1:'],
		['a part of a bucket name', end('acme-assets'), 'deleteWord', 'acme-'],
		['the next word', {value: 'acme-assets-1', cursor: 4}, 'deleteWordAfter', 'acme-1'],
	])('Ctrl+W and Alt+D take away %s', (_what, before, type, after) => {
		expect(run(before, {type} as TextFieldAction).value).toBe(after);
	});

	test.each([
		['wordLeft', [20, 15, 13, 8, 4, 0, 0]],
		['wordRight', [3, 7, 11, 14, 19, 23, 23]],
	] as const)('%s stops at each word of an ARN', (type, stops) => {
		const value = 'arn:aws:iam::1:role/Foo';
		let state: TextFieldState = {value, cursor: type === 'wordLeft' ? value.length : 0};
		for (const cursor of stops) {
			state = run(state, {type});
			expect(state).toEqual({value, cursor});
		}
	});

	test('what was cut last can be put back, wherever the cursor is', () => {
		const cut = run(end('one two'), {type: 'deleteWord'});
		expect(run(cut, {type: 'home'}, {type: 'putBack'}, {type: 'putBack'}).value).toBe('twotwoone ');
		expect(run(cut, {type: 'clearToStart'}, {type: 'putBack'}).value).toBe('one ');
		expect(run(end('x'), {type: 'putBack'}).value).toBe('x');
	});

	test('an accent that is typed after its letter becomes one character with it', () => {
		const state = run(empty, {type: 'insert', text: 'e'}, {type: 'insert', text: '\u{301}'});
		expect(state.cursor).toBe(1);
		expect(run(state, {type: 'backspace'}).value).toBe('');
	});

	test('the cursor is always in the value', () => {
		fc.assert(
			fc.property(fc.array(action), (actions) => {
				const state = run(empty, ...actions);
				expect(state.cursor).toBeGreaterThanOrEqual(0);
				expect(state.cursor).toBeLessThanOrEqual(graphemesOf(state.value).length);
			}),
		);
	});

	test('moving never changes the value', () => {
		const moves = fc.constantFrom<TextFieldAction>(
			{type: 'left'},
			{type: 'right'},
			{type: 'home'},
			{type: 'end'},
		);
		fc.assert(
			fc.property(value, fc.array(moves), (text, actions) => {
				expect(run({value: text, cursor: 0}, ...actions).value).toBe(text);
			}),
		);
	});

	test('what was typed is gone after as many backspaces', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom('a', '-', '東')), (characters) => {
				const start = {value: 'xy', cursor: 1};
				const typed = run(
					start,
					...characters.map((text): TextFieldAction => ({type: 'insert', text})),
				);
				expect(typed.value).toBe(`x${characters.join('')}y`);
				expect(run(typed, ...characters.map((): TextFieldAction => ({type: 'backspace'})))).toEqual(
					start,
				);
			}),
		);
	});
});
