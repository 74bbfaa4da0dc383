import {describe, expect, test} from 'vitest';
import {type ListedKey, whyUnfit} from '../../../source/account/index.ts';
import {creativeForce, iconik} from '../../support/connections.ts';
import {type Answer, errorAnswer, fakeAws, type SentRequest} from '../support/fake-aws.ts';

const found = <T>(value: T) => ({status: 'found', value}) as const;
const region = 'eu-central-1';
const named = {'x-amz-request-id': 'TX1', 'x-amzn-requestid': 'TX1'};

const xml = (body: string): Answer => ({status: 200, headers: named, body});
const json = (value: unknown): Answer => ({
	status: 200,
	headers: named,
	body: JSON.stringify(value),
});

const bucketsPage = (names: readonly string[], token?: string) =>
	xml(
		`<ListAllMyBucketsResult><Buckets>${names
			.map((name) => `<Bucket><Name>${name}</Name><BucketRegion>${region}</BucketRegion></Bucket>`)
			.join(
				'',
			)}</Buckets>${token === undefined ? '' : `<ContinuationToken>${token}</ContinuationToken>`}</ListAllMyBucketsResult>`,
	);

const rolesPage = (names: readonly string[], marker?: string, path = '/') =>
	xml(
		`<ListRolesResponse><ListRolesResult><Roles>${names
			.map(
				(name) =>
					`<member><RoleName>${name}</RoleName><Path>${path}</Path><Arn>arn:aws:iam::111122223333:role${path}${name}</Arn><AssumeRolePolicyDocument>${encodeURIComponent('{"Statement":[]}')}</AssumeRolePolicyDocument></member>`,
			)
			.join(
				'',
			)}</Roles><IsTruncated>${marker !== undefined}</IsTruncated>${marker === undefined ? '' : `<Marker>${marker}</Marker>`}</ListRolesResult></ListRolesResponse>`,
	);

const keyArn = (id: string) => `arn:aws:kms:${region}:111122223333:key/${id}`;
const metadata = (id: string, changes: object = {}) => ({
	Arn: keyArn(id),
	KeyId: id,
	KeyState: 'Enabled',
	KeyManager: 'CUSTOMER',
	KeySpec: 'SYMMETRIC_DEFAULT',
	KeyUsage: 'ENCRYPT_DECRYPT',
	...changes,
});

const bodyOf = ({body}: SentRequest): Record<string, unknown> =>
	JSON.parse(Buffer.from(body as Uint8Array).toString()) as Record<string, unknown>;

/** Keys `a`, `b` on two pages, of which `b` has a name. */
const keys = {
	ListKeys: (request: SentRequest) =>
		bodyOf(request).Marker === 'next'
			? json({Keys: [{KeyId: 'b', KeyArn: keyArn('b')}], Truncated: false})
			: json({Keys: [{KeyId: 'a', KeyArn: keyArn('a')}], Truncated: true, NextMarker: 'next'}),
	ListAliases: json({
		Aliases: [{AliasName: 'alias/b', TargetKeyId: 'b'}, {AliasName: 'alias/aws/s3'}],
		Truncated: false,
	}),
	DescribeKey: (request: SentRequest) =>
		json({KeyMetadata: metadata(String(bodyOf(request).KeyId).split('/')[1] ?? '')}),
};

describe('the buckets', () => {
	test('are listed with their Regions, page by page', async () => {
		const aws = fakeAws({
			ListBuckets: ({query}) =>
				query['continuation-token'] === 'more'
					? bucketsPage(['second'])
					: bucketsPage(['first'], 'more'),
		});
		expect(await aws.account.listing.buckets()).toEqual(
			found([
				{name: 'first', region},
				{name: 'second', region},
			]),
		);
		// S3 names the Regions on pages alone.
		expect(aws.sent[0]?.query).toMatchObject({'max-buckets': '1000'});
	});

	test('of an account without any are none', async () => {
		const aws = fakeAws({ListBuckets: xml('<ListAllMyBucketsResult></ListAllMyBucketsResult>')});
		expect(await aws.account.listing.buckets()).toEqual(found([]));
	});

	test('that may not be listed are refused, by the permission that it takes', async () => {
		const aws = fakeAws({ListBuckets: errorAnswer('ListBuckets', 403, 'AccessDenied')});
		expect(await aws.account.listing.buckets()).toMatchObject({
			status: 'refused',
			action: 's3:ListAllMyBuckets',
		});
	});

	test('are not half a list where a later page is refused', async () => {
		const aws = fakeAws({
			ListBuckets: ({query}) =>
				query['continuation-token'] === undefined
					? bucketsPage(['first'], 'more')
					: errorAnswer('ListBuckets', 403, 'AccessDenied'),
		});
		expect(await aws.account.listing.buckets()).toMatchObject({status: 'refused'});
	});

	test('end where a list never ends', async () => {
		const aws = fakeAws({ListBuckets: () => bucketsPage([], 'again')});
		expect(await aws.account.listing.buckets()).toMatchObject({
			status: 'failed',
			code: 'EndlessList',
		});
	});

	test('have a time limit, and end with the signal', async () => {
		const aws = fakeAws({ListBuckets: 'silence'}, {limit: 20});
		expect(await aws.account.listing.buckets()).toMatchObject({
			status: 'failed',
			code: 'TimedOut',
		});
		const controller = new AbortController();
		const slow = fakeAws({ListBuckets: 'silence'}).account.listing.buckets({
			signal: controller.signal,
		});
		controller.abort(new Error('left'));
		await expect(slow).rejects.toThrow('left');
	});

	test('tell their encryption, asked where they are', async () => {
		const aws = fakeAws();
		expect(
			await aws.account.listing.bucket({name: 'acme-assets', region: 'eu-west-3'}),
		).toMatchObject({
			region: 'eu-west-3',
			encryption: {status: 'found', value: [{algorithm: 'aws:kms'}]},
		});
		expect(aws.sent[0]?.hostname).toContain('eu-west-3');
	});

	test('that the list does not place are found where S3 says that they are', async () => {
		const aws = fakeAws({HeadBucket: {status: 301, headers: {'x-amz-bucket-region': 'eu-west-3'}}});
		expect(await aws.account.listing.bucket({name: 'acme-assets'})).toMatchObject({
			region: 'eu-west-3',
			encryption: {status: 'found'},
		});
		const silent = fakeAws({HeadBucket: {status: 403}});
		expect(await silent.account.listing.bucket({name: 'acme-assets'})).toMatchObject({
			encryption: {status: 'not-looked'},
		});
	});
});

