import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {baseFields, tidyInput} from '../../source/connection/index.ts';

const fieldNames = baseFields.map(({name}) => name);

describe('what a person pastes', () => {
	test('is taken as it is where nothing has to be done', () => {
		expect(tidyInput('bucket', 'acme-assets')).toEqual({
			value: 'acme-assets',
			notes: [],
		});
		expect(tidyInput('externalId', 'a b')).toEqual({value: 'a b', notes: []});
	});

	test.each([
		[' acme-assets\n', 'White space around the value was removed.'],
		['\u00a0acme-assets\u200b', 'White space around the value was removed.'],
		['\ufeffacme-assets', 'White space around the value was removed.'],
		['"acme-assets"', 'Quotation marks around the value were removed.'],
		['“acme-assets”', 'Quotation marks around the value were removed.'],
		['"acme-assets",', 'Quotation marks around the value were removed.'],
		['acme\u0007-assets', 'Control characters and invisible characters were removed.'],
		['acme-\u200bassets', 'Control characters and invisible characters were removed.'],
		['acme-\nassets', 'Control characters and invisible characters were removed.'],
		['\u001b[31macme-assets\u001b[0m', 'Terminal control sequences were removed.'],
		['\u001b[200~acme-assets\u001b[201~', 'Terminal control sequences were removed.'],
	])('%j is cleaned, and said so', (text, note) => {
		expect(tidyInput('externalId', text)).toEqual({
			value: 'acme-assets',
			notes: [note],
		});
	});

	test('is cleaned of blanks inside quotation marks too', () => {
		expect(tidyInput('vendor', ' " iconik " ')).toEqual({
			value: 'iconik',
			notes: [
				'White space around the value was removed.',
				'Quotation marks around the value were removed.',
			],
		});
	});
});

describe('a bucket', () => {
	test.each([
		['s3://acme-assets', undefined],
		['s3://acme-assets/path/to/x', undefined],
		['arn:aws:s3:::acme-assets', undefined],
		['arn:aws:s3:::acme-assets/*', undefined],
		['https://acme-assets.s3.amazonaws.com/x', undefined],
		['https://acme-assets.s3.eu-central-1.amazonaws.com/x?y=z', 'eu-central-1'],
		['https://acme-assets.s3-eu-west-1.amazonaws.com', 'eu-west-1'],
		['https://acme-assets.s3.dualstack.eu-west-1.amazonaws.com/', 'eu-west-1'],
		['https://acme-assets.s3-accelerate.amazonaws.com/', undefined],
		['http://acme-assets.s3-website.eu-central-1.amazonaws.com', 'eu-central-1'],
		['https://s3.eu-central-1.amazonaws.com/acme-assets/x', 'eu-central-1'],
		['https://s3.amazonaws.com/acme-assets', undefined],
		[
			'https://eu-central-1.console.aws.amazon.com/s3/buckets/acme-assets?region=eu-west-1&tab=objects',
			'eu-west-1',
		],
		['https://eu-central-1.console.aws.amazon.com/s3/buckets/acme-assets', 'eu-central-1'],
		[
			'https://111122223333-abcd.eu-central-1.console.aws.amazon.com/s3/buckets/acme-assets',
			'eu-central-1',
		],
		[
			'https://s3.console.aws.amazon.com/s3/buckets/acme-assets?region=eu-central-1',
			'eu-central-1',
		],
		['https://eu-central-1.console.aws.amazon.com/s3/object/acme-assets?prefix=x', 'eu-central-1'],
	])('is found in %s', (text, region) => {
		const tidied = tidyInput('bucket', text);

		expect(tidied.value).toBe('acme-assets');
		expect(tidied.notes).toHaveLength(1);
		expect(tidied.also).toEqual(region === undefined ? undefined : {region});
	});

	test.each([
		'https://example.com/acme-assets',
		'https://acme-assets.s3.eu-central-1.amazonaws.com.example.com/',
		'https://evilconsole.aws.amazon.com.example.com/s3/buckets/acme',
		'arn:aws:s3:eu-central-1:111122223333:accesspoint/acme',
		's3://',
		's3://arn:aws:s3:::acme',
		'https://',
		'acme-assets/uploads',
	])('is not guessed from %s', (text) => {
		expect(tidyInput('bucket', text)).toEqual({value: text, notes: []});
	});
});

describe('a region', () => {
	test.each([
		'Europe (Frankfurt) eu-central-1',
		'Europe (Frankfurt)',
		'EU (Frankfurt)',
		'frankfurt',
		'EU-CENTRAL-1',
		'https://eu-central-1.console.aws.amazon.com/s3/home?region=eu-central-1',
	])('is found in %s', (text) => {
		expect(tidyInput('region', text)).toMatchObject({
			value: 'eu-central-1',
			notes: [expect.stringMatching(/./)],
		});
	});

	test.each(['eu-central-1a', 'us-west-2-lax-1a', 'Central', 'eu-west-1 or eu-west-2', 'Mars'])(
		'is not guessed from %s',
		(text) => {
			expect(tidyInput('region', text)).toEqual({value: text, notes: []});
		},
	);
});

