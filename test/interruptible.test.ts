import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {InterruptedError, interruptible} from '../source/interruptible.ts';

describe('what is computed', () => {
	test('gives what it gives and throws what it throws, also within another', () => {
		expect(interruptible(() => interruptible(() => 1) + 1)).toBe(2);
		const error = new RangeError('no');
		const thrown = () =>
			interruptible(() => {
				throw error;
			});
		expect(thrown).toThrow(error);
		expect(thrown).not.toThrow(InterruptedError);
	});

	test('leaves nothing of itself behind', () => {
		const before = Reflect.ownKeys(globalThis).length;
		interruptible(() => 1);
		interruptible(() => 2);
		expect(Reflect.ownKeys(globalThis).length - before).toBeLessThanOrEqual(1);
	});

	test.skipIf(process.platform === 'win32')(
		'is ended by Ctrl+C though it never ends, and a listener hears the next one',
		async () => {
			const module = fileURLToPath(new URL('../source/interruptible.ts', import.meta.url));
			const program = `
				import {writeSync} from 'node:fs';
				const {interruptible, InterruptedError} = await import(${JSON.stringify(module)});
				process.on('SIGINT', () => { writeSync(1, 'heard'); process.exit(7); });
				try {
					interruptible(() => { writeSync(1, 'computing'); for (;;) {} });
				} catch (error) {
					writeSync(1, String(error instanceof InterruptedError));
					setInterval(() => {}, 1000);
				}`;
			const child = spawn(
				process.execPath,
				['--import', 'tsx', '--input-type=module', '--eval', program],
				{stdio: ['ignore', 'pipe', 'inherit']},
			);
			const ended = once(child, 'exit');
			let said = '';
			child.stdout.setEncoding('utf8').on('data', (text: string) => {
				said += text;
				if (said === 'computing' || said === 'computingtrue') {
					child.kill('SIGINT');
				}
			});
			expect(await ended).toEqual([7, null]);
			expect(said).toBe('computingtrueheard');
		},
	);
});
