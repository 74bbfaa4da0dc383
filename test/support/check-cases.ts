import {expect, test} from 'vitest';
import type {Snapshot} from '../../source/account/index.ts';
import type {Connection} from '../../source/connection/index.ts';
import {accessChecks} from '../../source/verify/checks/access.ts';
import {isolationChecks} from '../../source/verify/checks/isolation.ts';
import {trustChecks} from '../../source/verify/checks/trust.ts';
import type {Blame, CheckStatus, Correction} from '../../source/verify/index.ts';
import type {Check as Finding} from '../../source/words/index.ts';
import {findingOf} from './findings.ts';
import {found, withBucket, withRole, withText} from './snapshots.ts';

const checks = {...trustChecks, ...accessChecks, ...isolationChecks};
export type JudgedId = keyof typeof checks;

/** Everything that is expected of one check about one account. */
export type CheckCase = {
	/** What is wrong, to follow "where". */
	readonly name: string;
	readonly id: JudgedId;
	readonly connection: Connection;
	readonly snapshot: Snapshot;
	readonly status: CheckStatus;
	/** What the reason says. */
	readonly says?: RegExp;
	/** What the fix says. */
	readonly fix?: RegExp;
	readonly blame?: Partial<Blame>;
	/** Whether pasting the correction makes the check pass; true for what has one. */
	readonly isCorrected?: boolean;
	/** What the check says once the correction was pasted; pass unless said otherwise. */
	readonly after?: CheckStatus;
};

/** What one check finds. */
export function judgeOne(id: JudgedId, snapshot: Snapshot, connection: Connection): Finding {
	return findingOf(checks[id], snapshot, connection);
}

/** Makes a test of each case; a correction is pasted and has to help. */
export function testCases(cases: readonly CheckCase[]): void {
	test.each(cases.map((item) => [item.id, item.status, item.name, item] as const))(
		'%s: %s where %s',
		(_id, _status, _name, {
			id,
			connection,
			snapshot,
			status,
			says,
			fix,
			blame,
			isCorrected,
			after = 'pass',
		}) => {
			const finding = judgeOne(id, snapshot, connection);
			expect(finding, finding.reason).toMatchObject({status, ...(blame && {blame})});
			expect(finding.reason).toMatch(says ?? /\w/);
			expect(finding.fix).toMatch(fix ?? /^/);
			if (finding.correction !== undefined) {
				const corrected = judgeOne(id, pasted(snapshot, finding.correction), connection);
				expect(corrected.status, `${corrected.reason}\n${finding.correction.text}`).toBe(after);
			}

			expect(finding.correction !== undefined).toBe(
				isCorrected ?? finding.correction !== undefined,
			);
		},
	);
}

/** The snapshot once a correction was pasted where it belongs; a role without any policy gets its first. */
export function pasted(snapshot: Snapshot, {document, text}: Correction): Snapshot {
	const {policies} = snapshot.role;
	return document === 'role-policy' && policies.status === 'found' && policies.value.length === 0
		? withRole(snapshot, {
				policies: found([{kind: 'inline', name: 'VendorAccess', text: found(text)}]),
			})
		: document === 'bucket-policy'
			? withBucket(snapshot, {policy: found(text)})
			: withText(snapshot, document, text);
}
