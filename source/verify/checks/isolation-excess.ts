import {listOf, matchesWildcard, type Statement} from '../../policy/index.ts';
import {type Ask, chosen} from '../../policy/sets/index.ts';
import {narrowestDocuments} from '../corrected-policy.ts';
import {cleanedCorrection, narrowedRolePolicy} from '../corrections.ts';
import {type Danger, type DangerousAction, dangerousActions} from '../dangerous-actions.ts';
import {
	blameOf,
	type CheckFunction,
	type Correction,
	type NoFacts,
	pass,
	undecided,
	unknown,
	warn,
} from '../finding.ts';
import {keyPresence, skipWithoutBucket, skipWithoutRole} from '../presence.ts';
import {askOf, everyAsk, requestsOf, vendorFor} from '../request-sets.ts';
import {bucketPolicies, findIn, keyPolicies, type Policies, type SetRuling} from '../rulings.ts';
import {objectsArn, type Situation} from '../situation.ts';
import {principalsOf} from '../statements.ts';

const required = false;

/** What the vendor could do beyond the folder that it works in. */
type OutsideFolder = 'use-outside-folder' | 'list-outside-folder';

type Excess = {
	readonly danger: Danger | OutsideFolder | 'other';
	readonly action: string;
	readonly target: DangerousAction['target'];
	readonly found: Extract<SetRuling, {answer: 'some'}>;
};

