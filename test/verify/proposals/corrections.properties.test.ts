import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import type {PolicyDocument} from '../../../source/policy/index.ts';
import {judge} from '../../../source/verify/index.ts';
import {patience, report, runs} from '../../policy/sets/runs.ts';
import type {Sample} from './documents.ts';
import {changesIn, kinds, partiesOf, snapshotWith, subjectOf} from './laws.ts';

/** Who may lose by the correction of a check. */
const taking: Readonly<Record<string, readonly Sample['party'][]>> = {
	'isolation.public': ['vendor', 'other-customers', 'vendor-account', 'others'],
	'bucket.public-access': ['vendor', 'other-customers', 'vendor-account', 'others'],
};
const vendors = ['vendor', 'other-customers', 'vendor-account'] as const;

test.each(kinds)('a correction of a $id does no more than it says', {timeout: patience}, (kind) => {
	const {connection, profile} = subjectOf(kind);
	const counts = {proposed: 0, none: 0};
	const parameters = runs(60);
	const started = performance.now();
	fc.assert(
		fc.property(kind.policies, (document) => {
			const snapshot = snapshotWith(kind, document);
			for (const {id, status, code, correction} of judge(snapshot, connection, profile)) {
				if (correction?.document !== kind.id) {
					counts.none += status === 'fail' ? 1 : 0;
					continue;
				}

				counts.proposed += 1;
				const after = JSON.parse(correction.text) as PolicyDocument;
				const {gained, lost} = changesIn(kind, document, after);
				const isTaking = id.startsWith('isolation.') || code === 'account-trusted';
				const gainers = [...partiesOf(gained)].filter((party) => isTaking || party !== 'vendor');
				expect(gainers, `${id}\n${correction.text}`).toEqual([]);
				const losers = taking[id] ?? vendors;
				expect(
					[...partiesOf(lost)].filter((party) => !losers.includes(party)),
					`${id}\n${correction.text}`,
				).toEqual([]);
				const [again] = judge(snapshotWith(kind, after), connection, profile, [id]);
				expect(again?.status, `${id}\n${correction.text}`).not.toBe('fail');
			}
		}),
		parameters,
	);
	report(`corrections of a ${kind.id} ${JSON.stringify(counts)}`, parameters, started);
	expect(counts.proposed).toBeGreaterThan(0);
});
