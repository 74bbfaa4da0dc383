import fc from 'fast-check';
import * as v from 'valibot';
import {describe, expect, test} from 'vitest';
import {
	checkConnection,
	connectionProblems,
	connectionSchema,
	toFileFormat,
} from '../../source/connection/index.ts';
import {exitCodes, UserError} from '../../source/errors.ts';
import {changedFile, keyArn, profiles, type VendorId, validFiles} from './profiles.ts';

const vendors: readonly VendorId[] = ['creative-force', 'iconik'];

function thrownBy(action: () => unknown): unknown {
	try {
		action();
	} catch (error) {
		return error;
	}

	return undefined;
}

const notices = (vendor: VendorId, change: Readonly<Record<string, unknown>>) =>
	checkConnection(changedFile(vendor, change), profiles[vendor]).notices;

describe('a valid file', () => {
	test('becomes a connection with the path "/"', () => {
		expect(checkConnection(validFiles['creative-force'], profiles['creative-force'])).toEqual({
			connection: {
				...validFiles['creative-force'],
				rolePath: '/',
				inputs: {},
			},
			notices: [],
		});
	});

	test('gives the inputs of the vendor in a place of their own', () => {
		const {connection} = checkConnection(validFiles.iconik, profiles.iconik);

		expect(connection.inputs).toEqual({
			systemDomainId: '7d1f2c9e-4b7a-11ee-9c54-0a58a9feac02',
		});
		expect(connection).not.toHaveProperty('systemDomainId');
		expect(connection).not.toHaveProperty('rolePath');
		expect(connection).not.toHaveProperty('kmsKeyArn');
	});

	test('may leave a field undefined instead of out', () => {
		const raw = {
			...validFiles['creative-force'],
			rolePath: undefined,
			systemDomainId: undefined,
		};

		expect(checkConnection(raw, profiles['creative-force']).connection.rolePath).toBe('/');
	});

	test('keeps every character of its values', () => {
		const externalId = 'A_z0+=,.@:/-';
		const {connection} = checkConnection(
			changedFile('creative-force', {externalId, rolePath: '/vendors/'}),
			profiles['creative-force'],
		);

		expect(connection).toMatchObject({externalId, rolePath: '/vendors/'});
	});
});

