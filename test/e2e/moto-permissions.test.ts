import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, beforeEach, expect, test, vi} from 'vitest';
import {type Connection, toFileFormat} from '../../source/connection/index.ts';
import type {PolicyDocument} from '../../source/policy/index.ts';
import {role, vendor, wrongEverywhere} from '../apply/support/states.ts';
import {expectSameCollected} from '../support/collected.ts';
import {type CountingProxy, refusalOf, startCountingProxy} from '../support/counting-proxy.ts';
import {linkedProgram} from '../support/linked-program.ts';
import {describeWithMoto, type Moto, startMoto} from '../support/moto.ts';
import {createMotoAccount, emulatedAccountId, type MotoAccount} from '../support/moto-account.ts';
import {makeUser, type UserKeys, whileMotoChecks} from '../support/moto-users.ts';
import {healthySnapshot} from '../support/snapshots.ts';
import {type Ran, runCommand} from './support/run-command.ts';
import {Sandbox} from './support/sandbox.ts';

type Verified = {
	readonly verdict: string;
	readonly results: readonly {
		readonly unseen?: {readonly cause: string};
		readonly account?: {readonly arn: string};
		readonly checks: readonly {
			readonly id: string;
			readonly status: string;
			readonly reason: string;
		}[];
	}[];
};

type Applied = {
	readonly steps: readonly {readonly id: string; readonly status: string}[];
	readonly permissions?: {readonly refused: readonly {readonly action: string}[]};
};

const allowing = (...Action: readonly string[]): PolicyDocument => ({
	Version: '2012-10-17',
	Statement: [{Effect: 'Allow', Action, Resource: '*'}],
});

const ofS3 = [
	's3:GetBucketAcl',
	's3:GetBucketCORS',
	's3:GetBucketNotification',
	's3:GetBucketOwnershipControls',
	's3:GetBucketPolicy',
	's3:GetBucketPublicAccessBlock',
	's3:GetBucketVersioning',
	's3:GetEncryptionConfiguration',
	's3:ListBucket',
];
const ofIam = ['iam:GetRole', 'iam:ListRolePolicies'];
const ofKeys = ['kms:DescribeKey', 'kms:GetKeyPolicy'];

