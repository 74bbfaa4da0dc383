import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {afterEach, describe, expect, test, vi} from 'vitest';
import {signIn} from '../../../source/account/index.ts';
import {fakeSignIn, type SsoToken, writeSsoToken} from '../support/fake-sign-in.ts';
import {useSharedFiles} from '../support/shared-files.ts';

let restore = () => {};
afterEach(() => restore());

const startUrl = 'https://acme.awsapps.com/start';
const hour = 60 * 60 * 1000;
const valid: SsoToken = {endsIn: 8 * hour, region: 'eu-central-1'};
const roleOfPortal = 'sso_account_id = 111122223333\nsso_role_name = Admin\n';
const session = (name: string) =>
	`[sso-session ${name}]\nsso_region = eu-central-1\nsso_start_url = ${startUrl}\n`;
const roleOver = (source: string, more = '') =>
	`[profile role]\nrole_arn = arn:aws:iam::111122223333:role/deploy\nsource_profile = ${source}\n${more}`;

/** A profile of each form that signs in at the portal of eu-central-1; `region` is what the profile says for itself. */
const forms = {
	'with a session': (region: string) =>
		`[profile work]\nsso_session = acme\n${roleOfPortal}${region}${session('acme')}`,
	'without a session, of the older form': (region: string) =>
		`[profile work]\nsso_start_url = ${startUrl}\nsso_region = eu-central-1\n${roleOfPortal}${region}`,
};

/** The hosts that a sign-in asks, and whose credentials it gives. */
async function signedIn(
	config: string,
	options: Parameters<typeof signIn>[0],
	environment: Readonly<Record<string, string>> = {},
	tokens: Readonly<Record<string, SsoToken>> = {acme: valid, [startUrl]: valid},
) {
	restore = useSharedFiles({config}, environment);
	for (const [name, token] of Object.entries(tokens)) {
		writeSsoToken(name, token);
	}

	const {hosts, requestHandler} = fakeSignIn();
	const {credentials, region} = await signIn({requestHandler, ...options});
	const {accessKeyId} = await credentials();
	return {hosts, accessKeyId, region};
}

const portal = 'portal.sso.eu-central-1.amazonaws.com';

describe.each(Object.entries(forms))('a sign-in by IAM Identity Center %s', (_form, profile) => {
	test.each([
		['the profile', 'region = us-west-2\n', {}, {}, 'us-west-2'],
		['the environment', '', {AWS_REGION: 'ap-south-1'}, {}, 'ap-south-1'],
		['the default of the environment', '', {AWS_DEFAULT_REGION: 'ap-south-1'}, {}, 'ap-south-1'],
		[
			'whoever calls',
			'region = us-west-2\n',
			{AWS_REGION: 'ap-south-1'},
			{region: 'eu-north-1'},
			'eu-north-1',
		],
		['nothing', '', {}, {}, undefined],
	] as const)(
		'asks the portal of its own region where %s names another one',
		async (_who, ofProfile, environment, options, region) => {
			expect(
				await signedIn(profile(ofProfile), {profile: 'work', ...options}, environment),
			).toEqual({hosts: [portal], accessKeyId: 'ASIAPORTAL', region});
		},
	);

	test('asks the portal of its own region for a role over it, and STS of the region of the role', async () => {
		const {hosts, accessKeyId} = await signedIn(
			`${profile('region = us-west-2\n')}${roleOver('work', 'region = eu-west-3\n')}`,
			{profile: 'role'},
		);
		expect(hosts).toEqual([portal, 'sts.eu-west-3.amazonaws.com']);
		expect(accessKeyId).toBe('ASIAROLE');
	});

	test('asks STS of the region of the environment for a role over it that names none', async () => {
		const {hosts} = await signedIn(
			`${profile('region = us-west-2\n')}${roleOver('work')}`,
			{profile: 'role'},
			{AWS_DEFAULT_REGION: 'ap-south-1'},
		);
		expect(hosts).toEqual([portal, 'sts.ap-south-1.amazonaws.com']);
	});
});

test('a token that ends soon is renewed in the region of its session', async () => {
	const {hosts, accessKeyId} = await signedIn(
		`[profile work]\nsso_session = brief\nregion = us-west-2\n${roleOfPortal}${session('brief')}`,
		{profile: 'work', region: 'eu-north-1'},
		{AWS_REGION: 'ap-south-1'},
		{brief: {endsIn: 2 * 60 * 1000, region: 'eu-central-1'}},
	);
	expect(hosts).toEqual(['oidc.eu-central-1.amazonaws.com', portal]);
	expect(accessKeyId).toBe('ASIAPORTAL');
});

describe('a role', () => {
	const keys = '[profile base]\naws_access_key_id = AKIA\naws_secret_access_key = secret\n';

	test('over keys is asked for in the region of whoever calls where its profile names none', async () => {
		const {hosts, accessKeyId} = await signedIn(`${keys}${roleOver('base')}`, {
			profile: 'role',
			region: 'eu-north-1',
		});
		expect(hosts).toEqual(['sts.eu-north-1.amazonaws.com']);
		expect(accessKeyId).toBe('ASIAROLE');
	});

	test('by a web identity token is asked for in the region of the environment', async () => {
		restore = useSharedFiles(
			{},
			{AWS_ROLE_ARN: 'arn:aws:iam::111122223333:role/deploy', AWS_DEFAULT_REGION: 'ap-south-1'},
		);
		const file = path.join(process.env.HOME ?? '', 'token');
		writeFileSync(file, 'a.b.c');
		const {hosts, requestHandler} = fakeSignIn();
		vi.stubEnv('AWS_WEB_IDENTITY_TOKEN_FILE', file);
		expect((await signIn({requestHandler})).source).toBe('web identity token');
		expect(hosts).toEqual(['sts.ap-south-1.amazonaws.com']);
	});
});
