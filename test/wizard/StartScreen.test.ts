import {describe, expect, test} from 'vitest';
import {timeAgo} from '../../source/wizard/StartScreen.tsx';

const now = new Date('2026-03-04T10:00:00Z');

describe('how long ago', () => {
	test.each([
		['2026-03-04T10:00:00Z', 'just now'],
		['2026-03-04T09:59:40Z', 'just now'],
		['2026-03-04T09:59:00Z', 'a minute ago'],
		['2026-03-04T09:58:00Z', '2 minutes ago'],
		['2026-03-04T09:01:00Z', '59 minutes ago'],
		['2026-03-04T09:00:20Z', 'an hour ago'],
		['2026-03-04T08:00:00Z', '2 hours ago'],
		['2026-03-03T11:00:00Z', '23 hours ago'],
		['2026-03-03T10:00:00Z', 'yesterday'],
		['2026-03-02T10:00:00Z', '2 days ago'],
		['2025-03-04T10:00:00Z', '365 days ago'],
	])('%s is %s', (then, words) => {
		expect(timeAgo(new Date(then), now)).toBe(words);
	});

	test('a clock that was set back does not lead into the future', () => {
		expect(timeAgo(new Date('2026-03-05T10:00:00Z'), now)).toBe('just now');
	});
});
