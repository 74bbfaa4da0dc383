import {expect, test} from 'vitest';
import {fileAt} from './support/source-files.ts';

test('the README quotes the figures that were measured last', () => {
	const [, quoted] =
		/<!-- figures -->\n(.*)\n<!-- \/figures -->/s.exec(fileAt('README.md').text) ?? [];
	expect(quoted?.trim()).toBe(fileAt('test/bench/figures.md').text.trim());
});
