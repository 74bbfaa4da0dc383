import {describe, expect, test} from 'vitest';
import {absent, found, type Looked, refused} from '../../source/account/index.ts';
import {emptyState} from '../../source/account/practice/state.ts';
import {executePlan, type Plan, seeNewRole} from '../../source/apply/index.ts';
import {noExtras, type RoleExtras} from '../../source/connection/index.ts';
import {creativeForceConnection, iconikConnection, profileOf} from '../support/connections.ts';
import {emptyAccount, planOf, saidOf, stepOf} from '../support/planning.ts';
import {healthySnapshot, withRole} from '../support/snapshots.ts';
import {awsError, fakeWriter, uncertainError} from './support/fake-writer.ts';
import {
	accountId,
	contextFor,
	filesIn,
	policy,
	roleName,
	planOf as runOf,
} from './support/plans.ts';

const connection = creativeForceConnection();
const permissionsBoundary = 'arn:aws:iam::111122223333:policy/Boundary';
const tags = [
	{key: 'CostCenter', value: '42'},
	{key: 'Team', value: 'web dev'},
];
const extras: RoleExtras = {permissionsBoundary, tags};
const empty = emptyAccount(connection);

function allowing(...Action: readonly string[]): Looked<string> {
	return found(
		JSON.stringify({
			Version: '2012-10-17',
			Statement: [{Effect: 'Allow', Action, Resource: '*'}],
		}),
	);
}

function planWith(boundaryPolicy: Looked<string>): Plan {
	return planOf(empty, connection, {newRole: {...extras, boundaryPolicy}});
}

describe('a look at the policy that is to be the boundary', () => {
	const asked: string[] = [];
	const account = {
		async lookAtPolicy(arn: string) {
			asked.push(arn);
			return allowing('s3:*');
		},
	};

	test('is made where the role is not there yet', async () => {
		expect(await seeNewRole(account, extras, empty)).toEqual({
			...extras,
			boundaryPolicy: allowing('s3:*'),
		});
		expect(asked.splice(0)).toEqual([permissionsBoundary]);
	});

	test('is not made where there is a role, or no boundary is asked for', async () => {
		expect(await seeNewRole(account, extras, healthySnapshot(connection))).toEqual(extras);
		expect(await seeNewRole(account, {tags}, empty)).toEqual({tags});
		expect(asked).toEqual([]);
	});
});

describe('the plan of a role that is made', () => {
	test('is as ever where nothing more is asked for', () => {
		expect(planOf(empty, connection, {newRole: noExtras})).toEqual(planOf(empty, connection));
		expect(stepOf(planOf(empty, connection), 'role').change).not.toHaveProperty('extras');
	});

	test('says what it gets, and that its boundary allows what the vendor needs', () => {
		const plan = planWith(allowing('s3:*', 'kms:*'));
		expect(stepOf(plan, 'role').change).toMatchObject({kind: 'create-role', extras});
		expect(saidOf(plan, 'role')).toContain(
			`It gets the permissions boundary ${permissionsBoundary} and the tags CostCenter=42, Team=web dev.`,
		);
		expect(saidOf(plan, 'role')).toContain(
			'The permissions boundary allows everything that Creative Force needs.',
		);
		expect(plan.untouched).toEqual([]);
	});

	test('says that its boundary shuts the vendor out, and what to do about it', () => {
		const plan = planWith(allowing('ec2:*'));
		expect(stepOf(plan, 'role').obstacle).toBeUndefined();
		expect(saidOf(plan, 'role')).toContain(
			'The permissions boundary blocks what Creative Force needs: s3:ListBucket',
		);
		expect(plan.untouched.map(({id, code}) => [id, code])).toContainEqual([
			'role.boundary',
			'not-allowed',
		]);
	});

	test.each([
		['is refused', refused('AccessDenied', 'iam:GetPolicy')],
		['cannot be read', found('no policy')],
	] as const)('says that it is not known what a boundary allows that %s', (_what, looked) => {
		const said = saidOf(planWith(looked), 'role');
		expect(said).toContain('Whether this boundary allows what Creative Force needs is not known.');
		expect(said).toContain(
			'A permissions boundary limits what the policies of the role can allow.',
		);
	});

	test('is not possible with a boundary that is not there, nor are the steps that need it', () => {
		const plan = planWith(absent('NoSuchEntity'));
		expect(saidOf(plan, 'role')).toContain(`There is no policy ${permissionsBoundary}`);
		expect(stepOf(plan, 'role').change).toBeUndefined();
		expect(stepOf(plan, 'role-policy').obstacle?.code).toBe('needs-step');
	});

	test('with tags alone says nothing of a boundary', () => {
		const said = saidOf(planOf(empty, connection, {newRole: {tags: tags.slice(0, 1)}}), 'role');
		expect(said).toContain('It gets the tag CostCenter=42.');
		expect(said).not.toContain('boundary');
	});
});

