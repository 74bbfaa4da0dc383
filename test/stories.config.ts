import {defineConfig} from 'vitest/config';
import {stories} from './stories.ts';

/** Long stories against an emulated AWS account, at a size that takes minutes: npm run stories */
export default defineConfig({
	test: {
		include: [...stories],
		testTimeout: 60_000,
		hookTimeout: 60_000,
		pool: 'threads',
		maxWorkers: 2,
	},
});
