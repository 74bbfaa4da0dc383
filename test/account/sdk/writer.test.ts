import {ConfiguredRetryStrategy} from '@smithy/core/retry';
import {describe, expect, onTestFinished, test, vi} from 'vitest';
import type {Writer} from '../../../source/account/index.ts';
import {toldNobody} from '../../../source/apply/target.ts';
import {creativeForceConnection, keyArn} from '../../support/connections.ts';
import {type Answer, secretAccessKey} from '../support/fake-aws.ts';
import {awsWriter} from '../support/fake-writing.ts';

const {bucket, region, accountId, roleName = ''} = creativeForceConnection();
const place = {bucket, region, ownerId: accountId};
const text = '{"Version":"2012-10-17","Statement":[{"Sid":"a+b 100% ü"}]}';
const queueArn = 'arn:aws:sqs:eu-central-1:111122223333:acme-events';
const secretMessage = `Invalid principal near ${secretAccessKey}`;

type Change = {
	readonly action: string;
	readonly service: 's3' | 'iam' | 'kms' | 'sqs';
	readonly change: (writer: Writer) => Promise<void>;
};

const changes: Readonly<Record<string, Change>> = {
	createBucket: {
		action: 's3:CreateBucket',
		service: 's3',
		change: (writer) => writer.createBucket(bucket, region),
	},
	putEncryption: {
		action: 's3:PutEncryptionConfiguration',
		service: 's3',
		change: (writer) => writer.putEncryption(place, [{algorithm: 'AES256'}]),
	},
	createRole: {
		action: 'iam:CreateRole',
		service: 'iam',
		change: (writer) =>
			writer.createRole({name: roleName, path: '/', trustPolicy: text, description: 'd'}),
	},
	putTrustPolicy: {
		action: 'iam:UpdateAssumeRolePolicy',
		service: 'iam',
		change: (writer) => writer.putTrustPolicy(roleName, text),
	},
	putRolePolicy: {
		action: 'iam:PutRolePolicy',
		service: 'iam',
		change: (writer) => writer.putRolePolicy(roleName, 'P', text),
	},
	putBucketPolicy: {
		action: 's3:PutBucketPolicy',
		service: 's3',
		change: (writer) => writer.putBucketPolicy(place, text),
	},
	putKeyPolicy: {
		action: 'kms:PutKeyPolicy',
		service: 'kms',
		change: (writer) => writer.putKeyPolicy(keyArn, text),
	},
	putCors: {
		action: 's3:PutBucketCORS',
		service: 's3',
		change: (writer) => writer.putCors(place, [{origins: ['*'], methods: ['GET']}]),
	},
	putNotification: {
		action: 's3:PutBucketNotification',
		service: 's3',
		change: (writer) => writer.putNotification(place, toldNobody),
	},
	putQueuePolicy: {
		action: 'sqs:SetQueueAttributes',
		service: 'sqs',
		change: (writer) => writer.putQueuePolicy(queueArn, text),
	},
	deleteCors: {
		action: 's3:PutBucketCORS',
		service: 's3',
		change: (writer) => writer.deleteCors(place),
	},
	deleteQueuePolicy: {
		action: 'sqs:SetQueueAttributes',
		service: 'sqs',
		change: (writer) => writer.deleteQueuePolicy(queueArn),
	},
	deleteBucketPolicy: {
		action: 's3:DeleteBucketPolicy',
		service: 's3',
		change: (writer) => writer.deleteBucketPolicy(place),
	},
	deleteRolePolicy: {
		action: 'iam:DeleteRolePolicy',
		service: 'iam',
		change: (writer) => writer.deleteRolePolicy(roleName, 'P'),
	},
	deleteRole: {
		action: 'iam:DeleteRole',
		service: 'iam',
		change: (writer) => writer.deleteRole(roleName),
	},
};

/** An error in the form of the service. */
function refusal(service: Change['service'], code: string, message = secretMessage): Answer {
	const error = `<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
	const bodies = {
		s3: error,
		iam: `<ErrorResponse>${error}</ErrorResponse>`,
		kms: JSON.stringify({__type: code, message}),
		sqs: JSON.stringify({__type: `com.amazonaws.sqs#${code}`, message}),
	};
	return {status: 400, body: bodies[service]};
}