describe('an account', () => {
	test.each([
		'1111-2222-3333',
		'1111 2222 3333',
		'arn:aws:iam::111122223333:root',
		'arn:aws:sts::111122223333:assumed-role/Admin/me',
		keyArnOfAccount(),
	])('is found in %s', (text) => {
		expect(tidyInput('accountId', text)).toMatchObject({
			value: '111122223333',
		});
	});

	test.each(['1111-2222 3333', '1111-2222-33334', 'arn:aws:s3:::acme'])(
		'is not guessed from %s',
		(text) => {
			expect(tidyInput('accountId', text).value).toBe(text);
		},
	);
});

function keyArnOfAccount(): string {
	return 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
}

describe('a role', () => {
	test('is found in its ARN, with path and account', () => {
		expect(tidyInput('roleName', 'arn:aws:iam::111122223333:role/a/b/CreativeForce')).toEqual({
			value: 'CreativeForce',
			notes: ['The role name, CreativeForce, was taken from its ARN.'],
			also: {rolePath: '/a/b/', accountId: '111122223333'},
		});
		expect(tidyInput('roleName', 'arn:aws:iam::111122223333:role/x').also?.rolePath).toBe('/');
	});

	test('is found in the address of its page', () => {
		const address =
			'https://us-east-1.console.aws.amazon.com/iam/home?region=eu-central-1#/roles/details/CreativeForce?section=permissions';

		expect(tidyInput('roleName', address).value).toBe('CreativeForce');
	});

	test('gives its path where that is asked', () => {
		expect(tidyInput('rolePath', 'arn:aws:iam::111122223333:role/a/CreativeForce').value).toBe(
			'/a/',
		);
	});

	test.each([
		'arn:aws:sts::111122223333:assumed-role/CreativeForce/session',
		'arn:aws:iam::111122223333:user/acme',
		'role/CreativeForce',
	])('is not guessed from %s', (text) => {
		expect(tidyInput('roleName', text)).toEqual({value: text, notes: []});
	});
});

test.each([
	['sse-kms', 'SSE-KMS'],
	['aws:kms', 'SSE-KMS'],
	['AES256', 'SSE-S3'],
	['aws:kms:dsse', 'DSSE-KMS'],
])('the encryption %s is read as %s', (text, value) => {
	expect(tidyInput('encryption', text)).toMatchObject({
		value,
		notes: [expect.any(String)],
	});
});

test('the address of a key is left for the rules, since it names no account', () => {
	const address = 'https://eu-central-1.console.aws.amazon.com/kms/home#/kms/keys/1234';

	expect(tidyInput('kmsKeyArn', address)).toEqual({
		value: address,
		notes: [],
	});
});

describe('properties of tidying', () => {
	const pieces = fc.constantFrom(
		...[
			' ',
			'"',
			"'",
			'“',
			'”',
			'\n',
			'\u200b',
			'\u001b[31m',
			'\u001b',
			'\ud800',
			's3://',
			'/',
			',',
		],
		...['arn:aws:s3:::', 'https://', 'acme', '.s3.eu-central-1.amazonaws.com', '1111', '-', 'Ohio'],
		...['eu-central-1', 'arn:aws:iam::111122223333:role/', '(', ')', '[31m', 'aws:kms'],
	);
	const texts = fc.oneof(
		fc.string({unit: 'binary'}),
		fc.array(pieces, {maxLength: 8}).map((parts) => parts.join('')),
	);
	const fields = fc.constantFrom(...fieldNames, 'systemDomainId');

	test('doing it twice changes nothing more', () => {
		fc.assert(
			fc.property(fields, texts, (field, text) => {
				const once = tidyInput(field, text).value;

				expect(tidyInput(field, once)).toEqual({value: once, notes: []});
			}),
			{numRuns: 2000},
		);
	});

	test('nothing that a terminal obeys is left', () => {
		fc.assert(
			fc.property(fields, texts, (field, text) => {
				expect(tidyInput(field, text).value).not.toMatch(/[\p{Cc}\p{Cf}]/u);
			}),
		);
	});

	test('a change is always said, and no change never', () => {
		fc.assert(
			fc.property(fields, texts, (field, text) => {
				const {value, notes} = tidyInput(field, text);

				expect(notes.length > 0).toBe(value !== text);
			}),
		);
	});
});

test('a very long text is tidied in time that grows with its length, not faster', () => {
	const blanks = ' '.repeat(200_000);
	const texts = [
		`a${blanks}b`,
		'"'.repeat(200_000),
		`arn:aws:iam::111122223333:role/${'a/'.repeat(100_000)} `,
		`https://console.aws.amazon.com/iam/${'#/roles/'.repeat(20_000)}`,
	];

	for (const text of texts) {
		for (const field of fieldNames) {
			expect(tidyInput(field, `${text}:`).value.length).toBeLessThanOrEqual(text.length + 1);
			expect(tidyInput(field, text).value.length).toBeLessThanOrEqual(text.length);
		}
	}
});
