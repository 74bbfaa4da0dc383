import {listOf, type Principal, type Statement} from '../policy/index.ts';
import {type ConditionTest, testInWords, testsOf} from './condition-words.ts';
import {shown} from './differences.ts';
import {inWords, statementName} from './finding.ts';

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

/** Whom a Principal element names, one by one. */
export function principalsOf(principal: Principal | undefined): string[] {
	if (principal === undefined || principal === '*') {
		return principal === undefined ? [] : ['*'];
	}

	return [principal.AWS, principal.Service, principal.Federated, principal.CanonicalUser].flatMap(
		(names) => [...listOf(names)],
	);
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
 * denies s3:* to everybody except role/Admin`. `where` says where it stands.
 */
export function denyInWords(
	statement: Statement,
	place: {readonly index: number; readonly where: string; readonly ownAccount: string},
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
	const where = spared.length === 0 ? '' : ` on everything but ${inWords(spared)}`;
	return `${name} of ${place.where} denies ${actionsOf(statement)}${where}${to}${conditions}`;
}

/** The first letter large, for the beginning of a sentence. */
export function capitalised(text: string): string {
	return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** The first letter small, for a sentence that goes on. */
export function lowered(text: string): string {
	return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}
