import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {planChanges} from '../../../source/apply/index.ts';
import {documentText} from '../../../source/documents/index.ts';
import {UserError} from '../../../source/errors.ts';
import {decide, type PolicyDocument, type PolicySet} from '../../../source/policy/index.ts';
import {judge, type ProposedMerge, proposeMergeInto} from '../../../source/verify/index.ts';
import {patience, report, runs} from '../../policy/sets/runs.ts';
import {creativeForce, iconik} from '../../support/connections.ts';
import {found, healthySnapshot, withBucket, withRole} from '../../support/snapshots.ts';
import {
	bucketConnection,
	bucketPolicies,
	bucketSamples,
	roleConnection,
	type Sample,
	trustPolicies,
	trustSamples,
} from './documents.ts';

type Kind = {
	readonly id: 'bucket-policy' | 'trust-policy';
	readonly policies: fc.Arbitrary<PolicyDocument>;
	readonly samples: readonly Sample[];
	readonly resourceKind: PolicySet['resourceKind'];
};

const kinds: readonly Kind[] = [
	{
		id: 'bucket-policy',
		policies: bucketPolicies,
		samples: bucketSamples,
		resourceKind: 'bucket',
	},
	{id: 'trust-policy', policies: trustPolicies, samples: trustSamples, resourceKind: 'trust'},
];

function subjectOf({id}: Kind) {
	return id === 'bucket-policy'
		? {connection: bucketConnection, profile: iconik}
		: {connection: roleConnection, profile: creativeForce};
}

/** What a change gives and takes, by the point decision on some requests: those that are certain on both sides. */
function changesIn(
	{samples, resourceKind}: Kind,
	before: PolicyDocument,
	after: PolicyDocument,
): {readonly gained: readonly Sample[]; readonly lost: readonly Sample[]} {
	const policies = (document: PolicyDocument): PolicySet => ({
		identity: resourceKind === 'bucket' ? [] : 'unseen',
		resource: {name: 'sample', document},
		resourceKind,
	});
	const [old, now] = [policies(before), policies(after)];
	const gained: Sample[] = [];
	const lost: Sample[] = [];
	for (const sample of samples) {
		// Whoever is of another account has policies of its own, which are taken to allow.
		const {principal, resourceAccount} = sample.request;
		const isElsewhere = principal !== undefined && !principal.includes(resourceAccount);
		const ask = (set: PolicySet) =>
			decide(sample.request, isElsewhere ? {...set, identity: 'unseen'} : set).outcome;
		const [was, is] = [ask(old), ask(now)];
		if (is === 'Allowed' && was.endsWith('Denied')) {
			gained.push(sample);
		} else if (was === 'Allowed' && is.endsWith('Denied')) {
			lost.push(sample);
		}
	}

	return {gained, lost};
}

function partiesOf(samples: readonly Sample[]): ReadonlySet<Sample['party']> {
	return new Set(samples.map(({party}) => party));
}

/** Nobody but the vendor gains anything, and nobody whom the proof does not name loses anything. */
function expectGiving(
	kind: Kind,
	before: PolicyDocument,
	after: PolicyDocument,
	losers: ReadonlySet<string>,
): void {
	const {gained, lost} = changesIn(kind, before, after);
	expect([...partiesOf(gained)].filter((party) => party !== 'vendor')).toEqual([]);
	expect([...partiesOf(lost)].filter((party) => !losers.has(party))).toEqual([]);
}

function losersOf({losses}: Pick<ProposedMerge, 'losses'>): ReadonlySet<string> {
	return new Set(
		losses.map(({party}) =>
			party === 'vendor' || party === 'other-customers' || party === 'vendor-account'
				? party
				: 'others',
		),
	);
}

test.each(kinds)(
	'a merge into a $id gives the vendor what it needs and takes nothing from others',
	{
		timeout: patience,
	},
	(kind) => {
		const {id, policies} = kind;
		const subject = subjectOf(kind);
		const counts = {proposed: 0, 'left alone': 0, 'refused for its size': 0};
		const parameters = runs(120);
		const started = performance.now();
		fc.assert(
			fc.property(policies, fc.boolean(), (document, leastPrivilege) => {
				let merged: ProposedMerge;
				try {
					merged = proposeMergeInto(documentText(document), id, subject, {leastPrivilege});
				} catch (error) {
					// Only what AWS would not store for its size is refused: else a statement of its own would do.
					expect(error).toBeInstanceOf(UserError);
					expect(String(error)).toMatch(/too long|characters|bytes|limit/i);
					counts['refused for its size'] += 1;
					return;
				}

				counts[merged.changed ? 'proposed' : 'left alone'] += 1;
				expect(merged.losses.filter(({party}) => /own|named|anybody/.test(party))).toEqual([]);
				expectGiving(kind, document, merged.document, losersOf(merged));
				const again = proposeMergeInto(merged.text, id, subject, {leastPrivilege});
				expect(again.changed, merged.text).toBe(false);
				expect(again.text).toBe(merged.text);
			}),
			parameters,
		);
		report(`merges into a ${id} ${JSON.stringify(counts)}`, parameters, started);
		expect(counts.proposed).toBeGreaterThan(0);
		expect(counts['left alone']).toBeGreaterThan(0);
	},
);

function snapshotWith({id}: Kind, document: PolicyDocument) {
	const text = documentText(document);
	const healthy = healthySnapshot(id === 'bucket-policy' ? bucketConnection : roleConnection);
	return id === 'bucket-policy'
		? withBucket(healthy, {policy: found(text)})
		: withRole(healthy, {
				role: found({
					arn: 'arn:aws:iam::111122223333:role/CreativeForceAccess',
					trustPolicy: text,
				}),
			});
}

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
					planChanges(snapshotWith(kind, policy), connection, profile).steps.find(
						({id}) => id === kind.id,
					);
				const step = stepIn(document);
				if (step?.obstacle !== undefined) {
					expect(JSON.stringify(step.obstacle)).toMatch(
						/too long|characters|bytes|public-statement/,
					);
					counts['refused for its size'] += 1;
					return;
				}

				if (step?.change?.kind !== 'document') {
					counts['left alone'] += 1;
					return;
				}

				counts.proposed += 1;
				const after = JSON.parse(step.change.after) as PolicyDocument;
				const {losses = [], ends = []} = step.effect ?? {};
				const others = losses.filter(({party}) => party !== 'vendor');
				expect(others.length === 0 || ends.length > 0, step.change.after).toBe(true);
				expectGiving(kind, document, after, losersOf({losses}));
				expect(stepIn(after)?.action, step.change.after).toBe('none');
			}),
			parameters,
		);
		report(`apply to a ${kind.id} ${JSON.stringify(counts)}`, parameters, started);
		expect(counts.proposed).toBeGreaterThan(0);
	},
);
