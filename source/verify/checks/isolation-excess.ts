import {listOf, matchesWildcard, type Statement} from '../../policy/index.ts';
import type {Ask} from '../../policy/sets/index.ts';
import {capitalised, inWords} from '../../words/lists.ts';
import {placeInWords, statementName} from '../../words/statements.ts';
import {unjudgedInWords} from '../../words/unseen.ts';
import {narrowestDocuments} from '../corrected-policy.ts';
import {cleanedCorrection, rolePolicyCorrection} from '../corrections.ts';
import {type DangerousAction, dangerousActions} from '../dangerous-actions.ts';
import {lookAgain, undecidedFinding} from '../open-questions.ts';
import {bucketPolicies, keyPolicies, type Policies} from '../policy-sets.ts';
import {keyPresence} from '../presence.ts';
import {principalsOf} from '../principals.ts';
import {everyAsk, requestsOf, vendorFor} from '../request-sets.ts';
import {findIn, type SetRuling} from '../set-rulings.ts';
import type {Situation} from '../situation.ts';
import type {Correction} from '../types.ts';
import {blameOf, type CheckFunction, type Finding, pass, unknown, warn} from '../worded.ts';
import {skipWithoutBucket, skipWithoutRole} from '../worded-presence.ts';

const title = 'Rights beyond what is needed';
const required = false;
// Enough to see how bad it is.
const mostNamed = 3;

type Excess = Pick<DangerousAction, 'action' | 'words' | 'target'> & {
	readonly found: Extract<SetRuling, {answer: 'some'}>;
};

/** Whether the vendor could do more than it needs, and what the worst of it is. */
export const isolationExcess: CheckFunction = (situation) => {
	const {profile, isCustomerRole} = situation;
	const skipped =
		skipWithoutBucket(situation, title) ??
		(isCustomerRole ? skipWithoutRole(situation, title) : undefined);
	if (skipped !== undefined) {
		return skipped;
	}

	const {allowed, open} = judgeAll(situation);
	const [worst] = allowed;
	if (worst !== undefined) {
		return excess(situation, worst, allowed);
	}

	if (open === undefined) {
		return pass(
			title,
			`${profile.name} can do with the bucket what it needs, and nothing beyond it.`,
			{
				required,
				code: 'nothing-beyond',
			},
		);
	}

	const {unseen, code, keys, example} = open;
	if (unseen.length > 0) {
		return unknown(title, unseen.map(unjudgedInWords).join(' '), lookAgain(situation), {
			required,
			code: 'not-seen',
		});
	}

	const resource =
		example?.request.action.startsWith('kms:') === true ? 'key-policy' : 'bucket-policy';
	return code === 'keys'
		? unknown(
				title,
				`Whether ${profile.name} could do more than it needs${example === undefined ? '' : ` (${example.request.action})`} depends on ${inWords(keys) || 'something in the policies'}, which cannot be known from here.`,
				'Use the narrower documents: they do not allow it in any case.',
				{
					required,
					code: 'depends-on-keys',
					request: example?.request,
					blame: blameOf(example?.decision.statements[0], resource),
				},
			)
		: undecidedFinding(title, code, {required});
};

type Judged = {
	/** Worst first. */
	readonly allowed: readonly Excess[];
	readonly open: Extract<SetRuling, {answer: 'unknown'}> | undefined;
};

function judgeAll(situation: Situation): Judged {
	const bucket = bucketPolicies(situation);
	const {resource: _resource, ...set} = bucket.set;
	const policies: Readonly<Record<DangerousAction['target'], Policies>> = {
		bucket,
		elsewhere: {...bucket, set},
		key: keyPolicies(situation),
	};
	const hasKey = keyPresence(situation) !== 'none';
	const allowed: Excess[] = [];
	let open: Judged['open'];
	const vendor = {bucket: vendorFor(situation, 'bucket'), key: vendorFor(situation, 'key')};
	const ask = (asks: readonly Ask[], about: Pick<DangerousAction, 'words' | 'target'>) => {
		const resource = about.target === 'key' ? 'key' : 'bucket';
		const requests = requestsOf(situation, resource, [vendor[resource]], asks);
		const found = findIn('allowed', requests, policies[about.target]);
		if (found.answer === 'some') {
			allowed.push({...about, action: found.witness.request.action, found});
		} else if (found.answer === 'unknown') {
			open ??= found;
		}
	};
	for (const dangerous of dangerousActions(situation)) {
		if (dangerous.target !== 'key' || hasKey) {
			ask([dangerous.ask], dangerous);
		}
	}

	const harmless = harmlessActions(situation);
	const isOwnAccount =
		situation.isCustomerRole && situation.keyAccountId === situation.connection.accountId;
	const rest = (resource: 'bucket' | 'key') =>
		everyAsk(situation, resource, {isFromElsewhere: !isOwnAccount}).filter(
			({action}) => !harmless.has(action.toLowerCase()),
		);
	if (allowed.length === 0 && situation.bucketPolicy.state !== 'unseen') {
		ask(rest('bucket'), {words: 'do more', target: 'bucket'});
	}

	if (allowed.length === 0 && hasKey && situation.usesKms) {
		ask(rest('key'), {words: 'do more', target: 'key'});
	}

	return {allowed, open};
}