const ok: Answer = {status: 200, body: ''};

describe.each(Object.entries(changes))('%s', (_name, {action, service, change}) => {
	test('is one request', async () => {
		const {writer, sent} = await awsWriter(() => okFor(service));
		await change(writer);
		expect(sent).toHaveLength(1);
	});

	test('refused says which permission is missing, and nothing of what AWS wrote', async () => {
		const code = isJson(service) ? 'AccessDeniedException' : 'AccessDenied';
		const {writer} = await awsWriter(() => ({...refusal(service, code), status: 403}));
		const error: unknown = await change(writer).catch((thrown: unknown) => thrown);
		expect(error).toMatchObject({name: 'WriteError', code, action, isTransient: false});
		expect(error).toMatchObject({message: expect.stringContaining(action)});
		expect(JSON.stringify(error) + String(error)).not.toContain(secretAccessKey);
		expect((error as Error).cause).toBeUndefined();
	});

	test('without a way to AWS is an error in words', async () => {
		const lost = Object.assign(new Error('getaddrinfo'), {code: 'ENOTFOUND'});
		const {writer} = await awsWriter(() => lost);
		await expect(change(writer)).rejects.toMatchObject({
			code: 'ENOTFOUND',
			message: expect.stringContaining('could not be found'),
			isUncertain: false,
		});
	});

	test.each<[string, Answer | Error]>([
		['an error of the server', {status: 500, body: ''}],
		['an overloaded server', {status: 503, body: '<Error><Code>SlowDown</Code></Error>'}],
		['a gateway that waited in vain', {status: 504, body: '<html>'}],
		['a cut connection', Object.assign(new Error('socket hang up'), {code: 'ECONNRESET'})],
		['a connection that ends too early', Object.assign(new Error('read'), {code: 'EPIPE'})],
		['a server that waited in vain', {status: 408, body: ''}],
	])('is sent once, though it may have arrived, after %s', async (_error, answer) => {
		// As every SDK of AWS does by itself with reads and writes alike.
		const retrying = new ConfiguredRetryStrategy(5, () => 0);
		const {writer, sent} = await awsWriter(() => answer, {retryStrategy: retrying});
		await expect(change(writer)).rejects.toMatchObject({
			name: 'WriteError',
			isUncertain: true,
			isTransient: false,
		});
		expect(sent).toHaveLength(1);
	});

	test('is sent once where there were too many calls, and may be tried again', async () => {
		const retryStrategy = new ConfiguredRetryStrategy(5, () => 0);
		const throttled = {...refusal(service, 'ThrottlingException'), status: 429};
		const {writer, sent} = await awsWriter(() => throttled, {retryStrategy});
		await expect(change(writer)).rejects.toMatchObject({isUncertain: false, isTransient: true});
		expect(sent).toHaveLength(1);
	});

	test('that is not answered ends at the time limit', async () => {
		const {writer} = await awsWriter(() => 'silence', {limit: 20});
		await expect(change(writer)).rejects.toMatchObject({
			code: 'TimedOut',
			isUncertain: true,
			isTransient: false,
		});
	});
});

function isJson(service: Change['service']): boolean {
	return service === 'kms' || service === 'sqs';
}

function okFor(service: Change['service'], action = 'CreateRole'): Answer {
	return service === 'iam'
		? {
				status: 200,
				body: `<${action}Response><${action}Result></${action}Result></${action}Response>`,
			}
		: isJson(service)
			? {status: 200, body: '{}'}
			: ok;
}