describe('the plan of a role that is there', () => {
	const healthy = healthySnapshot(connection);

	test('leaves it as it is, and says so', () => {
		const plan = planOf(healthy, connection, {newRole: extras});
		expect(stepOf(plan, 'role')).toMatchObject({action: 'none'});
		expect(saidOf(plan, 'role')).toBe(
			`The role exists. It stays as it is, without the permissions boundary ${permissionsBoundary} and the tags CostCenter=42, Team=web dev: these are given only to a role that is made.`,
		);
	});

	test('says nothing where it has all of that already', () => {
		const {role} = healthy.role;
		if (role.status !== 'found') {
			throw new Error('There is no role.');
		}

		const tagged = {CostCenter: '42', Team: 'web dev', More: 'x'};
		const made = withRole(healthy, {
			role: found({...role.value, boundaryArn: permissionsBoundary, tags: tagged}),
			boundary: allowing('s3:*', 'kms:*'),
		});
		expect(saidOf(planOf(made, connection, {newRole: extras}), 'role')).toBe('The role exists.');
		const other = withRole(made, {role: found({...role.value, tags: {...tagged, Team: 'ops'}})});
		expect(saidOf(planOf(other, connection, {newRole: {tags}}), 'role')).toContain(
			'without the tag Team=web dev:',
		);
	});
});

test('a vendor with a role of its own gets none of it', () => {
	const vendor = iconikConnection();
	const snapshot = healthySnapshot(vendor);
	expect(profileOf(vendor.vendor).access).not.toBe('customer-role');
	expect(planOf(snapshot, vendor, {newRole: extras})).toEqual(planOf(snapshot, vendor));
});

const creation = (given: RoleExtras | undefined) =>
	runOf({
		id: 'role',
		action: 'create',
		detail: {code: 'creates-role', facts: {}},
		diff: [],
		change: {
			kind: 'create-role',
			roleName,
			rolePath: '/',
			trustPolicy: policy('Vendor'),
			description: 'd',
			...(given !== undefined && {extras: given}),
		},
	});

describe('the making of a role', () => {
	test('gives it the boundary and the tags in the same call', async () => {
		const fake = fakeWriter(emptyState(accountId));
		const [result] = await executePlan(creation(extras), fake.writer, contextFor());
		expect(result).toMatchObject({status: 'done', detail: {code: 'role-made'}});
		expect(fake.writes()).toEqual(['createRole']);
		expect(fake.state.roles.get(roleName)).toMatchObject({
			boundaryArn: permissionsBoundary,
			tags: {CostCenter: '42', Team: 'web dev'},
		});
	});

	test.each([undefined, extras])(
		'that is not allowed is told by itself, with what was asked for: %o',
		async (given) => {
			const fake = fakeWriter(emptyState(accountId), {
				before(method) {
					if (method === 'createRole') {
						throw Object.assign(awsError('AccessDenied'), {isRefused: true});
					}
				},
			});
			const context = contextFor();
			const [result] = await executePlan(creation(given), fake.writer, context);
			expect(result).toMatchObject({
				status: 'failed',
				detail: {
					code: 'role-refused',
					facts: {error: 'AccessDenied', action: 'x:Write', extras: given ?? noExtras},
				},
			});
			expect(filesIn(context.backupFolder)).toEqual([]);
		},
	);

	test.each(['NoSuchEntity', 'PolicyNotAttachable'])(
		'whose boundary AWS does not take says so: %s',
		async (code) => {
			const fake = fakeWriter(emptyState(accountId), {
				before(method) {
					if (method === 'createRole') {
						throw awsError(code);
					}
				},
			});
			const [result] = await executePlan(creation(extras), fake.writer, contextFor());
			expect(result).toMatchObject({
				status: 'failed',
				detail: {
					code: 'boundary-not-taken',
					facts: {arn: permissionsBoundary, error: code, action: 'x:Write'},
				},
			});
			const [other] = await executePlan(creation({tags}), fake.writer, contextFor());
			expect(other?.detail.code).toBe('not-taken');
		},
	);

	/** Loses the answer to the first making, after which the role is as `change` leaves it. */
	const losing = (change: (state: ReturnType<typeof emptyState>) => void) => {
		const state = emptyState(accountId);
		let isLost = false;
		return fakeWriter(state, {
			after(method) {
				if (method === 'createRole' && !isLost) {
					isLost = true;
					change(state);
					throw uncertainError();
				}
			},
		});
	};

	test.each([
		['as it was to be', 'there-after-error', {}],
		['tagged by somebody else since', 'there-after-error', {tags: {Owner: 'robot'}}],
		['with another boundary', 'changed-in-doubt', {boundaryArn: 'arn:aws:iam::aws:policy/Other'}],
		['without a boundary', 'changed-in-doubt', {boundaryArn: undefined}],
	])('whose answer got lost is judged by the boundary: %s', async (_how, code, found_) => {
		const fake = losing((state) => Object.assign(state.roles.get(roleName) ?? {}, found_));
		const [result] = await executePlan(creation(extras), fake.writer, contextFor());
		expect(result?.detail.code).toBe(code);
		expect(fake.writes()).toEqual(['createRole']);
	});

	test('whose answer got lost and whose boundary cannot be seen is not known to be made', async () => {
		const fake = losing(() => undefined);
		const writer = {
			...fake.writer,
			createRole: fake.writer.createRole,
			readTrustPolicy: fake.writer.readTrustPolicy,
			accountId: fake.writer.accountId,
			readRoleBoundary: async () => refused('AccessDenied', 'iam:GetRole'),
		};
		const [result] = await executePlan(creation(extras), writer, contextFor());
		expect(result).toMatchObject({
			status: 'failed',
			detail: {code: 'not-known', facts: {why: {action: 'iam:GetRole'}}},
		});
	});

	test('without a boundary asks for none after a lost answer', async () => {
		const fake = losing(() => undefined);
		await executePlan(creation({tags}), fake.writer, contextFor());
		expect(fake.calls).not.toContain('readRoleBoundary');
	});
});
