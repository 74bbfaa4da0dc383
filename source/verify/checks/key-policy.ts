import {listOf, type PolicyDocument, type StatementReference} from '../../policy/index.ts';
import {correctedPolicy} from '../corrected-policy.ts';
import {
	type DeadFindings,
	type DeadPrincipal,
	deadPrincipals,
	deadStranger,
	deadVendor,
	type Uncorrected,
} from '../dead-principals.ts';
import {exceptionCorrection} from '../exceptions.ts';
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
} from '../finding.ts';
import {isKeyByPolicyAlone} from '../key-by-policy.ts';
import {actionsNeeded, ruleOnNeeds} from '../needed-actions.ts';
import {orPartOfAccount, type PartFindings} from '../part-of-account.ts';
import {keyManager, onceRoleExists, skipWithoutKey} from '../presence.ts';
import {type AllRuling, keyPolicies, type Policies, type Ruling} from '../rulings.ts';
import type {Situation} from '../situation.ts';

/** The needed actions that it is about. */
type Concerned = {readonly actions: readonly string[]};
type Denied = Concerned & {
	/** Those that deny. */
	readonly statements: readonly StatementReference[];
};
type NotAllowed = Concerned &
	Uncorrected & {
		/** Whether the key policy leaves it to the policies of the role, of which none allows it. */
		readonly isLeftToRole: boolean;
		/** The statement that comes closest to allowing it, and what of it does not fit. */
		readonly near: Ruling['near'][number] | undefined;
		/** A statement that names somebody deleted, which could have been meant for the vendor. */
		readonly perhaps: DeadPrincipal | undefined;
	};

type Findings = DeadFindings &
	PartFindings & {
		readonly 'managed-by-aws': NoFacts;
		readonly allowed: Concerned;
		readonly 'left-to-iam': NoFacts;
		readonly denied: Denied;
		readonly 'denied-in-part': Denied;
		readonly 'not-allowed': NotAllowed;
		readonly 'not-allowed-in-part': NotAllowed;
		readonly 'depends-on-keys': {
			readonly action: string;
			/** Condition keys, as written in the policy; there may be none. */
			readonly keys: readonly string[];
			/** The first that might allow or deny it. */
			readonly statement: StatementReference | undefined;
		};
	};
type Finding = FindingOf<Findings & SharedFindings>;

const id = 'key-policy';

/**
 * Whether the key policy lets the vendor use the key, or leaves that to IAM in the role's account. What the role's own
 * policies say is another check's business.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export const keyPolicy: CheckFunction<Findings> = (situation) => {
	const skipped = skipWithoutKey(situation);
	if (skipped !== undefined) {
		return skipped;
	}

	const {keyPolicy: policy} = situation;
	if (keyManager(situation) === 'AWS') {
		return skip('managed-by-aws', {});
	}

	switch (policy.state) {
		case 'there':
			return onceRoleExists(
				situation,
				orPartOfAccount(situation, id, (one) => judgePolicy(one, policy.document)),
			);
		case 'none':
			return unknown('not-seen', {unseen: [{document: id, why: {status: 'untold'}}]});
		case 'unseen':
			return unknown('not-seen', {unseen: [policy.unseen]});
	}
};

type Judged = Ruling & {readonly action: string; readonly all: AllRuling};

function judgePolicy(situation: Situation, document: PolicyDocument): Finding {
	const dead = deadPrincipals(situation, id, document);
	// The identity's own policies are taken to allow, so that the key policy alone is judged; but not where the article's have
	// nothing to say about the key.
	const policies: Policies = isKeyByPolicyAlone(situation)
		? keyPolicies(situation)
		: {
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
	if (own !== undefined) {
		return deadVendor(situation, id, own);
	}

	const [stranger] = dead;
	const missing = judged.filter(({outcome}) => outcome === 'ImplicitlyDenied');
	if (missing.length > 0) {
		return notAllowed(situation, missing, stranger);
	}

	const open = judged.find(({outcome}) => outcome === 'Unknown');
	if (open !== undefined) {
		return openFinding(open);
	}

	return stranger === undefined
		? allowed(situation, document, judged)
		: deadStranger(situation, id, stranger);
}

function isPart(judged: readonly Judged[]): boolean {
	return judged.every(({all}) => all.extent === 'part');
}

function denied(situation: Situation, judged: readonly Judged[]): Finding {
	const references = judged.flatMap(({statements}) => statements);
	const statements = [
		...new Map(references.map((reference) => [reference.index, reference])).values(),
	];
	const actions = judged.map(({action}) => action);
	return fail(
		isPart(judged) ? 'denied-in-part' : 'denied',
		{actions, statements},
		{
			actions,
			request: judged[0]?.all.request,
			blame: blameOf(references[0], id),
			correction: exceptionCorrection(situation, id, statements, situation.principal),
		},
	);
}

function notAllowed(
	situation: Situation,
	judged: readonly Judged[],
	perhaps: DeadPrincipal | undefined,
): Finding {
	const {correction, refusal} = correctedPolicy(situation, id);
	// A statement that is about somebody else is not close.
	const near = judged.flatMap((decision) => decision.near).find(({fails}) => fails !== 'principal');
	const actions = judged.map(({action}) => action);
	const isLeftToRole = judged.every(({missing}) => !missing.includes('resource'));
	return fail(
		isPart(judged) ? 'not-allowed-in-part' : 'not-allowed',
		{actions, isLeftToRole, near, perhaps, refusal},
		{actions, request: judged[0]?.all.request, blame: blameOf(near, id), correction},
	);
}

function openFinding({action, all: {ruling, code, request}}: Judged): Finding {
	const actions = [action];
	const [statement] = ruling.statements;
	return (
		undecided({code}, {actions}) ??
		unknown(
			'depends-on-keys',
			{action, keys: ruling.unknownKeys, statement},
			{blame: blameOf(statement, id), request, actions},
		)
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
	return isNamed || !isCustomerRole
		? pass('allowed', {actions: judged.map(({action}) => action)})
		: pass('left-to-iam', {});
}
