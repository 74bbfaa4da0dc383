import {readFile} from 'node:fs/promises';
import {defineConfig} from 'vitest/config';
import {drawingPlugins} from '../source/build/startup-plugins.ts';
import {accountStories, programStories} from './stories.ts';

const countReporter = './test/support/count-reporter.ts';

/** Ink, and what stands between it and the files that are changed. */
const drawing =
	/node_modules[\\/](?:ink(?:-[a-z-]+)?|string-width|widest-line|wrap-ansi|slice-ansi|cli-truncate|@alcalzone[\\/]ansi-tokenize)[\\/]/;

/** Their source maps lead to files that their packages do not hold, of which there would be a warning each. */
const withoutSourceMaps = {
	name: 'without-source-maps',
	load: {
		filter: {id: drawing},
		handler: async (id: string) =>
			(await readFile(id, 'utf8')).replace(/^\/\/# sourceMappingURL=.*$/m, ''),
	},
};

export default defineConfig({
	test: {
		// Always the same, so that a red run is somebody's change and not luck; npm run properties tries new ones.
		env: {PROPERTY_SEED: process.env.PROPERTY_SEED ?? '1'},
		reporters: process.env.CI === undefined ? ['default'] : ['default', countReporter],
		projects: [
			{
				extends: true,
				// What the program draws with is changed as in the bundle: a component that is drawn wrongly fails here.
				plugins: [withoutSourceMaps, ...drawingPlugins],
				test: {
					name: 'unit',
					// Screens as nearly everybody sees them; those without colours have tests of their own.
					env: {FORCE_COLOR: '1'},
					server: {deps: {inline: [drawing]}},
					include: ['test/**/*.test.{ts,tsx}'],
					exclude: ['test/e2e/**', ...accountStories],
					// A slow machine is no mistake; what hangs ends all the same.
					testTimeout: 30_000,
					pool: 'threads',
					// On two cores the usual number of workers is one.
					maxWorkers: '100%',
					sequence: {groupOrder: 0},
				},
			},
			{
				extends: true,
				test: {
					name: 'e2e',
					include: ['test/e2e/**/*.test.{ts,tsx}'],
					exclude: [...programStories],
					setupFiles: ['test/e2e/support/setup.ts'],
					pool: 'forks',
					maxWorkers: 2,
					testTimeout: 60_000,
					hookTimeout: 60_000,
					retry: 0,
					// After the unit tests, so that programs under test have the machine to themselves.
					sequence: {groupOrder: 1},
				},
			},
		],
	},
});
