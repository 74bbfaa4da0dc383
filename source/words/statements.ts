import {listOf, type Statement} from '../policy/index.ts';
import {type Blame, type ConditionTest, principalsOf, testsOf} from '../verify/index.ts';
import {testInWords} from './conditions.ts';
import {shown} from './differences.ts';
import {inWords} from './lists.ts';

/** A principal without what every ARN begins with, and with its account where that is not the reader's own. */
function shortPrincipal(principal: string, ownAccount: string): string {
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

function whom(statement: Statement, ownAccount: string, exceptions: readonly string[]): string {
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
 * denies s3:* to everybody except role/Admin; iconik is not excepted`. `where` says where it stands, `hit` whom it surely
 * hits, `parts` what its Resource names where that is a part only of what is asked for.
 */
export function denyInWords(
	statement: Statement,
	place: {
		readonly index: number;
		readonly where: string;
		readonly ownAccount: string;
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
			? ` on everything but ${inWords(spared)}`
			: parts.length > 0
				? ` on ${shortened(parts)}`
				: '';
	const isSparing = NotPrincipal !== undefined || exceptions.length > 0;
	const notSpared = isSparing && place.hit !== undefined ? `; ${place.hit} is not excepted` : '';
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
