import type * as fc from 'fast-check';
import {expect} from 'vitest';
import {documentText} from '../../../source/documents/index.ts';
import {decide, type PolicyDocument, type PolicySet} from '../../../source/policy/index.ts';
import type {ProposedMerge} from '../../../source/verify/index.ts';
import {creativeForce, iconik} from '../../support/connections.ts';
import {healthySnapshot, withText} from '../../support/snapshots.ts';
import {
	bucketConnection,
	bucketPolicies,
	bucketSamples,
	keyPolicies,
	keySamples,
	roleConnection,
	type Sample,
	trustPolicies,
	trustSamples,
} from './documents.ts';

/** A document, random ones of its kind, and requests to try them with. */
export type Kind = {
	readonly id: 'bucket-policy' | 'key-policy' | 'trust-policy';
	readonly policies: fc.Arbitrary<PolicyDocument>;
	readonly samples: readonly Sample[];
	readonly resourceKind: PolicySet['resourceKind'];
};

/** The documents that are merged. */
export const kinds: readonly Kind[] = [
	{
		id: 'bucket-policy',
		policies: bucketPolicies,
		samples: bucketSamples,
		resourceKind: 'bucket',
	},
	{id: 'key-policy', policies: keyPolicies, samples: keySamples, resourceKind: 'key'},
	{id: 'trust-policy', policies: trustPolicies, samples: trustSamples, resourceKind: 'trust'},
];

/** Whose connection a kind of document belongs to. */
export function subjectOf({id}: Kind) {
	return id === 'trust-policy'
		? {connection: roleConnection, profile: creativeForce}
		: {connection: bucketConnection, profile: iconik};
}

/** What a change gives and takes, by the point decision on some requests: those that are certain on both sides. */
export function changesIn(
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

/** Whose requests they are. */
export function partiesOf(samples: readonly Sample[]): ReadonlySet<Sample['party']> {
	return new Set(samples.map(({party}) => party));
}

/** Nobody but the vendor gains anything, and nobody whom the proof does not name loses anything. */
export function expectGiving(
	kind: Kind,
	before: PolicyDocument,
	after: PolicyDocument,
	losers: ReadonlySet<string>,
): void {
	const {gained, lost} = changesIn(kind, before, after);
	expect([...partiesOf(gained)].filter((party) => party !== 'vendor')).toEqual([]);
	expect([...partiesOf(lost)].filter((party) => !losers.has(party))).toEqual([]);
}

/** Who loses something, by the proof. */
export function losersOf({losses}: Pick<ProposedMerge, 'losses'>): ReadonlySet<string> {
	return new Set(
		losses.map(({party}) =>
			party === 'vendor' || party === 'other-customers' || party === 'vendor-account'
				? party
				: 'others',
		),
	);
}

/** An account that is healthy but for one document. */
export function snapshotWith({id}: Kind, document: PolicyDocument) {
	const healthy = healthySnapshot(id === 'trust-policy' ? roleConnection : bucketConnection);
	return withText(healthy, id, documentText(document));
}
