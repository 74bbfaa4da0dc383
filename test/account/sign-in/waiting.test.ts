import {afterEach, expect, test, vi} from 'vitest';
import {signIn} from '../../../source/account/index.ts';
import {writeSsoToken} from '../support/fake-sign-in.ts';
import {useSharedFiles} from '../support/shared-files.ts';

let restore = () => {};
afterEach(() => restore());

const limits = {network: 200, near: 200, command: 20};
const never = {
	handle: () => new Promise<never>(() => undefined),
	metadata: {handlerProtocol: 'http/1.1'},
};
const base = 'aws_access_key_id = AKIA\naws_secret_access_key = secret\n';
const role = '[profile admin]\nrole_arn = arn:aws:iam::111122223333:role/a\n';

test.each([
	[
		'IAM Identity Center',
		'[profile work]\nsso_session = a\nsso_account_id = 111122223333\nsso_role_name = x\n[sso-session a]\nsso_region = eu-central-1\nsso_start_url = https://x.awsapps.com/start\n',
		'work',
		'portal.sso.eu-central-1.amazonaws.com',
	],
	[
		'STS',
		`[profile base]\n${base}${role}source_profile = base\n`,
		'admin',
		'sts.us-east-1.amazonaws.com',
	],
	[
		'STS after a command',
		`[profile base]\ncredential_process = echo '{"Version":1,"AccessKeyId":"A","SecretAccessKey":"b"}'\n${role}source_profile = base\n`,
		'admin',
		'sts.us-east-1.amazonaws.com',
	],
])(
	'a sign-in at %s that gets no answer ends and names the host',
	async (_what, config, profile, host) => {
		restore = useSharedFiles({config});
		writeSsoToken('a', {endsIn: 8 * 60 * 60 * 1000, region: 'eu-central-1'});
		await expect(signIn({profile, limits, requestHandler: never})).rejects.toMatchObject({
			code: 'unreachable',
			exitCode: 3,
			message: expect.stringContaining(`no answer came from ${host}`),
		});
	},
);

test('the time in which a person looks for a code does not count', async () => {
	restore = useSharedFiles({
		config: `[profile base]\n${base}${role}source_profile = base\nmfa_serial = arn:aws:iam::111122223333:mfa/me\n`,
	});
	const mfaCode = vi.fn(
		async () =>
			new Promise<string>((resolve) => {
				setTimeout(() => resolve('123456'), limits.network * 2);
			}),
	);
	await expect(
		signIn({profile: 'admin', limits, mfaCode, requestHandler: never}),
	).rejects.toMatchObject({message: expect.stringContaining('sts.us-east-1.amazonaws.com')});
	expect(mfaCode).toHaveBeenCalledTimes(1);
});

test('a command is told of when it takes long, and never ended', async () => {
	restore = useSharedFiles({
		config: `[profile slow]\ncredential_process = sleep 0.6; echo '{"Version":1,"AccessKeyId":"A","SecretAccessKey":"b"}'\n`,
	});
	const onNotice = vi.fn();
	const {credentials} = await signIn({profile: 'slow', limits, onNotice});
	expect(await credentials()).toMatchObject({accessKeyId: 'A'});
	expect(onNotice.mock.calls).toEqual([[{code: 'command-runs', profile: 'slow'}]]);
});
