import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {typedPath} from '../../source/wizard/typed-path.ts';

const home = '/home/ann';

describe('a path as it is typed or dragged into a terminal', () => {
	test.each([
		['policy.json', 'policy.json'],
		[' policy.json ', 'policy.json'],
		["'/tmp/my policy.json'", '/tmp/my policy.json'],
		['"/tmp/my policy.json" ', '/tmp/my policy.json'],
		['/tmp/my\\ policy\\ \\(1\\).json', '/tmp/my policy (1).json'],
		["/tmp/it\\'s.json", "/tmp/it's.json"],
		['~/policy.json', '/home/ann/policy.json'],
		['~', '/home/ann'],
		['~bob/policy.json', '~bob/policy.json'],
		["'~/policy.json'", '~/policy.json'],
		['file:///tmp/my%20policy.json', '/tmp/my policy.json'],
		['file://elsewhere/policy.json', 'file://elsewhere/policy.json'],
	])('%s is %s', (text, expected) => {
		expect(typedPath(text, {home})).toBe(expected);
	});

	test('keeps the backslashes of Windows', () => {
		const options = {home: undefined, isWindows: true};
		expect(typedPath('C:\\Users\\ann\\policy.json', options)).toBe('C:\\Users\\ann\\policy.json');
		expect(typedPath('"C:\\my files\\a.json"', options)).toBe('C:\\my files\\a.json');
	});

	test('is as it was where there is no home for ~', () => {
		expect(typedPath('~/a.json', {home: undefined})).toBe('~/a.json');
	});

	test('is the same whichever way a terminal writes it', () => {
		const name = fc
			.stringMatching(/^[a-z (&'$!;é-]{1,12}$/u)
			.filter((text) => text.trim() === text);
		fc.assert(
			fc.property(name, (text) => {
				const path = `/tmp/${text}`;
				const backslashed = path.replaceAll(/[^\p{L}\p{N}/]/gu, (character) => `\\${character}`);
				expect(typedPath(backslashed, {home})).toBe(path);
				expect(typedPath(`"${path}"`, {home})).toBe(path);
				expect(typedPath(`file:///tmp/${encodeURIComponent(text)}`, {home})).toBe(path);
			}),
		);
	});
});
