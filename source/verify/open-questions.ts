import {mergedCorrection} from './corrections.ts';
import {type Details, type FindingOf, type SharedFindings, undecided, unknown} from './finding.ts';
import {type Denial, denialBy} from './near-statement.ts';
import {isVendorsOwn} from './own-statement.ts';
import type {AllRuling, Policies} from './rulings.ts';
import type {Situation} from './situation.ts';
import {principalsOf, type QuotedStatement, quotedFrom} from './statements.ts';

/** What a request depends on that is neither surely allowed nor surely denied. */
export type OpenQuestion = {
	/** The condition keys whose values cannot be known from here, as written in the policy; there may be none. */
	readonly keys: readonly string[];
	/** What it is where there are none. */
	readonly besides: 'not-principal' | 'session-name' | 'canonical-user' | 'other';
} & (
	| {readonly might: 'deny'; readonly denial: Denial}
	| {
			readonly might: 'allow';
			readonly by: QuotedStatement | undefined;
			/** What to do beside asking: to leave the statement as it is and add one for the vendor, for instance. */
			readonly remedy: 'add-statement' | 'rename-key' | 'drop-condition' | 'none';
	  }
);

/** The finding where a request is neither surely allowed nor surely denied: what it depends on. */
export function openFinding(
	situation: Situation,
	policies: Policies,
	{ruling, code, request}: Pick<AllRuling, 'ruling' | 'code' | 'request'>,
	resource: 'bucket-policy' | 'key-policy',
	{required = true, actions}: Pick<Details, 'required' | 'actions'>,
): FindingOf<
	{readonly 'depends-on-keys': OpenQuestion} & Pick<
		SharedFindings,
		'not-seen' | 'too-complex' | 'internal-disagreement'
	>
> {
	const {unseen, unknownKeys: keys, statements} = ruling;
	const found = undecided({unseen, code}, {required, ...(unseen.length === 0 && {actions})});
	if (found !== undefined) {
		return found;
	}

	const [first, ...others] = statements;
	const by = first && quotedFrom(policies, first, resource);
	const question = {keys, besides: besidesKeys(by)};
	if (first?.effect === 'Deny') {
		const {denial, details: beside} = denialBy(
			situation,
			policies,
			[first, ...others.filter(({effect}) => effect === 'Deny')],
			resource,
		);
		return unknown(
			'depends-on-keys',
			{...question, might: 'deny', denial},
			{required, actions, request, ...beside},
		);
	}

	const isOwn =
		first === undefined ||
		by === undefined ||
		isVendorsOwn(situation, first, by.statement, resource);
	const remedy = isOwn ? remedyOfOwn(situation, keys) : 'add-statement';
	return unknown(
		'depends-on-keys',
		{...question, might: 'allow', by, remedy},
		{
			required,
			actions,
			request,
			blame: by?.place,
			correction: remedy === 'rename-key' ? mergedCorrection(situation, resource) : undefined,
		},
	);
}

/** What a statement leaves open apart from its condition. */
function besidesKeys(quoted: QuotedStatement | undefined): OpenQuestion['besides'] {
	const {Principal, NotPrincipal} = quoted?.statement ?? {};
	if (NotPrincipal !== undefined) {
		return 'not-principal';
	}

	if (principalsOf(Principal).some((name) => name.includes(':assumed-role/'))) {
		return 'session-name';
	}

	return typeof Principal === 'object' && Principal.CanonicalUser !== undefined
		? 'canonical-user'
		: 'other';
}

function remedyOfOwn(
	{profile: {tenant}, isCustomerRole}: Situation,
	[key = '']: readonly string[],
): 'rename-key' | 'drop-condition' | 'none' {
	const isTag = /^aws:PrincipalTag[/:]/i.test(key);
	if (tenant !== undefined && isTag && key.toLowerCase() !== tenant.conditionKey.toLowerCase()) {
		return 'rename-key';
	}

	// The vendor's role works for all of its customers, so that a condition less could let others in.
	return isCustomerRole ? 'drop-condition' : 'none';
}
