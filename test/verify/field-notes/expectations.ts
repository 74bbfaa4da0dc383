import {expect} from 'vitest';
import type {Snapshot} from '../../../source/account/index.ts';
import type {CheckStatus, Correction} from '../../../source/verify/index.ts';
import type {Check} from '../../../source/words/index.ts';
import {profileOf} from '../../support/connections.ts';
import {judge} from '../../support/findings.ts';
import {found, healthySnapshot, withBucket, withRole, withText} from '../../support/snapshots.ts';
import type {FailureIn} from './failure.ts';

/** Gives the checks of a connection in an account; how it looks there is its own affair. */
export type Judge = (snapshot: Snapshot, failure: FailureIn) => Promise<readonly Check[]>;

/** Judges a snapshot as it is. */
export const judgeSnapshot: Judge = async (snapshot, {connection}) =>
	judge(snapshot, connection, profileOf(connection.vendor));

/** The account of a failure. */
export function accountOf({account, connection}: FailureIn): Snapshot {
	return account(healthySnapshot(connection), connection);
}

/** What is found wrong, or cannot be told although it counts. Advice about rights beyond need is left out. */
export function wrongIn(checks: readonly Check[]): Readonly<Record<string, CheckStatus>> {
	return Object.fromEntries(
		checks
			.filter(
				({id, status, required}) =>
					id !== 'isolation.excess' &&
					(status === 'fail' || status === 'warn' || (status === 'unknown' && required)),
			)
			.map(({id, status}) => [id, status]),
	);
}

/** Expects a failure to be named as it should, alone, and its correction to help. */
export async function expectNamed(failure: FailureIn, judgeIn: Judge): Promise<void> {
	const {connection, id, status, says, blame, besides = {}, after} = failure;
	const snapshot = accountOf(failure);
	const checks = await judgeIn(snapshot, failure);
	const check = checkOf(checks, id);
	const others = typeof besides === 'function' ? besides(connection) : besides;

	expect(check.status, check.reason).toBe(status);
	expect(check.reason).toMatch(says);
	expect(check.fix).toMatch(/\w.*\.$/s);
	if (id !== 'isolation.excess') {
		expect(wrongIn(checks)).toEqual({...others, [id]: status});
	}

	if (blame === null) {
		expect(check.blame).toBeUndefined();
	} else {
		expect(check.blame).toMatchObject(blame);
	}

	if (after === undefined) {
		return;
	}

	expect(check.correction, 'what to paste').toBeDefined();
	const repaired = await judgeIn(pastedInto(snapshot, check), failure);
	const mended = checkOf(repaired, id);
	expect(mended.status, `${mended.reason}\n${check.correction?.text}`).toBe(after);
	const before = new Set(checks.filter((item) => item.status === 'fail').map((item) => item.id));
	expect(
		repaired.filter((item) => item.status === 'fail' && !before.has(item.id)),
		'failures that the correction brings',
	).toEqual([]);
}

/** The check with this id. */
function checkOf(checks: readonly Check[], id: string): Check {
	const check = checks.find((candidate) => candidate.id === id);
	if (check === undefined) {
		throw new Error(`There is no check ${id}.`);
	}

	return check;
}

/** The account once the correction of a check was pasted; of several role policies into the one to blame. */
function pastedInto(
	snapshot: Snapshot,
	{blame, correction}: Pick<Check, 'blame' | 'correction'>,
): Snapshot {
	if (correction === undefined) {
		return snapshot;
	}

	switch (correction.document) {
		case 'bucket-policy':
			return withBucket(snapshot, {policy: found(correction.text)});
		case 'role-policy':
			return withRolePolicy(snapshot, correction, blame?.policy);
		default:
			return withText(snapshot, correction.document, correction.text);
	}
}

function withRolePolicy(snapshot: Snapshot, {text}: Correction, name = 'VendorAccess'): Snapshot {
	const {policies} = snapshot.role;
	const others = policies.status === 'found' ? policies.value : [];
	return withRole(snapshot, {
		policies: found([
			...others.filter((policy) => policy.name !== name),
			{kind: 'inline', name, text: found(text)} as const,
		]),
	});
}
