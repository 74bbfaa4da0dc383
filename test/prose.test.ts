import {describe, expect, test} from 'vitest';
import {proseFor} from '../source/prose.ts';

const terminal = {isTTY: true, columns: 40};

describe('prose outside of screens', () => {
	test('is broken between words, and keeps its indent', async () => {
		const text =
			'Left before the end. Your answers are kept until you come back.\n\n  1. AWS console: create the role CreativeForceAccess, if you have not yet.';
		expect((await proseFor(terminal, text)).split('\n')).toEqual([
			'Left before the end. Your answers are',
			'kept until you come back.',
			'',
			'  1. AWS console: create the role',
			'  CreativeForceAccess, if you have not',
			'  yet.',
		]);
	});

	test('keeps addresses and commands whole', async () => {
		const address = `https://console.aws.amazon.com/${'x'.repeat(60)}`;
		const command = '  s3-handshake apply --undo 20260131T101500-4f2a --profile work';
		expect((await proseFor(terminal, `See ${address}\n${command}`)).split('\n')).toEqual([
			'See',
			address,
			command,
		]);
	});

	test.each([{}, {isTTY: false, columns: 40}, {isTTY: true, columns: 10}])(
		'is left as it is where nobody reads it in lines: %j',
		async (stream) => {
			const text = 'x '.repeat(60);
			expect(await proseFor(stream, text)).toBe(text);
		},
	);
});
