import {accountInArn, isSamePrincipal, type PolicyId, wholeAccountIn} from '../aws/index.ts';
import {
	differenceBetween,
	isSlip,
	narrowerPrincipals,
	type StatedConnection,
	vendorPrincipals,
} from '../connection/index.ts';
import {isObject, textsOf} from '../json/index.ts';
import {matchesWildcard} from '../policy/index.ts';
import type {VendorProfile} from '../vendors/index.ts';
import {roleArn} from './build.ts';
import {isDeadPrincipal} from './dead-principal.ts';
import {principalNames} from './statement-meaning.ts';

/**
 * Whose an existing statement is:
 * - `vendor`: it lets the vendor in for this customer, and nobody else;
 * - `vendor-open`: it names nobody but the vendor, and leaves open for which of its customers it works;
 * - `others`: somebody else's, or also somebody else's.
 */
export type StatementOwner = 'vendor' | 'vendor-open' | 'others';

/** What tells a statement of the vendor from one of anybody else; never its Sid. */
export type VendorTerms = {
	readonly isVendor: (principal: string) => boolean;
	/**
	 * The condition key that tells the vendor's customers apart, in lower case, and this customer's value of it: none where the
	 * vendor sends none.
	 */
	readonly key?: string;
	/** The same key as the vendor's article writes it. */
	readonly spelling?: string;
	readonly value?: string;
	/** What a value of any customer looks like; what does not is a mistake. */
	readonly form?: RegExp;
	/** The value that stands in the article. */
	readonly example?: string;
	readonly isTrust: boolean;
};

/** The terms of a connection's document. */
export function vendorTerms(
	id: PolicyId,
	connection: StatedConnection,
	profile: VendorProfile,
): VendorTerms {
	const {tenant, access} = profile;
	const principals = [
		...vendorPrincipals(connection, profile),
		...narrowerPrincipals(connection, profile),
	];
	if (id === 'trust-policy') {
		const accounts = principals.map((principal) => accountInArn(principal));
		return {
			// A statement for the vendor's whole account, or for somebody who was deleted, is mended.
			isVendor: (name) =>
				principals.includes(name) ||
				isDeadPrincipal(name) ||
				accounts.some((account) => wholeAccountIn(name) === account),
			isTrust: true,
			key: 'sts:externalid',
			spelling: 'sts:ExternalId',
			// None where the vendor sends none.
			...(connection.externalId !== undefined && {value: connection.externalId}),
		};
	}

	if (id === 'queue-policy') {
		// S3 sends to it, and what the vendor reads of it is no part of the document.
		return {isVendor: () => false, isTrust: false};
	}

	const own = access === 'customer-role' ? [roleArn(connection)] : principals;
	const value = tenant && connection.inputs[tenant.input];
	const {pattern, articleExample} = profile.inputs.find(({field}) => field === tenant?.input) ?? {};
	return {
		isVendor: (name) => own.some((one) => isSamePrincipal(one, name)),
		isTrust: false,
		...(tenant !== undefined && {
			key: tenant.conditionKey.toLowerCase(),
			spelling: tenant.conditionKey,
		}),
		...(value !== undefined && {value}),
		...(articleExample !== undefined && {example: articleExample}),
		...(pattern !== undefined && {form: new RegExp(`^(?:${pattern})$`)}),
	};
}

type Values = Readonly<Record<string, unknown>>;

/** One test of a statement's condition, as written. */
export type ExistingTest = {
	readonly operator: string;
	readonly key: string;
	readonly values: readonly string[];
	/** The values as they stand there. */
	readonly written: unknown;
};

/** Whose a statement is. */
export function ownerOf(statement: Values, terms: VendorTerms): StatementOwner {
	const names = principalNames(statement.Principal);
	const isForVendor =
		statement.Effect === 'Allow' &&
		names.length > 0 &&
		names.every((name) => name.startsWith('AWS ') && terms.isVendor(name.slice(4))) &&
		(!terms.isTrust || takesRole(statement));
	if (!isForVendor) {
		return 'others';
	}

	if (terms.key === undefined) {
		return 'vendor';
	}

	const tests = existingTests(statement).filter((test) => isIdTest(test, terms));
	if (tests.length === 0) {
		return terms.value === undefined ? 'vendor' : 'vendor-open';
	}

	// A pattern names no other customer, it leaves open which one; the same value turned round does too.
	const named = tests
		.filter(({operator}) => !operator.includes('Not') && operator !== 'Null')
		.flatMap(({operator, values}) =>
			values.filter((value) => !(operator.includes('Like') && /[*?]/.test(value))),
		);
	if (named.some((value) => value !== terms.value && !isMistake(value, terms))) {
		return 'others';
	}

	const isExact = tests.some(
		({operator, key, values: asked}) =>
			/^(?:ForAnyValue:)?String(?:Equals|Like)$/.test(operator) &&
			key.toLowerCase() === terms.key &&
			asked.length > 0 &&
			asked.every((value) => value === terms.value),
	);
	return isExact ? 'vendor' : 'vendor-open';
}

/** Whether a test is about the customer's ID, or was meant to be. */
export function isIdTest({key, values}: ExistingTest, terms: VendorTerms): boolean {
	return (
		key.toLowerCase() === terms.key ||
		(terms.isTrust && /external[-_ ]?id/i.test(key)) ||
		(values.length > 0 && values.every((value) => value === terms.value))
	);
}

/** The tests of a condition. */
export function existingTests({Condition}: Values): ExistingTest[] {
	return !isObject(Condition)
		? []
		: Object.entries(Condition).flatMap(([operator, tests]) =>
				isObject(tests)
					? Object.entries(tests).map(([key, written]) => ({
							operator,
							key,
							values: [written].flat().map(String),
							written,
						}))
					: [],
			);
}

/**
 * A value that was meant to be the customer's: one with a slip in it, the example of the article, or one that is not of the
 * form that all have.
 */
function isMistake(value: string, {value: own = '', form, example}: VendorTerms): boolean {
	return (
		isSlip(own, value) ||
		(value !== own && value === example) ||
		(form !== undefined &&
			(!form.test(value) || differenceBetween(own, value).kind === 'characters'))
	);
}

function takesRole({Action}: Values): boolean {
	const actions = textsOf(Action);
	return (
		actions.some((pattern) => matchesWildcard(pattern, 'sts:AssumeRole', {ignoreCase: true})) &&
		actions.every((pattern) => /^(?:\*|sts:)/i.test(pattern))
	);
}
