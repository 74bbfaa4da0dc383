import {describe, expect, test} from 'vitest';
import {
	creativeForce,
	creativeForceConnection,
	iconik,
	iconikConnection,
	keyArn,
} from '../../support/connections.ts';
import {errorAnswer, fakeAws, lookAt, operations} from '../support/fake-aws.ts';
import {
	bucketPolicy,
	inlinePolicy,
	keyPolicy,
	managedArn,
	managedPolicy,
	queryAnswer,
	roleAnswer,
	trustPolicy,
} from '../support/healthy-answers.ts';

const roleArn = 'arn:aws:iam::111122223333:role/CreativeForceAccess';
const found = <T>(value: T) => ({status: 'found', value}) as const;

describe('a look at a healthy account', () => {
	test('finds everything, with IAM documents decoded', async () => {
		const block = {
			blockPublicAcls: true,
			ignorePublicAcls: true,
			blockPublicPolicy: false,
			restrictPublicBuckets: true,
		};
		expect(await lookAt()).toMatchObject({
			source: 'aws',
			takenAt: '2026-01-15T09:30:00.000Z',
			identity: found({
				accountId: '111122223333',
				arn: 'arn:aws:iam::111122223333:user/deploy',
			}),
			bucket: {
				existence: found({region: 'eu-central-1'}),
				isOwned: found(true),
				encryption: found([
					{
						algorithm: 'aws:kms',
						keyId: keyArn,
						bucketKeyEnabled: true,
						blockedTypes: ['SSE-C'],
					},
				]),
				policy: found(bucketPolicy),
				publicAccessBlock: found(block),
				accountPublicAccessBlock: found(block),
				ownership: found('BucketOwnerEnforced'),
				defaultKey: {status: 'not-looked'},
				acl: found([{account: 'abc', permission: 'FULL_CONTROL'}]),
				cors: found([{origins: ['https://app.iconik.io'], methods: ['PUT'], maxAgeSeconds: 3000}]),
				notification: found({
					topics: [],
					queues: [
						{
							id: 'new',
							arn: 'arn:aws:sqs:eu-central-1:111122223333:new',
							events: ['s3:ObjectCreated:*'],
							filter: [{name: 'prefix', value: 'in/'}],
						},
					],
					functions: [],
					isToEventBridge: false,
				}),
				versioning: found({status: 'Enabled'}),
			},
			role: {
				role: found({
					arn: roleArn,
					trustPolicy,
					createdAt: '2025-06-01T12:00:00.000Z',
					maxSessionDuration: 7200,
					uniqueId: 'AROAEXAMPLE',
					tags: {},
				}),
				policies: found([
					{kind: 'inline', name: 'Vendor', text: found(inlinePolicy)},
					{
						kind: 'managed',
						name: 'Shared',
						arn: managedArn,
						text: found(managedPolicy),
						updatedAt: '2026-01-10T08:00:00.000Z',
					},
				]),
				boundary: {status: 'not-looked', reason: 'The role has no permissions boundary.'},
			},
			key: {
				metadata: found({
					arn: keyArn,
					state: 'Enabled',
					manager: 'CUSTOMER',
					spec: 'SYMMETRIC_DEFAULT',
					usage: 'ENCRYPT_DECRYPT',
				}),
				policy: found(keyPolicy),
			},
		});
	});

	test('asks each question once, and every question on the bucket with the account that has to own it', async () => {
		const aws = fakeAws();
		await aws.account.look(creativeForceConnection(), creativeForce);
		const known = aws.sent.flatMap(({operation}) => operation ?? []);
		expect(known.sort()).toEqual(operations.filter((name) => name !== 'ListBuckets').toSorted());
		const onBucket = aws.sent.filter(({hostname}) => hostname.startsWith('acme-assets.s3.'));
		expect(onBucket.length).toBeGreaterThanOrEqual(5);
		for (const {headers} of onBucket) {
			expect(headers['x-amz-expected-bucket-owner']).toBe('111122223333');
		}
	});

	test('asks for the key by its ARN and in its own region', async () => {
		const elsewhere = keyArn.replace('eu-central-1', 'eu-west-1');
		const aws = fakeAws();
		await aws.account.look(creativeForceConnection({kmsKeyArn: elsewhere}), creativeForce);
		const toKms = aws.sent.filter(({hostname}) => hostname.startsWith('kms.'));
		expect(toKms.map(({hostname}) => hostname)).toEqual([
			'kms.eu-west-1.amazonaws.com',
			'kms.eu-west-1.amazonaws.com',
		]);
		for (const {body} of toKms) {
			const text = new TextDecoder().decode(body as Uint8Array);
			expect(text).toContain(elsewhere);
			expect(text).not.toContain('alias');
		}
	});

	test('does not call KMS where S3 encrypts by itself', async () => {
		const aws = fakeAws();
		const snapshot = await aws.account.look(
			creativeForceConnection({encryption: 'SSE-S3'}),
			creativeForce,
		);
		expect(aws.countOf('DescribeKey') + aws.countOf('GetKeyPolicy')).toBe(0);
		expect(snapshot.key.metadata.status).toBe('not-looked');
	});

	test('does not call IAM where the vendor comes in with its own role', async () => {
		const connection = iconikConnection();
		const aws = fakeAws({}, {connection});
		const snapshot = await aws.account.look(connection, iconik);
		expect(aws.sent.filter(({hostname}) => hostname.startsWith('iam.'))).toEqual([]);
		expect(snapshot.role.role).toEqual({
			status: 'not-looked',
			reason: 'iconik uses its own role, so there is no role in this account.',
		});
	});

	test('reports progress up to the last answer', async () => {
		const reports: [number, number][] = [];
		const aws = fakeAws();
		await aws.account.look(creativeForceConnection(), creativeForce, {
			onProgress: (done, of) => reports.push([done, of]),
		});
		expect(reports.map(([done]) => done)).toEqual(reports.map((_report, index) => index + 1));
		const all = aws.sent.length;
		// Three answers lead to further questions: on an inline policy, a managed one, and its version.
		expect(reports.at(0)?.[1]).toBe(all - 3);
		expect(reports.at(-1)).toEqual([all, all]);
	});
});

