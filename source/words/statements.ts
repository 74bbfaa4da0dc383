import {documentNames} from '../aws/index.ts';
import {findConditionKey} from '../policy/condition-keys/index.ts';
import {listOf, type Statement, type StatementReference} from '../policy/index.ts';
import type {VendorProfile} from '../vendors/index.ts';
import {
	type About,
	type Blame,
	type ConditionTest,
	type DeadFindings,
	type DeadPrincipal,
	principalsOf,
	testsOf,
} from '../verify/index.ts';
import {shown} from './differences.ts';
import {refusalInWords} from './refusal.ts';

/** A principal without what every ARN begins with, and with its account where that is not the reader's own. */
function shortPrincipal(principal: string, ownAccount: string | undefined): string {
	const [, account = '', name = ''] =
		/^arn:[^:]+:(?:iam|sts)::(\d{12}):(.+)$/.exec(principal) ?? [];
	if (name === '') {
		return /^\d{12}$/.test(principal) ? `account ${principal}` : principal;
	}

	if (name === 'root') {
		return account === ownAccount ? 'your account' : `account ${account}`;
	}

	return account === ownAccount ? name : `${name} of account ${account}`;
}

function shortened(values: readonly string[]): string {
	return values.length > 3
		? `${values.slice(0, 3).join(', ')} and ${values.length - 3} more`
		: inWords(values);
}

function actionsOf({Action, NotAction}: Statement): string {
	return Action === undefined
		? `everything except ${shortened(listOf(NotAction))}`
		: shortened(listOf(Action).map((action) => (action === '*' ? 'everything' : action)));
}

const sparing = /^(?:Arn|String)Not/;

function isException({operator, key}: ConditionTest): boolean {
	return sparing.test(operator) && /^aws:Principal(?:Arn|Account)$/i.test(key);
}

function whom(
	statement: Statement,
	ownAccount: string | undefined,
	exceptions: readonly string[],
): string {
	const spared = [...principalsOf(statement.NotPrincipal), ...exceptions];
	const except =
		spared.length === 0
			? ''
			: ` except ${shortened(spared.map((name) => shortPrincipal(name, ownAccount)))}`;
	const named = principalsOf(statement.Principal);
	const subjects =
		named.length === 0 || named.includes('*')
			? 'everybody'
			: shortened(named.map((name) => shortPrincipal(name, ownAccount)));
	return `${subjects}${except}`;
}

/**
 * What a Deny statement does, as a sentence without its full stop, e.g. `the statement "OnlyAdmins" of the bucket policy
 * denies s3:* to everybody except role/Admin; iconik is not an exception`. `where` says where it stands, `hit` whom it surely
 * hits, `parts` what its Resource names where that is a part only of what is asked for.
 */
export function denyInWords(
	statement: Statement,
	place: {
		readonly index: number;
		readonly where: string;
		readonly ownAccount: string | undefined;
		readonly hit?: string | undefined;
		readonly parts?: readonly string[];
	},
): string {
	const tests = testsOf(statement);
	const exceptions = tests.filter((test) => isException(test)).flatMap(({values}) => values);
	const others = tests.filter((test) => !isException(test)).map((test) => testInWords(test));
	const {Principal, NotPrincipal} = statement;
	const isOwnPolicy = Principal === undefined && NotPrincipal === undefined;
	const to =
		isOwnPolicy && exceptions.length === 0
			? ''
			: ` to ${whom(statement, place.ownAccount, exceptions)}`;
	const name = statementName({sid: statement.Sid, index: place.index});
	const conditions = others.length === 0 ? '' : ` ${others.join(' and ')}`;
	const spared = listOf(statement.NotResource).map((one) => shown(one));
	const parts = (place.parts ?? []).map((one) => shown(one));
	const where =
		spared.length > 0
			? ` on everything except ${inWords(spared)}`
			: parts.length > 0
				? ` on ${shortened(parts)}`
				: '';
	const isSparing = NotPrincipal !== undefined || exceptions.length > 0;
	const notSpared =
		isSparing && place.hit !== undefined ? `; ${place.hit} is not an exception` : '';
	return `${name} of ${place.where} denies ${actionsOf(statement)}${where}${to}${conditions}${notSpared}`;
}

