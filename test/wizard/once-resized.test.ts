import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {onceResized} from '../../source/wizard/once-resized.ts';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

test('a window that is dragged is drawn anew once it keeps its size, even one that it had before', () => {
	const redraw = vi.fn();
	const stop = onceResized(redraw);
	for (let change = 0; change < 5; change += 1) {
		process.emit('SIGWINCH');
		vi.advanceTimersByTime(20);
		expect(redraw).not.toHaveBeenCalled();
	}

	vi.advanceTimersByTime(1000);
	expect(redraw).toHaveBeenCalledOnce();
	stop();
});

test('nothing is drawn once it has been ended', () => {
	const redraw = vi.fn();
	const stop = onceResized(redraw);
	process.emit('SIGWINCH');
	stop();
	process.emit('SIGWINCH');
	vi.advanceTimersByTime(1000);
	expect(redraw).not.toHaveBeenCalled();
	expect(process.listeners('SIGWINCH')).toEqual([]);
});