describe('the keys', () => {
	test('are listed page by page, those with a name first, each with what KMS says of it', async () => {
		const aws = fakeAws(keys);
		const listed = await aws.account.listing.keys(region);
		expect(listed).toMatchObject(
			found({
				keys: [
					{arn: keyArn('b'), aliases: ['alias/b'], metadata: found({state: 'Enabled'})},
					{arn: keyArn('a'), aliases: [], metadata: found({state: 'Enabled'})},
				],
				others: 0,
			}),
		);
	});

	test('that may not be listed are refused, by the permission that it takes', async () => {
		const refused = errorAnswer('ListKeys', 400, 'AccessDeniedException');
		const aws = fakeAws({...keys, ListKeys: refused});
		expect(await aws.account.listing.keys(region)).toMatchObject({
			status: 'refused',
			action: 'kms:ListKeys',
		});
	});

	test('are there without their names where those may not be listed', async () => {
		const refused = errorAnswer('ListAliases', 400, 'AccessDeniedException');
		const aws = fakeAws({...keys, ListAliases: refused});
		expect(await aws.account.listing.keys(region)).toMatchObject(
			found({keys: [{aliases: []}, {aliases: []}], unnamed: {action: 'kms:ListAliases'}}),
		);
	});

	test('are looked at one by one up to a number', async () => {
		const ids = Array.from({length: 230}, (_, index) => `k${index}`);
		const aws = fakeAws({
			...keys,
			ListKeys: json({Keys: ids.map((id) => ({KeyId: id, KeyArn: keyArn(id)})), Truncated: false}),
		});
		const listed = await aws.account.listing.keys(region);
		expect(listed).toMatchObject(found({others: 30}));
		expect(aws.countOf('DescribeKey')).toBe(200);
	});

	const key = (changes: object): Pick<ListedKey, 'metadata'> => ({
		metadata: found({
			arn: keyArn('a'),
			state: 'Enabled',
			manager: 'CUSTOMER',
			spec: 'SYMMETRIC_DEFAULT',
			usage: 'ENCRYPT_DECRYPT',
			...changes,
		}),
	});

	test('fit where they are enabled, symmetric and made to encrypt', () => {
		expect(whyUnfit(key({}), iconik)).toBeUndefined();
		expect(whyUnfit(key({state: 'PendingDeletion'}), iconik)).toBe('not-enabled');
		expect(whyUnfit(key({spec: 'RSA_4096'}), iconik)).toBe('not-symmetric');
		expect(whyUnfit(key({usage: 'GENERATE_VERIFY_MAC'}), iconik)).toBe('other-usage');
	});

	test('of AWS fit a role of this account, and nobody from elsewhere', () => {
		expect(whyUnfit(key({manager: 'AWS'}), iconik)).toBe('of-aws');
		expect(whyUnfit(key({manager: 'AWS'}), creativeForce)).toBeUndefined();
	});

	test('that could not be looked at may fit', () => {
		expect(
			whyUnfit({metadata: {status: 'refused', code: 'x', action: 'kms:DescribeKey'}}, iconik),
		).toBeUndefined();
	});
});

describe('the roles', () => {
	test('are listed page by page with their trust policies, those of services left out', async () => {
		const aws = fakeAws({
			ListRoles: ({body}) =>
				new URLSearchParams(String(body)).get('Marker') === 'more'
					? rolesPage(['AWSServiceRoleForX'], undefined, '/aws-service-role/x.amazonaws.com/')
					: rolesPage(['First', 'Second'], 'more'),
		});
		expect(await aws.account.listing.roles()).toEqual(
			found(
				['First', 'Second'].map((name) => ({
					name,
					path: '/',
					arn: `arn:aws:iam::111122223333:role/${name}`,
					trustPolicy: '{"Statement":[]}',
				})),
			),
		);
	});

	test('that may not be listed are refused, by the permission that it takes', async () => {
		const aws = fakeAws({ListRoles: errorAnswer('ListRoles', 403, 'AccessDenied')});
		expect(await aws.account.listing.roles()).toMatchObject({
			status: 'refused',
			action: 'iam:ListRoles',
		});
	});
});
