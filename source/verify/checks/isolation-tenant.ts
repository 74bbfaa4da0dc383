import type {Witness} from '../../policy/sets/index.ts';
import {questionAbout} from '../../words/conditions.ts';
import {shown} from '../../words/differences.ts';
import {capitalised, inWords} from '../../words/lists.ts';
import {statementName} from '../../words/statements.ts';
import {unjudgedInWords} from '../../words/unseen.ts';
import {requestInWords} from '../../words/witness.ts';
import {blamedStatements} from '../blamed-statements.ts';
import {testsOf} from '../condition-tests.ts';
import {cleanedCorrection, mergedCorrection} from '../corrections.ts';
import {witnessOf} from '../finding.ts';
import {lookAgain, undecidedFinding} from '../open-questions.ts';
import {bucketPolicies, keyPolicies} from '../policy-sets.ts';
import {keyPresence} from '../presence.ts';
import {statementAt} from '../quoted-statement.ts';
import {everyAsk, otherCustomers, otherPrincipals, requestsOf} from '../request-sets.ts';
import {findIn, type SetRuling} from '../set-rulings.ts';
import type {Situation} from '../situation.ts';
import {withoutStatements} from '../without-statements.ts';
import {blameOf, type CheckFunction, type Finding, fail, pass, skip, unknown} from '../worded.ts';
import {skipWithoutBucket} from '../worded-presence.ts';
import {openStatements} from './isolation-public.ts';

const title = 'Access by other customers of the vendor';

type Resource = 'bucket-policy' | 'key-policy';

const resources = {'bucket-policy': 'bucket', 'key-policy': 'key'} as const;

/** Whether another customer of the vendor, or one without an ID, would get at the bucket or the key. */
export const isolationTenant: CheckFunction = (situation) => {
	const {profile, usesKms} = situation;
	if (profile.tenant === undefined) {
		return skip(title, `${profile.name} tells its customers apart by the external ID.`, {
			code: 'not-needed',
		});
	}

	const skipped = skipWithoutBucket(situation, title);
	if (skipped !== undefined) {
		return skipped;
	}

	const resources: readonly Resource[] =
		usesKms && keyPresence(situation) !== 'none'
			? ['bucket-policy', 'key-policy']
			: ['bucket-policy'];
	const findings = resources.map((resource) => judge(situation, resource));
	return (
		findings.find((finding) => finding?.status === 'fail') ??
		findings.find((finding) => finding !== undefined) ??
		pass(
			title,
			`The ${inWords(resources.map((resource) => resource.replace('-', ' ')))} let${resources.length === 1 ? 's' : ''} ${profile.name} in for your ID alone.`,
			{code: 'closed'},
		)
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
	return findIn(
		'allowed',
		requests,
		about === 'bucket' ? bucketPolicies(narrowed) : keyPolicies(narrowed),
	);
}

/** Statements of the policy that let another customer in. */
function offenders(resource: Resource): (situation: Situation) => number[] {
	return (situation) =>
		blamedStatements(situation, resources[resource], (narrowed) => ask(narrowed, resource));
}

function judge(situation: Situation, resource: Resource): Finding | undefined {
	const {profile} = situation;
	const found = ask(situation, resource);
	if (found.answer === 'none') {
		return otherPrincipal(situation, resource);
	}

	const correct = () =>
		cleanedCorrection(situation, resource, offenders(resource)) ??
		mergedCorrection(situation, resource);
	const key = profile.tenant?.conditionKey ?? '';
	if (found.answer === 'some') {
		const {request, decision} = found.witness;
		const [reference] = decision.statements;
		const where = reference === undefined ? 'A statement' : statementName(reference);
		return fail(
			title,
			`${capitalised(where)} of the ${resource.replace('-', ' ')} lets ${profile.name} in for other customers as well: ${why(situation, resource, found.witness)}. All customers share the role ${profile.principal}, so another customer could reach ${resource === 'bucket-policy' ? 'your bucket' : 'your key'} by ${request.action}. For instance: ${requestInWords(witnessOf(request))}.`,
			`Have the statement ask for your ID alone: StringEquals on ${key}.`,
			{
				code: 'open-to-other-customers',
				request,
				blame: blameOf(reference, resource),
				correction: correct(),
			},
		);
	}

	const {unseen, code, keys, example} = found;
	if (unseen.length > 0) {
		return unknown(title, unseen.map(unjudgedInWords).join(' '), lookAgain(situation), {
			code: 'not-seen',
		});
	}

	const [first = 'this condition'] = keys;
	return code === 'keys'
		? unknown(
				title,
				`Whether the ${resource.replace('-', ' ')} lets other customers of ${profile.name} in depends on ${inWords(keys) || 'something in it'}, which cannot be known from here.`,
				`${questionAbout(first, profile.name)}, or have the statement ask for your ID: StringEquals on ${key}.`,
				{
					code: 'depends-on-keys',
					request: example?.request,
					blame: blameOf(example?.decision.statements[0], resource),
					correction: correct(),
				},
			)
		: undecidedFinding(title, code);
}

/** A doubt where another user or role of the vendor gets in: it could work for other customers. */
function otherPrincipal(situation: Situation, resource: Resource): Finding | undefined {
	const {profile} = situation;
	const about = resources[resource];
	const requests = requestsOf(
		situation,
		about,
		otherPrincipals(situation, about),
		everyAsk(situation, about),
	);
	const policies = about === 'bucket' ? bucketPolicies(situation) : keyPolicies(situation);
	const found = findIn('allowed', requests, policies);
	const example =
		found.answer === 'some'
			? found.witness
			: found.answer === 'unknown'
				? found.example
				: undefined;
	if (example === undefined) {
		return undefined;
	}

	const {request, decision} = example;
	const [reference] = decision.statements;
	const where = reference === undefined ? 'A statement' : statementName(reference);
	return unknown(
		title,
		`${capitalised(where)} of the ${resource.replace('-', ' ')} names ${shown(request.principal ?? '')}, which is of the account of ${profile.name} and not the role that its article names. Whether it works for other customers too cannot be known from here.`,
		`Ask ${profile.name} what it is for, or take it out of the statement.`,
		{code: 'other-principal-of-vendor', request, blame: blameOf(reference, resource)},
	);
}

function why(situation: Situation, resource: Resource, {request, decision}: Witness): string {
	const key = situation.profile.tenant?.conditionKey ?? '';
	const [reference] = decision.statements;
	const policies =
		resource === 'bucket-policy' ? bucketPolicies(situation) : keyPolicies(situation);
	const statement = reference && statementAt(policies, reference);
	const tests = (statement === undefined ? [] : testsOf(statement)).filter(
		(test) => test.key.toLowerCase() === key.toLowerCase(),
	);
	const [test] = tests;
	if (test === undefined) {
		return `it has no condition on ${key}`;
	}

	const sent = Object.entries(request.context.values).find(
		([name]) => name.toLowerCase() === key.toLowerCase(),
	);
	if (sent === undefined) {
		return `its condition ${test.operator} on ${key} holds where no ID is sent`;
	}

	const tenant = [sent[1]].flat().join();
	return test.values.includes(tenant)
		? `it names the ID "${shown(tenant)}" too`
		: `its condition ${test.operator} on ${key} holds for other IDs too, for instance "${shown(tenant)}"`;
}
