import {Readable, Writable} from 'node:stream';
import {describe, expect, test} from 'vitest';
import {createOutput, showsColour} from '../source/output.ts';
import {Capture} from './commands/run-program.ts';

describe('showsColour', () => {
	test.each([
		['a terminal', true, {}, true],
		['a pipe', false, {}, false],
		['a dumb terminal', true, {TERM: 'dumb'}, false],
		['NO_COLOR', true, {NO_COLOR: '1'}, false],
		['an empty NO_COLOR', true, {NO_COLOR: ''}, true],
		['FORCE_COLOR in a pipe', false, {FORCE_COLOR: '1'}, true],
		['FORCE_COLOR=0 in a terminal', true, {FORCE_COLOR: '0'}, false],
		['NO_COLOR against FORCE_COLOR', true, {NO_COLOR: '1', FORCE_COLOR: '1'}, false],
	])('%s', (_name, isTTY, env, expected) => {
		expect(showsColour({isTTY}, env)).toBe(expected);
	});
});

describe('createOutput', () => {
	test('waits for a slow reader before it says that the text is written', async () => {
		const written: string[] = [];
		const slow = new Writable({
			highWaterMark: 1,
			write(chunk: Buffer, _encoding, done) {
				setImmediate(() => {
					written.push(chunk.toString());
					done();
				});
			},
		});
		const io = {stdin: Readable.from([]), stdout: slow, stderr: new Capture(), env: {}};
		const output = createOutput(io);
		await output.data('one');
		await output.data('two');
		expect(written).toEqual(['one', 'two']);
	});

	test('reports a reader that fails for another reason', async () => {
		const broken = new Writable({
			write(_chunk, _encoding, done) {
				done(Object.assign(new Error('no space left'), {code: 'ENOSPC'}));
			},
		});
		const io = {stdin: Readable.from([]), stdout: broken, stderr: new Capture(), env: {}};
		await expect(createOutput(io).data('x')).rejects.toThrow('no space left');
	});
});
