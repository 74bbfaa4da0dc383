import {describe, expect, test} from 'vitest';
import {
	exactly,
	fitsGlob,
	type Glob,
	literalText,
	plain,
	readGlob,
	step,
	takesAny,
	wantedAt,
} from '../../../source/policy/sets/glob.ts';

/** Whether a text brings a glob to its end, one character after the other. */
function reaches(glob: Glob, text: string): boolean {
	const read = readGlob(glob);
	let positions = [0];
	for (const character of text) {
		const next: number[] = [];
		for (const position of positions) {
			step(read, position, character.charCodeAt(0), next);
		}

		positions = next;
	}

	return positions.some((position) => position >= read.endsFrom);
}

const arn = (text: string): Glob => ({text, isArn: true});
const anyCase = (text: string): Glob => ({text, ignoresCase: true});

describe('a glob, one character after the other', () => {
	test.each<readonly [Glob, string, boolean]>([
		[{text: ''}, '', true],
		[{text: ''}, 'a', false],
		[{text: 'ab'}, 'ab', true],
		[{text: 'ab'}, 'a', false],
		[{text: 'ab'}, 'aB', false],
		[{text: 'a?'}, 'ax', true],
		[{text: 'a?'}, 'a', false],
		[{text: '*'}, '', true],
		[{text: '*a*'}, 'xax', true],
		[{text: 'a*b'}, 'ab', true],
		[{text: 'a**b'}, 'axxb', true],
		[{text: 'a*b'}, 'abc', false],
		[{text: '*?'}, '', false],
		[anyCase('aB*'), 'Abc', true],
		[anyCase('é'), 'É', true],
		[anyCase('ß'), 'S', false],
		[arn('arn:*:s3'), 'arn:aws:s3', true],
		[arn('arn:*:s3'), 'arn:a:b:s3', false],
		[arn('a:b:c:?:e:f'), 'a:b:c:::f', false],
		[arn('arn:aws:iam::1:*'), 'arn:aws:iam::1:role/a:b', true],
		[arn('arn:*:1:role/*'), 'arn:aws:iam::1:role/a', false],
	])('%j and %j: %s', (glob, text, expected) => {
		expect(reaches(glob, text)).toBe(expected);
	});

	test('stars in a row count once', () => {
		expect(readGlob({text: 'a***b'}).tokens).toHaveLength(3);
		expect(readGlob({text: 'a**'}).endsFrom).toBe(1);
	});

	test('asks for the characters that come next, in either case where case does not count', () => {
		const wanted = (glob: Glob, position: number) => {
			const codes = new Set<number>();
			wantedAt(readGlob(glob), position, codes);
			return String.fromCharCode(...[...codes].sort((one, other) => one - other));
		};
		expect(wanted({text: 'ab'}, 1)).toBe('b');
		expect(wanted({text: '*b'}, 0)).toBe('b');
		expect(wanted({text: '*?b'}, 0)).toBe('');
		expect(wanted({text: 'ab'}, 2)).toBe('');
		expect(wanted(anyCase('k'), 0)).toBe('Kk');
		expect(wanted(anyCase('å'), 0)).toBe('\u00C5\u00E5\u212B');
	});

	test('takes any character at a wildcard', () => {
		const takes = (text: string) =>
			Array.from({length: 3}, (_, position) => takesAny(readGlob({text}), position));
		expect(takes('a?*')).toEqual([false, true, true]);
	});
});

test.each<readonly [Glob, string, boolean]>([
	[{text: 'a*'}, 'abc', true],
	[exactly('a*'), 'a*', true],
	[exactly('a*'), 'abc', false],
	[anyCase('A?'), 'ab', true],
	[arn('arn:aws:s3:::*'), 'arn:aws:s3:::b', true],
	[arn('arn:aws:*'), 'arn:aws:s3:::b', false],
])('a text belongs to a glob as a whole: %j, %j: %s', (glob, text, expected) => {
	expect(fitsGlob(glob, text)).toBe(expected);
});

test('a glob without wildcards stands for one text', () => {
	expect(literalText({text: 'ab'})).toBe('ab');
	expect(literalText(exactly('a*?'))).toBe('a*?');
	expect(literalText({text: 'a*'})).toBeUndefined();
	expect(plain(exactly('a*?').text)).toBe('a*?');
});
