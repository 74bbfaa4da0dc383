import {findConditionKey} from '../policy/condition-keys/index.ts';
import type {StatementReference} from '../policy/index.ts';
import type {ConditionTest} from '../verify/index.ts';
import {inWords} from './lists.ts';

const openQuestions = new Map<string, (vendor: string) => string>([
	['aws:sourceip', (vendor) => `Ask ${vendor} from which internet addresses it comes`],
	['aws:sourcevpce', (vendor) => `Ask ${vendor} whether it comes through that VPC endpoint`],
	['aws:sourcevpc', (vendor) => `Ask ${vendor} whether it comes from that VPC`],
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
	[
		'aws:principalorgid',
		() => 'Ask the administrators of your organization which ID the organization has',
	],
	['s3:tlsversion', (vendor) => `Ask ${vendor} which version of TLS it uses`],
	['aws:useragent', (vendor) => `Ask ${vendor} which user agent it sends`],
]);

/** What to ask about a condition key whose value cannot be known from here, without a full stop. */
export function questionAbout(key: string, vendor: string): string {
	const question = openQuestions.get(key.toLowerCase());
	if (question !== undefined) {
		return question(vendor);
	}

	switch (findConditionKey(key)?.answeredBy) {
		case 'customer':
			return `Ask the administrators of your account which value ${key} has here`;
		case 'nobody':
			return `Let ${vendor} try it, since nobody but AWS knows which value ${key} has`;
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
	vendor: string,
	when: string,
): string {
	const question = key === undefined ? '' : `${questionAbout(key, vendor)}. `;
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
		return first === 'false' ? 'without encryption on the way (TLS)' : 'over TLS';
	}

	if (operator === 'Null') {
		return first === 'true' ? `where ${key} is not sent` : `where ${key} is sent`;
	}

	const comparison =
		comparisons[/^(?:ForA(?:ny|ll)Values?:)?(.+?)(?:IfExists)?$/.exec(operator)?.[1] ?? ''];
	if (comparison !== undefined) {
		const when = /IfExists$/.test(operator) ? `${key}, if it is sent at all,` : key;
		return `where ${when} is ${comparison} ${values.map((value) => `"${value}"`).join(' or ')}`;
	}

	const isNegated = /Not/.test(operator);
	const isLoose = /IfExists$/.test(operator) ? ', if it is sent at all,' : '';
	if (name === 'aws:sourceip') {
		return `from ${isNegated ? 'addresses other than' : 'the addresses'} ${inWords(values)}`;
	}

	if (name === 'aws:principalorgid' && isNegated) {
		return `from outside the organization ${either(values)}`;
	}

	return `where ${key}${isLoose} is ${isNegated ? 'not ' : ''}${either(values)}`;
}
