import {type Difference, differenceBetween} from '../connection/index.ts';
import {isDeadPrincipal, listsByPrefix, ownerOf, vendorTerms} from '../documents/index.ts';
import {
	type AccessRequest,
	type Decision,
	decide,
	listOf,
	type PolicySet,
	type Statement,
	type StatementReference,
} from '../policy/index.ts';
import {exceptionCorrection, roleRemovalCorrection} from './exceptions.ts';
import type {Details} from './finding.ts';
import {isVendorsOwn} from './own-statement.ts';
import type {Policies} from './rulings.ts';
import type {ResourceDocument, Situation} from './situation.ts';
import {
	type ConditionTest,
	principalsOf,
	type QuotedStatement,
	quotedFrom,
	testsOf,
	withTests,
} from './statements.ts';

type Near = Decision['near'][number];

/** What of an Allow statement does not match a request. */
export type Mismatch =
	| {readonly kind: 'principal' | 'action' | 'other-key' | 'other-resource'}
	/** It names the bucket, and an object is asked for; or the other way round. */
	| {readonly kind: 'bucket-alone'}
	| {readonly kind: 'objects-alone'; readonly named: string}
	/** `folder` is empty where it names objects otherwise than by their folder. */
	| {readonly kind: 'folder'; readonly named: string; readonly folder: string}
	| {readonly kind: 'other-bucket'; readonly bucket: string; readonly difference: Difference}
	/** It asks for another ID of the customer than the connection's. */
	| {
			readonly kind: 'tenant';
			readonly test: ConditionTest;
			readonly asked: string;
			readonly difference: Difference;
			readonly isArticleExample: boolean;
	  }
	/** It asks for another prefix than that of the folder. */
	| {readonly kind: 'prefix'; readonly test: ConditionTest}
	| {
			readonly kind: 'condition';
			/** The tests that the request surely does not pass. */
			readonly tests: readonly ConditionTest[];
			/** The tag that was meant to be the one that tells customers apart. */
			readonly misnamed: string | undefined;
			/** Whether the statement asks for the customer's ID besides. */
			readonly asksForTenant: boolean;
	  };

/** An Allow statement that comes near to letting a request through, and why it does not. */
export type NearStatement = QuotedStatement & {
	readonly asked: Pick<AccessRequest, 'action' | 'resource'>;
	/** Who asks: the vendor, or the one of its account whom the policy names. */
	readonly principal: string;
	readonly mismatch: Mismatch;
	/**
	 * Whether it is the vendor's own, so that it may be changed. Where it is about others too, a change of it would give
	 * them something or take it from them, so the vendor is to have a statement of its own.
	 */
	readonly isOwn: boolean;
	/** Those whom it names though they were deleted, so that AWS does not save it any more. */
	readonly deleted: readonly string[];
};

/** What keeps an Allow statement that comes near from letting a request through. */
export function nearStatement(
	situation: Situation,
	policies: Policies,
	near: Near,
	request: AccessRequest,
	resource: 'bucket-policy' | 'key-policy',
): NearStatement {
	const quoted = quotedFrom(policies, near, resource);
	const {statement} = quoted;
	const {action, resource: target} = request;
	const mismatch = mismatchOf(situation, near, statement, request, resource);
	return {
		...quoted,
		asked: {action, resource: target},
		principal: situation.principal,
		mismatch,
		isOwn:
			isVendorsOwn(situation, near, statement, resource, {
				isReplaced: near.fails === 'resource',
			}) && !(mismatch.kind === 'tenant' && isForAnother(situation, statement, resource)),
		deleted: principalsOf(statement.Principal).filter((name) => isDeadPrincipal(name)),
	};
}

/** Whether a statement is for another ID at the vendor, which no slip made out of the connection's. */
function isForAnother(
	{connection, profile}: Situation,
	statement: Statement,
	resource: 'bucket-policy' | 'key-policy',
): boolean {
	return ownerOf(statement, vendorTerms(resource, connection, profile)) === 'others';
}

function mismatchOf(
	situation: Situation,
	{fails, kind}: Near,
	statement: Statement,
	request: AccessRequest,
	resource: 'bucket-policy' | 'key-policy',
): Mismatch {
	const isKey = resource === 'key-policy';
	switch (fails) {
		case 'principal':
		case 'action':
			return {kind: fails};
		case 'resource':
			return isKey ? {kind: 'other-key'} : otherResource(situation, statement, request);
		case 'condition':
			return unmet(
				situation,
				statement,
				failingTests(statement, request, kind, isKey ? 'key' : 'bucket'),
				request.action,
			);
	}
}

