import {exitCodes, UserError} from '../errors.ts';
import {isObject, textsOf} from '../json/index.ts';
import {matchesWildcard} from '../policy/index.ts';
import {principalNames} from './statement-meaning.ts';

type Values = Readonly<Record<string, unknown>>;

/**
 * UserError where a key policy would leave nobody in the key's account who may change it again. Cautious: a statement
 * counts as keeping the account in only where that can be read from it.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html
 */
export function refuseLockout(
	statements: readonly Values[],
	key: {readonly arn: string; readonly accountId: string},
): void {
	const isKept =
		statements.some((statement) => letsIn(statement, key)) &&
		!statements.some((statement) => shutsOut(statement, key));
	if (!isKept) {
		throw new UserError(
			`With this key policy, nobody in account ${key.accountId} could change the key policy again.`,
			{
				exitCode: exitCodes.failed,
				hint: `Merge into the current key policy: it has a statement that allows kms:* to arn:aws:iam::${key.accountId}:root.`,
			},
		);
	}
}

function letsIn(
	statement: Values,
	key: {readonly arn: string; readonly accountId: string},
): boolean {
	return (
		statement.Effect === 'Allow' &&
		principalNames(statement.Principal).some((name) => isOfAccount(name, key.accountId)) &&
		coversPutKeyPolicy(statement) &&
		textsOf(statement.Resource).some((resource) => matchesWildcard(resource, key.arn)) &&
		!isOutOfReach(statement.Condition, key.accountId)
	);
}

function shutsOut(
	statement: Values,
	key: {readonly arn: string; readonly accountId: string},
): boolean {
	const everybody = ['AWS *', `AWS arn:aws:iam::${key.accountId}:root`];
	return (
		statement.Effect === 'Deny' &&
		principalNames(statement.Principal).some((name) => everybody.includes(name)) &&
		coversPutKeyPolicy(statement) &&
		textsOf(statement.Resource).some((resource) => matchesWildcard(resource, key.arn)) &&
		(statement.Condition === undefined || Object.keys(statement.Condition ?? {}).length === 0)
	);
}

/** A principal that was deleted stands there as `AROA...`: it is not of any account any more. */
function isOfAccount(name: string, accountId: string): boolean {
	return name === 'AWS *' || new RegExp(`^AWS arn:aws:(iam|sts)::${accountId}:`).test(name);
}

function coversPutKeyPolicy(statement: Values): boolean {
	const covers = (patterns: unknown) =>
		textsOf(patterns).some((pattern) =>
			matchesWildcard(pattern, 'kms:PutKeyPolicy', {ignoreCase: true}),
		);
	return 'Action' in statement
		? covers(statement.Action)
		: textsOf(statement.NotAction).length > 0 && !covers(statement.NotAction);
}

/** Use through another service never changes a policy, and a condition may ask for another account. */
function isOutOfReach(condition: unknown, accountId: string): boolean {
	if (!isObject(condition)) {
		return false;
	}

	return Object.entries(condition).some(
		([operator, keys]) =>
			isObject(keys) &&
			Object.entries(keys).some(([name, values]) => {
				const key = name.toLowerCase();
				return (
					key === 'kms:viaservice' ||
					(/^String(Equals|Like)/.test(operator) &&
						['kms:calleraccount', 'aws:principalaccount'].includes(key) &&
						!textsOf(values).some((pattern) => matchesWildcard(pattern, accountId)))
				);
			}),
	);
}