describe('what may succeed a little later', () => {
	test.each([
		['putBucketPolicy', 'MalformedPolicy'],
		['putTrustPolicy', 'MalformedPolicyDocument'],
		['createRole', 'MalformedPolicyDocument'],
		['putKeyPolicy', 'MalformedPolicyDocumentException'],
		['putBucketPolicy', 'OperationAborted'],
		['createBucket', 'OperationAborted'],
	])('%s with %s', async (name, code) => {
		const {service, change} = changes[name] as Change;
		const {writer} = await awsWriter(() => refusal(service, code));
		await expect(change(writer)).rejects.toMatchObject({code, isTransient: true});
	});

	test.each([
		['putBucketPolicy', 'MalformedPolicy', 'Action does not apply'],
		[
			'putKeyPolicy',
			'MalformedPolicyDocumentException',
			'The new key policy will not allow you to update the key policy in the future.',
		],
		['putRolePolicy', 'NoSuchEntity', 'The role was not found'],
		['putRolePolicy', 'LimitExceeded', 'Maximum policy size'],
	])('but not %s with %s: %s', async (name, code, message) => {
		const {service, change} = changes[name] as Change;
		const {writer} = await awsWriter(() => refusal(service, code, message));
		await expect(change(writer)).rejects.toMatchObject({code, isTransient: false});
	});

	test('a role that is not found right after its making was left open', async () => {
		const {writer} = await awsWriter(({body}) =>
			String(body).includes('Action=CreateRole')
				? {status: 503, body: ''}
				: refusal('iam', 'NoSuchEntity', 'not found'),
		);
		const role = {name: roleName, path: '/', trustPolicy: text, description: ''};
		await expect(writer.createRole(role)).rejects.toMatchObject({isUncertain: true});
		await expect(writer.putRolePolicy(roleName, 'P', text)).rejects.toMatchObject({
			isTransient: true,
		});
	});

	test('a role that is not found right after it was made', async () => {
		const {writer} = await awsWriter(({body}) =>
			String(body).includes('Action=CreateRole')
				? okFor('iam')
				: refusal('iam', 'NoSuchEntity', 'not found'),
		);
		await writer.createRole({name: roleName, path: '/', trustPolicy: text, description: ''});
		await expect(writer.putRolePolicy(roleName, 'P', text)).rejects.toMatchObject({
			isTransient: true,
		});
		await expect(writer.putRolePolicy('Other', 'P', text)).rejects.toMatchObject({
			isTransient: false,
		});
	});
});

describe('a write that AWS says no to', () => {
	test.each([
		['putKeyPolicy', 'LimitExceededException'],
		['putBucketPolicy', 'AccessDenied'],
		['putRolePolicy', 'ExpiredToken'],
	])('%s with %s was certainly not made, and is not tried again', async (name, code) => {
		const {service, change} = changes[name] as Change;
		const {writer} = await awsWriter(() => refusal(service, code));
		await expect(change(writer)).rejects.toMatchObject({isUncertain: false, isTransient: false});
	});

	test('for a limit of KMS says that something is too long or a quota used up', async () => {
		const {writer} = await awsWriter(() => refusal('kms', 'LimitExceededException'));
		await expect(writer.putKeyPolicy(keyArn, text)).rejects.toThrow(/longer than KMS.*quota/);
	});

	test.each(['CredentialsProviderError', 'CERT_HAS_EXPIRED', 'ECONNREFUSED'])(
		'or that never left this machine (%s) was not made',
		async (code) => {
			const {writer} = await awsWriter(() => Object.assign(new Error('no'), {code}));
			await expect(writer.putKeyPolicy(keyArn, text)).rejects.toMatchObject({isUncertain: false});
		},
	);

	test.each([
		['RequestTimeTooSkewed', 1, true],
		['SignatureDoesNotMatch', 1, true],
		['SignatureDoesNotMatch', 0, false],
		['AccessDenied', 1, false],
	])(
		'%s, by a clock that is %i hours late, may be tried again: %s',
		async (code, hours, isAgain) => {
			const date = new Date(Date.now() + hours * 3_600_000).toUTCString();
			const {writer} = await awsWriter(() => ({
				...refusal('iam', code),
				status: 403,
				headers: {date},
			}));
			await expect(writer.putTrustPolicy(roleName, text)).rejects.toMatchObject({
				isUncertain: false,
				isTransient: isAgain,
			});
		},
	);

	test('as often as the environment says is still sent once', async () => {
		vi.stubEnv('AWS_MAX_ATTEMPTS', '7');
		vi.stubEnv('AWS_RETRY_MODE', 'adaptive');
		onTestFinished(() => {
			vi.unstubAllEnvs();
		});
		const {writer, sent} = await awsWriter(() => ({status: 503, body: ''}), {
			retryStrategy: undefined,
		});
		await expect(writer.putBucketPolicy(place, text)).rejects.toMatchObject({isUncertain: true});
		expect(sent).toHaveLength(1);
	});
});