describeWithMoto('an account that checks who may do what', () => {
	const sandbox = new Sandbox();
	let moto: Moto;
	let proxy: CountingProxy;
	let account: MotoAccount;
	let folder = '';

	beforeAll(async () => {
		vi.stubEnv('MOTO_ACCOUNT_ID', emulatedAccountId);
		vi.stubEnv('AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED', 'true');
		moto = await startMoto();
		proxy = await startCountingProxy(moto.endpoint);
		account = createMotoAccount(moto.endpoint);
		folder = await mkdtemp(path.join(tmpdir(), 's3-handshake-permissions-'));
	});
	afterAll(async () => {
		vi.unstubAllEnvs();
		await proxy?.stop();
		await moto?.stop();
		sandbox.remove();
		await rm(folder, {recursive: true, force: true});
	});
	beforeEach(async () => {
		proxy.clear();
		await account.reset();
	});

	const file = () => path.join(folder, 'connection.json');
	const run = (keys: UserKeys, argv: readonly string[]): Promise<Ran> =>
		runCommand(process.execPath, [linkedProgram, ...argv], {
			cwd: sandbox.workingDirectory,
			env: sandbox.environment({...keys, AWS_ENDPOINT_URL: proxy.endpoint}),
		});

	/** What verify and apply come to, of which neither may change anything. */
	async function play(connection: Connection, keys: UserKeys, ofKms = refusalOf) {
		await writeFile(file(), JSON.stringify(toFileFormat(connection)));
		const before = await account.contents(connection);
		proxy.clear();
		proxy.use({
			// Moto words what any service refuses as IAM does; KMS has a form of its own.
			after: async (call, status) =>
				call.service === 'kms' && status === 403 ? ofKms(call) : undefined,
		});
		const {verified, applied} = await whileMotoChecks(moto.endpoint, async () => ({
			verified: await expectSameCollected((argv) => run(keys, argv), file()),
			applied: await run(keys, ['apply', file(), '--yes', '--json']),
		}));
		expect(proxy.writes()).toEqual([]);
		expect(await account.contents(connection)).toEqual(before);
		const {verdict, results} = JSON.parse(verified.stdout) as Verified;
		return {verified, verdict, result: results[0], applied};
	}

	/** The actions that checks name as refused, each once. */
	const refusedIn = (result: Verified['results'][number] | undefined): string[] =>
		[
			...new Set(
				(result?.checks ?? [])
					.filter(({status}) => status === 'unknown')
					.flatMap(({reason}) => reason.match(/\b(?:s3|iam|kms):[A-Z]\w+/g) ?? []),
			),
		].toSorted();

	test('somebody who may look at nothing reads which actions are refused, and nothing is changed', async () => {
		const connection = await account.fill(healthySnapshot(role), role);
		const {verified, verdict, result, applied} = await play(
			connection,
			await makeUser(moto.endpoint, 'nobody'),
		);
		expect({code: verified.code, verdict}).toEqual({code: 3, verdict: 'unknown'});
		expect(result?.account?.arn).toBe('arn:aws:iam::111122223333:user/nobody');
		expect(result?.unseen).toBeUndefined();
		const named = refusedIn(result);
		for (const action of ['s3:ListBucket', 's3:GetBucketPolicy', ...ofIam, ...ofKeys]) {
			expect(named).toContain(action);
		}

		expect(applied.code).toBe(3);
		const {steps, permissions} = JSON.parse(applied.stdout) as Applied;
		expect(steps.map(({status}) => status)).toEqual(steps.map(() => 'not-run'));
		expect(permissions?.refused.map(({action}) => action).toSorted()).toEqual(
			[...ofIam, ...ofKeys, ...ofS3].toSorted(),
		);
	});

	test('somebody who may use S3 alone reads that of IAM and KMS, and nothing is changed', async () => {
		const connection = await account.fill(wrongEverywhere(role), role);
		const {verified, verdict, result, applied} = await play(
			connection,
			await makeUser(moto.endpoint, 'storage', allowing('s3:*')),
		);
		// What was seen is judged all the same.
		expect({code: verified.code, verdict}).toEqual({code: 1, verdict: 'fail'});
		expect(result?.checks.filter(({status}) => status === 'fail').map(({id}) => id)).toEqual([
			'bucket.encryption',
		]);
		expect(refusedIn(result).filter((action) => !action.startsWith('s3:'))).toEqual([
			...ofIam,
			...ofKeys,
		]);
		expect(applied.code).toBe(3);
		const {permissions} = JSON.parse(applied.stdout) as Applied;
		expect(permissions?.refused.map(({action}) => action).toSorted()).toEqual([
			...ofIam,
			...ofKeys,
		]);
	});

	test('somebody who may use IAM and KMS alone reads that of S3, and nothing is changed', async () => {
		const connection = await account.fill(healthySnapshot(role), role);
		const {verified, verdict, result, applied} = await play(
			connection,
			await makeUser(moto.endpoint, 'identity', allowing('iam:*', 'kms:*')),
		);
		expect({code: verified.code, verdict}).toEqual({code: 3, verdict: 'unknown'});
		const passed = result?.checks.filter(({status}) => status === 'pass').map(({id}) => id);
		expect(passed).toEqual(
			expect.arrayContaining(['role.exists', 'trust.external-id', 'key.state', 'key.policy']),
		);
		const named = refusedIn(result);
		expect(named).toEqual(
			expect.arrayContaining(['s3:GetBucketPolicy', 's3:GetEncryptionConfiguration']),
		);
		expect(named.filter((action) => /^(?:iam|kms):(?:Get|List|Describe)/.test(action))).toEqual([]);
		expect(applied.code).toBe(3);
		const {permissions} = JSON.parse(applied.stdout) as Applied;
		expect(permissions?.refused.map(({action}) => action).toSorted()).toEqual(ofS3);
	});

	test('somebody with a wrong secret reads that, is asked to sign in, and nothing is changed', async () => {
		const connection = await account.fill(healthySnapshot(vendor), vendor);
		const keys = await makeUser(moto.endpoint, 'mistaken', allowing('*'));
		const {verified, verdict, result, applied} = await play(
			connection,
			{...keys, AWS_SECRET_ACCESS_KEY: `${keys.AWS_SECRET_ACCESS_KEY}x`},
			() => ({
				status: 400,
				type: 'application/x-amz-json-1.1',
				body: '{"__type":"InvalidSignatureException","message":"It does not match."}',
			}),
		);
		expect({code: verified.code, verdict}).toEqual({code: 3, verdict: 'unknown'});
		expect(result?.unseen).toMatchObject({
			cause: 'sign-in',
			reason: expect.stringContaining('secret access key') as string,
		});
		expect(result?.account).toBeUndefined();
		expect(refusedIn(result)).toEqual([]);
		expect({code: applied.code, stdout: applied.stdout}).toEqual({code: 3, stdout: ''});
		expect(applied.stderr).toContain('Not signed in');
		expect(applied.stderr).toContain('Nothing was changed');
	});

	test('with the right secret and all permissions the same account passes', async () => {
		const connection = await account.fill(healthySnapshot(vendor), vendor);
		const keys = await makeUser(moto.endpoint, 'admin', allowing('*'));
		const {verified, verdict, applied} = await play(connection, keys);
		expect({code: verified.code, verdict}).toEqual({code: 0, verdict: 'pass'});
		expect(applied.code).toBe(0);
	});
});
