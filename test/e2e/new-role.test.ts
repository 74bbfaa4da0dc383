import {afterAll, afterEach, beforeAll, describe, expect, test} from 'vitest';
import {
	queryAnswer,
	queryError,
	type ReplayAnswer,
	type ReplayedCall,
	ReplayHome,
	type ReplayServer,
	startReplayServer,
} from '../support/replay/index.ts';
import type {Ran} from './support/run-command.ts';
import {Terminal} from './support/terminal.ts';

let server: ReplayServer;
let home: ReplayHome | undefined;
beforeAll(async () => {
	server = await startReplayServer();
});
afterEach(() => home?.remove());
afterAll(() => server.stop());

const boundary = 'arn:aws:iam::111122223333:policy/team/Boundary';
const credentials = '[default]\naws_access_key_id = AKIAWORK\naws_secret_access_key = secret\n';
const notAuthorized =
	'User: arn:aws:iam::111122223333:user/AKIAWORK is not authorized to perform: iam:CreateRole on resource: arn:aws:iam::111122223333:role/CreativeForceAccess';

type Form = ReadonlyMap<string, string>;

/** What AWS is like: which roles may be made, and what it says of the policy that is a boundary. */
type Circumstances = {
	/** The message with which the making of a role is refused; undefined where it is not. */
	readonly refuses?: (form: Form) => string | undefined;
	/** What is said of a boundary that is not there, when a role is to be made with it. */
	readonly unknownBoundary?: string;
	/** What the policy of the boundary allows; refused where it may not be seen, absent where there is none. */
	readonly policy?: readonly string[] | 'refused' | 'absent';
	/** Whether the role is there before. */
	readonly isThere?: boolean;
	/** Whether the answer to its making gets lost. */
	readonly isLost?: boolean;
};

/** What IAM answers about the role: it is there from when it was made, with what it was made with. */
function roleIn({
	refuses,
	unknownBoundary,
	policy = ['s3:*', 'kms:*'],
	isThere = false,
	isLost = false,
}: Circumstances): (call: ReplayedCall) => ReplayAnswer | undefined {
	let made: Form | undefined;
	let inline: Form | undefined;
	const text = JSON.stringify({
		Version: '2012-10-17',
		Statement: [{Effect: 'Allow', Action: policy, Resource: '*'}],
	});
	return (call) => {
		const form: Form = new Map(new URLSearchParams(call.body));
		switch (call.operation) {
			case 'CreateRole': {
				const message = refuses?.(form);
				if (message !== undefined) {
					return queryError(403, 'AccessDenied', message);
				}

				if (unknownBoundary !== undefined) {
					return queryError(404, 'NoSuchEntity', unknownBoundary);
				}

				made = form;
				return isLost ? queryError(500, 'ServiceFailure') : queryAnswer('CreateRole', '');
			}

			case 'PutRolePolicy': {
				inline = form;
				return queryAnswer('PutRolePolicy', '');
			}

			case 'GetPolicy': {
				return policy === 'refused'
					? queryError(403, 'AccessDenied')
					: policy === 'absent'
						? queryError(404, 'NoSuchEntity')
						: queryAnswer('GetPolicy', '<Policy><DefaultVersionId>v2</DefaultVersionId></Policy>');
			}

			case 'GetPolicyVersion': {
				return queryAnswer(
					'GetPolicyVersion',
					`<PolicyVersion><Document>${encodeURIComponent(text)}</Document></PolicyVersion>`,
				);
			}
		}

		if (isThere || !/Role/.test(call.operation)) {
			return undefined;
		}

		if (made === undefined) {
			return queryError(404, 'NoSuchEntity');
		}

		const arn = made.get('PermissionsBoundary');
		switch (call.operation) {
			case 'GetRole': {
				return queryAnswer(
					'GetRole',
					`<Role><Arn>arn:aws:iam::111122223333:role/CreativeForceAccess</Arn><RoleId>AROAEXAMPLE</RoleId><CreateDate>2025-06-01T12:00:00Z</CreateDate><AssumeRolePolicyDocument>${encodeURIComponent(made.get('AssumeRolePolicyDocument') ?? '')}</AssumeRolePolicyDocument>${arn === undefined ? '' : `<PermissionsBoundary><PermissionsBoundaryType>Policy</PermissionsBoundaryType><PermissionsBoundaryArn>${arn}</PermissionsBoundaryArn></PermissionsBoundary>`}</Role>`,
				);
			}

			case 'ListRolePolicies': {
				const name = inline?.get('PolicyName');
				return queryAnswer(
					'ListRolePolicies',
					`<PolicyNames>${name === undefined ? '' : `<member>${name}</member>`}</PolicyNames>`,
				);
			}

			case 'GetRolePolicy': {
				return inline === undefined
					? queryError(404, 'NoSuchEntity')
					: queryAnswer(
							'GetRolePolicy',
							`<PolicyName>p</PolicyName><PolicyDocument>${encodeURIComponent(inline.get('PolicyDocument') ?? '')}</PolicyDocument>`,
						);
			}

			default: {
				return undefined;
			}
		}
	};
}

