import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {resolveConnection} from '../../source/commands/options.ts';
import {UserError} from '../../source/errors.ts';
import {editedProfile} from '../vendors/edit-profile.ts';
import {connections, useFolder} from './files.ts';

const write = useFolder();
const {creativeForce, iconik} = connections;

async function problemsOf(promise: Promise<unknown>) {
	const error: unknown = await promise.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	expect(error).toBeInstanceOf(UserError);
	return (error as UserError).problems;
}

describe('resolveConnection', () => {
	test('reads a file', async () => {
		const file = await write('cf.json', creativeForce);
		const {connection, profile, notices} = await resolveConnection(file, {});
		expect(connection).toMatchObject({...creativeForce, rolePath: '/', inputs: {}});
		expect(profile.id).toBe('creative-force');
		expect(notices).toEqual([]);
	});

	test('needs no file where flags say everything', async () => {
		const {version, ...flags} = iconik;
		const {connection} = await resolveConnection(undefined, flags);
		expect(connection.inputs).toEqual({systemDomainId: iconik.systemDomainId});
		expect(connection.version).toBe(version);
	});

	test('lets a flag win over the file', async () => {
		const file = await write('flags.json', iconik);
		const {connection} = await resolveConnection(file, {bucket: 'other-media'});
		expect(connection).toMatchObject({bucket: 'other-media', region: iconik.region});
	});

	test('makes flags fit, and says so with the name of the flag', async () => {
		const file = await write('tidy.json', iconik);
		const {connection, notices} = await resolveConnection(file, {
			bucket: ' s3://acme-media/folder ',
			accountId: '1111-2222-3333',
		});
		expect(connection).toMatchObject({bucket: 'acme-media', accountId: '111122223333'});
		expect(notices.some((notice) => notice.startsWith('--bucket: '))).toBe(true);
		expect(notices.some((notice) => notice.startsWith('--account-id: '))).toBe(true);
	});

	test('takes a file exactly as it is', async () => {
		const file = await write('exact.json', {...iconik, bucket: ' acme-media'});
		expect(await problemsOf(resolveConnection(file, {}))).toMatchObject([{field: 'bucket'}]);
	});

	test('uses what an ARN in a flag says of fields that are not given', async () => {
		const {roleName, accountId, version, ...rest} = creativeForce;
		const {connection} = await resolveConnection(undefined, {
			...rest,
			roleName: `arn:aws:iam::${accountId}:role/vendors/${roleName}`,
		});
		expect(connection).toMatchObject({roleName, rolePath: '/vendors/', accountId, version});
	});

	test('refuses an ARN in a flag that says otherwise than the file', async () => {
		const file = await write('conflict.json', creativeForce);
		const problems = await problemsOf(
			resolveConnection(file, {roleName: 'arn:aws:iam::999988887777:role/A', region: 'x'}),
		);
		expect(problems.map(({field}) => field)).toEqual(['roleName', 'region']);
		expect(problems[0]?.rule).toContain('999988887777');
	});

	test('takes the path of a profile in a file from the folder of that file', async () => {
		await write('acme.json', editedProfile('iconik', {id: 'acme'}));
		const file = await write('acme-connection.json', {...iconik, vendor: './acme.json'});
		expect((await resolveConnection(file, {})).profile.id).toBe('acme');
	});

	test('takes the path of a profile in a flag from the working directory', async () => {
		const profile = await write('acme4.json', editedProfile('iconik', {id: 'acme'}));
		const file = await write('flag-vendor.json', iconik);
		const vendor = path.relative(process.cwd(), profile);
		expect((await resolveConnection(file, {vendor})).profile.id).toBe('acme');
	});

	test('says what else is wrong where the vendor is missing', async () => {
		const {vendor, ...rest} = creativeForce;
		const file = await write('no-vendor.json', {...rest, accountId: '12', bucket: 'A_'});
		const problems = await problemsOf(resolveConnection(file, {}));
		expect(problems.map(({field}) => field)).toEqual(['vendor', 'bucket', 'accountId']);
		expect(problems[0]?.rule).toContain(vendor);
	});

	test('says nothing about fields that only some vendors have where the vendor is missing', async () => {
		const problems = await problemsOf(resolveConnection(undefined, {purpose: 'storage'}));
		const fields = problems.map(({field}) => field);
		expect(fields).toContain('bucket');
		expect(fields).not.toContain('roleName');
		expect(fields).not.toContain('systemDomainId');
	});

	test('says what else is wrong where the vendor is unknown', async () => {
		const file = await write('unknown-vendor.json', {...iconik, vendor: 'icnik', accountId: '1'});
		const problems = await problemsOf(resolveConnection(file, {}));
		expect(problems.map(({field}) => field)).toEqual(['vendor', 'accountId']);
	});

	test('refuses a vendor that is no text', async () => {
		const file = await write('number.json', {...iconik, vendor: 7});
		expect(await problemsOf(resolveConnection(file, {}))).toMatchObject([
			{field: 'vendor', value: '7'},
		]);
	});
});
