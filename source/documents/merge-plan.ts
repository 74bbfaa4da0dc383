import {UserError} from '../errors.ts';
import type {Statement} from '../policy/index.ts';
import {quoted, visible} from '../problems.ts';
import type {ConnectionDocument} from './build.ts';
import type {ExistingStatement} from './existing-policy.ts';
import {principalNames, saysTheSame} from './statement-meaning.ts';

/** What happens to the statements that are there and which are added; indexes are those of the existing policy. */
export type MergePlan = {
	readonly unchanged: readonly number[];
	readonly replaced: ReadonlyMap<number, Statement>;
	readonly removed: readonly number[];
	/** Statements that go to the end, in this order. */
	readonly added: readonly Statement[];
	readonly notes: readonly string[];
};

/**
 * Which existing statements are the vendor's own and what becomes of each. A statement with one of our Sids is ours. One
 * with another Sid of the vendor is ours only if it allows our principal and nobody else: an article's Sid such as
 * `Statement1` is what the console calls anybody's statement. UserError where two statements have our Sid and one of them
 * is somebody else's.
 */
export function planMerge(
	statements: readonly ExistingStatement[],
	{forMerge}: ConnectionDocument,
	name: string,
): MergePlan {
	const unchanged: number[] = [];
	const replaced = new Map<number, Statement>();
	const removed: number[] = [];
	const notes: string[] = [];
	const ours = new Set(forMerge.statements.map(({Principal}) => ownerKey(Principal)));
	const isOurs = ({value}: ExistingStatement) =>
		value.Effect === 'Allow' && ours.has(ownerKey(value.Principal));

	const homeless: Statement[] = [];
	for (const statement of forMerge.statements) {
		const [first, ...others] = statements.filter(({sid, value}) =>
			statement.Sid === undefined ? saysTheSame(value, statement) : sid === statement.Sid,
		);
		if (first === undefined) {
			homeless.push(statement);
			continue;
		}

		const sid = statement.Sid ?? '';
		if (others.length > 0 && ![first, ...others].every((other) => isOurs(other))) {
			throw new UserError(
				`${visible(name)} has ${others.length + 1} statements with the Sid ${quoted(sid)}, and not all of them are for the vendor.`,
				{hint: 'Give each statement its own Sid, then merge again.'},
			);
		}

		if (saysTheSame(first.value, statement)) {
			unchanged.push(first.index);
		} else {
			replaced.set(first.index, statement);
			notes.push(...notesOnOwner(first, statement));
		}

		for (const {index} of others) {
			removed.push(index);
			notes.push(`A second statement with the Sid ${quoted(sid)} was removed.`);
		}
	}

	const ownSids = new Set(forMerge.statements.map(({Sid}) => Sid));
	const related = new Set(forMerge.relatedSids);
	const leftovers = statements.filter(
		(statement) =>
			statement.sid !== undefined &&
			!ownSids.has(statement.sid) &&
			related.has(statement.sid) &&
			isOurs(statement),
	);
	for (const {index, sid} of leftovers) {
		const next = homeless.shift();
		if (next === undefined) {
			removed.push(index);
			notes.push(
				`The vendor's earlier statement ${quoted(sid ?? '')} was removed: it is no longer needed.`,
			);
		} else {
			replaced.set(index, next);
			notes.push(`The vendor's earlier statement ${quoted(sid ?? '')} was replaced.`);
		}
	}

	return {unchanged, replaced, removed, added: homeless, notes};
}

function ownerKey(principal: unknown): string {
	return JSON.stringify(principalNames(principal));
}

/** What a person should know before a statement with our Sid, but about somebody else too, goes. */
function notesOnOwner({sid, value}: ExistingStatement, statement: Statement): string[] {
	const about = `The statement ${quoted(sid ?? '')} that was replaced`;
	if ('NotPrincipal' in value) {
		return [`${about} applied to everybody except some (NotPrincipal).`];
	}

	const ours = new Set(principalNames(statement.Principal));
	const strangers = principalNames(value.Principal)
		.filter((owner) => !ours.has(owner))
		.map((owner) => visible(owner.replace(/^AWS /, '')));
	const notes = strangers.length === 0 ? [] : [`${about} applied to ${strangers.join(', ')}.`];
	if (value.Effect === 'Deny') {
		notes.push(`${about} was a Deny; now it is an Allow.`);
	}

	return notes;
}
