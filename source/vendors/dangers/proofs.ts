import {actionsOn} from '../../aws/actions/index.ts';
import {documentNames} from '../../aws/index.ts';
import {listOf, matchesWildcard, type PolicyDocument, type Statement} from '../../policy/index.ts';
import {
	beginningWith,
	chosen,
	exactly,
	type Found,
	findRequest,
	type KeyState,
	type Requester,
	type RequestSet,
} from '../../policy/sets/index.ts';
import type {Issue} from '../issue.ts';
import type {DocumentPart, DocumentVariant} from '../parts.ts';
import {named, type Use} from '../uses.ts';
import {
	bucketIn,
	isFilled,
	type Looked,
	type LookedStatement,
	statementsFor,
	usesWith,
} from './looked.ts';

const version = '2012-10-17';

/** Somebody of whom nothing is known: each condition key can have any value or none. */
function anybody(principal: string, statements: readonly Statement[]): Requester {
	// A key that is compared as a set may hold several values.
	const sets = new Set(
		statements.flatMap(({Condition}) =>
			Object.entries(Condition ?? {})
				.filter(([operator]) => operator.includes(':'))
				.flatMap(([, tests]) => Object.keys(tests).map((key) => key.toLowerCase())),
		),
	);
	const one: KeyState = chosen({kind: 'text'});
	const several: KeyState = chosen({kind: 'text', isMultiValued: true});
	return {principal, stateOf: (key) => (sets.has(key) ? several : one)};
}

/**
 * Where a key policy of the profile would leave nobody in the key's account who can change it: merged into the policy
 * that KMS gives a new key, or alone, where it has a statement that is to keep the account in charge. Proven for every
 * request of the account's root and of an administrator.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export function lockoutIssues(looked: Looked): Issue[] {
	return variantsOf(looked, 'key-policy').flatMap(({document, variant}) => {
		const lockout = usesWith(looked, 'key-policy').find((use) => {
			const statements = statementsFor(looked, document, variant, use);
			return statements.every(isFilled) && !keepsAccount(looked, statements);
		});
		return lockout === undefined
			? []
			: [
					{
						path: variant.path,
						rule: `For ${named(lockout)}, nobody in the account of the key could be sure to change the key policy again: kms:PutKeyPolicy is not allowed to arn:aws:iam::{{keyAccountId}}:root in every case.`,
					},
				];
	});
}

function keepsAccount(looked: Looked, statements: readonly LookedStatement[]): boolean {
	const account = looked.connection.kmsKeyArn.split(':')[4] ?? '';
	const usual: Statement = {
		Effect: 'Allow',
		Principal: {AWS: `arn:aws:iam::${account}:root`},
		Action: 'kms:*',
		Resource: '*',
	};
	const merged = statements.filter(({isStandalone}) => !isStandalone).map(({filled}) => filled);
	const alone = statements.map(({filled}) => filled);
	const documents = [[usual, ...merged], ...(statements.some(isStandalone) ? [alone] : [])];
	return documents.every((document) => canChangePolicy(looked, account, document));
}

function isStandalone(statement: LookedStatement): boolean {
	return statement.isStandalone;
}

function canChangePolicy(
	{connection, budget}: Looked,
	account: string,
	statements: readonly Statement[],
): boolean {
	const everything: PolicyDocument = {
		Version: version,
		Statement: {Effect: 'Allow', Action: '*', Resource: '*'},
	};
	const requests: RequestSet = {
		requesters: ['root', 'role/Administrator'].map((name) =>
			anybody(`arn:aws:iam::${account}:${name}`, statements),
		),
		asks: [{action: 'kms:PutKeyPolicy', resources: [exactly(connection.kmsKeyArn)]}],
		resourceAccount: account,
	};
	const {answer} = findRequest(
		'denied',
		requests,
		{
			identity: [{name: 'everything', document: everything}],
			resource: {name: 'key policy', document: {Version: version, Statement: statements}},
			resourceKind: 'key',
		},
		budget,
	);
	return answer === 'none';
}

/**
 * Narrower documents that are not narrower: one that allows the vendor anything that the article's does not, of which
 * that cannot be ruled out, or that takes nothing away. A request counts that the one allows and the other does not, with
 * any values of the condition keys. What keeps the customer's own account in charge is no part of it.
 */
export function narrowerIssues(looked: Looked): Issue[] {
	return looked.parts.documents.flatMap((document) => {
		const [article, narrower] = document.variants;
		if (article?.complete !== true || narrower?.complete !== true) {
			return [];
		}

		const uses = usesWith(looked, document.id);
		const proven = new Set<string>();
		let takesAway = namesNarrower(looked, document);
		for (const use of uses) {
			const less = vendorStatements(looked, document, narrower, use);
			const more = vendorStatements(looked, document, article, use);
			if (![...less, ...more].every(isFilled)) {
				return [];
			}

			// Most ways to use a profile have the same statements as another one.
			const question = JSON.stringify([less, more].map((list) => list.map(bare)));
			if (proven.has(question)) {
				continue;
			}

			proven.add(question);
			if (looked.budget.isSpent()) {
				return [{path: narrower.path, rule: unprovenRule(document, use)}];
			}

			const gained = findBeyond(looked, less, more);
			if (gained.answer !== 'none') {
				return [{path: narrower.path, rule: gainedRule(gained, document, use)}];
			}

			takesAway ||= findBeyond(looked, more, less).answer === 'some';
		}

		return takesAway || uses.length === 0
			? []
			: [
					{
						path: narrower.path,
						rule: `This ${documentName(document)} allows all that the article's allows, so it is not narrower. Leave it out.`,
					},
				];
	});
}

