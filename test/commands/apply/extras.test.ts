import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, describe, expect, test} from 'vitest';
import {extrasOf} from '../../../source/commands/apply/extras.ts';
import {UserError} from '../../../source/errors.ts';
import {
	creativeForce,
	creativeForceConnection,
	iconik,
	iconikConnection,
} from '../../support/connections.ts';
import {connections, useFolder} from '../files.ts';
import {runProgram} from '../run-program.ts';

const write = useFolder();
const backups = mkdtempSync(path.join(tmpdir(), 's3-handshake-backups-'));
afterAll(() => rmSync(backups, {recursive: true, force: true}));

const boundary = 'arn:aws:iam::111122223333:policy/Boundary';
const plain = (text: string) => text.replaceAll(/\s+/g, ' ');

describe('what a role is to get', () => {
	const connection = creativeForceConnection();

	test('is nothing where nothing is given, whoever the vendor is', () => {
		expect(extrasOf({}, connection, creativeForce)).toEqual({tags: []});
		expect(extrasOf({}, iconikConnection(), iconik)).toEqual({tags: []});
	});

	test('is what was given', () => {
		expect(
			extrasOf({permissionsBoundary: boundary, tag: ['Team=web']}, connection, creativeForce),
		).toEqual({permissionsBoundary: boundary, tags: [{key: 'Team', value: 'web'}]});
	});

	test('is refused with all that is wrong at once', () => {
		const given = {permissionsBoundary: 'Boundary', tag: ['Team', 'aws:x=1']};
		expect(() => extrasOf(given, connection, creativeForce)).toThrow(UserError);
		expect(() => extrasOf(given, connection, creativeForce)).toThrow(
			expect.objectContaining({
				exitCode: 2,
				problems: [
					expect.objectContaining({field: 'permissions-boundary'}),
					expect.objectContaining({field: 'tag', value: 'Team'}),
					expect.objectContaining({field: 'tag', value: 'aws:x=1'}),
				],
			}),
		);
	});
});

describe('apply with a permissions boundary and tags', () => {
	test('says all that is wrong with them, each with an example, and looks at nothing', async () => {
		const file = await write('wrong.json', connections.creativeForce);
		const {code, stdout, stderr} = await runProgram([
			'apply',
			file,
			'--practice',
			'--dry-run',
			'--permissions-boundary',
			'arn:aws:iam::999988887777:policy/Boundary',
			'--tag',
			'Team',
			'--tag',
			'aws:owner=me',
			'--tag=CostCenter=42',
			'--tag',
			'costcenter=43',
		]);
		expect({code, stdout}).toEqual({code: 2, stdout: ''});
		const said = plain(stderr);
		expect(said).toContain('No role can be made with these.');
		expect(said).toContain('permissions-boundary: "arn:aws:iam::999988887777:policy/Boundary"');
		expect(said).toContain('but the role is made in account 111122223333.');
		expect(said).toContain('Example: arn:aws:iam::111122223333:policy/OurBoundary');
		expect(said).toContain('tag: "Team" A tag is given as KEY=VALUE.');
		expect(said).toContain('tag: "aws:owner=me" The key of a tag cannot begin with "aws:".');
		expect(said).toContain('"CostCenter" and "costcenter" are the same to IAM.');
	});

	test.each([
		['--permissions-boundary', boundary],
		['--tag', 'Team=web'],
	])('is refused for a vendor with a role of its own: %s', async (...flags) => {
		const file = await write('vendor.json', connections.iconik);
		const {code, stdout, stderr} = await runProgram(['apply', file, '--practice', ...flags]);
		expect({code, stdout}).toEqual({code: 2, stdout: ''});
		expect(plain(stderr)).toContain(
			'--permissions-boundary and --tag are for a role that is made in your account, but iconik uses its own role.',
		);
	});

	test.each([
		['--permissions-boundary', boundary],
		['--tag', 'Team=web'],
	])('cannot be undone and given at once: %s', async (...flags) => {
		const {code, stderr} = await runProgram(['apply', '--undo', 'run', ...flags]);
		expect(code).toBe(2);
		expect(stderr).toContain(`--undo and ${flags[0]} cannot be used together: undo makes no role.`);
	});

	test('says that a role that is there stays as it is, also as JSON', async () => {
		const file = await write('there.json', connections.creativeForce);
		const argv = ['apply', file, '--practice', '--dry-run', '--tag', 'Team=web', '--tag', 'Cost=4'];
		const said =
			'The role exists. It stays as it is, without the tags Team=web, Cost=4: these are given only to a role that is made.';
		const text = await runProgram(argv);
		expect(text.code).toBe(0);
		expect(plain(text.stdout)).toContain(said);
		const {stdout} = await runProgram([...argv, '--json']);
		const {steps} = JSON.parse(stdout) as {steps: {id: string; detail: string}[]};
		expect(steps.find(({id}) => id === 'role')?.detail).toBe(said);
	});

	test('needs one permission more with tags', async () => {
		const file = await write('permissions.json', connections.creativeForce);
		const actions = async (...flags: readonly string[]) => {
			const {code, stdout} = await runProgram(['apply', file, '--permissions', ...flags]);
			expect(code).toBe(0);
			return stdout.match(/iam:\w+/g);
		};
		expect(await actions('--tag', 'Team=web')).toContain('iam:TagRole');
		expect(await actions()).not.toContain('iam:TagRole');
		expect(await actions('--permissions-boundary', boundary)).toEqual(await actions());
	});

	test('is checked before the permissions are printed', async () => {
		const file = await write('permissions-wrong.json', connections.creativeForce);
		const {code, stdout, stderr} = await runProgram(['apply', file, '--permissions', '--tag', 'x']);
		expect({code, stdout}).toEqual({code: 2, stdout: ''});
		expect(stderr).toContain('A tag is given as KEY=VALUE.');
	});

	test('is named in the help', async () => {
		const {stdout} = await runProgram(['apply', '--help']);
		expect(stdout).toContain('--permissions-boundary <ARN>');
		expect(plain(stdout)).toContain('--tag <KEY=VALUE> a tag of the role, if one is made');
	});
});
