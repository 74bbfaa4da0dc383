import {bucketArn} from '../aws/index.ts';
import type {StatedConnection} from '../connection/index.ts';
import {textsOf} from '../json/index.ts';
import type {Statement} from '../policy/index.ts';
import type {ConnectionPolicy} from './build.ts';
import type {ExistingStatement} from './existing-policy.ts';
import {gives} from './gives.ts';
import {type MergeManner, type MergePlan, planMerge} from './merge-plan.ts';
import {existingTests, type VendorTerms} from './whose-statement.ts';

/**
 * What becomes of the statements of a role's own policy. A role may serve several connections and other purposes too, and
 * all of its policy is about itself: so a statement is corrected only where ours gives all that it gave, under no
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
	const serving: number[] = [];
	const missing = plan.added.filter((statement) => {
		// What gives more than ours is no reason to give the same once more.
		const wider = manner.isNarrowing
			? undefined
			: statements.find(
					({value}) => isAboutConnection(value, connection) && givesAlways(value, statement),
				);
		serving.push(...(wider === undefined ? [] : [wider.index]));
		return wider === undefined;
	});
	const replaced = new Map<number, Statement>();
	const added = missing.filter((statement) => {
		const original = forMerge.statements.find((one) => saysSame(one, statement)) ?? statement;
		const existing = statements.find(
			({index, sid, value}) =>
				manner.manner === 'mend' &&
				!plan.unchanged.includes(index) &&
				!serving.includes(index) &&
				!replaced.has(index) &&
				isAboutConnection(value, connection) &&
				existingTests(value).length === 0 &&
				(manner.isNarrowing ? sid === original.Sid : givesAlways(original, value)),
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
	const unchanged = [...new Set([...plan.unchanged, ...serving])];
	return {...plan, unchanged, replaced, added, notes};
}

type Values = ExistingStatement['value'] | Statement;

function saysSame({Sid: _one, ...first}: Statement, {Sid: _other, ...second}: Statement): boolean {
	return JSON.stringify(first) === JSON.stringify(second);
}

/** Whether a statement of ours gives all that an existing one gives, and asks for nothing; or the other way round. */
function givesAlways(giving: Values, other: Values): boolean {
	return Object.keys(giving.Condition ?? {}).length === 0 && gives(giving, other);
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
