import {bucketArn} from '../aws/index.ts';
import type {StatedConnection} from '../connection/index.ts';
import {textsOf} from '../json/index.ts';
import {matchesWildcard, type Statement} from '../policy/index.ts';
import type {ConnectionPolicy} from './build.ts';
import type {ExistingStatement} from './existing-policy.ts';
import {type MergeManner, type MergePlan, planMerge} from './merge-plan.ts';
import {existingTests, type VendorTerms} from './whose-statement.ts';

/**
 * What becomes of the statements of a role's own policy. A role may serve several connections and other purposes too, and
 * all of its policy is about itself: so a statement is corrected only where ours gives all that it gave, under no further
 * condition, and is about nothing but this bucket and this key. What else is missing gets a statement of its own.
 */
export function planRoleMerge(
	statements: readonly ExistingStatement[],
	addition: Pick<ConnectionPolicy, 'forMerge'>,
	connection: StatedConnection,
	terms: VendorTerms,
	manner: MergeManner,
): MergePlan {
	const {forMerge} = addition;
	const plan = planMerge(statements, addition, terms, {...manner, manner: 'beside'});
	if (manner.manner === 'beside') {
		return plan;
	}

	const replaced = new Map<number, Statement>();
	const added = plan.added.filter((statement) => {
		const original = forMerge.statements.find((one) => saysSame(one, statement)) ?? statement;
		const existing = statements.find(
			({index, sid, value}) =>
				!plan.unchanged.includes(index) &&
				!replaced.has(index) &&
				isAboutConnection(value, connection) &&
				existingTests(value).length === 0 &&
				(manner.isNarrowing ? sid === original.Sid : gives(original, value)),
		);
		if (existing !== undefined) {
			const {Sid: _sid, ...rest} = original;
			replaced.set(
				existing.index,
				existing.sid === undefined ? rest : {Sid: existing.sid, ...rest},
			);
		}

		return existing === undefined;
	});
	const notes = plan.notes.filter(
		(note) => note.code !== 'other-sid' || added.some(({Sid}) => Sid === note.sid),
	);
	return {...plan, replaced, added, notes};
}

function saysSame({Sid: _one, ...first}: Statement, {Sid: _other, ...second}: Statement): boolean {
	return JSON.stringify(first) === JSON.stringify(second);
}

/** Whether a statement of ours gives all that an existing one gives. */
function gives(ours: Statement, {Action, Resource}: ExistingStatement['value']): boolean {
	const covers = (own: unknown, given: unknown, options = {}) => {
		const patterns = textsOf(own);
		const texts = textsOf(given);
		return (
			texts.length > 0 &&
			texts.every((text) => patterns.some((pattern) => matchesWildcard(pattern, text, options)))
		);
	};
	return covers(ours.Action, Action, {ignoreCase: true}) && covers(ours.Resource, Resource);
}

/** Whether a statement of a role's own policy allows something on nothing but the connection's bucket and key. */
export function isAboutConnection(
	{Effect, Resource}: {readonly Effect?: unknown; readonly Resource?: unknown},
	connection: StatedConnection,
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