describe('an invalid file', () => {
	test('is refused with all of its problems, in the order of the fields', () => {
		const raw = {
			...validFiles['creative-force'],
			zone: 1,
			externalId: ' ',
			bucket: 'A',
			version: 2,
		};
		const error = thrownBy(() => checkConnection(raw, profiles['creative-force']));

		expect(error).toBeInstanceOf(UserError);
		expect(error).toMatchObject({
			message: 'The connection has 4 problems',
			exitCode: exitCodes.invalid,
		});
		expect((error as UserError).problems.map(({field}) => field)).toEqual([
			'version',
			'bucket',
			'externalId',
			'zone',
		]);
	});

	test('that is empty is told everything that it needs', () => {
		expect(connectionProblems({}, profiles.iconik).map(({field}) => field)).toEqual([
			'version',
			'vendor',
			'purpose',
			'bucket',
			'region',
			'encryption',
			'systemDomainId',
		]);
	});

	test.each<[string, VendorId, Readonly<Record<string, unknown>>, boolean]>([
		['of a vendor with its own role, and no key', 'iconik', {}, false],
		[
			'of a vendor with its own role, and a key',
			'iconik',
			{encryption: 'SSE-KMS', kmsKeyArn: keyArn},
			true,
		],
		['of a vendor that takes a role of the account', 'creative-force', {}, true],
	])('%s may lack the account only where no document needs it', (_, vendor, change, isNeeded) => {
		const problems = connectionProblems(
			changedFile(vendor, {...change, accountId: undefined}),
			profiles[vendor],
		);
		expect(problems.map(({field}) => field)).toEqual(isNeeded ? ['accountId'] : []);
	});

	test('needs the account where a text of the vendor names it', () => {
		const naming = {...profiles.iconik, namesAccount: true};
		expect(
			connectionProblems(changedFile('iconik', {accountId: undefined}), naming).map(
				({field}) => field,
			),
		).toEqual(['accountId']);
	});

	test('counts one problem in the singular', () => {
		expect(
			thrownBy(() => checkConnection(changedFile('iconik', {bucket: 'A b'}), profiles.iconik)),
		).toMatchObject({message: 'The connection has 1 problem'});
	});

	test.each([null, 1, 'text', [], undefined, true])('that holds %j is no object', (raw) => {
		expect(connectionProblems(raw, profiles.iconik)).toEqual([
			{
				field: 'connection',
				rule: 'A connection is a JSON object: { "version": 1, ... }.',
			},
		]);
	});

	test('cannot hide a field behind the name __proto__', () => {
		const raw: unknown = JSON.parse('{"__proto__": {"bucket": "acme-assets"}}');
		const fields = connectionProblems(raw, profiles.iconik).map(({field}) => field);

		expect(fields).toContain('__proto__');
		expect(fields).toContain('bucket');
	});

	test('is not told twice that its region is wrong', () => {
		expect(
			connectionProblems(
				changedFile('creative-force', {region: 'Frankfurt'}),
				profiles['creative-force'],
			).map(({field}) => field),
		).toEqual(['region']);
	});

	test('is told an example of its own region and account', () => {
		const [problem] = connectionProblems(
			changedFile('creative-force', {
				region: 'eu-west-1',
				accountId: '444455556666',
				kmsKeyArn: 'alias/acme',
			}),
			profiles['creative-force'],
		);

		expect(problem?.example).toMatch(/^arn:aws:kms:eu-west-1:444455556666:key\//);
	});
});

describe('notices', () => {
	test.each<[string, VendorId, Readonly<Record<string, unknown>>, string]>([
		['a key of another account', 'creative-force', {accountId: '444455556666'}, '111122223333'],
		['a region that is not known', 'iconik', {region: 'eu-newplace-1'}, 'eu-newplace-1'],
		[
			"the vendor's own account",
			'iconik',
			{accountId: '283217727627'},
			'283217727627 is the account of iconik',
		],
		['an old bucket name', 'iconik', {region: 'us-east-1', bucket: 'Acme_Assets'}, 'March 2018'],
		[
			'a multi-Region key',
			'creative-force',
			{
				kmsKeyArn: keyArn.replace(/key\/.*/, 'key/mrk-1234abcd12ab34cd56ef1234567890ab'),
			},
			'multi-Region key',
		],
	])('speak of %s', (_, vendor, change, words) => {
		expect(notices(vendor, change)).toEqual([expect.stringContaining(words)]);
	});
});

describe('the schema', () => {
	test('gives the same connection and the same sentences on its own', () => {
		const schema = connectionSchema(profiles.iconik);

		expect(v.parse(schema, validFiles.iconik)).toEqual(
			checkConnection(validFiles.iconik, profiles.iconik).connection,
		);
		expect(v.safeParse(schema, {}).issues?.map(({message}) => message)).toContain(
			'This field is missing: Bucket name.',
		);
	});

	test('survives whatever JSON can hold', () => {
		fc.assert(
			fc.property(fc.jsonValue(), fc.constantFrom(...vendors), (raw, vendor) => {
				expect(thrownBy(() => checkConnection(raw, profiles[vendor]))).toBeInstanceOf(UserError);
			}),
		);
	});

	test('survives whatever stands in a field', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...vendors),
				fc.constantFrom('version', 'bucket', 'region', 'kmsKeyArn', 'systemDomainId', 'other'),
				fc.oneof(fc.string({unit: 'binary'}), fc.jsonValue()),
				(vendor, field, value) => {
					const raw = {...validFiles[vendor], [field]: value};
					const error = thrownBy(() => checkConnection(raw, profiles[vendor]));

					expect(error === undefined || error instanceof UserError).toBe(true);
				},
			),
		);
	});
});

describe('the format of the file', () => {
	test('has its fields in the documented order, and inputs at the top level', () => {
		const {connection} = checkConnection(
			{...validFiles['creative-force'], rolePath: '/vendors/'},
			profiles['creative-force'],
		);

		expect(Object.keys(toFileFormat(connection))).toEqual([
			'version',
			'vendor',
			'purpose',
			'bucket',
			'region',
			'accountId',
			'encryption',
			'kmsKeyArn',
			'roleName',
			'rolePath',
			'externalId',
		]);
		expect(toFileFormat(checkConnection(validFiles.iconik, profiles.iconik).connection)).toEqual(
			validFiles.iconik,
		);
	});

	test('leads back to the same connection', () => {
		fc.assert(
			fc.property(
				fc.record({
					bucket: fc.stringMatching(/^[a-z][a-z0-9]{2,20}$/),
					accountId: fc.stringMatching(/^[0-9]{12}$/),
					roleName: fc.stringMatching(/^[a-z0-9_+=,.@-]{1,64}$/),
					externalId: fc.stringMatching(/^[a-z0-9_+=,.@:/-]{2,40}$/),
					rolePath: fc.constantFrom('/', '/vendors/', '/a/b/'),
				}),
				(change) => {
					const profile = profiles['creative-force'];
					const {connection} = checkConnection(changedFile('creative-force', change), profile);
					const file: unknown = JSON.parse(JSON.stringify(toFileFormat(connection)));

					expect(checkConnection(file, profile).connection).toEqual(connection);
				},
			),
		);
	});
});
