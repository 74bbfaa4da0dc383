import {bucketArn} from '../aws/index.ts';
import type {Connection} from '../connection/index.ts';
import {UserError} from '../errors.ts';
import {textsOf} from '../json/index.ts';
import type {Statement} from '../policy/index.ts';
import {quoted, visible} from '../problems.ts';
import type {ConnectionDocument} from './build.ts';
import type {ExistingStatement} from './existing-policy.ts';
import type {MergePlan} from './merge-plan.ts';
import {saysTheSame} from './statement-meaning.ts';

/**
 * What becomes of the statements of a role's own policy. The vendor's are those with one of our Sids that are about
 * nothing but this bucket and this key: a role may serve several connections, and `KMS` is what anybody might call a
 * statement. Nothing is removed, so that no other purpose loses what it has. UserError where one of our Sids stands on a
 * statement about something else.
 */
export function planRoleMerge(
	statements: readonly ExistingStatement[],
	{forMerge}: ConnectionDocument,
	connection: Connection,
	name: string,
): MergePlan {
	const unchanged: number[] = [];
	const replaced = new Map<number, Statement>();
	const added: Statement[] = [];
	for (const statement of forMerge.statements) {
		const sameSid = statements.filter(({sid, value}) =>
			statement.Sid === undefined ? saysTheSame(value, statement) : sid === statement.Sid,
		);
		const [first] = sameSid;
		if (sameSid.some(({value}) => !isAboutConnection(value, connection))) {
			throw new UserError(
				`${visible(name)} has a statement with the Sid ${quoted(statement.Sid ?? '')} that is not about this bucket and its key.`,
				{hint: "Put the vendor's statements into a separate policy."},
			);
		}

		if (first === undefined) {
			added.push(statement);
		} else if (saysTheSame(first.value, statement)) {
			unchanged.push(first.index);
		} else {
			replaced.set(first.index, statement);
		}
	}

	return {unchanged, replaced, removed: [], added, notes: []};
}

function isAboutConnection(
	{Effect, Resource}: Readonly<Record<string, unknown>>,
	connection: Connection,
): boolean {
	const bucket = bucketArn(connection);
	const resources = textsOf(Resource);
	return (
		Effect === 'Allow' &&
		resources.length > 0 &&
		resources.every(
			(resource) =>
				resource === bucket ||
				resource.startsWith(`${bucket}/`) ||
				resource === connection.kmsKeyArn,
		)
	);
}
