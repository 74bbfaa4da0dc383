import {describe, expect, test} from 'vitest';
import {queueAddress, queueInAddress, queueInArn} from '../../source/aws/index.ts';
import {
	checkField,
	connectionProblems,
	tidyInput,
	toFileFormat,
	withoutFolder,
} from '../../source/connection/index.ts';
import {
	buildDocuments,
	documentText,
	formValues,
	policiesIn,
} from '../../source/documents/index.ts';
import type {Statement} from '../../source/policy/index.ts';
import type {VendorProfile} from '../../source/vendors/index.ts';
import {connectionOf} from '../support/feature-profiles.ts';
import {makesIds, sendsNoId} from '../verify/features/external-id.ts';
import {
	inAskedFolder,
	inBothFolders,
	inFixedFolder,
	inOwnFolder,
} from '../verify/features/folder.ts';
import {byAccount, byDataCenter, byProduct, byShownAccount} from '../verify/features/principal.ts';
import {ofOwnQueue, ofVendorsQueue} from '../verify/features/queue.ts';

/** What is wrong with a connection that holds these fields beside what every one has. */
const problems = (profile: VendorProfile, fields: Readonly<Record<string, unknown>>) =>
	connectionProblems(
		{
			version: 1,
			vendor: 'acme.json',
			purpose: 'sync',
			bucket: 'acme-assets',
			region: 'eu-central-1',
			accountId: '111122223333',
			encryption: 'SSE-S3',
			...(profile.access === 'customer-role' && {roleName: 'AcmeAccess'}),
			...fields,
		},
		profile,
	).map(({field, rule, example}) => ({field, rule, example}));

describe('an external ID', () => {
	test('that the vendor makes up is missing with the place where it is shown', () => {
		expect(problems(makesIds, {})).toEqual([
			{
				field: 'externalId',
				rule: 'This field is missing: External ID. Where to find it: Acme > Organization settings.',
				example: 'acme-2f6b0f0e',
			},
		]);
	});

	test('that the vendor makes up has its fixed part and its form', () => {
		expect(problems(makesIds, {externalId: '2f6b0f0e'})).toMatchObject([
			{rule: expect.stringContaining('begins with "acme-"')},
		]);
		expect(problems(makesIds, {externalId: 'acme-nothing'})).toMatchObject([
			{rule: 'The external ID of Acme is acme- and eight hexadecimal digits.'},
		]);
		expect(problems(makesIds, {externalId: 'acme-2f6b0f0e'})).toEqual([]);
	});

	test('is refused for a vendor that sends none', () => {
		expect(problems(sendsNoId, {externalId: 'acme-2f6b0f0e'})).toMatchObject([
			{field: 'externalId', rule: 'Acme sends no external ID: leave this field out.'},
		]);
		const connection = connectionOf(sendsNoId, {});
		const texts = buildDocuments(connection, sendsNoId).map(({document}) => documentText(document));
		expect(texts.join()).not.toContain('ExternalId');
	});
});