describe('the role', () => {
	test('with a permissions boundary has its text looked at in the version in force', async () => {
		const aws = fakeAws({
			GetRole: roleAnswer(
				roleArn,
				`<PermissionsBoundary><PermissionsBoundaryType>Policy</PermissionsBoundaryType><PermissionsBoundaryArn>${managedArn}</PermissionsBoundaryArn></PermissionsBoundary>`,
			),
			ListAttachedRolePolicies: queryAnswer(
				'ListAttachedRolePolicies',
				'<AttachedPolicies/><IsTruncated>false</IsTruncated>',
			),
		});
		const {role} = await aws.account.look(creativeForceConnection(), creativeForce);
		expect(role.role).toMatchObject({value: {boundaryArn: managedArn}});
		expect(role.boundary).toEqual(found(managedPolicy));
		const version = aws.sent.find(({operation}) => operation === 'GetPolicyVersion');
		expect(String(version?.body)).toContain('VersionId=v7');
	});

	test('has its policies read over all pages of both lists', async () => {
		const page = (list: string, pages: readonly string[]) => (request: {body?: unknown}) => {
			const marker = new URLSearchParams(String(request.body)).get('Marker');
			const index = marker === null ? 0 : Number(marker.slice(1));
			const isLast = index === pages.length - 1;
			return queryAnswer(
				list,
				`${pages[index]}<IsTruncated>${!isLast}</IsTruncated>${isLast ? '' : `<Marker>m${index + 1}</Marker>`}`,
			);
		};
		const attached = (name: string) =>
			`<AttachedPolicies><member><PolicyName>${name}</PolicyName><PolicyArn>arn:aws:iam::aws:policy/${name}</PolicyArn></member></AttachedPolicies>`;
		const {role} = await lookAt({
			ListRolePolicies: page('ListRolePolicies', [
				'<PolicyNames><member>One</member><member>Two</member></PolicyNames>',
				'<PolicyNames/>',
				'<PolicyNames><member>Three</member></PolicyNames>',
			]),
			ListAttachedRolePolicies: page('ListAttachedRolePolicies', [
				attached('Four'),
				attached('Five'),
			]),
		});
		expect(role.policies).toMatchObject({
			status: 'found',
			value: ['One', 'Two', 'Three', 'Four', 'Five'].map((name) => ({name})),
		});
	});

	test('whose list never ends is given up', async () => {
		const {role} = await lookAt({
			ListRolePolicies: queryAnswer(
				'ListRolePolicies',
				'<PolicyNames/><IsTruncated>true</IsTruncated><Marker>again</Marker>',
			),
		});
		expect(role.policies).toMatchObject({status: 'failed', code: 'MalformedAnswer'});
	});

	test('of another account is not taken for the connection’s', async () => {
		const {role, identity} = await lookAt({
			GetCallerIdentity: queryAnswer(
				'GetCallerIdentity',
				'<Arn>arn:aws:iam::444455556666:user/x</Arn><Account>444455556666</Account>',
			),
		});
		const other = {
			status: 'not-looked',
			reason: 'You are signed in to account 444455556666, but the role is in account 111122223333.',
		};
		expect(identity).toMatchObject({value: {accountId: '444455556666'}});
		expect(role).toEqual({role: other, policies: other, boundary: other});
	});

	test('is judged by the account in its ARN where nobody knows who is signed in', async () => {
		const failing = {GetCallerIdentity: {status: 500, body: ''}};
		const own = await lookAt(failing);
		expect(own.role.role.status).toBe('found');
		const other = await lookAt({
			...failing,
			GetRole: roleAnswer('arn:aws:iam::444455556666:role/CreativeForceAccess'),
		});
		expect(other.role.role.status).toBe('not-looked');
	});
});

describe('a look at a policy that no role has yet', () => {
	test('finds the version that is in force, and asks nothing else', async () => {
		const {account, sent} = fakeAws();
		expect(await account.lookAtPolicy(managedArn)).toEqual(found(managedPolicy));
		expect(sent.map(({operation}) => operation)).toEqual(['GetPolicy', 'GetPolicyVersion']);
		expect(String(sent[1]?.body)).toContain('VersionId=v7');
	});

	test.each([
		[403, 'AccessDenied', {status: 'refused', action: 'iam:GetPolicy'}],
		[404, 'NoSuchEntity', {status: 'absent', code: 'NoSuchEntity'}],
	])('says what AWS says where it does not show it: %i', async (status, code, expected) => {
		const {account} = fakeAws({GetPolicy: errorAnswer('GetPolicy', status, code)});
		expect(await account.lookAtPolicy(managedArn)).toMatchObject(expected);
	});

	test('ends with the reason of its signal', async () => {
		const {account} = fakeAws({GetPolicy: 'silence'});
		const ended = new AbortController();
		const looking = account.lookAtPolicy(managedArn, {signal: ended.signal});
		ended.abort(new Error('Enough.'));
		await expect(looking).rejects.toThrow('Enough.');
	});
});
