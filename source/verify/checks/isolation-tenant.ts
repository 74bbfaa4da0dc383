import {blamedStatements, withoutStatements} from '../blamed-statements.ts';
import {cleanedCorrection, mergedCorrection} from '../corrections.ts';
import {
	blameOf,
	type CheckFunction,
	type FindingOf,
	fail,
	type NoFacts,
	pass,
	type SharedFindings,
	skip,
	undecided,
	unknown,
	warn,
} from '../finding.ts';
import {keyPresence, skipWithoutBucket} from '../presence.ts';
import {everyAsk, otherCustomers, otherPrincipals, requestsOf} from '../request-sets.ts';
import {bucketPolicies, findIn, keyPolicies, type Policies, type SetRuling} from '../rulings.ts';
import type {Situation} from '../situation.ts';
import {type ConditionTest, statementAt, testsOf} from '../statements.ts';
import {openStatements} from './isolation-public.ts';

type Resource = 'bucket-policy' | 'key-policy';

type Findings = {
	readonly closed: {readonly documents: readonly Resource[]};
	readonly 'open-to-other-customers': {
		readonly document: Resource;
		/** The statement's first test of the customer's ID. */
		readonly test: ConditionTest | undefined;
		/** The ID of another customer that gets in; undefined: one who has none. */
		readonly id: string | undefined;
	};
	readonly 'other-principal-of-vendor': {readonly document: Resource};
	readonly 'depends-on-keys': {readonly document: Resource; readonly keys: readonly string[]};
	/** The vendor has nothing that tells its customers apart, so that nobody could do better. */
	readonly 'nothing-to-tell-apart': NoFacts;
};

type Finding = FindingOf<Findings & SharedFindings>;

const resources = {'bucket-policy': 'bucket', 'key-policy': 'key'} as const;

/** Whether another customer of the vendor, or one without an ID, would get at the bucket or the key. */
export const isolationTenant: CheckFunction<Findings> = (situation) => {
	if (situation.isCustomerRole) {
		return skip('not-needed', {because: 'told-apart-by-external-id'});
	}

	const skipped = skipWithoutBucket(situation);
	if (skipped !== undefined) {
		return skipped;
	}

	if (situation.profile.tenant === undefined) {
		return warn('nothing-to-tell-apart', {});
	}

	const documents: readonly Resource[] =
		situation.usesKms && keyPresence(situation) !== 'none'
			? ['bucket-policy', 'key-policy']
			: ['bucket-policy'];
	const findings = documents.map((document) => judge(situation, document));
	return (
		findings.find((finding) => finding?.status === 'fail') ??
		findings.find((finding) => finding !== undefined) ??
		pass('closed', {documents})
	);
};

/** Whether the policies let in another customer of the vendor, or one without an ID, by any action, anywhere. */
function ask(situation: Situation, resource: Resource): SetRuling {
	const about = resources[resource];
	// What lets in everybody is no matter of the vendor's customers, and another check names it.
	const narrowed = withoutStatements(situation, about, openStatements(situation, about));
	const requests = requestsOf(
		situation,
		about,
		[otherCustomers(narrowed, about)],
		everyAsk(narrowed, about),
	);
	return findIn('allowed', requests, policiesOf(narrowed, resource));
}

/** Statements of the policy that let another customer in. */
function offenders(resource: Resource): (situation: Situation) => number[] {
	return (situation) =>
		blamedStatements(situation, resources[resource], (narrowed) => ask(narrowed, resource));
}

function policiesOf(situation: Situation, resource: Resource): Policies {
	return resource === 'bucket-policy' ? bucketPolicies(situation) : keyPolicies(situation);
}

function judge(situation: Situation, document: Resource): Finding | undefined {
	const found = ask(situation, document);
	if (found.answer === 'none') {
		return otherPrincipal(situation, document);
	}

	const correct = () =>
		cleanedCorrection(situation, document, offenders(document)) ??
		mergedCorrection(situation, document);
	if (found.answer === 'some') {
		const {request, decision} = found.witness;
		return fail(
			'open-to-other-customers',
			{document, ...howOpen(situation, document, found)},
			{request, blame: blameOf(decision.statements[0], document), correction: correct()},
		);
	}

	const {keys, example} = found;
	return (
		undecided(found) ??
		unknown(
			'depends-on-keys',
			{document, keys},
			{
				request: example?.request,
				blame: blameOf(example?.decision.statements[0], document),
				correction: correct(),
			},
		)
	);
}

/** A doubt where another user or role of the vendor gets in: it could work for other customers. */
function otherPrincipal(situation: Situation, document: Resource): Finding | undefined {
	const about = resources[document];
	const requests = requestsOf(
		situation,
		about,
		otherPrincipals(situation, about),
		everyAsk(situation, about),
	);
	const found = findIn('allowed', requests, policiesOf(situation, document));
	const example =
		found.answer === 'some'
			? found.witness
			: found.answer === 'unknown'
				? found.example
				: undefined;
	return (
		example &&
		unknown(
			'other-principal-of-vendor',
			{document},
			{request: example.request, blame: blameOf(example.decision.statements[0], document)},
		)
	);
}

/** What the statement that lets another customer in says of the ID, and the ID of that customer. */
function howOpen(
	situation: Situation,
	document: Resource,
	{witness: {request, decision}}: Extract<SetRuling, {answer: 'some'}>,
): Pick<Findings['open-to-other-customers'], 'test' | 'id'> {
	const isOfId = (key: string) =>
		key.toLowerCase() === situation.profile.tenant?.conditionKey.toLowerCase();
	const [reference] = decision.statements;
	const statement = reference && statementAt(policiesOf(situation, document), reference);
	const sent = Object.entries(request.context.values).find(([key]) => isOfId(key))?.[1];
	return {
		test: statement && testsOf(statement).find(({key}) => isOfId(key)),
		id: sent && [sent].flat().join(),
	};
}
