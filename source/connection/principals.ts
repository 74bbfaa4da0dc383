import {accountRootArn, isAccountId, wholeAccountIn} from '../aws/index.ts';
import {UserError} from '../errors.ts';
import type {FieldContext, Reading} from './field.ts';
import type {Connection} from './fields.ts';
import {placeholderRule, textRule} from './text-rules.ts';
import type {PrincipalTerms, VendorTerms} from './vendor-terms.ts';

/** One or more ARNs. */
export type Principals = readonly [string, ...string[]];

/**
 * Who at the vendor gets access by this connection: users and roles, or a whole account as `arn:aws:iam::ACCOUNT:root`.
 * UserError where the connection does not say it, which no checked one leaves out.
 */
export function vendorPrincipals(
	connection: Pick<Connection, 'principal' | 'inputs'>,
	{name, principal: terms}: Pick<VendorTerms, 'principal'> & Partial<Pick<VendorTerms, 'name'>>,
): Principals {
	const [first, ...others] = named(connection, terms);
	if (first === undefined) {
		throw new UserError(
			`The connection does not say which user, role or account of ${name ?? 'the vendor'} gets access.`,
		);
	}

	return [first, ...others];
}

function named(
	{principal, inputs}: Pick<Connection, 'principal' | 'inputs'>,
	terms: PrincipalTerms,
): string[] {
	switch (terms.from) {
		case 'article':
			return [terms.arn];
		case 'choice':
			return terms.choices.filter(({value}) => value === inputs[terms.input]).map(({arn}) => arn);
		case 'product':
			return principalList(principal ?? '').map((one) =>
				isAccountId(one) ? accountRootArn(one) : one,
			);
	}
}

/** Those that one text names: no name of IAM has a blank in it. */
export function principalList(text: string): string[] {
	return text.split(' ').filter((one) => one !== '');
}

/** Whom the vendor's statements name in a narrower document, where the vendor names one of its account for that. */
export function narrowerPrincipals(
	connection: Pick<Connection, 'principal' | 'inputs'>,
	profile: Pick<VendorTerms, 'principal'>,
): Principals {
	const {principal: terms} = profile;
	return terms.from === 'article' && terms.narrower !== undefined
		? [terms.narrower]
		: vendorPrincipals(connection, profile);
}

const forms = {
	user: {
		pattern: /^arn:aws:iam::\d{12}:user(?:\/[\w+=,.@-]+)+$/,
		rule: 'It is the ARN of a user: arn:aws:iam::, twelve digits, and :user/NAME.',
	},
	role: {
		pattern: /^arn:aws:iam::\d{12}:role(?:\/[\w+=,.@-]+)+$/,
		rule: 'It is the ARN of a role: arn:aws:iam::, twelve digits, and :role/NAME.',
	},
	account: {
		pattern: /^\d{12}$/,
		rule: 'It is the number of an account: twelve digits.',
	},
} as const;

/** The rule that what the vendor's product shows as its user, role or account breaks, or undefined. */
export function principalRule(value: string, {profile}: FieldContext): string | undefined {
	const {principal: terms, name} = profile;
	const broken = textRule('The principal', value) ?? placeholderRule(value);
	if (broken !== undefined || terms.from !== 'product') {
		return broken;
	}

	const all = principalList(value);
	const {pattern, rule} = forms[terms.kind];
	const wrong = all.find((one) => !pattern.test(one));
	if (wrong !== undefined) {
		return `"${wrong}" is not what ${name} shows. ${rule}`;
	}

	if (all.length > 1 && !terms.several) {
		return `${name} shows one; these are ${all.length}.`;
	}

	return new Set(all).size < all.length ? 'One of them is named twice.' : undefined;
}

/** What was pasted, with one blank between those that it names; the number of an account in the ARN of its root. */
export function readPrincipals(text: string): Reading | undefined {
	// What stood on lines of their own has been joined.
	const parted = text.replaceAll(/(?<=[^\s"',[])(?=arn:aws)/g, ' ');
	const parts = parted.split(/[\s"'[\];]+|,(?=[\s"']|arn:|\d|$)/).filter((part) => part !== '');
	const value = parts.map((part) => wholeAccountIn(part) ?? part).join(' ');
	return value === text || value === '' ? undefined : {value, note: `It was read as: ${value}.`};
}
