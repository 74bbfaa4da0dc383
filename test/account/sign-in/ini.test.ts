import {describe, expect, test} from 'vitest';
import {parseIni, shellWords} from '../../../source/account/sign-in/ini.ts';

function sectionsIn(text: string) {
	return Object.fromEntries(parseIni(text).sections);
}

describe('a shared file is read as the AWS CLI reads it:', () => {
	test('names in any case, "=" or ":", comments on lines of their own only', () => {
		expect(
			sectionsIn('# one\n[a b] ; two\nRegion = x # not a comment\r\n; three\nKEY: v=w:z\n\n[c]\n'),
		).toEqual({'a b': {region: 'x # not a comment', key: 'v=w:z'}, c: {}});
	});

	test('a value goes on in the lines that are indented under it', () => {
		expect(sectionsIn('[a]\nregion = x\n  output = json\n')).toEqual({
			a: {region: 'x\noutput = json'},
		});
	});

	test('settings that are all indented alike are settings', () => {
		expect(sectionsIn('[a]\n  region = x\n  output = json\n')).toEqual({
			a: {region: 'x', output: 'json'},
		});
	});

	test('a block has settings of its own', () => {
		expect(sectionsIn('[services x]\ns3 =\n  endpoint_url = http://h\n  y=z\nkms =\n')).toEqual({
			'services x': {'s3.endpoint_url': 'http://h', 's3.y': 'z', kms: ''},
		});
	});

	test.each([
		['region = x\n', {line: 1, why: 'no-section'}],
		['[a]\nregion\n', {line: 2, why: 'no-value'}],
		['[a]\nregion = x\nREGION = y\n', {line: 3, why: 'setting-twice'}],
		['[a]\n[b]\n[a]\n', {line: 3, why: 'section-twice'}],
		['\u{FEFF}[a]\n', {line: 1, why: 'byte-order-mark'}],
	])('nothing of %j', (text, broken) => {
		expect(parseIni(text)).toEqual({sections: new Map(), broken});
	});
});

test.each([
	['profile work', ['profile', 'work']],
	['profile "my work"', ['profile', 'my work']],
	['profile \'my "own"\'', ['profile', 'my "own"']],
	['profile my\\ work', ['profile', 'my work']],
	['profile "a\\"b"', ['profile', 'a"b']],
	['profile a"b c"d', ['profile', 'ab cd']],
	['profile "open', undefined],
	['profile müller', ['profile', 'müller']],
])('the words of %s', (text, words) => {
	expect(shellWords(text)).toEqual(words);
});
