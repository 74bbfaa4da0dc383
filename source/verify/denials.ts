import type {DocumentId} from '../aws/index.ts';
import {
	type AccessRequest,
	type Decision,
	decide,
	listOf,
	type PolicySet,
	type Statement,
	type StatementReference,
} from '../policy/index.ts';
import {type ConditionTest, testsOf, withTests} from './condition-words.ts';
import type {ResourceDocument} from './corrections.ts';
import {exceptionCorrection, roleRemovalCorrection} from './exceptions.ts';
import {blameOf, statementName} from './finding.ts';
import type {Policies} from './policy-sets.ts';
import type {Situation} from './situation.ts';
import {capitalised, denyInWords} from './statement-words.ts';
import type {Blame, Correction} from './types.ts';

/** The statement that a decision refers to, as it stands in the policies that were judged. */
export function statementAt(
	{set}: Policies,
	{kind, policy, index}: StatementReference,
): Statement | undefined {
	const named =
		kind === 'identity' && set.identity !== 'unseen'
			? set.identity.find(({name}) => name === policy)
			: kind === 'boundary'
				? set.boundary
				: set.resource;
	return named && listOf(named.document.Statement)[index];
}

/** Where a statement stands, e.g. `the bucket policy`. */
export function placeOf(
	{kind, policy}: Pick<StatementReference, 'kind' | 'policy'>,
	resource: DocumentId,
): string {
	switch (kind) {
		case 'identity':
			return `the policy "${policy}" of the role`;
		case 'boundary':
			return "the role's permissions boundary";
		case 'resource':
			return `the ${resource.replace('-', ' ')}`;
	}
}

/** The words, the blame and the correction for what denies the vendor, or might. */
export type Denial = {
	/** What the first of the statements denies to whom, a sentence. */
	readonly sentence: string;
	/** What to do about it, a sentence. */
	readonly remedy: string;
	readonly blame: Blame | undefined;
	readonly correction: Correction | undefined;
};

/** Describes the Deny statements that hit the vendor, or might. */
export function describeDenial(
	situation: Situation,
	policies: Policies,
	references: readonly StatementReference[],
	resource: ResourceDocument,
): Denial {
	const {connection, principal} = situation;
	const [first] = references;
	const blame = blameOf(first, resource);
	const statement = first && statementAt(policies, first);
	if (first === undefined || statement === undefined) {
		return {
			sentence: 'A Deny statement hits the vendor.',
			remedy: `Make an exception for ${principal}.`,
			blame,
			correction: undefined,
		};
	}

	const name = statementName(first);
	const where = placeOf(first, resource);
	const words = denyInWords(statement, {
		index: first.index,
		where,
		ownAccount: connection.accountId,
	});
	const others = references.length - 1;
	const more = others === 0 ? '' : ` So ${others === 1 ? 'does one more' : `do ${others} more`}.`;
	return {
		sentence: `${capitalised(words)}.${more}`,
		remedy:
			first.kind === 'resource'
				? `Make an exception for ${principal} in ${name} of ${where}.`
				: `Take ${name} out of ${where}, or narrow it to what the vendor does not need.`,
		blame,
		correction:
			first.kind === 'identity'
				? roleRemovalCorrection(situation, references)
				: exceptionCorrection(situation, resource, references, principal),
	};
}

/** The tests of a statement's condition that a request surely does not pass. */
export function failingTests(
	statement: Statement,
	request: AccessRequest,
	kind: StatementReference['kind'],
	resourceKind: PolicySet['resourceKind'],
): ConditionTest[] {
	return testsOf(statement).filter((test) => {
		const single = withTests(
			statement,
			({operator, key}) => operator === test.operator && key === test.key,
		);
		const named = {name: 'single', document: {Version: '2012-10-17', Statement: [single]}};
		const {near} = decide(
			request,
			kind === 'resource'
				? {identity: 'unseen', resource: named, resourceKind}
				: {identity: [named], resourceKind},
		);
		return near.some(({fails}) => fails === 'condition');
	});
}

const sides = ['condition', 'resource', 'principal', 'action'] as const;

/** The Allow statement of one kind that comes nearest to letting the request through. */
export function nearest(
	{near}: Decision,
	wanted: StatementReference['kind'],
): Decision['near'][number] | undefined {
	return near
		.filter(({kind}) => kind === wanted)
		.toSorted((one, other) => sides.indexOf(one.fails) - sides.indexOf(other.fails))[0];
}
