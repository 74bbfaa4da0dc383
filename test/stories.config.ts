import {defineConfig} from 'vitest/config';
import {accountStories, programStories} from './stories.ts';

/** Long stories, against an emulated account and of the built program, at a size that takes minutes: npm run stories */
export default defineConfig({
	test: {
		include: [...accountStories, ...programStories],
		setupFiles: ['test/e2e/support/setup.ts'],
		testTimeout: 60_000,
		hookTimeout: 60_000,
		pool: 'forks',
		maxWorkers: 2,
	},
});
