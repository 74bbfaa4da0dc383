import {describe, expect, test} from 'vitest';
import type {Snapshot} from '../../source/account/index.ts';
import {planChanges} from '../../source/apply/plan.ts';
import type {ApplyStepId} from '../../source/apply/types.ts';
import type {Connection} from '../../source/connection/index.ts';
import {UserError} from '../../source/errors.ts';
import {
	creativeForce,
	creativeForceConnection,
	iconik,
	iconikConnection,
	profileOf,
} from '../support/connections.ts';
import {
	carriedOut,
	emptyAccount,
	failing,
	isEverythingDone,
	obstructed,
	planOf,
	stepOf,
	writing,
} from '../support/planning.ts';
import {healthySnapshot, withStatements} from '../support/snapshots.ts';

const connections: readonly Connection[] = [
	...creativeForce.purposes.flatMap(({id: purpose}) =>
		creativeForce.encryption.map((encryption) => creativeForceConnection({purpose, encryption})),
	),
	...iconik.purposes.flatMap(({id: purpose}) =>
		iconik.encryption.map((encryption) => iconikConnection({purpose, encryption})),
	),
];
const named = connections.map(
	(connection) =>
		[connection.vendor, connection.purpose, connection.encryption, connection] as const,
);

const onlyKms = (connection: Connection, id: ApplyStepId) =>
	connection.kmsKeyArn === undefined ? [] : [id];

describe.each(named)('%s, %s, %s', (_vendor, _purpose, _encryption, connection) => {
	const healthy = healthySnapshot(connection);
	const hasRole = connection.roleName !== undefined;

	test('has the steps that the connection needs, in their order', () => {
		const {steps, about} = planOf(healthy, connection);
		expect(about.connection).toBe(connection);
		expect(steps.map(({id}) => id)).toEqual([
			'bucket',
			'bucket-encryption',
			...(hasRole ? ['role', 'trust-policy', 'role-policy'] : []),
			'bucket-policy',
			...onlyKms(connection, 'key-policy'),
		]);
	});

	test('of a finished account changes nothing', () => {
		const plan = planOf(healthy, connection);
		expect(isEverythingDone(plan)).toBe(true);
		expect(writing(plan)).toEqual([]);
	});

	test('of an account with the narrower documents changes nothing', () => {
		const plan = planOf(healthySnapshot(connection, {leastPrivilege: true}), connection);
		expect(isEverythingDone(plan)).toBe(true);
	});

	test('of an empty account makes all of it', () => {
		const snapshot = emptyAccount(connection);
		const plan = planOf(snapshot, connection);
		expect(obstructed(plan)).toEqual([]);
		expect(writing(plan)).toEqual([
			'bucket',
			...onlyKms(connection, 'bucket-encryption'),
			...(hasRole ? ['role', 'role-policy'] : []),
			'bucket-policy',
			...(hasRole ? [] : onlyKms(connection, 'key-policy')),
		]);
		expect(failing(carriedOut(snapshot, plan, connection), connection)).toEqual([]);
		expect(plan.untouched).toEqual([]);
	});

	test('makes with the narrower documents an account that works', () => {
		const snapshot = emptyAccount(connection);
		const after = carriedOut(
			snapshot,
			planOf(snapshot, connection, {leastPrivilege: true}),
			connection,
		);
		expect(failing(after, connection)).toEqual([]);
		expect(isEverythingDone(planOf(after, connection, {leastPrivilege: true}))).toBe(true);
	});

	test('narrows the documents of the article where that is asked for', () => {
		const plan = planOf(healthy, connection, {leastPrivilege: true});
		// iconik's article for readers allows nothing that its narrower form does not.
		expect(stepOf(plan, 'bucket-policy')).toMatchObject(
			connection.purpose === 'read-only' ? {action: 'none'} : {action: 'update', reason: 'advice'},
		);
		const after = carriedOut(healthy, plan, connection);
		expect(failing(after, connection)).toEqual([]);
		expect(isEverythingDone(planOf(after, connection, {leastPrivilege: true}))).toBe(true);
	});

	test('can be stopped after any step and begun again', () => {
		const snapshot = emptyAccount(connection);
		const plan = planOf(snapshot, connection);
		for (const [count] of plan.steps.entries()) {
			const half = carriedOut(snapshot, {...plan, steps: plan.steps.slice(0, count)}, connection);
			const rest = planOf(half, connection);
			expect(writing(rest)).toEqual(
				plan.steps.slice(count).flatMap(({id, change}) => (change === undefined ? [] : [id])),
			);
			expect(failing(carriedOut(half, rest, connection), connection)).toEqual([]);
		}
	});
});

const storage = iconikConnection();
const delivery = creativeForceConnection();

describe('a plan', () => {
	test('makes role and trust policy in one call', () => {
		const plan = planOf(emptyAccount(delivery), delivery);
		expect(stepOf(plan, 'role').change).toMatchObject({kind: 'create-role', rolePath: '/'});
		const trust = stepOf(plan, 'trust-policy');
		expect(trust).toMatchObject({action: 'create', reason: 'article'});
		expect(trust.change).toBeUndefined();
		expect(isEverythingDone(plan)).toBe(false);
	});

	test('is the same whether the account is a practice account or not', () => {
		const snapshot = emptyAccount(storage);
		const {about: _about, ...plan} = planOf(snapshot, storage);
		expect(planOf({...snapshot, source: 'practice'}, storage)).toMatchObject(plan);
	});

	test('is not made of documents', () => {
		const snapshot: Snapshot = {...healthySnapshot(storage), source: 'documents'};
		expect(() => planChanges(snapshot, storage, profileOf('iconik'))).toThrow(UserError);
	});

	test('is plain data that outlives being stored', () => {
		const plan = planOf(emptyAccount(delivery), delivery);
		expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
	});

	test('leaves alone a statement that lets the vendor in under a Sid of its own', () => {
		const snapshot = withStatements(healthySnapshot(storage), 'bucket-policy', (statement) => ({
			...statement,
			Sid: 'OurIconik',
		}));
		expect(isEverythingDone(planOf(snapshot, storage))).toBe(true);
	});
});