/** Whether the vendor could do more than it needs, and what the worst of it is. */
export const isolationExcess: CheckFunction<{
	readonly 'nothing-beyond': NoFacts;
	readonly 'more-than-needed': {
		/** What it could do without need, worst first. */
		readonly excess: readonly Pick<Excess, 'danger' | 'action'>[];
		/** The policy of the bucket or of the key, of which the worst of it is. */
		readonly document: 'bucket-policy' | 'key-policy';
		/** Whether a managed policy allows the worst of it, which is not to be changed for one role alone. */
		readonly isManaged: boolean;
	};
	readonly 'depends-on-keys': {readonly keys: readonly string[]};
}> = (situation) => {
	const skipped =
		skipWithoutBucket(situation) ??
		(situation.isCustomerRole ? skipWithoutRole(situation) : undefined);
	if (skipped !== undefined) {
		return skipped;
	}

	const {allowed, open} = judgeAll(situation);
	const [worst] = allowed;
	if (worst !== undefined) {
		const {request, decision} = worst.found.witness;
		const [reference] = decision.statements;
		const document = documentOf(worst);
		const {policies} = situation.snapshot.role;
		return warn(
			'more-than-needed',
			{
				excess: allowed.map(({danger, action}) => ({danger, action})),
				document,
				isManaged:
					reference?.kind === 'identity' &&
					policies.status === 'found' &&
					policies.value.some(({name, kind}) => name === reference.policy && kind === 'managed'),
			},
			{
				required,
				request,
				actions: allowed.map(({action}) => action),
				blame: blameOf(reference, document),
				correction: narrower(
					situation,
					reference?.kind === 'identity',
					document,
					reference?.policy,
				),
			},
		);
	}

	if (open === undefined) {
		return pass('nothing-beyond', {}, {required});
	}

	const {keys, example} = open;
	const isOfKey = example?.request.action.startsWith('kms:') === true;
	return (
		undecided(open, {required}) ??
		unknown(
			'depends-on-keys',
			{keys},
			{
				required,
				request: example?.request,
				blame: blameOf(example?.decision.statements[0], isOfKey ? 'key-policy' : 'bucket-policy'),
			},
		)
	);
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
	const note = (found: SetRuling, about: Pick<Excess, 'danger' | 'target'>) => {
		if (found.answer === 'some') {
			allowed.push({...about, action: found.witness.request.action, found});
		} else if (found.answer === 'unknown') {
			open ??= found;
		}
	};
	const ask = (asks: readonly Ask[], about: Pick<Excess, 'danger' | 'target'>) => {
		const resource = about.target === 'key' ? 'key' : 'bucket';
		const requests = requestsOf(situation, resource, vendor[resource], asks);
		note(findIn('allowed', requests, policies[about.target]), about);
	};
	for (const dangerous of dangerousActions(situation)) {
		if (dangerous.target !== 'key' || hasKey) {
			ask([dangerous.ask], dangerous);
		}
	}

	for (const {asks, danger, within} of outsideFolder(situation)) {
		// What it lists is the vendor's own choice.
		const requesters = vendorFor(situation, 'bucket', {'s3:prefix': chosen({kind: 'text'})});
		const requests = requestsOf(situation, 'bucket', requesters, asks);
		const find = (all: Policies) => findIn('allowed', requests, withDenied(all, within));
		// What the article itself gives is no excess.
		if (find(narrowestPolicies(situation)).answer === 'none') {
			note(find(policies.bucket), {danger, target: 'bucket'});
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
		ask(rest('bucket'), {danger: 'other', target: 'bucket'});
	}

	if (allowed.length === 0 && hasKey && situation.usesKms) {
		ask(rest('key'), {danger: 'other', target: 'key'});
	}

	return {allowed, open};
}

/** What the vendor does in its folder, asked of all that is beyond; `within` is what it may do. */
function outsideFolder(situation: Situation): {
	readonly danger: OutsideFolder;
	readonly asks: readonly Ask[];
	readonly within: Statement;
}[] {
	const {folder, bucketArn} = situation;
	if (folder === undefined) {
		return [];
	}

	const asked = (on: 'bucket' | 'object') =>
		situation.actions
			.filter((need) => need.on === on)
			.map(({action}) => askOf(situation, action, on))
			// Of the bucket itself only listing says where.
			.filter(({action}) => on === 'object' || action === 's3:ListBucket');
	const deny = {Effect: 'Deny', Principal: '*', Action: 's3:*'} as const;
	return [
		{
			danger: 'use-outside-folder' as const,
			asks: asked('object'),
			within: {...deny, Resource: objectsArn(situation)},
		},
		{
			danger: 'list-outside-folder' as const,
			asks: asked('bucket'),
			within: {
				...deny,
				Resource: bucketArn,
				Condition: {StringLike: {'s3:prefix': [folder, `${folder}/*`]}},
			},
		},
	].filter(({asks}) => asks.length > 0);
}

/** The policies as if the statement stood behind all others; each of these keeps its place. */
function withDenied({set, unseen}: Policies, denied: Statement): Policies {
	const {Principal: _principal, ...own} = denied;
	const {identity, resource} = set;
	return {
		unseen,
		set:
			identity === 'unseen'
				? {
						...set,
						resource: {
							name: resource?.name ?? 'bucket-policy',
							document: {
								Version: '2012-10-17',
								...resource?.document,
								Statement: [...listOf(resource?.document.Statement), denied],
							},
						},
					}
				: {
						...set,
						identity: [
							...identity,
							{name: 'folder', document: {Version: '2012-10-17', Statement: [own]}},
						],
					},
	};
}

/** What the narrower documents say of the bucket, as if they were all there is. */
function narrowestPolicies(situation: Situation): Policies {
	const documents = new Map(
		narrowestDocuments(situation).map(({id, document}) => [id, document] as const),
	);
	const role = documents.get('role-policy');
	const bucket = documents.get('bucket-policy');
	return {
		unseen: [],
		set: {
			identity: situation.isCustomerRole
				? role === undefined
					? []
					: [{name: 'article', document: role}]
				: 'unseen',
			...(bucket !== undefined && {resource: {name: 'bucket-policy', document: bucket}}),
			resourceKind: 'bucket',
		},
	};
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
			.filter(({Principal}) => Principal === undefined || !isAboutAccount(situation, Principal))
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

/** Whether it names an account as a whole that is not the vendor itself. */
function isAboutAccount({vendorPrincipals}: Situation, principal: Statement['Principal']): boolean {
	return principalsOf(principal).some(
		(name) => name.endsWith(':root') && !vendorPrincipals.includes(name),
	);
}

function documentOf({target}: Pick<DangerousAction, 'target'>): 'bucket-policy' | 'key-policy' {
	return target === 'key' ? 'key-policy' : 'bucket-policy';
}

function narrower(
	situation: Situation,
	isRolePolicy: boolean,
	resource: 'bucket-policy' | 'key-policy',
	policy: string | undefined,
): Correction | undefined {
	const options = {leastPrivilege: true, givesNothing: true};
	return isRolePolicy
		? narrowedRolePolicy(situation, policy ?? '', (changed) => roleOffenders(changed, policy ?? ''))
		: cleanedCorrection(situation, resource, (changed) => offenders(changed, resource), options);
}

/** Statements of one of the role's own policies that allow what is not needed. */
function roleOffenders(situation: Situation, policy: string): number[] {
	return judgeAll(situation)
		.allowed.flatMap(({found}) => found.witness.decision.statements)
		.filter((reference) => reference.kind === 'identity' && reference.policy === policy)
		.map(({index}) => index);
}

/** Statements of a resource's policy that allow what is not needed. */
function offenders(situation: Situation, resource: 'bucket-policy' | 'key-policy'): number[] {
	return judgeAll(situation)
		.allowed.filter((judged) => documentOf(judged) === resource)
		.flatMap(({found}) => found.witness.decision.statements)
		.filter(({kind}) => kind === 'resource')
		.map(({index}) => index);
}
