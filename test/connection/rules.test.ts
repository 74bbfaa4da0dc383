import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {regions} from '../../source/aws/index.ts';
import {
	baseFields,
	checkField,
	type FieldContext,
	fieldExample,
	fieldFlag,
	fieldNeed,
} from '../../source/connection/index.ts';
import {profileOf} from '../support/connections.ts';
import {keyArn, profiles} from './profiles.ts';

const creativeForce: FieldContext = {
	profile: profiles['creative-force'],
	region: 'eu-central-1',
	accountId: '111122223333',
};
const iconik: FieldContext = {...creativeForce, profile: profiles.iconik};
/** A vendor that asks for every field there is. */
const asking: FieldContext = {
	...creativeForce,
	profile: {
		...profiles['creative-force'],
		folder: {asked: 'optional', where: 'Settings.', example: 'landing'},
		queue: {of: 'customer', where: 'SQS.', example: 'arn:aws:sqs:eu-central-1:111122223333:events'},
		principal: {
			from: 'product',
			kind: 'user',
			several: true,
			label: 'IAM user',
			where: 'Settings.',
			example: 'arn:aws:iam::444455556666:user/vendor',
		},
	},
};
const oldest: FieldContext = {...creativeForce, region: 'us-east-1'};

const rule = (field: string, value: string, context = creativeForce) =>
	checkField(field, value, context)?.rule;

test.each([
	['creative-force', 'CreativeForceAccess'],
	['datadog', 'DatadogIntegrationRole'],
	['segment', 'SegmentAccess'],
	['snowflake', 'SnowflakeAccess'],
])('the example for the role of %s is the name that it has there', (id, name) => {
	expect(fieldExample('roleName', {profile: profileOf(id)})).toBe(name);
});

test('an example that is for no vendor names none', () => {
	const {name: vendor} = profileOf('creative-force');
	const examples = baseFields.filter(({name}) => name !== 'vendor').map(({example}) => example);
	expect(examples.join().replaceAll(' ', '')).not.toContain(vendor.replaceAll(' ', ''));
});

describe('a value at the edge of its rule is accepted', () => {
	test.each([
		['bucket', 'abc'],
		['bucket', '123'],
		['bucket', 'a'.repeat(63)],
		['bucket', 'a.b-c.1'],
		['bucket', 'a-.b'],
		['bucket', '1.2.3.4.5'],
		['bucket', '1234.1.1.1'],
		['bucket', 'acme-111122223333-eu-central-1-an'],
		['bucket', 'acme-sthree-'.concat('x')],
		['bucket', 'bucket-name'],
		['region', 'eu-central-1'],
		['region', 'mx-central-1'],
		['region', 'eu-newplace-12'],
		['accountId', '000000000001'],
		['accountId', '092392787187'],
		['encryption', 'SSE-S3'],
		['kmsKeyArn', keyArn],
		['kmsKeyArn', 'arn:aws:kms:eu-central-1:444455556666:key/mrk-1234abcd12ab34cd56ef1234567890ab'],
		['roleName', 'a'],
		['roleName', 'r'.repeat(64)],
		['roleName', 'A_z0+=,.@-'],
		['rolePath', '/'],
		['rolePath', '//'],
		['rolePath', '/a/b!~/'],
		['rolePath', `/${'p'.repeat(510)}/`],
		['externalId', 'ab'],
		['externalId', 'e'.repeat(1224)],
		['externalId', 'A_z0+=,.@:/-'],
		['purpose', 'data-source'],
		['vendor', './vendors/my vendor.json'],
	])('%s %j', (field, value) => {
		expect(rule(field, value)).toBeUndefined();
	});

	test('every region of the list', () => {
		expect(regions.filter(({id}) => rule('region', id) !== undefined)).toEqual([]);
	});

	test('the system domain ID of a tenant', () => {
		expect(rule('systemDomainId', '1297c8b6-3563-11e7-adf1-6c4008b85488', iconik)).toBeUndefined();
	});
});

describe('old bucket names', () => {
	test.each(['Acme_Assets', 'ACME', 'a'.repeat(255), 'Acme.Assets-1'])(
		'%j is accepted in us-east-1 for a bucket that exists',
		(name) => {
			expect(rule('bucket', name, oldest)).toBeUndefined();
		},
	);

	test('are refused for a new bucket, without a word about old ones', () => {
		const context = {...oldest, newBucket: true};

		expect(rule('bucket', 'Acme', context)).toBe(
			'A bucket name has no upper-case letters; this one has "A".',
		);
		expect(rule('bucket', 'a_me', context)).toBe(
			'A bucket name has no underscores; hyphens are allowed.',
		);
		expect(rule('bucket', 'a'.repeat(64), context)).toBe(
			'A bucket name has at most 63 characters; this one has 64.',
		);
	});

	test('are refused while the region is not known', () => {
		expect(rule('bucket', 'Acme', {profile: profiles['creative-force']})).toContain('us-east-1');
	});
});

