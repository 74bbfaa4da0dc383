import {describe, expect, test} from 'vitest';
import type {Snapshot} from '../../source/account/index.ts';
import {listOf, type PolicyDocument, type Statement} from '../../source/policy/index.ts';
import {checkIds, checks} from '../../source/verify/checks/index.ts';
import {situationOf} from '../../source/verify/index.ts';
import {profileOf} from '../support/connections.ts';
import {documentOf, withText} from '../support/snapshots.ts';
import {failures} from './field-notes/cases/index.ts';
import {accountOf} from './field-notes/expectations.ts';
import {eachIn, type FailureIn} from './field-notes/failure.ts';

const ids = ['bucket-policy', 'key-policy', 'trust-policy'] as const;
const all = eachIn(Object.values(failures).flat()).filter(({isFirst}) => isFirst);

/** What the checks say, without trying what would correct it. */
function statuses(snapshot: Snapshot, {connection}: FailureIn): Record<string, string> {
	const profile = profileOf(connection.vendor);
	const situation = {...situationOf(snapshot, connection, profile), isTrial: true};
	return Object.fromEntries(checkIds.map((id) => [id, checks[id](situation).status]));
}

/** The account with every document written another way that means the same. */
function rewritten(
	snapshot: Snapshot,
	write: (statements: readonly Statement[]) => readonly Statement[],
): Snapshot {
	return ids.reduce((account, id) => {
		const document = readable(account, id);
		return document === undefined
			? account
			: withText(
					account,
					id,
					JSON.stringify({...document, Statement: write(listOf(document.Statement))}),
				);
	}, snapshot);
}

function readable(snapshot: Snapshot, id: (typeof ids)[number]): PolicyDocument | undefined {
	try {
		return documentOf(snapshot, id);
	} catch {
		// There is none, or it is one of the broken ones.
		return undefined;
	}
}

const sameMeaning: readonly (readonly [
	string,
	(statements: readonly Statement[]) => readonly Statement[],
])[] = [
	['their order is turned round', (statements) => statements.toReversed()],
	[
		'each action has a statement of its own',
		(statements) =>
			statements.flatMap((statement) =>
				statement.Action === undefined || listOf(statement.Action).length === 0
					? [statement]
					: listOf(statement.Action).map((Action) => {
							const {Sid: _sid, ...rest} = statement;
							return {...rest, Action};
						}),
			),
	],
	[
		'they have other Sids',
		(statements) => statements.map((statement, index) => ({...statement, Sid: `Other${index}`})),
	],
];

describe('no check comes to another status where statements mean the same and', () => {
	test.each(sameMeaning)('%s', (_name, write) => {
		const differing = all.flatMap((failure) => {
			const snapshot = accountOf(failure);
			const [before, after] = [snapshot, rewritten(snapshot, write)].map((account) =>
				statuses(account, failure),
			);
			return Object.keys(before ?? {})
				.filter((id) => before?.[id] !== after?.[id])
				.map((id) => `${failure.name}: ${id} ${before?.[id]} ${after?.[id]}`);
		});
		expect(all.length).toBeGreaterThan(100);
		expect(differing).toEqual([]);
	});
});
