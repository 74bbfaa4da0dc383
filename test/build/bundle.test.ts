import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {expect, test} from 'vitest';
import {bundleProgram} from '../../source/build/bundle.ts';

test('the first screen is loaded without the later ones, which need it to be there', async () => {
	const folder = await mkdtemp(path.join(tmpdir(), 's3-handshake-bundle-'));
	try {
		const chunks = await bundleProgram(path.join(folder, 'distribution'));
		const named = (name: string) => chunks.filter((chunk) => chunk.name === name);
		const later = named('later-screens').map(({fileName}) => fileName);
		expect(later).toHaveLength(1);
		expect(named('first-screen')).toHaveLength(1);
		expect(named('first-screen').flatMap(({imports}) => imports)).not.toContain(later[0]);
	} finally {
		await rm(folder, {recursive: true, force: true});
	}
});
