import {describe, expect, test} from 'vitest';
import type {Snapshot} from '../../source/account/index.ts';
import {creativeForceConnection, profileOf} from '../support/connections.ts';
import {judge} from '../support/findings.ts';
import {found, healthySnapshot, withRole} from '../support/snapshots.ts';

const connection = creativeForceConnection();
const profile = profileOf('creative-force');
const hint = /wait and check again/u;

function createdBefore(seconds: number): Snapshot {
	const snapshot = healthySnapshot(connection);
	const {role} = snapshot.role;
	if (role.status !== 'found') {
		throw new Error('A healthy account has a role.');
	}

	const createdAt = new Date(Date.parse(snapshot.takenAt) - seconds * 1000).toISOString();
	return withRole(snapshot, {role: found({...role.value, createdAt})});
}

function hinted(snapshot: Snapshot): string[] {
	return judge(snapshot, connection, profile)
		.filter(({reason}) => hint.test(reason))
		.map(({id}) => id);
}

describe('a change that may not have spread yet', () => {
	test('a role of half a minute ago gets a hint at what rests on it', () => {
		const ids = hinted(createdBefore(30));
		expect(ids).toContain('role.exists');
		expect(ids).toContain('trust.principal');
		expect(ids).toContain('access.read');
		expect(ids).not.toContain('bucket.exists');
	});

	test('a role of two minutes ago gets none', () => {
		expect(hinted(createdBefore(120))).toEqual([]);
	});

	test('a clock that is a little behind does not hide it, and one that is far behind makes no hint', () => {
		expect(hinted(createdBefore(-30))).toContain('role.exists');
		expect(hinted(createdBefore(-120))).toEqual([]);
	});

	test('a managed policy of a moment ago is named', () => {
		const snapshot = createdBefore(3600);
		const {policies} = snapshot.role;
		if (policies.status !== 'found') {
			throw new Error('A healthy account has a role policy.');
		}

		const changed = withRole(snapshot, {
			policies: found(policies.value.map((policy) => ({...policy, updatedAt: snapshot.takenAt}))),
		});
		const check = judge(changed, connection, profile).find(({id}) => id === 'access.read');
		expect(check?.reason).toContain(policies.value[0]?.name);
		expect(check?.reason).toMatch(hint);
		expect(check?.status).toBe('pass');
	});
});