const harmlessOf = new WeakMap<Situation['connection'], ReadonlySet<string>>();

/** What the vendor is there for, in lower case: its needs, and whatever the narrower documents give it besides. */
function harmlessActions(situation: Situation): ReadonlySet<string> {
	let harmless = harmlessOf.get(situation.connection);
	if (harmless === undefined) {
		harmless = findHarmless(situation);
		harmlessOf.set(situation.connection, harmless);
	}

	return harmless;
}

function findHarmless(situation: Situation): ReadonlySet<string> {
	const documents = narrowestDocuments(situation);
	const given = documents.flatMap(({document}) =>
		listOf(document.Statement)
			// The statement that keeps the account in charge of its key is not about the vendor.
			.filter(({Principal}) => Principal === undefined || !isAboutAccount(Principal))
			.flatMap(({Effect, Action}) => (Effect === 'Allow' ? listOf(Action) : [])),
	);
	const patterns = [...situation.actions.map(({action}) => action), ...given];
	return new Set(
		(['bucket', 'key'] as const)
			.flatMap((resource) => everyAsk(situation, resource))
			.map(({action}) => action)
			.filter((action) =>
				patterns.some(
					(pattern) => pattern !== '*' && matchesWildcard(pattern, action, {ignoreCase: true}),
				),
			)
			.map((action) => action.toLowerCase()),
	);
}

function isAboutAccount(principal: Statement['Principal']): boolean {
	return principalsOf(principal).some((name) => name.endsWith(':root'));
}

function resourceOf({target}: Pick<DangerousAction, 'target'>): 'bucket-policy' | 'key-policy' {
	return target === 'key' ? 'key-policy' : 'bucket-policy';
}

function excess(situation: Situation, worst: Excess, allowed: readonly Excess[]): Finding {
	const {profile, snapshot} = situation;
	const {witness} = worst.found;
	const [reference] = witness.decision.statements;
	const resource = resourceOf(worst);
	const named = allowed.slice(0, mostNamed).map(({words, action}) => `${words} (${action})`);
	const rest = allowed.length - named.length;
	const where =
		reference === undefined
			? 'A statement'
			: capitalised(`${statementName(reference)} of ${placeInWords(blameOf(reference, resource))}`);
	const {policies} = snapshot.role;
	const managed =
		reference?.kind === 'identity' && policies.status === 'found'
			? policies.value.find(({name, kind}) => name === reference.policy && kind === 'managed')
			: undefined;
	const fix =
		managed === undefined
			? `Paste the narrower document in place of the ${reference?.kind === 'identity' ? `policy "${reference.policy}" of the role` : resource.replace('-', ' ')}.`
			: `Detach the policy "${managed.name}" from the role (IAM > Roles > ${situation.connection.roleName} > Permissions) and give it the narrower role policy.`;
	return warn(
		title,
		`${profile.name} does not need it, but could ${inWords(named)}${rest === 0 ? '' : `, and ${rest} more of the kind`}. ${where} allows it.`,
		fix,
		{
			required,
			code: 'more-than-needed',
			request: witness.request,
			actions: allowed.map(({action}) => action),
			blame: blameOf(reference, resource),
			correction: narrower(situation, reference?.kind === 'identity', resource),
		},
	);
}

function narrower(
	situation: Situation,
	isRolePolicy: boolean,
	resource: 'bucket-policy' | 'key-policy',
): Correction | undefined {
	const options = {leastPrivilege: true};
	return isRolePolicy
		? rolePolicyCorrection(situation, options)
		: cleanedCorrection(situation, resource, (changed) => offenders(changed, resource), options);
}

/** Statements of a resource's policy that allow what is not needed. */
function offenders(situation: Situation, resource: 'bucket-policy' | 'key-policy'): number[] {
	return judgeAll(situation)
		.allowed.filter((judged) => resourceOf(judged) === resource)
		.flatMap(({found}) => found.witness.decision.statements)
		.filter(({kind}) => kind === 'resource')
		.map(({index}) => index);
}
