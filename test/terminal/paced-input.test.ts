import {describe, expect, test, vi} from 'vitest';
import {createPacedInput} from '../../source/terminal/index.ts';
import {FakeInput, until} from '../wizard/support/render-at.ts';

const esc = '\u{1B}';

const listen = (ready?: Promise<unknown>) => {
	const source = new FakeInput();
	const paced = createPacedInput(source, ready);
	const batches: string[][] = [];
	const onReadable = () => {
		const batch: string[] = [];
		for (let key: unknown = paced.read(); key !== null; key = paced.read()) {
			batch.push(String(key));
		}
		if (batch.length > 0) {
			batches.push(batch);
		}
	};
	const received = (count: number) =>
		until(
			() => batches.flat().length >= count,
			() => `Received: ${JSON.stringify(batches)}`,
		);
	return {source, paced, batches, onReadable, received};
};

describe('paced input', () => {
	test('gives out the keys of one chunk one at a time', async () => {
		const {source, paced, batches, onReadable, received} = listen();
		paced.on('readable', onReadable);
		paced.setRawMode(true);
		source.write(`ab\u{7F}${esc}[A\r`);
		await received(5);
		expect(batches).toEqual([['a'], ['b'], ['\u{7F}'], [`${esc}[A`], ['\r']]);
	});

	test('takes a key that nobody has pressed', async () => {
		const {source, paced, batches, onReadable, received} = listen();
		paced.on('readable', onReadable);
		paced.setRawMode(true);
		source.write('a');
		paced.press('\u0003');
		await received(2);
		expect(batches).toEqual([['a'], ['\u0003']]);
	});

	test('leaves raw mode for a while only where it is on, and comes back to it', () => {
		const {source, paced} = listen();
		const modes = vi.spyOn(source, 'setRawMode');
		expect(paced.outsideRawMode(() => 1)).toBe(1);
		expect(modes).not.toHaveBeenCalled();
		paced.setRawMode(true);
		const failing = () =>
			paced.outsideRawMode(() => {
				throw new Error('interrupted');
			});
		expect(failing).toThrow('interrupted');
		expect(modes.mock.calls).toEqual([[true], [false], [true]]);
	});

	test('keeps the keys until what they lead to is ready', async () => {
		let isReady = () => {};
		const {source, paced, batches, onReadable, received} = listen(
			new Promise<void>((resolve) => {
				isReady = resolve;
			}),
		);
		paced.on('readable', onReadable);
		paced.setRawMode(true);
		source.write('a\r');
		for (let turn = 0; turn < 10; turn += 1) {
			await new Promise((resolve) => setImmediate(resolve));
		}
		expect(batches).toEqual([]);
		isReady();
		await received(2);
		expect(batches).toEqual([['a'], ['\r']]);
	});

	test('gives the keys out where getting ready has failed', async () => {
		const {source, paced, onReadable, received} = listen(Promise.reject(new Error('missing')));
		paced.on('readable', onReadable);
		paced.setRawMode(true);
		source.write('a');
		await received(1);
	});

	test('waits until what one key has set in motion is done', async () => {
		const {source, paced} = listen();
		const happened: string[] = [];
		paced.on('readable', () => {
			const key: unknown = paced.read();
			if (key === null) {
				return;
			}
			happened.push(`key ${String(key)}`);
			// As React does it: a commit in a microtask, and passive work in a later turn of the event loop.
			queueMicrotask(() => {
				setImmediate(() => happened.push(`done ${String(key)}`));
			});
		});
		paced.setRawMode(true);
		source.write('abc');
		await until(
			() => happened.length === 6,
			() => happened.join(),
		);
		expect(happened).toEqual(['key a', 'done a', 'key b', 'done b', 'key c', 'done c']);
	});

	test('keeps keys that arrive while nobody listens', async () => {
		const {source, paced, batches, onReadable, received} = listen();
		paced.on('readable', onReadable);
		paced.setRawMode(true);
		source.write('abc');
		await received(1);
		paced.off('readable', onReadable);
		paced.setRawMode(false);
		source.write('d');
		paced.setRawMode(true);
		paced.on('readable', onReadable);
		await received(4);
		expect(batches.flat().join('')).toBe('abcd');
	});

	test('reads nothing from the terminal while raw mode is off', () => {
		const {source, paced} = listen();
		expect(source.listenerCount('data')).toBe(0);
		paced.setRawMode(true);
		expect(source.listenerCount('data')).toBe(1);
		expect(source.isRaw).toBe(true);
		paced.setRawMode(false);
		expect(source.listenerCount('data')).toBe(0);
		expect(source.isPaused()).toBe(true);
		expect(source.isRaw).toBe(false);
	});

	test('passes on whether it is a terminal, and what keeps the process alive', () => {
		const {source, paced} = listen();
		expect(paced.isTTY).toBe(true);
		paced.ref();
		paced.ref();
		paced.unref();
		expect(source.references).toBe(1);
	});

	test('puts a paste together that comes in several chunks', async () => {
		const {source, paced, batches, onReadable, received} = listen();
		paced.on('readable', onReadable);
		paced.setRawMode(true);
		source.write(`${esc}[20`);
		source.write('0~first\r');
		source.write(`second${esc}[2`);
		source.write('01~x');
		await received(2);
		expect(batches).toEqual([[`${esc}[200~first\rsecond${esc}[201~`], ['x']]);
	});

	test('makes of a lone ESC a key that nothing has to wait for', async () => {
		vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']});
		try {
			const {source, paced, batches, onReadable, received} = listen();
			paced.on('readable', onReadable);
			paced.setRawMode(true);
			source.write(`a${esc}`);
			await received(1);
			expect(batches).toEqual([['a']]);
			vi.advanceTimersByTime(20);
			await received(2);
			expect(batches).toEqual([['a'], [`${esc}[27u`]]);
		} finally {
			vi.useRealTimers();
		}
	});

	test('takes a paste as ended when its end never comes, so that Ctrl+C works again', async () => {
		vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']});
		try {
			const {source, paced, batches, onReadable, received} = listen();
			paced.on('readable', onReadable);
			paced.setRawMode(true);
			source.write(`${esc}[200~abc`);
			await until(
				() => vi.getTimerCount() === 1,
				() => 'no timer',
			);
			vi.advanceTimersByTime(2000);
			source.write('\u{3}');
			await received(2);
			expect(batches).toEqual([[`${esc}[200~abc${esc}[201~`], ['\u{3}']]);
		} finally {
			vi.useRealTimers();
		}
	});
});
