import {afterEach, describe, expect, test, vi} from 'vitest';
import {listProfiles, SignInError, signIn} from '../../../source/account/index.ts';
import {shareCredentials} from '../../../source/account/sign-in/credentials.ts';
import {useSharedFiles} from '../support/shared-files.ts';

let restore = () => {};
afterEach(() => restore());

const use = (...parameters: Parameters<typeof useSharedFiles>) => {
	restore = useSharedFiles(...parameters);
};

const keys = 'aws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = secret\n';
const environmentKeys = {AWS_ACCESS_KEY_ID: 'AKIAENV', AWS_SECRET_ACCESS_KEY: 'secret'};

async function failure(options: Parameters<typeof signIn>[0] = {}): Promise<SignInError> {
	const error = await signIn(options).catch((thrown: unknown) => thrown);
	if (!(error instanceof SignInError)) {
		throw new Error(`It was not a SignInError: ${String(error)}`);
	}

	return error;
}

describe('the profiles', () => {
	test('come from both files, with the way in which each signs in, without the other sections', async () => {
		use({
			config: [
				'[default]\nregion = eu-west-1',
				'[profile work]\nsso_session = company\nregion = eu-central-1',
				'[profile old-sso]\nsso_start_url = https://x.awsapps.com/start',
				'[profile admin]\nrole_arn = arn:aws:iam::1:role/a\nsource_profile = default',
				'[profile console]\nlogin_session = arn:aws:iam::1:user/x',
				'[profile vault]\ncredential_process = /bin/vault',
				'[profile bare]\noutput = json',
				'[sso-session company]\nsso_region = eu-central-1',
				'[services local]\ns3 =\n  endpoint_url = http://127.0.0.1:5000',
			].join('\n'),
			credentials: `[default]\n${keys}[keys]\n${keys}`,
		});
		expect(await listProfiles()).toEqual([
			{name: 'default', kind: 'static', region: 'eu-west-1'},
			{name: 'work', kind: 'sso', region: 'eu-central-1'},
			{name: 'old-sso', kind: 'sso'},
			{name: 'admin', kind: 'role'},
			{name: 'console', kind: 'login'},
			{name: 'vault', kind: 'process'},
			{name: 'bare', kind: 'other'},
			{name: 'keys', kind: 'static'},
		]);
	});

	test('are none where there are no files', async () => {
		use();
		vi.stubEnv('AWS_CONFIG_FILE', '/nowhere/config');
		vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nowhere/credentials');
		expect(await listProfiles()).toEqual([]);
	});
});

