import {defineConfig} from 'vitest/config';

/** The properties of sets of requests at a size that takes minutes: npm run properties */
export default defineConfig({
	test: {
		include: [
			'test/policy/sets/*.properties.test.ts',
			'test/policy/sets/hostile.test.ts',
			'test/verify/proposals/*.properties.test.ts',
			'test/verify/own-account.properties.test.ts',
			'test/words/report/*.properties.test.ts',
			'test/commands/controls.test.ts',
			'test/wizard/controls.test.tsx',
			'test/wizard/*.properties.test.tsx',
		],
		env: {PROPERTY_RUNS: process.env.PROPERTY_RUNS ?? '100000'},
		// As in npm test: a slow machine is no mistake.
		testTimeout: 30_000,
		pool: 'threads',
		maxWorkers: 2,
	},
});
