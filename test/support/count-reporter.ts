import {writeFileSync} from 'node:fs';
import type {Reporter, TestModule} from 'vitest/node';

/** The part of vitest's test module that is counted. */
export type CountedModule = {
	readonly errors: () => ArrayLike<unknown>;
	readonly children: {
		readonly allTests: () => Iterable<{readonly result: () => {readonly state: string}}>;
	};
};

/**
 * The line `N passed, N failed`, with `, N skipped` where tests were skipped. A test that never ran counts as skipped;
 * a file that could not be loaded, and an error outside of any test, count as one failure each.
 */
export const countLine = (modules: Iterable<CountedModule>, errorsOutsideTests: number): string => {
	const counts = {passed: 0, failed: errorsOutsideTests, skipped: 0};
	for (const module of modules) {
		counts.failed += module.errors().length;
		for (const test of module.children.allTests()) {
			const {state} = test.result();
			counts[state === 'passed' || state === 'failed' ? state : 'skipped']++;
		}
	}

	const skipped = counts.skipped === 0 ? '' : `, ${counts.skipped} skipped`;
	return `${counts.passed} passed, ${counts.failed} failed${skipped}`;
};

/** Ends the run with a line that counts the tests; into the file `TEST_COUNT_FILE` instead, where that is set. */
export default class CountReporter implements Reporter {
	onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
		const line = `${countLine(modules, errors.length)}\n`;
		const file = process.env.TEST_COUNT_FILE;
		if (file === undefined) {
			process.stdout.write(line);
		} else {
			writeFileSync(file, line);
		}
	}
}
