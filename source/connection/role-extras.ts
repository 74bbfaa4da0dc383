import {accountInArn} from '../aws/index.ts';
import {firstOther} from '../characters.ts';
import type {Problem} from '../errors.ts';
import {placeholderRule, textRule} from './text-rules.ts';

/** A tag of a role. */
type RoleTag = {readonly key: string; readonly value: string};

/** What a role can be given when it is made, because an organization demands it of every role. */
export type RoleExtras = {
	/** ARN of the managed policy that limits what the policies of the role can allow. */
	readonly permissionsBoundary?: string;
	readonly tags: readonly RoleTag[];
};

/** As a person gives them. */
type GivenExtras = {
	readonly permissionsBoundary?: string | undefined;
	/** Each as `KEY=VALUE`. */
	readonly tags?: readonly string[] | undefined;
};

/** Nothing is asked for beside the trust policy. */
export const noExtras: RoleExtras = {tags: []};

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const mostTags = 50;
const longestKey = 128;
const longestValue = 256;
const longestArn = 2048;

const boundaryExample = (accountId: string) => `arn:aws:iam::${accountId}:policy/OurBoundary`;
const tagExample = 'CostCenter=1234';

/** Whether anything beside the trust policy is asked for. */
export function hasExtras({permissionsBoundary, tags}: RoleExtras): boolean {
	return permissionsBoundary !== undefined || tags.length > 0;
}

/** A tag as it is given. */
export function tagText({key, value}: RoleTag): string {
	return `${key}=${value}`;
}

/**
 * What was given, and all that is wrong with it at once. What is wrong is left out of the extras, and nothing is trimmed:
 * an organization compares exactly.
 */
export function readRoleExtras(
	{permissionsBoundary, tags = []}: GivenExtras,
	accountId: string,
): {readonly extras: RoleExtras; readonly problems: readonly Problem[]} {
	const rule =
		permissionsBoundary === undefined ? undefined : boundaryRule(permissionsBoundary, accountId);
	const problems: Problem[] =
		permissionsBoundary === undefined || rule === undefined
			? []
			: [
					{
						field: 'permissions-boundary',
						value: permissionsBoundary,
						rule,
						example: boundaryExample(accountId),
					},
				];
	const read: RoleTag[] = [];
	for (const text of tags) {
		const tag = tagIn(text);
		const broken = tag === undefined ? withoutSign : (tagRule(tag) ?? repeatedRule(tag, read));
		if (tag === undefined || broken !== undefined) {
			problems.push({field: 'tag', value: text, rule: broken ?? withoutSign, example: tagExample});
		} else {
			read.push(tag);
		}
	}

	if (tags.length > mostTags) {
		problems.push({
			field: 'tag',
			rule: `A role has at most ${mostTags} tags; these are ${tags.length}.`,
		});
	}

	return {
		extras: {
			...(permissionsBoundary !== undefined && rule === undefined && {permissionsBoundary}),
			tags: read,
		},
		problems,
	};
}

const withoutSign =
	'A tag is given as KEY=VALUE. The value may be empty, the "=" may not be missing.';

/** The key and the value on both sides of the first `=`; undefined where there is none. */
function tagIn(text: string): RoleTag | undefined {
	const at = text.indexOf('=');
	return at === -1 ? undefined : {key: text.slice(0, at), value: text.slice(at + 1)};
}

/**
 * The rule that the ARN of a permissions boundary breaks, or undefined: it is a managed policy, of AWS or of the role's
 * own account. https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html
 */
function boundaryRule(value: string, accountId: string): string | undefined {
	const broken = textRule('A permissions boundary', value) ?? placeholderRule(value);
	if (broken !== undefined) {
		return broken;
	}

	if (!/^arn:/i.test(value)) {
		return 'Give the ARN of a managed policy. IAM > Policies shows it at the top of the page of the policy.';
	}

	if (value.length > longestArn) {
		return `An ARN has at most ${longestArn} characters; this one has ${value.length}.`;
	}

	const [, partition = ''] = value.split(':');
	if (/^aws-[a-z-]+$/.test(partition)) {
		return `This ARN is of the partition "${partition}", but the account of the connection is in the partition "aws".`;
	}

	if (!/^arn:aws:iam::(?:\d{12}|aws):policy\/(?:[\w.,+@=-]+\/)*[\w+=,.@-]{1,128}$/.test(value)) {
		return 'This is not the ARN of a managed policy. Only a managed policy can be a permissions boundary, of your account or of AWS.';
	}

	const owner = accountInArn(value);
	return owner === undefined || owner === accountId
		? undefined
		: `This policy is in account ${owner}, but the role is made in account ${accountId}. A permissions boundary is a policy of the same account or of AWS.`;
}

/**
 * The rule that a tag breaks, or undefined. https://docs.aws.amazon.com/IAM/latest/APIReference/API_Tag.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html#id_tags_rules
 */
function tagRule({key, value}: RoleTag): string | undefined {
	if (key === 'KEY' && value === 'VALUE') {
		return '"KEY=VALUE" is a placeholder; use your own key and value instead.';
	}

	return (
		textRule('The key of a tag', key) ??
		charactersRule('The key', key, longestKey) ??
		(/^aws:/i.test(key)
			? 'The key of a tag cannot begin with "aws:". AWS keeps that for itself.'
			: undefined) ??
		(value === '' ? undefined : textRule('The value of a tag', value)) ??
		charactersRule('The value', value, longestValue) ??
		(/^aws:/i.test(value)
			? 'The value of a tag cannot begin with "aws:". AWS keeps that for itself.'
			: undefined)
	);
}

function charactersRule(what: string, text: string, longest: number): string | undefined {
	const other = firstOther(text, /[\p{L}\p{Z}\p{N}_.:/=+\-@]/u);
	const {length} = [...text];
	return other !== undefined
		? `${what} of a tag has only letters, digits, spaces and the characters _ . : / = + - @; this one has ${other}.`
		: length > longest
			? `${what} of a tag has at most ${longest} characters; this one has ${length}.`
			: undefined;
}

/** IAM does not tell keys apart by case. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html#id_tags_rules */
function repeatedRule({key}: RoleTag, others: readonly RoleTag[]): string | undefined {
	const same = others.find((other) => other.key.toLowerCase() === key.toLowerCase());
	return (
		same &&
		(same.key === key
			? 'This key is given twice. A role has one value for each key.'
			: `This key is given twice: "${same.key}" and "${key}" are the same to IAM.`)
	);
}
