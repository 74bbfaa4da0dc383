import {accountInArn, wholeAccountIn} from '../aws/index.ts';
import type {FieldContext, Reading} from './field.ts';
import {placeholderRule, textRule} from './text-rules.ts';

/** Those that one text names: no name of IAM has a blank in it. */
export function principalList(text: string): string[] {
	return text.split(' ').filter((one) => one !== '');
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
		pattern: /^(?:\d{12}|arn:aws:iam::\d{12}:root)$/,
		rule: 'It is the number of an account, twelve digits, or the ARN of its root.',
	},
} as const;

/**
 * The rule that what the vendor's product shows as its user, role or account breaks, or undefined. Nobody of the customer's own
 * account is one of the vendor: a role that trusts such a one looks right, and the vendor cannot take it.
 */
export function principalRule(
	value: string,
	{profile, accountId}: FieldContext,
): string | undefined {
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

	const own = all.find((one) => (wholeAccountIn(one) ?? accountInArn(one)) === accountId);
	if (own !== undefined) {
		return `"${own}" is of account ${accountId}, which owns the bucket. ${name} shows one of its own account.`;
	}

	if (all.length > 1 && !terms.several) {
		return `${name} shows one; these are ${all.length}.`;
	}

	const isTwice = new Set(all.map((one) => wholeAccountIn(one) ?? one)).size < all.length;
	return isTwice ? 'One of them is named twice.' : undefined;
}

/** What was pasted, with one blank between those that it names. */
export function readPrincipals(text: string): Reading | undefined {
	// What stood on lines of their own has been joined.
	const parted = text.replaceAll(/(?<=[^\s"',[])(?=arn:aws)/g, ' ');
	const parts = parted.split(/[\s"'[\];]+|,(?=[\s"']|arn:|\d|$)/).filter((part) => part !== '');
	const areNames = parts.every((part) => /^(?:arn:aws[\w:+=,.@/-]*[\w+=.@-]|\d{12})$/.test(part));
	const value = parts.join(' ');
	return value === text || !areNames || value === ''
		? undefined
		: {value, note: `It was read as: ${value}.`};
}
