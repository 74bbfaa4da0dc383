import {
	CreatePolicyCommand,
	GetRoleCommand,
	IAMClient,
	ListRoleTagsCommand,
} from '@aws-sdk/client-iam';
import {expect, test} from 'vitest';
import {describeWithMoto, motoEnvironment} from '../support/moto.ts';
import {failuresIn, useMotoProgram} from './support/moto-program.ts';
import {role, withBareBucket} from './support/states.ts';

describeWithMoto('apply with a permissions boundary and tags', () => {
	const program = useMotoProgram();
	const {accountId, roleName: RoleName} = role;

	const iam = () =>
		new IAMClient({
			endpoint: program.proxy.endpoint,
			region: 'us-east-1',
			credentials: {
				accessKeyId: motoEnvironment.AWS_ACCESS_KEY_ID,
				secretAccessKey: motoEnvironment.AWS_SECRET_ACCESS_KEY,
			},
		});
	const makeBoundary = async (...Action: readonly string[]) => {
		const {Policy} = await iam().send(
			new CreatePolicyCommand({
				PolicyName: 'Boundary',
				Path: '/team/',
				PolicyDocument: JSON.stringify({
					Version: '2012-10-17',
					Statement: [{Effect: 'Allow', Action, Resource: '*'}],
				}),
			}),
		);
		return Policy?.Arn ?? '';
	};

	test('makes a role that has both, says nothing of it when run again, and takes it away again', async () => {
		const connection = await program.account.fill(withBareBucket(role), role);
		const before = await program.account.contents(connection);
		const boundary = await makeBoundary('s3:*', 'kms:*');
		const flags = ['--permissions-boundary', boundary, '--tag', 'Team=web dev', '--tag', 'A=b=c'];
		const {code, steps, run = '', stderr} = await program.apply(connection, '--yes', ...flags);
		expect(code, stderr).toBe(0);
		expect(boundary).toBe(`arn:aws:iam::${accountId}:policy/team/Boundary`);
		expect(steps.filter(({status}) => status !== 'done')).toEqual([]);

		const {Role} = await iam().send(new GetRoleCommand({RoleName}));
		expect(Role?.PermissionsBoundary?.PermissionsBoundaryArn).toBe(boundary);
		const {Tags} = await iam().send(new ListRoleTagsCommand({RoleName}));
		expect(Object.fromEntries((Tags ?? []).map(({Key, Value}) => [Key, Value]))).toEqual({
			Team: 'web dev',
			A: 'b=c',
		});
		const checks = await program.verify(connection);
		expect(failuresIn(checks)).toEqual([]);
		expect(checks.find(({id}) => id === 'role.boundary')).toMatchObject({
			status: 'pass',
			reason: 'The permissions boundary allows everything that Creative Force needs.',
		});

		const again = await program.apply(connection, '--yes', ...flags);
		expect(again.steps.find(({id}) => id === 'role')?.detail).toBe('The role exists.');
		expect(again.run).toBeUndefined();

		const undone = await program.undo(run);
		expect(undone.code, undone.stderr).toBe(0);
		expect(await program.account.contents(connection)).toEqual(before);
	}, 30_000);

	test('makes a role whose boundary shuts the vendor out, and verify says so', async () => {
		const connection = await program.account.fill(withBareBucket(role), role);
		const boundary = await makeBoundary('ec2:*');
		const {code, untouched: left} = await program.apply(
			connection,
			...['--yes', '--permissions-boundary', boundary],
		);
		expect(code).toBe(0);
		expect(left.join(' ')).toContain('The permissions boundary blocks what Creative Force needs');
		const checks = await program.verify(connection);
		expect(checks.find(({id}) => id === 'role.boundary')?.status).toBe('fail');
	}, 30_000);
});