describe('a principal', () => {
	const user = 'arn:aws:iam::444455556666:user/a1b2-s-acme';
	const other = 'arn:aws:iam::444455556666:user/c3d4-s-acme';
	const fields = {externalId: '2f6b0f0e'};

	test('that the product shows is missing with the place where it is shown', () => {
		expect(problems(byProduct, fields)).toEqual([
			{
				field: 'principal',
				rule: 'This field is missing: Principal. Where to find it: Acme > Integrations > AWS.',
				example: user,
			},
		]);
	});

	test.each([
		['role', byProduct, user.replace(':user', ':role'), 'It is the ARN of a user'],
		['no ARN', byProduct, '444455556666', 'It is the ARN of a user'],
		['named twice', byProduct, [user, user], 'named twice'],
		['nothing', byProduct, [], 'or a list of such texts'],
		['a number', byShownAccount, 444455556666, 'or a list of such texts'],
		['two where one is shown', byShownAccount, ['444455556666', '444455556667'], 'these are 2'],
		['one that the profile says', byAccount, user, 'leave this field out'],
		[
			"a user of the customer's own account",
			byProduct,
			'arn:aws:iam::111122223333:user/mine',
			'is of account 111122223333, which owns the bucket. Acme shows one of its own account.',
		],
		[
			"a user of the customer's own account beside one of the vendor",
			byProduct,
			[user, 'arn:aws:iam::111122223333:user/mine'],
			'"arn:aws:iam::111122223333:user/mine" is of account 111122223333',
		],
		[
			"the number of the customer's own account",
			byShownAccount,
			'111122223333',
			'is of account 111122223333, which owns the bucket',
		],
		[
			"the root of the customer's own account",
			byShownAccount,
			'arn:aws:iam::111122223333:root',
			'is of account 111122223333, which owns the bucket',
		],
	])('is refused: %s', (_name, profile, principal, rule) => {
		expect(problems(profile, {...fields, principal})).toMatchObject([
			{field: 'principal', rule: expect.stringContaining(rule)},
		]);
	});

	test('that is not known to be of another account is taken, until the account of the bucket is known', () => {
		const own = 'arn:aws:iam::111122223333:user/mine';
		expect(checkField('principal', own, {profile: byProduct})).toBeUndefined();
		expect(
			checkField('principal', own, {profile: byProduct, accountId: '111122223333'}),
		).toMatchObject({field: 'principal', value: own});
	});

	test('is quoted as it was given', () => {
		const root = 'arn:aws:iam::123456789001:root';
		const {value} = tidyInput('principal', root);
		expect(checkField('principal', value, {profile: byProduct})).toMatchObject({
			value: root,
			rule: expect.stringContaining(`"${root}" is not what Acme shows.`),
		});
	});

	test('of several is a list in the file, and all are named by the trust policy', () => {
		const connection = connectionOf(byProduct, {...fields, principal: [user, other]});
		expect(toFileFormat(connection)).toMatchObject({principal: [user, other]});
		const [trust] = buildDocuments(connection, byProduct, {only: 'trust-policy'});
		expect(trust?.document.Statement).toMatchObject([{Principal: {AWS: [user, other]}}]);
	});

	test('alone is a text in the file', () => {
		const connection = connectionOf(byProduct, {...fields, principal: [user]});
		expect(toFileFormat(connection)).toMatchObject({principal: user});
	});

	test.each([
		[`${user}, ${other}`],
		[`["${user}","${other}"]`],
		[`${user}\n${other}`],
		[`${user},${other}`],
	])('of several is read out of %j', (text) => {
		expect(tidyInput('principal', text).value).toBe(`${user} ${other}`);
	});

	test.each([['444455556666'], ['arn:aws:iam::444455556666:root']])(
		'that is an account is trusted by its root: %s',
		(principal) => {
			const connection = connectionOf(byShownAccount, {...fields, principal});
			const [trust] = buildDocuments(connection, byShownAccount, {only: 'trust-policy'});
			expect(trust?.document.Statement).toMatchObject([
				{Principal: {AWS: 'arn:aws:iam::444455556666:root'}},
			]);
		},
	);

	test('is that of the data center', () => {
		const connection = connectionOf(byDataCenter, {...fields, dataCenter: 'eu'});
		const [trust] = buildDocuments(connection, byDataCenter, {only: 'trust-policy'});
		expect(trust?.document.Statement).toMatchObject([
			{Principal: {AWS: 'arn:aws:iam::555566667777:role/AcmeEu'}},
		]);
		expect(problems(byDataCenter, {...fields, dataCenter: 'asia'})).toMatchObject([
			{rule: 'Data center is one of these: us (United States), eu (Europe).'},
		]);
	});
});

