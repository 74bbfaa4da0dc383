import {accountOf, createRoleUrl} from '../../aws/index.ts';
import type {NamedPolicy, StatementReference} from '../../policy/index.ts';
import {freshDocument} from '../corrected-policy.ts';
import {
	blameOf,
	type CheckFunction,
	type Correction,
	type FindingOf,
	fail,
	type NoFacts,
	pass,
	type SharedFindings,
	undecided,
	unknown,
	warn,
} from '../finding.ts';
import {actionsNeeded, ruleOnNeeds, worstOf} from '../needed-actions.ts';
import {rolePresence, skipRole, skipWithoutRole} from '../presence.ts';
import type {Policies} from '../rulings.ts';
import {type Situation, unseenLook} from '../situation.ts';

const exists: CheckFunction<{
	readonly exists: NoFacts;
	readonly 'no-such-role': NoFacts;
	readonly 'role-arn-differs': {
		/** The role's. */
		readonly arn: string;
	};
}> = (situation) => {
	const skipped = skipRole(situation);
	if (skipped !== undefined) {
		return skipped;
	}

	const presence = rolePresence(situation);
	if (presence === 'none') {
		return fail('no-such-role', {}, {correction: newRole(situation)});
	}

	const {role} = situation.snapshot.role;
	if (role.status === 'found' && role.value.arn !== situation.principal) {
		return fail('role-arn-differs', {arn: role.value.arn});
	}

	return presence === 'there'
		? pass('exists', {})
		: unknown('not-seen', {unseen: [unseenLook(role)]});
};

function newRole(situation: Situation): Correction | undefined {
	const {connection, vendorPrincipals} = situation;
	const document = freshDocument(situation, 'trust-policy');
	return (
		document && {
			...document,
			consolePath:
				'IAM > Roles > Create role > Custom trust policy. Replace what is there, Next, Next, type the role name, Create role.',
			consoleUrl: createRoleUrl(accountOf(vendorPrincipals[0]), connection.externalId),
		}
	);
}

/** The needed actions that it is about. */
type Concerned = {readonly actions: readonly string[]};

type BoundaryFindings = {
	readonly 'no-boundary': NoFacts;
	readonly allowed: NoFacts;
	readonly denied: Concerned;
	readonly 'denied-in-part': Concerned;
	readonly 'not-allowed': Concerned;
	readonly 'not-allowed-in-part': Concerned;
	readonly 'optional-action-missing': Concerned;
	readonly 'depends-on-keys': {
		readonly action: string;
		/** Condition keys, as written in the policy; there may be none. */
		readonly keys: readonly string[];
		/** The first that might allow or deny it. */
		readonly statement: StatementReference | undefined;
	};
};

const boundary: CheckFunction<BoundaryFindings> = (situation) => {
	const skipped = skipWithoutRole(situation);
	if (skipped !== undefined) {
		return skipped;
	}

	const {boundary: seen, source} = situation;
	switch (seen.state) {
		case 'none':
			return pass('no-boundary', {});
		case 'unseen': {
			// Without its document the other checks take it that there is none.
			const required = source !== 'documents' || seen.unseen.why.status !== 'not-looked';
			return unknown('not-seen', {unseen: [seen.unseen]}, {required});
		}

		case 'there':
			return judgeBoundary(situation, {name: 'permissions boundary', document: seen.document});
	}
};

function judgeBoundary(
	situation: Situation,
	policy: NamedPolicy,
): FindingOf<BoundaryFindings & SharedFindings> {
	const rulings = (['bucket', 'key'] as const).flatMap((on) =>
		ruleOnNeeds(situation, actionsNeeded(situation, on), within(situation, policy, on)),
	);
	const {refused, open, unneededRefused} = worstOf(rulings);
	const [first] = refused;
	if (first !== undefined) {
		const actions = refused.map(({need}) => need.action);
		const explicit = refused.find(({all}) => all.ruling.outcome === 'ExplicitlyDenied');
		const isPart = refused.every(({all}) => all.extent === 'part');
		const code = explicit === undefined ? 'not-allowed' : 'denied';
		return fail(
			isPart ? `${code}-in-part` : code,
			{actions},
			{
				actions,
				request: (explicit ?? first).all.request,
				blame: blameOf(
					explicit?.all.ruling.statements[0] ?? first.all.ruling.near[0],
					'bucket-policy',
				),
			},
		);
	}

	const [unknowable] = open;
	if (unknowable !== undefined) {
		const {
			need: {action},
			all: {ruling, code, request},
		} = unknowable;
		const actions = [action];
		const [statement] = ruling.statements;
		return (
			undecided({code}, {actions}) ??
			unknown(
				'depends-on-keys',
				{action, keys: ruling.unknownKeys, statement},
				{actions, request, blame: blameOf(statement, 'bucket-policy')},
			)
		);
	}

	const actions = unneededRefused.map(({need}) => need.action);
	return actions.length > 0
		? warn(
				'optional-action-missing',
				{actions},
				{actions, request: unneededRefused[0]?.all.request},
			)
		: pass('allowed', {});
}

/** The boundary alone: everything else is taken to allow. */
function within(
	{connection}: Situation,
	boundary: NamedPolicy,
	resourceKind: 'bucket' | 'key',
): Policies {
	const everything = {identity: 'unseen', boundary, resourceKind} as const;
	// A key leaves it to the account of the role; a key of another account has to name that account too.
	const delegated: NamedPolicy = {
		name: 'everything',
		document: {
			Version: '2012-10-17',
			Statement: {
				Effect: 'Allow',
				Principal: {AWS: connection.accountId},
				Action: '*',
				Resource: '*',
			},
		},
	};
	return {
		set: resourceKind === 'key' ? {...everything, resource: delegated} : everything,
		unseen: [],
	};
}

export const roleChecks = {
	'role.exists': exists,
	'role.boundary': boundary,
};