/** Where a statement stands, e.g. `the bucket policy`. */
export function placeInWords({document, policy}: Pick<Blame, 'document' | 'policy'>): string {
	if (document === 'boundary') {
		return "the role's permissions boundary";
	}

	return policy === undefined
		? `the ${document.replace('-', ' ')}`
		: `the policy "${policy}" of the role`;
}

/** How a statement is called in a sentence: by its Sid, else by its place, counted from 1. */
export function statementName(
	statement: {readonly sid?: string | undefined; readonly index: number} | undefined,
): string {
	if (statement === undefined) {
		return 'a statement';
	}

	const {sid, index} = statement;
	return sid === undefined || sid === ''
		? `statement number ${index + 1} (it has no Sid)`
		: `the statement "${sid}"`;
}

/** Names as a list in a sentence: `a`, `a and b`, `a, b and c`. */
export function inWords(names: readonly string[]): string {
	const last = names.at(-1) ?? '';
	return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/** The first letter large, for the beginning of a sentence. */
export function capitalised(text: string): string {
	return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** The first letter small, for a sentence that goes on; what is written in capitals, such as AWS, stays. */
export function lowered(text: string): string {
	return /^\p{Lu}{2}/u.test(text) ? text : `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}

/** About which policy's condition a question is. */
type Used = 'bucket' | 'key';

const openQuestions = new Map<string, (vendor: string) => string>([
	['aws:sourcevpce', (vendor) => `Ask ${vendor} whether it uses that VPC endpoint`],
	['aws:sourcevpc', (vendor) => `Ask ${vendor} whether it uses that VPC`],
	[
		's3:x-amz-server-side-encryption',
		(vendor) =>
			`Ask ${vendor} whether it sends the header x-amz-server-side-encryption with its uploads`,
	],
	[
		's3:x-amz-server-side-encryption-aws-kms-key-id',
		(vendor) => `Ask ${vendor} whether it names the key in its uploads`,
	],
	['s3:x-amz-acl', (vendor) => `Ask ${vendor} whether it sends the header x-amz-acl`],
	['aws:principalorgid', () => 'Ask the administrators of your organization for its ID'],
	['s3:tlsversion', (vendor) => `Ask ${vendor} which version of TLS it uses`],
	['aws:useragent', (vendor) => `Ask ${vendor} which user agent it sends`],
]);

/** What to ask about an address, which a vendor may have told already: then it is not its addresses that leave it open. */
function addressQuestion({name, addresses}: VendorProfile, used: Used): string {
	if (addresses === undefined) {
		return `Ask ${name} which IP addresses it uses`;
	}

	// https://docs.aws.amazon.com/kms/latest/developerguide/conditions-aws.html
	return used === 'key'
		? `Test it with ${name}, since KMS need not see its IP addresses where S3 asks for it`
		: `Ask ${name} whether it comes through a VPC endpoint, since such a request has no aws:SourceIp`;
}

/** What to ask about a condition key whose value cannot be known from here, without a full stop. */
export function questionAbout(key: string, profile: VendorProfile, used: Used = 'bucket'): string {
	const {name: vendor} = profile;
	if (key.toLowerCase() === 'aws:sourceip') {
		return addressQuestion(profile, used);
	}

	const question = openQuestions.get(key.toLowerCase());
	if (question !== undefined) {
		return question(vendor);
	}

	switch (findConditionKey(key)?.answeredBy) {
		case 'customer':
			return `Ask the administrators of your account which value ${key} has here`;
		case 'nobody':
			return `Test it with ${vendor}, since only AWS knows which value ${key} has`;
		default:
			return `Ask ${vendor} which value ${key} has in its requests`;
	}
}

/**
 * What to do about a statement whose condition cannot be judged from here: whom to ask, and how it has to turn out.
 * `when` says in which case, e.g. `iconik uses the bucket`.
 */
export function conditionAdvice(
	{
		keys: [key],
		statement,
	}: {
		readonly keys: readonly string[];
		readonly statement: Pick<StatementReference, 'effect'> | undefined;
	},
	profile: VendorProfile,
	{when, used = 'bucket'}: {readonly when: string; readonly used?: Used},
): string {
	const question = key === undefined ? '' : `${questionAbout(key, profile, used)}. `;
	return `${question}Make sure that the condition ${statement?.effect === 'Deny' ? 'does not hold' : 'holds'} when ${when}.`;
}

function either(values: readonly string[]): string {
	const quotedValues = values.map((value) => `"${value}"`);
	const last = quotedValues.at(-1) ?? '';
	return values.length < 2 ? last : `${quotedValues.slice(0, -1).join(', ')} or ${last}`;
}

const comparisons: Readonly<Record<string, string>> = {
	NumericLessThan: 'less than',
	NumericLessThanEquals: 'at most',
	NumericGreaterThan: 'more than',
	NumericGreaterThanEquals: 'at least',
	DateLessThan: 'before',
	DateLessThanEquals: 'at or before',
	DateGreaterThan: 'after',
	DateGreaterThanEquals: 'at or after',
};

/** When a test holds, as a clause, e.g. `where aws:SourceIp is "203.0.113.0/24"`. */
export function testInWords({operator, key, values}: ConditionTest): string {
	const name = key.toLowerCase();
	const [first = ''] = values;
	if (name === 'aws:securetransport' && /^Bool/.test(operator)) {
		return first === 'false' ? 'without encryption in transit (TLS)' : 'over TLS';
	}

	if (operator === 'Null') {
		return first === 'true' ? `where ${key} is not sent` : `where ${key} is sent`;
	}

	const comparison =
		comparisons[/^(?:ForA(?:ny|ll)Values?:)?(.+?)(?:IfExists)?$/.exec(operator)?.[1] ?? ''];
	if (comparison !== undefined) {
		const when = /IfExists$/.test(operator) ? `${key}, if it is sent,` : key;
		return `where ${when} is ${comparison} ${values.map((value) => `"${value}"`).join(' or ')}`;
	}

	const isNegated = /Not/.test(operator);
	const isLoose = /IfExists$/.test(operator) ? ', if it is sent,' : '';
	if (name === 'aws:sourceip') {
		return `from ${isNegated ? 'addresses other than' : 'the addresses'} ${inWords(values)}`;
	}

	if (name === 'aws:principalorgid' && isNegated) {
		return `from outside the organization ${either(values)}`;
	}

	return `where ${key}${isLoose} is ${isNegated ? 'not ' : ''}${either(values)}`;
}

/** What is said where a policy names somebody who was deleted. */
export const deadWords = {
	'names-deleted-vendor': (
		{statement, ids, refusal}: DeadFindings['names-deleted-vendor'],
		{principal}: About,
	) => ({
		reason: `In the ${documentNames[statement.document]}, ${statementName(statement)} names ${inWords(ids)} instead of ${principal}. AWS shows such an ID after a user or role was deleted. It does not match a new one with the same name.`,
		fix: `Put ${principal} into that statement and save the policy, even if the new role has the old name. ${refusalInWords(refusal)}`.trim(),
	}),
	'names-deleted-other': ({statement, ids}: DeadFindings['names-deleted-other']) => ({
		reason: `The vendor has access, but in the ${documentNames[statement.document]}, ${statementName(statement)} names ${inWords(ids)}: a user or role that was deleted. AWS refuses to save the policy while it names them.`,
		fix: 'Take it out. If the user or role exists again, put its ARN there instead.',
	}),
};

/** What to add to the finding that the vendor is not let in: that a statement of a deleted one could have been its own. */
export function perhapsVendors(dead: DeadPrincipal | undefined): string {
	return dead === undefined
		? ''
		: ` But ${statementName(dead.statement)} names ${inWords(dead.ids)}, a user or role that was deleted. It may have been meant for the vendor.`;
}