describe('a folder', () => {
	const fields = {externalId: '2f6b0f0e'};

	test.each([
		[
			'missing where it has to be there',
			inAskedFolder,
			undefined,
			'Where to find it: Acme > Storage',
		],
		['that begins with a slash', inOwnFolder, '/landing', 'no "/" at its start'],
		['that ends with a slash', inOwnFolder, 'landing/', 'no "/" at its start or its end'],
		['with two slashes in a row', inOwnFolder, 'a//b', 'no two "/"'],
		['that goes up', inOwnFolder, 'a/../b', '"." or ".."'],
		['with a wildcard', inOwnFolder, 'landing*', 'this one has'],
		['with a policy variable', inOwnFolder, `a$\u007baws:username}`, 'placeholder'],
		['that is an address', inOwnFolder, 's3://acme-assets/landing', 'This is an address'],
		['that the vendor adds itself', inBothFolders, 'landing/acme-logs', 'adds "acme-logs" itself'],
		['of a vendor that has its own', inFixedFolder, 'landing', 'always works in "acme-logs"'],
		['of a vendor of the whole bucket', byAccount, 'landing', 'works on the whole bucket'],
	])('is refused: one %s', (_name, profile, folder, rule) => {
		expect(problems(profile, {...fields, ...(folder !== undefined && {folder})})).toMatchObject([
			{field: 'folder', rule: expect.stringContaining(rule)},
		]);
	});

	test.each([
		['inFixedFolder', inFixedFolder, undefined, 'acme-logs'],
		['inOwnFolder', inOwnFolder, 'landing/2026', 'landing/2026'],
		['inBothFolders', inBothFolders, 'landing', 'landing/acme-logs'],
		['inBothFolders without one', inBothFolders, undefined, 'acme-logs'],
	])('is all that the documents name: %s', (_name, profile, folder, all) => {
		const connection = connectionOf(profile, {...fields, ...(folder !== undefined && {folder})});
		const [role] = policiesIn(buildDocuments(connection, profile));
		expect(role?.document.Statement).toMatchObject([
			{Resource: `arn:aws:s3:::acme-assets/${all}/*`},
			{
				Resource: 'arn:aws:s3:::acme-assets',
				Condition: {StringLike: {'s3:prefix': [`${all}/*`]}},
			},
		]);
		expect(role?.summary).toBe(`lets the role use acme-assets/${all}`);
	});

	test('is nowhere in the documents where the customer gives none', () => {
		const connection = connectionOf(inOwnFolder, fields);
		const [role] = policiesIn(buildDocuments(connection, inOwnFolder));
		expect(role?.document.Statement).toEqual([
			{
				Sid: 'AcmeObjects',
				Effect: 'Allow',
				Action: ['s3:GetObject', 's3:PutObject'],
				Resource: 'arn:aws:s3:::acme-assets/*',
			},
			{
				Sid: 'AcmeBucket',
				Effect: 'Allow',
				Action: 's3:ListBucket',
				Resource: 'arn:aws:s3:::acme-assets',
			},
		]);
		expect(formValues(connection, inOwnFolder)).toEqual([
			{label: 'Bucket', value: 'acme-assets'},
			{label: 'Address', value: 's3://acme-assets/'},
		]);
	});

	test('of the customer stands in the form, and the one of the vendor under it', () => {
		const connection = connectionOf(inBothFolders, {...fields, folder: 'landing'});
		expect(formValues(connection, inBothFolders)).toEqual([
			{label: 'Bucket', value: 'acme-assets/landing'},
			{label: 'Address', value: 's3://acme-assets/landing/acme-logs/'},
			{label: 'Path', value: 'landing'},
		]);
	});

	test('is read without the slashes that people type around it', () => {
		expect(tidyInput('folder', '/landing/2026/').value).toBe('landing/2026');
	});
});

