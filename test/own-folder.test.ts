import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, describe, expect, test} from 'vitest';
import {UserError} from '../source/errors.ts';
import {dataFolder, homeFolder} from '../source/own-folder.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'own-folder-'));
const file = path.join(folder, 'file');
writeFileSync(file, '');

afterAll(() => rmSync(folder, {recursive: true, force: true}));

describe.skipIf(process.platform === 'win32')('the home folder', () => {
	test('is that of HOME', () => {
		expect(homeFolder({HOME: folder})).toBe(folder);
	});

	test.each([
		[undefined, 'HOME is not set to a full path.'],
		['', 'HOME is not set to a full path.'],
		['.', 'HOME is not set to a full path.'],
		['home/ann', 'HOME is not set to a full path.'],
		[file, 'not a folder'],
		[path.join(folder, 'none'), 'does not exist'],
	])('cannot be used where HOME is %j, and the error says why', (home, why) => {
		expect(() => homeFolder({HOME: home})).toThrow(UserError);
		expect(() => homeFolder({HOME: home})).toThrow(why);
		expect(() => dataFolder({HOME: home})).toThrow(why);
	});

	test.skipIf(process.getuid?.() === 0)('cannot be used where nobody can write', () => {
		expect(() => homeFolder({HOME: '/'})).toThrow('where you cannot write');
	});
});

describe.runIf(process.platform === 'linux')('the data folder', () => {
	test('lies below the home folder, or where the variable for it says', () => {
		expect(dataFolder({HOME: folder})).toBe(path.join(folder, '.local/share/s3-handshake'));
		expect(dataFolder({XDG_DATA_HOME: '/data'})).toBe('/data/s3-handshake');
	});

	test('is never found through a variable without a full path', () => {
		expect(dataFolder({HOME: folder, XDG_DATA_HOME: 'data'})).toBe(
			path.join(folder, '.local/share/s3-handshake'),
		);
		expect(() => dataFolder({XDG_DATA_HOME: './data'})).toThrow('HOME is not set to a full path.');
	});
});