function otherResource(
	{bucketArn, connection}: Situation,
	{Resource}: Statement,
	request: AccessRequest,
): Mismatch {
	const resources = listOf(Resource);
	const isObject = request.resource !== bucketArn;
	const named = resources.find((one) => one.startsWith(`${bucketArn}/`));
	if (named !== undefined) {
		return isObject
			? {
					kind: 'folder',
					named,
					folder: /^([^*?]+)\/\*$/.exec(named.slice(bucketArn.length + 1))?.[1] ?? '',
				}
			: {kind: 'objects-alone', named};
	}

	if (isObject && resources.includes(bucketArn)) {
		return {kind: 'bucket-alone'};
	}

	const bucket = resources
		.map((one) => /^arn:aws:s3:::([^/]*)/.exec(one)?.[1])
		.find((name) => name !== undefined);
	return bucket === undefined
		? {kind: 'other-resource'}
		: {kind: 'other-bucket', bucket, difference: differenceBetween(connection.bucket, bucket)};
}

function unmet(
	{profile: {tenant, inputs}, connection, folder}: Situation,
	statement: Statement,
	tests: readonly ConditionTest[],
	action: string,
): Mismatch {
	const prefix = tests.find(({key}) => key.toLowerCase() === 's3:prefix');
	// A request for anything but a list has no prefix.
	if (folder !== undefined && prefix !== undefined && listsByPrefix(action)) {
		return {kind: 'prefix', test: prefix};
	}

	const isTenantTest = ({key}: ConditionTest) =>
		key.toLowerCase() === tenant?.conditionKey.toLowerCase();
	const test = tests.find(isTenantTest);
	if (tenant !== undefined && test !== undefined) {
		const [asked = ''] = test.values;
		const own = connection.inputs[tenant.input] ?? '';
		const example = inputs.find(({field}) => field === tenant.input)?.articleExample;
		return {
			kind: 'tenant',
			test,
			asked,
			difference: differenceBetween(own, asked),
			isArticleExample: asked === example,
		};
	}

	return {
		kind: 'condition',
		tests,
		misnamed: tests.find(({key}) => tenant !== undefined && /^aws:PrincipalTag\//i.test(key))?.key,
		asksForTenant: testsOf(statement).some(isTenantTest),
	};
}

/** The tests of a statement's condition that a request surely does not pass. */
function failingTests(
	statement: Statement,
	request: AccessRequest,
	kind: StatementReference['kind'],
	resourceKind: PolicySet['resourceKind'],
): ConditionTest[] {
	return testsOf(statement).filter((test) => {
		const single = withTests(
			statement,
			({operator, key}) => operator === test.operator && key === test.key,
		);
		const named = {name: 'single', document: {Version: '2012-10-17', Statement: [single]}};
		const {near} = decide(
			request,
			kind === 'resource'
				? {identity: 'unseen', resource: named, resourceKind}
				: {identity: [named], resourceKind},
		);
		return near.some(({fails}) => fails === 'condition');
	});
}

const sides = ['condition', 'resource', 'principal', 'action'] as const;

/** The Allow statement that comes nearest to letting the request through: of the wanted kinds, and most telling first. */
export function nearest(
	{near}: Decision,
	kinds: readonly StatementReference['kind'][],
): Near | undefined {
	return near
		.filter(({kind}) => kinds.includes(kind))
		.toSorted(
			(one, other) =>
				sides.indexOf(one.fails) - sides.indexOf(other.fails) ||
				kinds.indexOf(one.kind) - kinds.indexOf(other.kind),
		)[0];
}

/** A Deny statement that hits the vendor, or might. */
export type Denial = QuotedStatement & {
	/** How many more statements do so too. */
	readonly others: number;
};

/** What denies the vendor, or might, as one of the facts of a finding, and what stands beside these. */
export function denialBy(
	situation: Situation,
	policies: Policies,
	references: readonly [StatementReference, ...StatementReference[]],
	resource: ResourceDocument,
): {readonly denial: Denial; readonly details: Pick<Details, 'blame' | 'correction'>} {
	const [first, ...others] = references;
	const quoted = quotedFrom(policies, first, resource);
	return {
		denial: {...quoted, others: others.length},
		details: {
			blame: quoted.place,
			correction:
				first.kind === 'identity'
					? roleRemovalCorrection(situation, references)
					: exceptionCorrection(situation, resource, references, situation.principal),
		},
	};
}