describe('a queue for the events of the bucket', () => {
	const fields = {externalId: '2f6b0f0e'};
	const own = 'arn:aws:sqs:eu-central-1:111122223333:acme-events';

	test('is missing with where it is found, and an example of where the bucket is', () => {
		expect(problems(ofOwnQueue, fields)).toEqual([
			{
				field: 'queueArn',
				rule: 'This field is missing: Queue ARN. Where to find it: AWS console > SQS > the queue > ARN.',
				example: own,
			},
		]);
		expect(problems(ofVendorsQueue, fields)).toMatchObject([
			{example: 'arn:aws:sqs:eu-central-1:999988887777:acme-events'},
		]);
	});

	test.each([
		['of a vendor that asks for none', byAccount, own, 'Acme asks for no queue'],
		['that is an address', ofOwnQueue, 'https://acme.example/queue', 'This is a web address'],
		['that is a name', ofOwnQueue, 'acme-events', 'begins with "arn:aws:sqs:"'],
		['of another service', ofOwnQueue, own.replace(':sqs:', ':sns:'), 'an ARN of "sns"'],
		['in another partition', ofOwnQueue, own.replace(':aws:', ':aws-cn:'), 'AWS China'],
		['without a region', ofOwnQueue, own.replace('eu-central-1', ''), 'is not a region'],
		['without an account', ofOwnQueue, own.replace('111122223333', ''), 'is not an account ID'],
		[
			'in another region',
			ofVendorsQueue,
			own.replace('eu-central-1', 'eu-west-1'),
			'The queue is in eu-west-1 and the bucket is in eu-central-1.',
		],
		[
			'of another account',
			ofOwnQueue,
			own.replace('111122223333', '999988887777'),
			'Acme asks for a queue of your own account.',
		],
		['that is a FIFO queue', ofOwnQueue, `${own}.fifo`, 'This is a FIFO queue.'],
		['with a blank in its name', ofOwnQueue, `${own} 2`, '1 to 80 unaccented letters'],
		['with a name that is too long', ofOwnQueue, `${own}${'s'.repeat(80)}`, '1 to 80'],
		['from the article', ofOwnQueue, own.replace('acme-events', 'BUCKET_NAME'), 'placeholder'],
	])('is refused: one %s', (_name, profile, queueArn, rule) => {
		expect(problems(profile, {...fields, queueArn})).toMatchObject([
			{field: 'queueArn', rule: expect.stringContaining(rule)},
		]);
	});

	test('of the vendor is in an account of its own', () => {
		const queueArn = own.replace('111122223333', '999988887777');
		expect(problems(ofVendorsQueue, {...fields, queueArn})).toEqual([]);
	});

	test.each([
		['https://sqs.eu-central-1.amazonaws.com/111122223333/acme-events', own],
		['https://eu-central-1.queue.amazonaws.com/111122223333/acme-events/', own],
		[
			'https://queue.amazonaws.com/111122223333/acme-events',
			own.replace('eu-central-1', 'us-east-1'),
		],
		[
			'https://sqs.cn-north-1.amazonaws.com.cn/111122223333/acme-events',
			'arn:aws-cn:sqs:cn-north-1:111122223333:acme-events',
		],
	])('is read out of its address: %s', (address, arn) => {
		expect(tidyInput('queueArn', address).value).toBe(arn);
	});

	test.each([
		['arn:aws:sqs:eu-central-1:111122223333:acme-events', 'sqs.eu-central-1.amazonaws.com'],
		['arn:aws-cn:sqs:cn-north-1:111122223333:acme-events', 'sqs.cn-north-1.amazonaws.com.cn'],
		['arn:aws-us-gov:sqs:us-gov-west-1:111122223333:a', 'sqs.us-gov-west-1.amazonaws.com'],
	])('has the address of its region and partition, and back: %s', (arn, host) => {
		const queue = queueInArn(arn);
		const address = queue && queueAddress(queue);
		expect(address).toBe(`https://${host}/111122223333/${queue?.name}`);
		expect(queueInAddress(address ?? '')).toBe(arn);
	});

	test('stands in the form by its ARN and by its name', () => {
		const connection = connectionOf(ofOwnQueue, {...fields, queueArn: own});
		expect(formValues(connection, ofOwnQueue)).toEqual([
			{label: 'Queue', value: own},
			{label: 'Its name', value: 'acme-events'},
		]);
	});
});

describe('a statement without a folder', () => {
	const allow: Statement = {
		Effect: 'Allow',
		Action: 's3:ListBucket',
		Resource: '{{bucketArn}}',
		Condition: {
			StringLike: {'s3:prefix': ['{{folder}}/*', 'public/*'], 'aws:userid': '*:acme'},
			Bool: {'aws:SecureTransport': 'true'},
		},
	};

	test('asks for all but the folder', () => {
		expect(withoutFolder(allow)).toEqual({
			...allow,
			Condition: {
				StringLike: {'aws:userid': '*:acme'},
				Bool: {'aws:SecureTransport': 'true'},
			},
		});
	});

	test('has no condition where it asked for nothing else', () => {
		const {Condition: _condition, ...bare} = allow;
		expect(
			withoutFolder({...allow, Condition: {StringLike: {'s3:prefix': '{{ownFolder}}/*'}}}),
		).toEqual(bare);
	});

	test('that denies goes as a whole, as it would deny more', () => {
		expect(withoutFolder({...allow, Effect: 'Deny'})).toBeUndefined();
	});

	test('that asks about no folder stays as it is', () => {
		const plain: Statement = {...allow, Condition: {Bool: {'aws:SecureTransport': 'true'}}};
		expect(withoutFolder(plain)).toBe(plain);
		const deny: Statement = {...plain, Effect: 'Deny'};
		expect(withoutFolder(deny)).toBe(deny);
	});
});