/** The words of a run without the breaks of its lines. */
const said = ({stdout, stderr}: Ran) => `${stdout}\n${stderr}`.replaceAll(/\s+/g, ' ');

/** What the making of a role was asked with beside what it always is, once for each time. */
const asked = () =>
	server.calls
		.filter(({operation}) => operation === 'CreateRole')
		.map(({body}) =>
			Object.fromEntries(
				[...new URLSearchParams(body)].filter(([name]) => /^(?:Permissions|Tags)/.test(name)),
			),
		);

async function apply(circumstances: Circumstances, ...argv: readonly string[]): Promise<Ran> {
	home = new ReplayHome(server, {credentials});
	server.play({answer: roleIn(circumstances)});
	const ran = await home.run('apply', 'connection.json', ...argv);
	expect(server.hosts()).toContain('iam.amazonaws.com');
	expect(server.hosts().every((host) => host.endsWith('.amazonaws.com'))).toBe(true);
	return ran;
}

const usual = ['--permissions-boundary ARN', '--tag KEY=VALUE'];

describe('a role that may not be made', () => {
	test.each([
		[
			'by a service control policy',
			`${notAuthorized} with an explicit deny in a service control policy`,
		],
		[
			'for want of a policy that allows it',
			`${notAuthorized} because no identity-based policy allows the iam:CreateRole action`,
		],
		['without a word why', 'Access Denied'],
	])('%s leads to what an organization may demand', async (_why, message) => {
		const ran = await apply({refuses: () => message}, '--yes');
		expect(ran.code).toBe(1);
		expect(asked()).toEqual([{}]);
		expect(said(ran)).toMatch(/✖ Role CreativeForceAccess: failed [^.]*iam:CreateRole/);
		expect(said(ran)).toContain(
			'Organizations often demand a permissions boundary or tags of every new role. Ask your administrator which ones.',
		);
		expect(said(ran)).toContain(`s3-handshake apply connection.json --yes ${usual.join(' ')}`);
		expect(said(ran)).toContain('Or create the role by hand with them, then run this again:');
		expect(said(ran)).toContain(
			'https://console.aws.amazon.com/iam/home#/roles/create?step=selectEntities&trustedEntityType=AWS_ACCOUNT&awsAccount=092392787187',
		);
	});

	test('with a boundary and without the tags that are demanded too is told with what was asked', async () => {
		const ran = await apply(
			{refuses: (form) => (form.has('Tags.member.1.Key') ? undefined : notAuthorized)},
			...['--yes', '--permissions-boundary', boundary],
		);
		expect(ran.code).toBe(1);
		expect(asked()).toEqual([{PermissionsBoundary: boundary}]);
		expect(said(ran)).toContain(
			`This role was to be made with the permissions boundary ${boundary}.`,
		);
		expect(said(ran)).toContain(
			`s3-handshake apply connection.json --yes --permissions-boundary ${boundary} --tag KEY=VALUE`,
		);
	});

	test('says so as JSON, with the permissions that it needs', async () => {
		const ran = await apply({refuses: () => notAuthorized}, '--yes', '--json', '--tag', 'Team=web');
		expect(ran.code).toBe(1);
		const {steps, permissions} = JSON.parse(ran.stdout) as {
			steps: {id: string; status: string; detail: string}[];
			permissions: {document: object; refused: {action: string}[]};
		};
		const role = steps.find(({id}) => id === 'role');
		expect(role?.status).toBe('failed');
		expect(role?.detail).toContain('This role was to be made with the tag Team=web.');
		expect(permissions.refused).toMatchObject([{action: 'iam:CreateRole'}]);
		expect(JSON.stringify(permissions.document)).toContain('"iam:TagRole"');
	});
});

