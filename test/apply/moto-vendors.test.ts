import {expect, test} from 'vitest';
import {exampleConnection} from '../../source/rehearsal/index.ts';
import {builtInProfiles} from '../../source/vendors/index.ts';
import {profileOf} from '../support/connections.ts';
import {describeWithMoto} from '../support/moto.ts';
import {found, healthySnapshot, withRole} from '../support/snapshots.ts';
import {articleOf} from '../vendors/articles.ts';
import {failuresIn, useMotoProgram} from './support/moto-program.ts';
import {untouched} from './support/states.ts';

/** Every way to use each vendor, as apply can set it up. */
const ways = builtInProfiles.flatMap((profile) =>
	profile.purposes.flatMap(({id: purpose}) =>
		profile.encryption.map((encryption) => ({
			name: `${profile.id} ${purpose} ${encryption}`,
			profile,
			given: exampleConnection(profile, {purpose, encryption}),
		})),
	),
);

/** What the role of Datadog's integration may do besides: a part of the policy that its own guide has. */
const integration = {
	Version: '2012-10-17',
	Statement: [{Effect: 'Allow', Action: ['cloudwatch:Get*', 'ec2:Describe*'], Resource: '*'}],
};

describeWithMoto('a vendor that comes with the program', () => {
	const program = useMotoProgram();

	test.each(ways)(
		'is set up in an empty account, and verified then: $name',
		async ({profile, given}) => {
			const connection = await program.account.fill(untouched(given), given);
			const first = await program.apply(connection);
			expect(first.code, first.stderr).toBe(0);
			expect(first.steps.map(({status}) => status)).toEqual(first.steps.map(() => 'done'));
			const checks = await program.verify(connection);
			expect(failuresIn(checks)).toEqual([]);
			const warned = [
				...articleOf(profile.id).warned.map(({check}) => check as string),
				// The emulator makes buckets as AWS did before 2023: neither closed to the public nor without ACLs.
				...['bucket.public-access', 'bucket.ownership'],
			];
			expect(
				checks
					.filter(({status}) => status === 'warn')
					.map(({id}) => id)
					.filter((id) => !warned.includes(id)),
			).toEqual([]);

			program.proxy.clear();
			const second = await program.apply(connection);
			expect(second.steps.map(({action}) => action)).toEqual(second.steps.map(() => 'none'));
			expect(program.proxy.writes()).toEqual([]);
		},
		30_000,
	);

	test('is added to a role that is there for something else, which stays as it is', async () => {
		const datadog = profileOf('datadog');
		const given = {
			...exampleConnection(datadog, {purpose: 'archive-rehydrate', encryption: 'SSE-S3'}),
			roleName: datadog.existingRole?.name ?? '',
			rolePath: '/',
		};
		const before = withRole(healthySnapshot(given), {
			policies: found([
				{
					kind: 'managed',
					name: 'DatadogIntegrationPolicy',
					text: found(JSON.stringify(integration)),
				},
			]),
		});
		const connection = await program.account.fill(before, given);
		const held = await program.account.contents(connection);
		const {code, steps} = await program.apply(connection);
		expect(code).toBe(0);
		expect(steps.filter(({action}) => action !== 'none').map(({id}) => id)).toEqual([
			'role-policy',
		]);
		const {trustPolicy, rolePolicies} = await program.account.contents(connection);
		expect(trustPolicy).toBe(held.trustPolicy);
		expect(Object.keys(rolePolicies)).toHaveLength(1);
		expect(failuresIn(await program.verify(connection))).toEqual([]);
	}, 30_000);
});