test('a read is tried again by the SDK', async () => {
	let left = 2;
	const {writer, sent} = await awsWriter(
		() => {
			left -= 1;
			return left < 0 ? {status: 200, body: text} : {status: 503, body: ''};
		},
		{retryStrategy: new ConfiguredRetryStrategy(5, () => 0)},
	);
	expect(await writer.readBucketPolicy(place)).toEqual({status: 'found', value: text});
	expect(sent).toHaveLength(3);
});

describe('requests', () => {
	const writing = () => awsWriter(() => ok);

	test('on a bucket name the owner that is expected', async () => {
		const {writer, sent} = await writing();
		await writer.putBucketPolicy(place, text);
		await writer.putEncryption(place, [{algorithm: 'AES256'}]);
		await writer.deleteBucketPolicy(place);
		await writer.readBucketPolicy(place);
		await writer.readEncryption(place);
		await writer.putCors(place, [{origins: ['*'], methods: ['GET']}]);
		await writer.putNotification(place, toldNobody);
		await writer.deleteCors(place);
		await writer.readCors(place);
		await writer.readNotification(place);
		expect(sent.map(({headers}) => headers['x-amz-expected-bucket-owner'])).toEqual(
			Array.from({length: 10}, () => accountId),
		);
		expect(new Set(sent.map(({hostname}) => hostname))).toEqual(
			new Set([`${bucket}.s3.${region}.amazonaws.com`]),
		);
	});

	test('for a bucket name the region, except the one that S3 does not want named', async () => {
		const {writer, sent} = await writing();
		await writer.createBucket(bucket, region);
		await writer.createBucket(bucket, 'us-east-1');
		expect(sent[0]?.body).toContain(`<LocationConstraint>${region}</LocationConstraint>`);
		expect(sent[1]?.body ?? '').not.toContain('LocationConstraint');
		expect(sent[1]?.hostname).toBe(`${bucket}.s3.us-east-1.amazonaws.com`);
		expect(sent.flatMap(({headers}) => Object.keys(headers))).not.toContain(
			'x-amz-bucket-namespace',
		);
		expect(sent.flatMap(({headers}) => Object.keys(headers))).not.toContain(
			'x-amz-object-ownership',
		);
	});

	test('for a bucket in the namespace of its account say so', async () => {
		const {writer, sent} = await writing();
		await writer.createBucket(`acme-${accountId}-${region}-an`, region);
		expect(sent[0]?.headers['x-amz-bucket-namespace']).toBe('account-regional');
	});

	test('for a key policy never go around the check that one can change it again', async () => {
		const {writer, sent} = await awsWriter(() => okFor('kms'));
		await writer.putKeyPolicy(keyArn, text);
		expect(JSON.parse(String(sent[0]?.body))).toEqual({
			KeyId: keyArn,
			PolicyName: 'default',
			Policy: text,
		});
		expect(sent[0]?.hostname).toBe('kms.eu-central-1.amazonaws.com');
	});

	test('for encryption keep every part of a rule', async () => {
		const {writer, sent} = await writing();
		await writer.putEncryption(place, [
			{algorithm: 'aws:kms', keyId: keyArn, bucketKeyEnabled: true, blockedTypes: ['SSE-C']},
		]);
		for (const part of [
			'<SSEAlgorithm>aws:kms</SSEAlgorithm>',
			`<KMSMasterKeyID>${keyArn}</KMSMasterKeyID>`,
			'<BucketKeyEnabled>true</BucketKeyEnabled>',
			'<EncryptionType>SSE-C</EncryptionType>',
		]) {
			expect(sent[0]?.body).toContain(part);
		}
	});

	test('carry the document byte for byte', async () => {
		const {writer, sent} = await writing();
		await writer.putBucketPolicy(place, text);
		expect(String(sent[0]?.body)).toBe(text);
		const iam = await awsWriter(() => okFor('iam', 'PutRolePolicy'));
		await iam.writer.putRolePolicy(roleName, 'P', text);
		expect(new URLSearchParams(String(iam.sent[0]?.body)).get('PolicyDocument')).toBe(text);
	});
});