describe('a sign-in', () => {
	test('takes the environment, and says so', async () => {
		use({}, {...environmentKeys, AWS_REGION: 'eu-north-1'});
		const {source, region, credentials, endpoint} = await signIn();
		expect(source).toBe('environment variables');
		expect(region).toBe('eu-north-1');
		expect(await credentials()).toMatchObject({accessKeyId: 'AKIAENV'});
		expect(endpoint).toBeUndefined();
	});

	test('takes the keys of the environment before a profile that a variable names, and says so', async () => {
		use({credentials: `[work]\n${keys}`}, {...environmentKeys, AWS_PROFILE: 'work'});
		const onNotice = vi.fn();
		const {source, credentials} = await signIn({onNotice});
		expect(source).toBe('environment variables');
		expect(await credentials()).toMatchObject({accessKeyId: 'AKIAENV'});
		expect(onNotice.mock.calls).toEqual([
			[{code: 'profile-passed-over', profile: 'work', variable: 'AWS_PROFILE'}],
		]);
	});

	test('takes the chosen profile before the keys of the environment, and says so', async () => {
		use(
			{credentials: `[work]\n${keys}region = eu-west-3\n`},
			{...environmentKeys, AWS_DEFAULT_REGION: 'us-east-2'},
		);
		const onNotice = vi.fn();
		const {source, credentials, region} = await signIn({profile: 'work', onNotice});
		expect(source).toBe('profile work');
		expect(await credentials()).toMatchObject({accessKeyId: 'AKIAEXAMPLE'});
		expect(region).toBe('us-east-2');
		expect(onNotice.mock.calls).toEqual([[{code: 'keys-passed-over', profile: 'work'}]]);
	});

	test('takes the default profile where nothing is named', async () => {
		use({credentials: `[default]\n${keys}`}, {AWS_DEFAULT_REGION: 'us-east-2'});
		const {source, region} = await signIn();
		expect({source, region}).toEqual({source: 'profile default', region: 'us-east-2'});
	});

	test('tells the endpoints of the profile', async () => {
		use({
			config:
				'[profile local]\nservices = mine\nendpoint_url = http://127.0.0.1:1\n[services mine]\ns3 =\n  endpoint_url = http://127.0.0.1:2\n',
			credentials: `[local]\n${keys}`,
		});
		const {endpoint, s3Endpoint, s3ControlEndpoint} = await signIn({profile: 'local'});
		expect(endpoint).toBe('http://127.0.0.1:2, http://127.0.0.1:1');
		expect(s3Endpoint).toBe('http://127.0.0.1:2');
		expect(s3ControlEndpoint).toBe('http://127.0.0.1:1');
	});

	test.each(['localhost:5000', 'ftp://x', 'http://', '127.0.0.1'])(
		'with the endpoint %s is refused before anything is called',
		async (endpoint) => {
			use({}, {...environmentKeys, AWS_ENDPOINT_URL: endpoint});
			await expect(signIn()).rejects.toMatchObject({
				exitCode: 2,
				problems: [{field: 'AWS_ENDPOINT_URL', value: endpoint}],
			});
		},
	);

	test('without any credentials is its own case, with commands to run', async () => {
		use();
		const error = await failure();
		expect(error).toMatchObject({code: 'no-credentials', exitCode: 3});
		expect(error.hint).toMatch(/aws login.*aws configure.*CloudShell/);
	});

	test('with a profile that is not there names those that are', async () => {
		use({credentials: `[work]\n${keys}`});
		const error = await failure({profile: 'wrok'});
		expect(error).toMatchObject({code: 'unknown-profile', exitCode: 3});
		expect(error.message).toContain('"wrok"');
		expect(error.hint).toBe('The profiles are: "work".');
	});

	test('with a role that wants MFA says so where nobody can type a code', async () => {
		use({
			config:
				'[profile admin]\nrole_arn = arn:aws:iam::111122223333:role/a\nsource_profile = base\nmfa_serial = arn:aws:iam::111122223333:mfa/me\n',
			credentials: `[base]\n${keys}`,
		});
		expect((await failure({profile: 'admin'})).code).toBe('mfa');
	});

	test('asks for the code of the MFA device by its serial', async () => {
		use({
			config:
				'[profile admin]\nrole_arn = arn:aws:iam::111122223333:role/a\nsource_profile = base\nmfa_serial = arn:aws:iam::111122223333:mfa/me\n',
			credentials: `[base]\n${keys}`,
		});
		const mfaCode = vi.fn(async () => {
			throw new Error('closed');
		});
		expect((await failure({profile: 'admin', mfaCode})).code).toBe('failed');
		expect(mfaCode).toHaveBeenCalledExactlyOnceWith('arn:aws:iam::111122223333:mfa/me');
	});

	test('with SSO that was never made gives the command for the profile', async () => {
		use({
			config:
				'[profile my work]\n[profile work]\nsso_session = c\nsso_account_id = 111122223333\nsso_role_name = x\n[sso-session c]\nsso_region = eu-central-1\nsso_start_url = https://x.awsapps.com/start\n',
		});
		const error = await failure({profile: 'work'});
		expect(error.code).toBe('expired');
		expect(error.hint).toBe('Run: aws sso login --profile work');
	});

	test('with a login that was never made gives the command for the profile', async () => {
		use({config: '[profile console]\nlogin_session = arn:aws:iam::111122223333:user/x\n'});
		const error = await failure({profile: 'console'});
		expect(error.code).toBe('expired');
		expect(error.hint).toBe('Run: aws login --profile console');
	});

	test('with a command that fails does not show what it printed', async () => {
		use({config: '[profile vault]\ncredential_process = echo top-secret >&2 && false\n'});
		const error = await failure({profile: 'vault'});
		expect(error.code).toBe('failed');
		expect(`${error.message} ${error.hint}`).not.toContain('top-secret');
	});

	test('ends with the reason of its signal', async () => {
		use({config: '[profile slow]\ncredential_process = sleep 5\n'});
		const controller = new AbortController();
		const signing = signIn({profile: 'slow', signal: controller.signal});
		controller.abort(new Error('left'));
		await expect(signing).rejects.toThrow('left');
	});
});

describe('shared credentials', () => {
	const credentials = (expiration?: Date) => ({
		accessKeyId: 'a',
		secretAccessKey: 'b',
		...(expiration !== undefined && {expiration}),
	});

	test('are fetched once for all who ask at the same time', async () => {
		const provider = vi.fn(async () => credentials());
		const shared = shareCredentials(provider);
		await Promise.all([shared(), shared(), shared()]);
		await shared();
		expect(provider).toHaveBeenCalledTimes(1);
	});

	test('are fetched again shortly before they end, and after a failure', async () => {
		const soon = new Date(Date.now() + 60_000);
		const provider = vi
			.fn(async () => credentials())
			.mockRejectedValueOnce(new Error('no'))
			.mockResolvedValueOnce(credentials(soon));
		const shared = shareCredentials(provider);
		await expect(shared()).rejects.toThrow('no');
		expect(await shared()).toMatchObject({expiration: soon});
		expect(await shared()).not.toHaveProperty('expiration');
		expect(provider).toHaveBeenCalledTimes(3);
	});
});
