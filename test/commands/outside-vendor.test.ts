import {describe, expect, test} from 'vitest';
import {editedProfile} from '../vendors/edit-profile.ts';
import {connections, useFolder} from './files.ts';
import {runProgram} from './run-program.ts';

const write = useFolder();

async function connectionFile(): Promise<{readonly vendor: string; readonly file: string}> {
	const vendor = await write('acme-vendor.json', editedProfile('iconik', {}));
	return {vendor, file: await write('connection.json', {...connections.iconik, vendor})};
}

describe('a vendor from a profile file is named with its file and its warnings', () => {
	test('by policies, on stderr, so that stdout stays what it is', async () => {
		const {vendor, file} = await connectionFile();
		const {code, stdout, stderr} = await runProgram([
			...['policies', file, '--document', 'bucket-policy'],
		]);
		expect(code).toBe(0);
		expect(JSON.parse(stdout)).toHaveProperty('Statement');
		expect(stderr).toContain(vendor);
		expect(stderr).toContain('s3:PutBucketPolicy');
	});

	test('by policies --json', async () => {
		const {vendor, file} = await connectionFile();
		const {stdout} = await runProgram(['policies', file, '--json']);
		expect(JSON.parse(stdout)).toMatchObject({
			vendorProfile: {
				file: vendor,
				marks: expect.arrayContaining([expect.objectContaining({code: 'bucket-control'})]),
			},
		});
	});

	test('by the plan of apply, as text and as JSON', async () => {
		const {vendor, file} = await connectionFile();
		const text = await runProgram(['apply', file, '--practice', '--dry-run']);
		expect(text.stdout.replace(/\s+/g, '')).toContain(`Itsprofileis${vendor}`);
		expect(text.stdout).toContain('s3:PutBucketPolicy');
		const json = await runProgram(['apply', file, '--practice', '--dry-run', '--json']);
		expect(JSON.parse(json.stdout)).toMatchObject({vendorProfile: {file: vendor}});
	});

	test('by verify, as text and as JSON', async () => {
		const {vendor, file} = await connectionFile();
		const text = await runProgram(['verify', file, '--practice']);
		expect(text.stdout).toContain(vendor);
		const json = await runProgram(['verify', file, '--practice', '--json']);
		expect(JSON.parse(json.stdout)).toMatchObject({results: [{vendorProfile: {file: vendor}}]});
	});

	test('where only permissions are printed', async () => {
		const {vendor, file} = await connectionFile();
		expect((await runProgram(['apply', file, '--permissions'])).stderr).toContain(vendor);
	});
});

test('of a built-in vendor nothing is said', async () => {
	const file = await write('built-in.json', connections.iconik);
	expect((await runProgram(['policies', file])).stderr).toBe('');
});