describe('a role that is made', () => {
	test('gets the boundary and the tags in the one call that makes it', async () => {
		const ran = await apply(
			{
				refuses: (form) =>
					form.get('PermissionsBoundary') === boundary && form.get('Tags.member.1.Value') === '42'
						? undefined
						: notAuthorized,
			},
			...['--yes', '--permissions-boundary', boundary],
			...['--tag', 'CostCenter=42', '--tag', 'Team=web dev'],
		);
		expect(said(ran)).toContain('Verification: pass');
		expect(ran.code).toBe(0);
		expect(asked()).toEqual([
			{
				PermissionsBoundary: boundary,
				'Tags.member.1.Key': 'CostCenter',
				'Tags.member.1.Value': '42',
				'Tags.member.2.Key': 'Team',
				'Tags.member.2.Value': 'web dev',
			},
		]);
		expect(said(ran)).toContain(
			`It gets the permissions boundary ${boundary} and the tags CostCenter=42, Team=web dev. The permissions boundary allows everything that Creative Force needs.`,
		);
	});

	test('gets tags to the letter', async () => {
		const ran = await apply({}, '--yes', '--tag', 'Größe=a=b/c@d', '--tag', 'Empty=');
		expect(ran.code).toBe(0);
		expect(asked()).toEqual([
			{
				'Tags.member.1.Key': 'Größe',
				'Tags.member.1.Value': 'a=b/c@d',
				'Tags.member.2.Key': 'Empty',
				'Tags.member.2.Value': '',
			},
		]);
	});

	test('gets nothing more where nothing is given', async () => {
		const ran = await apply({}, '--yes');
		expect(ran.code).toBe(0);
		expect(asked()).toEqual([{}]);
		expect(said(ran)).not.toContain('It gets');
	});

	test('is done where the answer got lost, and its boundary is the one that was asked for', async () => {
		const ran = await apply({isLost: true}, '--yes', '--permissions-boundary', boundary);
		expect(said(ran)).toContain('AWS returned an error (ServiceFailure), but the change was made.');
		expect(ran.code).toBe(0);
		expect(asked()).toHaveLength(1);
	});
});

