import {isDeadPrincipal, saysTheSame} from '../documents/index.ts';
import type {Statement} from '../policy/index.ts';
import type {StatementChange, UnsavableName} from './finding.ts';
import {principalsOf} from './statements.ts';

/**
 * Every statement that differs between the document that is there and the corrected one. Places are 0-based, of a statement
 * that is taken out in the document that is there, of every other one in the corrected.
 */
export function statementChanges(
	before: readonly Statement[],
	after: readonly Statement[],
): StatementChange[] {
	const old = before.map((statement, index) => ({statement, index}));
	const added = after
		.map((statement, index) => ({statement, index}))
		.filter(({statement}) => {
			const place = old.findIndex((one) => saysTheSame(one.statement, statement));
			return place < 0 || old.splice(place, 1).length === 0;
		});
	const changed = added.flatMap((one) => {
		const place = old.findIndex(
			({statement, index}) =>
				(statement.Sid ?? '') === (one.statement.Sid ?? '') &&
				(statement.Sid !== undefined || index === one.index),
		);
		return place < 0 || old.splice(place, 1).length === 0 ? [] : [one];
	});
	const told = (kind: StatementChange['kind'], statement: Statement, index: number) => ({
		kind,
		sid: statement.Sid ?? '',
		index,
	});
	return [
		...changed.map(({statement, index}) => told('changed', statement, index)),
		...added
			.filter((one) => !changed.includes(one))
			.map(({statement, index}) => told('added', statement, index)),
		...old.map(({statement, index}) => told('removed', statement, index)),
	];
}

/** Those whom a document names although they were deleted: AWS saves it only once they are taken out. */
export function unsavableNames(statements: readonly Statement[]): UnsavableName[] {
	return statements.flatMap(({Sid: sid = '', Principal}, index) =>
		principalsOf(Principal)
			.filter((name) => isDeadPrincipal(name))
			.map((name) => ({sid, index, name})),
	);
}
