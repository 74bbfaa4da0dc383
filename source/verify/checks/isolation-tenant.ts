import {decide, listOf} from '../../policy/index.ts';
import {questionAbout, testsOf} from '../condition-words.ts';
import {cleanedCorrection, mergedCorrection, policyOf} from '../corrections.ts';
import {statementAt} from '../denials.ts';
import {shown} from '../differences.ts';
import {
	blameOf,
	type CheckFunction,
	type Finding,
	fail,
	inWords,
	pass,
	skip,
	statementName,
	unknown,
} from '../finding.ts';
import {neededActions} from '../needed-actions.ts';
import {lookAgain} from '../open-questions.ts';
import {bucketPolicies, keyPolicies, type Policies, type Ruling, rule} from '../policy-sets.ts';
import {keyPresence, skipWithoutBucket} from '../presence.ts';
import {bucketRequest, keyRequest} from '../requests.ts';
import type {Situation} from '../situation.ts';
import {capitalised} from '../statement-words.ts';
import {stranger, wrongValues} from '../trust-probes.ts';

const title = 'Access by other customers of the vendor';

type Resource = 'bucket-policy' | 'key-policy';

type Attempt = {
	readonly action: string;
	/** The other customer's ID; undefined: none is sent. */
	readonly tenant: string | undefined;
	readonly ruling: Ruling;
};

const bucketActions = [
	...Object.values(neededActions),
	{action: 's3:PutBucketPolicy', on: 'bucket'},
] as const;
const keyActions = ['kms:Decrypt', 'kms:GenerateDataKey'];

/** Whether another customer of the vendor, or one without an ID, would get at the bucket or the key. */
export const isolationTenant: CheckFunction = (situation) => {
	const {profile, usesKms} = situation;
	if (profile.tenant === undefined) {
		return skip(title, `${profile.name} tells its customers apart by the external ID.`);
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
		)
	);
};

function attempts(situation: Situation, resource: Resource): Attempt[] {
	const {profile, connection} = situation;
	const {conditionKey = '', input = ''} = profile.tenant ?? {};
	const policies = withoutPublic(situation, resource);
	const seen = policyOf(situation, resource);
	const inPolicy =
		seen.state === 'there'
			? listOf(seen.document.Statement)
					.flatMap((statement) => testsOf(statement))
					.filter(({key}) => key.toLowerCase() === conditionKey.toLowerCase())
					.flatMap(({values}) => values)
			: [];
	const own = connection.inputs[input] ?? '';
	const tenants = [undefined, ...wrongValues(own, inPolicy)];
	const requests = (tenant: 'own' | 'none') =>
		resource === 'bucket-policy'
			? bucketActions.map(({action, on}) => bucketRequest(situation, action, on, tenant))
			: keyActions.map((action) => keyRequest(situation, action, tenant));
	return tenants.flatMap((tenant) =>
		requests(tenant === undefined ? 'none' : 'own').map((request) => {
			const values =
				tenant === undefined
					? request.context.values
					: {...request.context.values, [conditionKey]: tenant};
			const context = {...request.context, values};
			return {action: request.action, tenant, ruling: rule({...request, context}, policies)};
		}),
	);
}

function policiesOf(situation: Situation, resource: Resource): Policies {
	return resource === 'bucket-policy' ? bucketPolicies(situation) : keyPolicies(situation);
}

/**
 * The policies without what lets in, or might let in, everybody: that is no matter of the vendor's customers, and another
 * check names it.
 */
function withoutPublic(situation: Situation, resource: Resource): Policies {
	const policies = policiesOf(situation, resource);
	const {resource: named} = policies.set;
	if (named === undefined) {
		return policies;
	}

	const asStranger = {...situation, principal: stranger};
	const requests =
		resource === 'bucket-policy'
			? bucketActions.map(({action, on}) => bucketRequest(asStranger, action, on))
			: keyActions.map((action) => keyRequest(asStranger, action));
	const places = requests
		.map((request) => decide(request, policies.set))
		.filter(({outcome}) => outcome === 'Allowed' || outcome === 'Unknown')
		.flatMap(({statements}) => statements.map(({index}) => index));
	const emptied = listOf(named.document.Statement).map((statement, index) => {
		const {Action: _action, ...rest} = statement;
		// Emptied rather than taken out, so that every statement keeps its place.
		return statement.Effect === 'Allow' && places.includes(index)
			? {...rest, NotAction: '*'}
			: statement;
	});
	const document = {...named.document, Statement: emptied};
	return {...policies, set: {...policies.set, resource: {...named, document}}};
}

/** Statements of the policy that let another customer in. */
function offenders(resource: Resource): (situation: Situation) => number[] {
	return (situation) =>
		attempts(situation, resource)
			.filter(({ruling}) => ruling.outcome === 'Allowed')
			.flatMap(({ruling}) => ruling.statements.map(({index}) => index));
}

function judge(situation: Situation, resource: Resource): Finding | undefined {
	const {profile} = situation;
	const all = attempts(situation, resource);
	const allowed = all.find(({ruling}) => ruling.outcome === 'Allowed');
	const correct = () =>
		cleanedCorrection(situation, resource, offenders(resource)) ??
		mergedCorrection(situation, resource);
	const key = profile.tenant?.conditionKey ?? '';
	if (allowed !== undefined) {
		const [reference] = allowed.ruling.statements;
		const where = reference === undefined ? 'A statement' : statementName(reference);
		return fail(
			title,
			`${capitalised(where)} of the ${resource.replace('-', ' ')} lets ${profile.name} in for other customers as well: ${why(situation, resource, allowed)}. All customers share the role ${profile.principal}, so another customer could reach ${resource === 'bucket-policy' ? 'your bucket' : 'your key'} by ${allowed.action}.`,
			`Have the statement ask for your ID alone: StringEquals on ${key}.`,
			{blame: blameOf(reference, resource), correction: correct()},
		);
	}

	const open = all.find(({ruling}) => ruling.outcome === 'Unknown');
	if (open === undefined) {
		return undefined;
	}

	const {unseen, unknownKeys, statements} = open.ruling;
	return unseen.length > 0
		? unknown(title, unseen.join(' '), lookAgain(situation))
		: unknown(
				title,
				`Whether the ${resource.replace('-', ' ')} lets other customers of ${profile.name} in depends on ${inWords(unknownKeys) || 'something in it'}, which cannot be known from here.`,
				`${questionAbout(unknownKeys[0] ?? 'this condition', profile.name)}, or have the statement ask for your ID: StringEquals on ${key}.`,
				{blame: blameOf(statements[0], resource), correction: correct()},
			);
}

function why(situation: Situation, resource: Resource, {tenant, ruling}: Attempt): string {
	const key = situation.profile.tenant?.conditionKey ?? '';
	const [reference] = ruling.statements;
	const statement = reference && statementAt(policiesOf(situation, resource), reference);
	const tests = (statement === undefined ? [] : testsOf(statement)).filter(
		(test) => test.key.toLowerCase() === key.toLowerCase(),
	);
	const [test] = tests;
	if (test === undefined) {
		return `it has no condition on ${key}`;
	}

	if (tenant === undefined) {
		return `its condition ${test.operator} on ${key} holds where no ID is sent`;
	}

	return test.values.includes(tenant)
		? `it names the ID "${shown(tenant)}" too`
		: `its condition ${test.operator} on ${key} holds for other IDs too, for instance "${shown(tenant)}"`;
}