describe('names that belong to an account and a region', () => {
	const context = {profile: profiles['creative-force']};

	test('are accepted by their form while account and region are not known', () => {
		expect(rule('bucket', 'acme-111122223333-eu-west-1-an', context)).toBeUndefined();
	});

	test('are refused where AWS does not offer them', () => {
		expect(rule('bucket', 'acme-111122223333-me-south-1-an', context)).toContain('me-south-1');
	});
});

describe('properties of the rules', () => {
	const bucketNames = fc.oneof(
		fc.string(),
		fc.stringMatching(/^[a-z0-9.-]{1,70}$/),
		fc.stringMatching(/^[a-z0-9][a-z0-9-]{1,20}(-an|--x-s3|-s3alias)?$/),
	);

	test('what the strict rule accepts the lenient accepts, in every region', () => {
		fc.assert(
			fc.property(bucketNames, fc.constantFrom(creativeForce, oldest), (name, context) => {
				fc.pre(rule('bucket', name, {...context, newBucket: true}) === undefined);
				expect(rule('bucket', name, context)).toBeUndefined();
			}),
		);
	});

	test('the strict rule accepts nothing outside the documented alphabet and length', () => {
		fc.assert(
			fc.property(bucketNames, (name) => {
				fc.pre(rule('bucket', name, {...creativeForce, newBucket: true}) === undefined);
				expect(name).toMatch(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/);
			}),
		);
	});

	test.each([
		['roleName', /^[A-Za-z0-9_+=,.@-]{1,64}$/],
		['rolePath', /^\/(?:[\x21-\x7e]+\/)?$/],
		['externalId', /^[A-Za-z0-9_+=,.@:/-]{2,1224}$/],
		['accountId', /^[0-9]{12}$/],
	])('%s accepts exactly what AWS documents, placeholders aside', (field, documented) => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.stringMatching(documented)), (value) => {
				const isPlaceholder = rule(field, value)?.includes('placeholder') ?? false;
				const isQuoted = rule(field, value)?.startsWith('Quotation') ?? false;
				const isArn = /^arn:/i.test(value);

				fc.pre(!isPlaceholder && !isQuoted && !isArn);
				expect(rule(field, value) === undefined).toBe(documented.test(value));
			}),
		);
	});

	test('white space around a value is never accepted', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...baseFields),
				fc.constantFrom(' ', '\t', '\n', '\u00a0', '\u200b', '\ufeff'),
				fc.boolean(),
				({name, example}, blank, before) => {
					expect(rule(name, before ? blank + example : example + blank, asking)).toContain(
						'surround',
					);
				},
			),
		);
	});
});

describe('fields', () => {
	test('have examples that their rules accept', () => {
		expect(
			baseFields.filter(({name, example}) => rule(name, example, asking) !== undefined),
		).toEqual([]);
	});

	test('that are secret are masked', () => {
		expect(baseFields.filter(({isSecret, maskedAs}) => isSecret && maskedAs === 'open')).toEqual(
			[],
		);
	});

	test('have flags in kebab case', () => {
		expect(
			['vendor', 'kmsKeyArn', 'systemDomainId', 'tenantID', 'awsURLPath'].map(fieldFlag),
		).toEqual(['vendor', 'kms-key-arn', 'system-domain-id', 'tenant-id', 'aws-url-path']);
	});

	test('of the role are refused where the vendor has its own', () => {
		expect(fieldNeed('roleName', iconik)).toBe('refused');
		expect(fieldNeed('rolePath', creativeForce)).toBe('optional');
		expect(rule('externalId', 'abc', iconik)).toContain('leave this field out');
	});

	test('of the key are needed by its encryption', () => {
		expect(fieldNeed('kmsKeyArn', creativeForce)).toBe('optional');
		expect(fieldNeed('kmsKeyArn', {...creativeForce, encryption: 'SSE-KMS'})).toBe('required');
		expect(fieldNeed('kmsKeyArn', {...creativeForce, encryption: 'SSE-S3'})).toBe('refused');
	});
});