describe('reading', () => {
	test('gives the documents of IAM decoded', async () => {
		const encoded = encodeURIComponent(text);
		const role = await awsWriter(() => ({
			status: 200,
			body: `<GetRoleResponse><GetRoleResult><Role><AssumeRolePolicyDocument>${encoded}</AssumeRolePolicyDocument></Role></GetRoleResult></GetRoleResponse>`,
		}));
		expect(await role.writer.readTrustPolicy(roleName)).toEqual({status: 'found', value: text});
		const inline = await awsWriter(() => ({
			status: 200,
			body: `<GetRolePolicyResponse><GetRolePolicyResult><PolicyDocument>${encoded}</PolicyDocument></GetRolePolicyResult></GetRolePolicyResponse>`,
		}));
		expect(await inline.writer.readRolePolicy(roleName, 'P')).toEqual({
			status: 'found',
			value: text,
		});
	});

	test('says that something is not there, or that one may not look', async () => {
		const none = await awsWriter(() => ({...refusal('s3', 'NoSuchBucketPolicy'), status: 404}));
		expect(await none.writer.readBucketPolicy(place)).toEqual({
			status: 'absent',
			code: 'NoSuchBucketPolicy',
		});
		const closed = await awsWriter(() => ({...refusal('s3', 'AccessDenied'), status: 403}));
		expect(await closed.writer.readBucketPolicy(place)).toEqual({
			status: 'refused',
			code: 'AccessDenied',
			action: 's3:GetBucketPolicy',
		});
	});

	test('whose account it is fails where the sign-in is no good', async () => {
		const {writer} = await awsWriter(() => ({...refusal('iam', 'ExpiredToken'), status: 403}));
		await expect(writer.accountId()).rejects.toMatchObject({
			name: 'WriteError',
			code: 'ExpiredToken',
			message: expect.stringContaining('expired'),
		});
	});
});

describe('createRole with what an organization demands', () => {
	const role = {name: roleName, path: '/', trustPolicy: text, description: 'd'};
	const permissionsBoundary = 'arn:aws:iam::111122223333:policy/Boundary';
	const tags = [
		{key: 'CostCenter', value: '42'},
		{key: 'Team', value: ''},
	];

	test.each([
		['nothing', {}, []],
		['a boundary', {permissionsBoundary}, [['PermissionsBoundary', permissionsBoundary]]],
		[
			'tags',
			{tags},
			[
				['Tags.member.1.Key', 'CostCenter'],
				['Tags.member.1.Value', '42'],
				['Tags.member.2.Key', 'Team'],
				['Tags.member.2.Value', ''],
			],
		],
	])('sends it in the same request: %s', async (_what, extras, expected) => {
		const {writer, sent} = await awsWriter(() => okFor('iam'));
		await writer.createRole({...role, ...extras});
		expect(sent).toHaveLength(1);
		const body = [...new URLSearchParams(String(sent[0]?.body))];
		expect(body).toContainEqual(['Action', 'CreateRole']);
		expect(body.filter(([name]) => /^(?:Permissions|Tags)/.test(name))).toEqual(expected);
	});

	test.each([
		[
			'its ARN',
			`<PermissionsBoundary><PermissionsBoundaryType>Policy</PermissionsBoundaryType><PermissionsBoundaryArn>${permissionsBoundary}</PermissionsBoundaryArn></PermissionsBoundary>`,
			{status: 'found', value: permissionsBoundary},
		],
		['that there is none', '', {status: 'absent', code: 'NoSuchEntity'}],
	])('reads of the boundary of a role %s', async (_what, element, expected) => {
		const {writer} = await awsWriter(() => ({
			status: 200,
			body: `<GetRoleResponse><GetRoleResult><Role><RoleName>r</RoleName>${element}</Role></GetRoleResult></GetRoleResponse>`,
		}));
		expect(await writer.readRoleBoundary(roleName)).toEqual(expected);
	});

	test('reads that one may not see the boundary', async () => {
		const {writer} = await awsWriter(() => ({...refusal('iam', 'AccessDenied'), status: 403}));
		expect(await writer.readRoleBoundary(roleName)).toMatchObject({
			status: 'refused',
			action: 'iam:GetRole',
		});
	});
});
