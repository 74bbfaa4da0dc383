import {describe, expect, test} from 'vitest';
import {type CountedModule, countLine} from './count-reporter.ts';

const moduleOf = (states: readonly string[], errors: readonly unknown[] = []): CountedModule => ({
	errors: () => errors,
	children: {allTests: () => states.map((state) => ({result: () => ({state})}))},
});

describe('the line that counts the tests', () => {
	test('adds up all files', () => {
		expect(countLine([moduleOf(['passed', 'failed']), moduleOf(['passed'])], 0)).toBe(
			'2 passed, 1 failed',
		);
	});

	test('names skipped tests only where there are any; a test that never ran is one', () => {
		expect(countLine([moduleOf(['passed', 'skipped', 'pending'])], 0)).toBe(
			'1 passed, 0 failed, 2 skipped',
		);
	});

	test('counts a file that could not be loaded, and errors outside of tests, as failures', () => {
		expect(countLine([moduleOf([], [new Error('syntax')])], 2)).toBe('0 passed, 3 failed');
	});
});
