import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {collectOwnWords} from '../../source/build/own-words.ts';

test('the list of own words is that of the source; npm run words writes it', async () => {
	const file = new URL('../../source/words/report/own-words.json', import.meta.url);
	expect(readFileSync(file, 'utf8')).toBe(await collectOwnWords());
});
