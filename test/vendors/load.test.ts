import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {UserError} from '../../source/errors.ts';
import {builtInProfiles, loadProfile} from '../../source/vendors/index.ts';
import {useFolder} from '../commands/files.ts';
import {editedProfile} from './edit-profile.ts';

const write = useFolder();

async function errorOf(promise: Promise<unknown>): Promise<UserError> {
	const error: unknown = await promise.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	expect(error).toBeInstanceOf(UserError);
	return error as UserError;
}

describe('loadProfile', () => {
	test('gives a built-in profile by its id', async () => {
		expect((await loadProfile('iconik')).name).toBe('iconik');
	});

	test('reads a profile file by an absolute path', async () => {
		const file = await write('acme.json', editedProfile('iconik', {id: 'acme', name: 'Acme'}));
		expect((await loadProfile(file)).name).toBe('Acme');
	});

	test('takes a relative path from the folder that it is given', async () => {
		const file = await write('acme2.json', editedProfile('iconik', {id: 'acme', name: 'Acme'}));
		expect((await loadProfile('acme2.json', path.dirname(file))).id).toBe('acme');
	});

	test('takes a relative path from the working directory otherwise', async () => {
		const file = await write('acme3.json', editedProfile('iconik', {id: 'acme'}));
		expect((await loadProfile(path.relative(process.cwd(), file))).id).toBe('acme');
	});

	test('reads a file that begins with a byte order mark', async () => {
		const file = await write('mark.json', `\uFEFF${editedProfile('iconik', {id: 'acme'})}`);
		expect((await loadProfile(file)).id).toBe('acme');
	});

	test('refuses an unknown id and names the built-in ones', async () => {
		const {problems, exitCode} = await errorOf(loadProfile('icon'));
		expect(exitCode).toBe(2);
		expect(problems).toMatchObject([{field: 'vendor', value: 'icon'}]);
		expect(problems[0]?.rule).toContain(builtInProfiles.map(({id}) => id).join(', '));
	});

	test('shows control characters of an unknown id instead of obeying them', async () => {
		expect((await errorOf(loadProfile('a\u001B[31m'))).message).toContain('\\u001b');
	});

	test('says that there is no such file', async () => {
		expect((await errorOf(loadProfile('./no-such-profile.json'))).message).toContain(
			'the file does not exist',
		);
	});

	test('says that a folder is no profile', async () => {
		expect((await errorOf(loadProfile('./source/'))).message).toContain('this is a folder');
	});

	test('gives all mistakes of a broken profile with their places', async () => {
		const file = await write('broken.json', editedProfile('iconik', {id: 'A b', test: 1}));
		const {problems, hint} = await errorOf(loadProfile(file));
		expect(problems.map(({field}) => field)).toEqual(['id', 'test']);
		expect(problems.every(({place}) => place !== undefined)).toBe(true);
		expect(hint).toContain('vendors check');
	});
});
