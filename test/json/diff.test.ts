import {describe, expect, test} from 'vitest';
import {indentedJson, textDiff} from '../../source/json/index.ts';

describe('what changes between two texts', () => {
	test('the same text changes nothing', () => {
		expect(textDiff('a\nb\n', 'a\nb\n')).toEqual([]);
	});

	test('a changed line is shown with the lines around it', () => {
		expect(textDiff('a\nb\nc', 'a\nx\nc')).toEqual(['@@ -1,3 +1,3 @@', ' a', '-b', '+x', ' c']);
	});

	test('fewer lines around a change can be asked for', () => {
		expect(textDiff('a\nb\nc', 'a\nx\nc', 0)).toEqual(['@@ -2,1 +2,1 @@', '-b', '+x']);
	});
});

describe('an indented JSON text', () => {
	test('one line becomes several, with every token as it was', () => {
		expect(indentedJson('{"b":1.0,"1":[true]}')).toBe('{\n  "b": 1.0,\n  "1": [\n    true\n  ]\n}');
	});
});