describe('the boundary of a role that is to be made', () => {
	const flags = ['--permissions-boundary', boundary];

	test('is read before: one that shuts the vendor out is told, and nothing is changed', async () => {
		const ran = await apply({policy: ['ec2:*']}, '--dry-run', ...flags);
		expect(ran.code).toBe(0);
		expect(asked()).toEqual([]);
		expect(said(ran)).toContain(
			'The permissions boundary blocks what Creative Force needs: s3:ListBucket, s3:GetObject, s3:PutObject, kms:Decrypt and kms:GenerateDataKey.',
		);
	});

	test('that may not be seen is told to be unknown, before and after', async () => {
		const ran = await apply({policy: 'refused'}, '--yes', ...flags);
		expect(ran.code).toBe(0);
		expect(asked()).toEqual([{PermissionsBoundary: boundary}]);
		expect(said(ran)).toMatch(
			/Whether this boundary allows what Creative Force needs is not known\. [^.]*iam:GetPolicy/,
		);
		expect(said(ran)).toContain('Verification: unknown');
	});

	test('that AWS turns out not to know is told to be that, and not a role that is gone', async () => {
		const ran = await apply(
			{policy: 'refused', unknownBoundary: `Scope ARN: ${boundary} does not exist.`},
			...['--yes', ...flags],
		);
		expect(ran.code).toBe(1);
		expect(asked()).toEqual([{PermissionsBoundary: boundary}]);
		expect(said(ran)).toContain(
			`Nothing was changed: AWS does not know the policy ${boundary}, or it cannot be a permissions boundary (iam:CreateRole: NoSuchEntity).`,
		);
	});

	test('that is not there is in the way', async () => {
		const ran = await apply({policy: 'absent'}, '--yes', ...flags);
		expect(ran.code).toBe(1);
		expect(asked()).toEqual([]);
		expect(said(ran)).toContain(`There is no policy ${boundary}`);
	});

	test('is not even looked at where the role is there, which stays as it is', async () => {
		const ran = await apply({isThere: true}, '--yes', ...flags, '--tag', 'Team=web');
		expect(ran.code).toBe(0);
		expect(server.calls.map(({operation}) => operation)).not.toContain('GetPolicy');
		expect(asked()).toEqual([]);
		expect(said(ran)).toContain(
			`It stays as it is, without the permissions boundary ${boundary} and the tag Team=web: these are given only to a role that is made.`,
		);
	});
});

describe('the wizard, once AWS has refused to make the role', () => {
	test.each([
		[80, 24],
		[60, 18],
	])('asks for what is demanded, plans again, and makes it: %i by %i', async (columns, rows) => {
		home = new ReplayHome(server, {credentials});
		const {directory, environment} = home;
		server.play({
			answer: roleIn({
				refuses: (form) =>
					form.has('PermissionsBoundary') && form.has('Tags.member.2.Key')
						? undefined
						: notAuthorized,
			}),
		});
		const terminal = Terminal.start({
			arguments: ['connection.json', '--profile', 'default'],
			columns,
			rows,
			environment: {...environment, TERM: 'xterm-256color'},
			cwd: directory,
			home: directory,
		});
		for (const panel of ['1 of 4', '2 of 4', '3 of 4', '4 of 4']) {
			await terminal.waitFor(panel);
			terminal.press('enter');
		}

		await terminal.waitFor('There is no role “CreativeForceAccess”');
		terminal.type('2');
		await terminal.waitFor('What would change in account 111122223333');
		terminal.type('a');
		await terminal.waitFor('Change account 111122223333 now?');
		terminal.type('2');
		await terminal.waitFor('Not everything was done');
		terminal.press('enter');
		await terminal.waitFor('What your organization demands of a new role');
		terminal.type(boundary);
		await terminal.waitFor('team/Boundary');
		terminal.press('enter');
		terminal.paste('CostCenter=42\nTeam=web dev\n');
		await terminal.waitFor('CostCenter=42, Team=web dev');
		terminal.press('enter');
		await terminal.waitFor('▸ + create        Role CreativeForceAccess');
		await terminal.waitFor('It gets the permissions');
		expect(asked()).toEqual([{}]);
		terminal.type('a');
		await terminal.waitFor('Change account 111122223333 now?');
		terminal.type('2');
		await terminal.waitFor('Enter verify');
		expect(asked().slice(1)).toEqual([
			{
				PermissionsBoundary: boundary,
				'Tags.member.1.Key': 'CostCenter',
				'Tags.member.1.Value': '42',
				'Tags.member.2.Key': 'Team',
				'Tags.member.2.Value': 'web dev',
			},
		]);
		terminal.press('enter');
		await terminal.waitFor('0 to fix');
		terminal.press('ctrl+c');
		expect(await terminal.exited()).toEqual({exitCode: 130, signal: undefined});
	});
});
