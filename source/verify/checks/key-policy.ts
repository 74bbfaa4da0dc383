import {listOf, type PolicyDocument} from '../../policy/index.ts';
import {inWords} from '../../words/lists.ts';
import {statementName} from '../../words/statements.ts';
import {unseenInWords} from '../../words/unseen.ts';
import {correctedPolicy} from '../corrected-policy.ts';
import {deadPrincipals, deadStranger, deadVendor, perhapsVendors} from '../dead-principals.ts';
import {exceptionCorrection} from '../exceptions.ts';
import {keyManager} from '../key-manager.ts';
import {actionsNeeded, ruleOnNeeds} from '../needed-actions.ts';
import {undecidedFinding} from '../open-questions.ts';
import type {Policies, Ruling} from '../policy-sets.ts';
import type {AllRuling} from '../set-rulings.ts';
import type {Situation} from '../situation.ts';
import {
	blameOf,
	type CheckFunction,
	type Details,
	type Finding,
	fail,
	pass,
	skip,
	unknown,
} from '../worded.ts';
import {onceRoleExists, skipWithoutKey} from '../worded-presence.ts';

const id = 'key-policy';
const title = 'Vendor in the key policy';

/**
 * Whether the key policy lets the vendor use the key, or leaves that to IAM in the role's account. What the role's own
 * policies say is another check's business.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export const keyPolicy: CheckFunction = (situation) => {
	const skipped = skipWithoutKey(situation, title);
	if (skipped !== undefined) {
		return skipped;
	}

	const {keyPolicy: policy, snapshot} = situation;
	if (keyManager(situation) === 'AWS') {
		return skip(title, 'AWS manages this key, and its policy cannot be edited.', {
			code: 'managed-by-aws',
		});
	}

	switch (policy.state) {
		case 'there':
			return onceRoleExists(situation, judgePolicy(situation, policy.document));
		case 'none':
			return unknown(
				title,
				'A key always has a policy, but none could be seen.',
				'Look at the key in the KMS console, under Key policy.',
				{code: 'not-seen'},
			);
		case 'unseen':
			return unknown(
				title,
				unseenInWords(policy.unseen),
				snapshot.source === 'documents'
					? 'Put the key policy into key-policy.json, as the KMS console shows it.'
					: `Check again with an identity of account ${situation.keyAccountId ?? ''} that is allowed kms:GetKeyPolicy on the key, or compare the key policy yourself.`,
				{code: 'not-seen'},
			);
	}
};

type Judged = Ruling & {readonly action: string; readonly all: AllRuling};

function judgePolicy(situation: Situation, document: PolicyDocument): Finding {
	const dead = deadPrincipals(situation, id, document);
	// The identity's own policies are taken to allow, so that the key policy alone is judged.
	const policies: Policies = {
		set: {
			identity: 'unseen',
			resource: {name: 'key policy', document},
			resourceKind: 'key',
		},
		unseen: [],
	};
	const needs = actionsNeeded(situation, 'key').filter(({required}) => required);
	const judged = ruleOnNeeds(situation, needs, policies).map(
		({need, all}): Judged => ({
			...all.ruling,
			outcome: all.extent === 'unknown' ? 'Unknown' : all.ruling.outcome,
			action: need.action,
			all,
		}),
	);
	const explicit = judged.filter(({outcome}) => outcome === 'ExplicitlyDenied');
	if (explicit.length > 0) {
		return denied(situation, explicit);
	}

	const own = dead.find(({isVendors}) => isVendors);
	const [stranger] = dead;
	const missing = judged.filter(({outcome}) => outcome === 'ImplicitlyDenied');
	if (own !== undefined) {
		return deadVendor(situation, id, title, own);
	}

	if (missing.length > 0) {
		return notAllowed(situation, missing, perhapsVendors(stranger));
	}

	const open = judged.find(({outcome}) => outcome === 'Unknown');
	if (open !== undefined) {
		return undecided(situation, open);
	}

	return stranger === undefined
		? allowed(situation, document, judged)
		: deadStranger(situation, id, title, document, stranger);
}

function detailsOf(judged: readonly Judged[], code: 'denied' | 'not-allowed'): Details {
	const isPart = judged.every(({all}) => all.extent === 'part');
	return {
		actions: judged.map(({action}) => action),
		request: judged[0]?.all.request,
		code: isPart ? `${code}-in-part` : code,
	};
}

function actionsOf(judged: readonly Judged[]): string {
	return inWords(judged.map(({action}) => action));
}

function denied(situation: Situation, judged: readonly Judged[]): Finding {
	const references = judged.flatMap(({statements}) => statements);
	const blame = blameOf(references[0], id);
	const places = [...new Map(references.map((reference) => [reference.index, reference])).values()];
	return fail(
		title,
		`In the key policy ${inWords(places.map(statementName))} ${places.length === 1 ? 'denies' : 'deny'} ${actionsOf(judged)} to ${situation.principal}. A denial counts more than anything that allows.`,
		`Make an exception for ${situation.principal} in it, or take it out.`,
		{
			...detailsOf(judged, 'denied'),
			blame,
			correction: exceptionCorrection(situation, id, places, situation.principal),
		},
	);
}

function notAllowed(situation: Situation, judged: readonly Judged[], perhaps: string): Finding {
	const {profile, principal, isCustomerRole} = situation;
	const {correction, refusal = ''} = correctedPolicy(situation, id);
	// A statement that is about somebody else is not close.
	const near = judged.flatMap((decision) => decision.near).find(({fails}) => fails !== 'principal');
	const almost =
		near === undefined
			? ''
			: ` What comes closest is ${statementName(near)}, but its ${near.fails} does not fit.`;
	return fail(
		title,
		[
			`The key policy does not allow ${actionsOf(judged)} to ${principal}`,
			isCustomerRole
				? ', and does not leave it to IAM in the account either, so what the policy of the role says about the key has no effect.'
				: `. ${profile.name} comes from another account and can use the key only where the key policy says so.`,
			almost,
			perhaps,
		].join(''),
		`Add the statement for ${principal} to the key policy, and keep what is there. ${refusal}`.trim(),
		{...detailsOf(judged, 'not-allowed'), blame: blameOf(near, id), correction},
	);
}

function undecided(situation: Situation, {action, all}: Judged): Finding {
	const {ruling, code, request} = all;
	if (code === 'budget' || code === 'internal-disagreement') {
		return undecidedFinding(title, code, {actions: [action]});
	}

	const {statements, unknownKeys} = ruling;
	const [first] = statements;
	return unknown(
		title,
		`Whether the key policy allows ${action} depends on ${inWords(unknownKeys) || 'something'}, which cannot be seen from here${first === undefined ? '' : `: ${statementName(first)} has a condition on it`}.`,
		`Make sure that the condition holds when S3 uses the key for ${situation.profile.name}.`,
		{blame: blameOf(first, id), code: 'depends-on-keys', request, actions: [action]},
	);
}

function allowed(
	{principal, isCustomerRole}: Situation,
	document: PolicyDocument,
	judged: readonly Judged[],
): Finding {
	const places = new Set(judged.flatMap(({statements}) => statements.map(({index}) => index)));
	const isNamed = listOf(document.Statement).some(
		(statement, index) =>
			places.has(index) && JSON.stringify(statement.Principal ?? '').includes(`"${principal}"`),
	);
	const isAllowed = isNamed || !isCustomerRole;
	return pass(
		title,
		isAllowed
			? `The key policy allows ${actionsOf(judged)} to ${principal}.`
			: 'The key policy leaves it to IAM in your account who may use the key, and so to the policy of the role.',
		{code: isAllowed ? 'allowed' : 'left-to-iam'},
	);
}
