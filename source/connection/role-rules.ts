import {accountInArn, roleInArn, roleInConsole} from '../aws/index.ts';
import {characterName, firstOther} from '../characters.ts';
import {shownValueRule} from './choice-rules.ts';
import type {FieldContext, Reading} from './field.ts';
import {placeholderRule, textRule} from './text-rules.ts';
import type {VendorTerms} from './vendor-terms.ts';

function accountLengthRule(value: string): string {
	return `An account ID has twelve digits; this one has ${value.length}.`;
}

/**
 * The rule that an account ID breaks, or undefined.
 * https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html
 */
export function accountIdRule(value: string): string | undefined {
	const broken = textRule('An account ID', value) ?? placeholderRule(value);

	if (broken !== undefined || /^\d{12}$/.test(value)) {
		return broken;
	}

	if (/^arn:/i.test(value)) {
		return 'This is an ARN; give only the twelve digits of the account.';
	}

	if (/^\d+$/.test(value)) {
		return value.length === 11
			? `${accountLengthRule(value)} A spreadsheet may have dropped a leading zero.`
			: accountLengthRule(value);
	}

	if (/^[\d\s-]+$/.test(value)) {
		return 'An account ID is written as twelve digits without hyphens or blanks.';
	}

	if (value.includes('@')) {
		return 'This is an e-mail address; give the twelve digits of the account. The console shows them at the top right, under the name.';
	}

	return `An account ID has digits only; this one has ${firstOther(value, /[0-9]/)}. An account alias does not work.`;
}

/**
 * The rule that a role's name breaks, or undefined.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
 */
export function roleNameRule(value: string): string | undefined {
	const broken = textRule('A role name', value) ?? placeholderRule(value);

	if (broken !== undefined) {
		return broken;
	}

	if (/^arn:[^:]*:sts:.*:assumed-role\//i.test(value)) {
		return 'This is the ARN of a role session; give only the role name, the part after "assumed-role/".';
	}

	if (/^arn:[^:]*:iam:.*:user\//i.test(value)) {
		return 'This is the ARN of a user; give the name of a role.';
	}

	if (/^arn:/i.test(value)) {
		return 'This is an ARN; give only the role name, the part after the last "/".';
	}

	if (value.includes('/')) {
		return 'A role name has no "/"; the part up to the last "/" is its path and belongs in rolePath.';
	}

	const other = firstOther(value, /[A-Za-z0-9_+=,.@-]/);

	if (other !== undefined) {
		return `A role name has only unaccented letters, digits and the characters _ + = , . @ -; this one has ${other}.`;
	}

	return value.length > 64
		? `A role name has at most 64 characters; this one has ${value.length}.`
		: undefined;
}

/**
 * The rule that a role's path breaks, or undefined.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
 */
export function rolePathRule(value: string): string | undefined {
	const broken = textRule('A role path', value) ?? placeholderRule(value);

	if (broken !== undefined) {
		return broken;
	}

	if (/^arn:/i.test(value)) {
		return 'This is an ARN; give only the path, from the "/" after "role" to the last "/".';
	}

	if (!value.startsWith('/')) {
		return 'A role path begins with "/".';
	}

	if (!value.endsWith('/')) {
		return 'A role path ends with "/"; the role name is not part of it.';
	}

	const other = firstOther(value, /[\x21-\x7e]/);

	if (other !== undefined) {
		return `A role path has only unaccented letters, digits and punctuation; this one has ${other}.`;
	}

	if (value.length > 512) {
		return `A role path has at most 512 characters; this one has ${value.length}.`;
	}

	return /^\/aws-(?:service-role|reserved)\//.test(value)
		? 'AWS manages the roles under this path, and nobody can edit their trust policies; create your own role.'
		: undefined;
}

/** The rule that an external ID of this vendor breaks, or undefined. */
export function externalIdRule(value: string, {profile}: FieldContext): string | undefined {
	return anyExternalIdRule(value) ?? ownExternalIdRule(value, profile);
}

/** What the vendor itself says of its external IDs, where it makes them up. */
function ownExternalIdRule(value: string, {name, externalId}: VendorTerms): string | undefined {
	if (externalId.from !== 'vendor') {
		return undefined;
	}

	const {fixed = '', where} = externalId;
	return value.startsWith(fixed)
		? shownValueRule(value, externalId)
		: `The external ID of ${name} begins with "${fixed}"; this one does not. Copy all of it: ${where}`;
}

/**
 * The rule that any external ID breaks, or undefined.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
function anyExternalIdRule(value: string): string | undefined {
	const broken = textRule('An external ID', value) ?? placeholderRule(value);

	if (broken !== undefined) {
		return broken;
	}

	const blank = /\p{White_Space}/u.exec(value)?.[0];

	if (blank !== undefined) {
		return `An external ID has no white space; this one has ${characterName(blank)} in it.`;
	}

	const other = firstOther(value, /[A-Za-z0-9_+=,.@:/-]/);

	if (other !== undefined) {
		return `An external ID has only unaccented letters, digits and the characters _ + = , . @ : / -; this one has ${other}.`;
	}

	if (value.length < 2) {
		return 'An external ID has at least 2 characters; this one has 1.';
	}

	return value.length > 1224
		? `An external ID has at most 1224 characters; this one has ${value.length}.`
		: undefined;
}

/** The account in an ARN, or twelve digits without what stands between them. */
export function readAccountId(text: string): Reading | undefined {
	const account = accountInArn(text);

	if (account !== undefined) {
		return {
			value: account,
			note: `The account, ${account}, was taken from the ARN.`,
		};
	}

	return /^\d{4}([ -])\d{4}\1\d{4}$/.test(text)
		? {
				value: text.replace(/\D/g, ''),
				note: 'The hyphens or blanks between the digits were removed.',
			}
		: undefined;
}

/** The role in its ARN or in the address of its page in the console. */
export function readRoleName(text: string): Reading | undefined {
	const role = roleInArn(text);

	if (role !== undefined) {
		return {
			value: role.roleName,
			note: `The role name, ${role.roleName}, was taken from its ARN.`,
			also: {rolePath: role.rolePath, accountId: role.accountId},
		};
	}

	const name = roleInConsole(text);

	return name === undefined
		? undefined
		: {
				value: name,
				note: `The role name, ${name}, was taken from the address of the console.`,
			};
}

/** The path in the ARN of a role. */
export function readRolePath(text: string): Reading | undefined {
	const role = roleInArn(text);

	return role === undefined
		? undefined
		: {
				value: role.rolePath,
				note: `The role path, ${role.rolePath}, was taken from its ARN.`,
				also: {accountId: role.accountId},
			};
}

/** The name that a new role of this vendor gets, unless another is given; one that fits into the limit of IAM. */
export function usualRoleName({
	existingRole,
	name,
}: Pick<VendorTerms, 'existingRole' | 'name'>): string {
	return existingRole?.name ?? `${name.replaceAll(/[^A-Za-z0-9]/g, '')}Access`.slice(0, 64);
}