/** Whether the narrower document names one user or role where the article's names a whole account. */
function namesNarrower({parts: {principal, access}}: Looked, {id}: DocumentPart): boolean {
	const isNarrowed = principal?.from === 'article' && principal.narrower !== undefined;
	return isNarrowed && (id === 'trust-policy' || access === 'vendor-role');
}

function gainedRule(gained: Found, document: DocumentPart, use: Use): string {
	if (gained.answer !== 'some') {
		return unprovenRule(document, use);
	}

	const {action, resource} = gained.witness.request;
	return `For ${named(use)}, this ${documentName(document)} allows what the article's does not, such as ${action} on ${resource}. It may only allow less.`;
}

function unprovenRule(document: DocumentPart, use: Use): string {
	return `For ${named(use)}, it cannot be proven that this ${documentName(document)} allows nothing that the article's does not.`;
}

function documentName({id}: DocumentPart): string {
	return id === undefined ? 'document' : documentNames[id];
}

/** The statements of a form that are about the vendor, as if they were policies of its own: whom they name is known. */
function vendorStatements(
	looked: Looked,
	document: DocumentPart,
	variant: DocumentVariant,
	use: Use,
): LookedStatement[] {
	return statementsFor(looked, document, variant, use).filter(
		({value}) => document.id === 'role-policy' || namesVendor(value),
	);
}

function namesVendor({Principal}: Statement): boolean {
	return (
		Principal === '*' ||
		Object.values(Principal ?? {}).some((names) =>
			listOf(names).some((name: string) => !/:root$/.test(name)),
		)
	);
}

/** A request that the first statements allow and the others do not. */
function findBeyond(
	looked: Looked,
	some: readonly LookedStatement[],
	others: readonly LookedStatement[],
): Found {
	const policy = some.map(bare);
	const allowed = others.map(bare).filter(({Effect}) => Effect === 'Allow');
	const denied = others.map(bare).filter(({Effect}) => Effect === 'Deny');
	const requests = everyRequest(looked, policy, [...policy, ...allowed, ...denied]);
	const find = (statements: readonly Statement[], within?: readonly Statement[]) =>
		findRequest(
			'allowed',
			requests,
			{
				identity: [{name: 'policy', document: {Version: version, Statement: statements}}],
				...(within !== undefined && {
					boundary: {name: 'denied', document: {Version: version, Statement: within}},
				}),
				resourceKind: 'bucket',
			},
			looked.budget,
		);
	// What the others allow is taken away; what is left is what they do not allow, or what they deny.
	const notAllowed = find([
		...policy,
		...allowed.map((statement): Statement => ({...statement, Effect: 'Deny'})),
	]);
	return notAllowed.answer !== 'none' || denied.length === 0
		? notAllowed
		: find(
				policy,
				denied.map((statement): Statement => ({...statement, Effect: 'Allow'})),
			);
}

function bare({filled}: LookedStatement): Statement {
	const {Sid: _sid, Principal: _principal, ...rest} = filled;
	return rest.Resource === undefined && rest.NotResource === undefined
		? {...rest, Resource: '*'}
		: rest;
}

/** All that somebody can ask for by these statements; what none of them speaks about they cannot allow. */
function everyRequest(
	looked: Looked,
	allowing: readonly Statement[],
	statements: readonly Statement[],
): RequestSet {
	const {connection} = looked;
	const bucket = bucketIn(looked);
	const role = `arn:aws:iam::${connection.accountId}:role/${connection.roleName}`;
	const resources = [
		exactly(bucket),
		beginningWith(`${bucket}/`),
		exactly(connection.kmsKeyArn),
		exactly(role),
	];
	const listed = (['bucket', 'object', 'key', 'role'] as const).flatMap((target) =>
		actionsOn(target).map(({name}) => name),
	);
	// Those that AWS does not list, and one of each service that stands for actions to come.
	const written = statements
		.flatMap(({Action}) => listOf(Action))
		.filter((action) => !/[*?]/.test(action));
	const toCome = ['s3', 'kms', 'sts'].map((service) => `${service}:AnyActionToCome`);
	const patterns = allowing.flatMap(({Action}) => listOf(Action));
	// A profile with a great many statements ends here, and is not proven.
	looked.budget.spend(patterns.length * listed.length);
	const isInverted = allowing.some(({NotAction}) => NotAction !== undefined);
	const actions = new Map(
		[...written, ...toCome, ...listed]
			.filter(
				(action) =>
					isInverted ||
					patterns.some((pattern) => matchesWildcard(pattern, action, {ignoreCase: true})),
			)
			.map((action) => [action.toLowerCase(), action]),
	);
	return {
		requesters: [anybody(role, statements)],
		asks: [...actions.values()].map((action) => ({action, resources})),
		resourceAccount: connection.accountId,
	};
}

function variantsOf(
	{parts}: Looked,
	id: 'key-policy',
): {readonly document: DocumentPart; readonly variant: DocumentVariant}[] {
	return parts.documents
		.filter((document) => document.id === id)
		.flatMap((document) =>
			document.variants.filter(({complete}) => complete).map((variant) => ({document, variant})),
		);
}
