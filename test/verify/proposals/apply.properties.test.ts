import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {planBucketPolicy, planKeyPolicy} from '../../../source/apply/plan-resource-policy.ts';
import {planTrustPolicy} from '../../../source/apply/plan-role.ts';
import {noExtras} from '../../../source/connection/index.ts';
import type {PolicyDocument} from '../../../source/policy/index.ts';
import {situationOf} from '../../../source/verify/index.ts';
import {patience, report, runs} from '../../policy/sets/runs.ts';
import {expectGiving, kinds, losersOf, snapshotWith, subjectOf} from './laws.ts';

const planners = {
	'bucket-policy': planBucketPolicy,
	'key-policy': planKeyPolicy,
	'trust-policy': planTrustPolicy,
} as const;

test.each(kinds)(
	'apply to a $id gives the vendor what it needs, and a second time nothing',
	{
		timeout: patience,
	},
	(kind) => {
		const {connection, profile} = subjectOf(kind);
		const counts = {proposed: 0, 'left alone': 0, 'refused for its size': 0};
		const parameters = runs(60);
		const started = performance.now();
		fc.assert(
			fc.property(kind.policies, (document) => {
				const stepIn = (policy: PolicyDocument) =>
					planners[kind.id]({
						situation: situationOf(snapshotWith(kind, policy), connection, profile),
						leastPrivilege: false,
						newRole: noExtras,
						earlier: [],
					});
				const step = stepIn(document);
				if (step.obstacle !== undefined) {
					expect(JSON.stringify(step.obstacle)).toMatch(
						/too long|characters|bytes|public-statement/,
					);
					counts['refused for its size'] += 1;
					return;
				}

				if (step.change?.kind !== 'document') {
					counts['left alone'] += 1;
					return;
				}

				counts.proposed += 1;
				const after = JSON.parse(step.change.after) as PolicyDocument;
				const {losses = [], ends = []} = step.effect ?? {};
				const others = losses.filter(({party}) => party !== 'vendor');
				expect(others.length === 0 || ends.length > 0, step.change.after).toBe(true);
				expectGiving(kind, document, after, losersOf({losses}));
				expect(stepIn(after).action, step.change.after).toBe('none');
			}),
			parameters,
		);
		report(`apply to a ${kind.id} ${JSON.stringify(counts)}`, parameters, started);
		expect(counts.proposed).toBeGreaterThan(0);
	},
);
