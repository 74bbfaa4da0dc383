import {wholeAccountIn} from '../aws/index.ts';
import type {AccessRequest} from './request.ts';
import {type Answer, all, any, no, not, unknown, yes} from './ternary.ts';
import {listOf, type Principal, type PrincipalMap, type Statement} from './types.ts';

/**
 * In which way a statement means a principal, because that decides what else the principal needs:
 * - `alone`: everybody, an IAM user or a session. In the same account nothing else is needed.
 * - `role`: the role's ARN. The same, but within the role's permissions boundary.
 * - `account`: the whole account, which passes the decision on to its identity policies.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export const grantWays = ['alone', 'role', 'account'] as const;
export type GrantWay = (typeof grantWays)[number];
export type PrincipalAnswer = Readonly<Record<GrantWay, Answer>>;

const nobody: PrincipalAnswer = {alone: no, role: no, account: no};

type Identity = {
	readonly arn: string;
	readonly account: string;
	readonly kind: 'user' | 'role' | 'session' | 'other';
	/** Name of the role, without its path, of a role or session. */
	readonly role: string;
};

/** Who asks: a principal of AWS, a service of it, somebody known to an identity provider alone, or nobody who has signed in. */
type Who = Pick<AccessRequest, 'principal' | 'provider' | 'service' | 'canonicalUser'>;

/**
 * Whether a statement of a resource's policy speaks about the principal, and in which way. `hasBoundary` says whether
 * the principal has a permissions boundary, which NotPrincipal with Deny does not go together with.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function matchesPrincipal(
	statement: Statement,
	who: Who,
	hasBoundary: boolean,
): PrincipalAnswer {
	const {Principal, NotPrincipal} = statement;
	if (Principal !== undefined) {
		return matchesListed(Principal, who);
	}

	if (NotPrincipal === undefined) {
		return nobody;
	}

	return {
		...nobody,
		alone:
			statement.Effect === 'Allow'
				? all([not(isExempt(NotPrincipal, who)), unknown([])])
				: hasBoundary
					? yes
					: not(isExempt(NotPrincipal, who)),
	};
}

/**
 * Whether NotPrincipal surely spares a principal. It has to list the principal and its account; where one of the two
 * is missing AWS says that the account might be denied, depending on the service. For a session it has to list the
 * session, its role and its account, and a role stands for its sessions, which cannot all be listed.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
function isExempt(listed: Principal, who: Who): Answer {
	if (namesEverybody(listed)) {
		return yes;
	}

	const ways = matchesListed(listed, who);
	if (who.provider !== undefined || who.service !== undefined) {
		return ways.alone;
	}

	const itself = any([ways.alone, ways.role]);
	const identity = who.principal === undefined ? undefined : parse(who.principal);
	const wanted =
		identity?.kind === 'role'
			? [ways.role, ways.account, unknown([])]
			: identity?.kind === 'session'
				? [ways.alone, ways.role, ways.account]
				: [itself, ways.account];
	const everything = all(wanted);
	return everything.value === false ? all([any([itself, ways.account]), unknown([])]) : everything;
}

function namesEverybody(listed: Principal): boolean {
	return listed === '*' || listOf(listed.AWS).includes('*');
}

function matchesListed(
	listed: Principal,
	{principal, provider, service, canonicalUser}: Who,
): PrincipalAnswer {
	const everybody = namesEverybody(listed) ? yes : no;
	if (provider !== undefined) {
		const isNamedProvider =
			listed !== '*' && listOf(listed.Federated).some((name) => name === provider || name === '*');
		return {...nobody, alone: isNamedProvider ? yes : everybody};
	}

	if (service !== undefined) {
		const isNamed = listed !== '*' && listOf(listed.Service).some((name) => name === service);
		return {...nobody, alone: isNamed ? yes : everybody};
	}

	const identity = principal === undefined ? undefined : parse(principal);
	if (listed === '*' || identity === undefined) {
		return {...nobody, alone: everybody};
	}

	const entries = listOf(listed.AWS);
	const named = any(entries.map((entry) => isNamed(entry, identity)));
	const isRole = identity.kind === 'role' && entries.includes(identity.arn);
	const ofSession =
		identity.kind === 'session' && entries.some((entry) => isRoleOf(entry, identity));
	return {
		alone: any([everybody, named]),
		role: isRole || ofSession ? yes : no,
		account: any([
			entries.some((entry) => isAccount(entry, identity.account)) ? yes : no,
			canonicalAnswer(listed.CanonicalUser, canonicalUser),
		]),
	};
}

/**
 * Whether the account is named by its canonical user ID, which only S3 can translate. The IDs of CloudFront's identities
 * are longer and nobody's account.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/finding-canonical-user-id.html
 */
function canonicalAnswer(listed: PrincipalMap['CanonicalUser'], own: string | undefined): Answer {
	const accounts = listOf(listed).filter((id) => /^[\da-f]{64}$/i.test(id));
	if (own !== undefined) {
		return accounts.includes(own) ? yes : no;
	}

	return accounts.length === 0 ? no : unknown([]);
}

/** A user or session itself. A session's ARN means one session of a role, and a role stands for any of them. */
function isNamed(entry: string, identity: Identity): Answer {
	if (entry === identity.arn) {
		return identity.kind === 'role' ? no : yes;
	}

	const session = parse(entry);
	const isOneSession =
		identity.kind === 'role' &&
		session?.kind === 'session' &&
		session.account === identity.account &&
		session.role === identity.role;
	return isOneSession ? unknown([]) : no;
}

/** A session's ARN leaves out the path of its role; names of roles are unique in an account. */
function isRoleOf(entry: string, session: Identity): boolean {
	const role = parse(entry);
	return role?.kind === 'role' && role.account === session.account && role.role === session.role;
}

function isAccount(entry: string, account: string): boolean {
	return wholeAccountIn(entry) === account;
}

const identities = new Map<string, Identity | undefined>();
// The same few names are asked about again and again; more than this are of many accounts.
const mostKept = 2000;

function parse(arn: string): Identity | undefined {
	if (!identities.has(arn)) {
		if (identities.size >= mostKept) {
			identities.clear();
		}

		identities.set(arn, takeApart(arn));
	}

	return identities.get(arn);
}

function takeApart(arn: string): Identity | undefined {
	const [, service, account = '', resource = ''] =
		/^arn:[^:]+:(iam|sts)::(\d{12}):(.+)$/s.exec(arn) ?? [];
	if (service === undefined) {
		return undefined;
	}

	const parts = resource.split('/');
	const [type] = parts;
	if (service === 'sts') {
		const isSession = type === 'assumed-role' && parts.length === 3;
		return {arn, account, kind: isSession ? 'session' : 'other', role: parts[1] ?? ''};
	}

	return {
		arn,
		account,
		kind: type === 'role' || type === 'user' ? type : 'other',
		role: parts.at(-1) ?? '',
	};
}
