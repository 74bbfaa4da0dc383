import {textsOf} from '../json/index.ts';
import type {Statement} from '../policy/index.ts';
import type {ConnectionPolicy} from './build.ts';
import type {ExistingStatement} from './existing-policy.ts';
import {freeSid} from './free-sid.ts';
import {gives, givesActions, isAboutTheSame} from './gives.ts';
import {saysTheSame} from './statement-meaning.ts';
import {
	type ExistingTest,
	existingTests,
	isIdTest,
	ownerOf,
	type StatementOwner,
	type VendorTerms,
} from './whose-statement.ts';

/** Something that a person should know of a merge. */
export type MergeNote =
	/** A condition of the vendor's statement was taken out, since the vendor never meets it. */
	| {readonly code: 'condition-dropped'; readonly sid: string; readonly test: ExistingTest}
	/** A condition that the customer added stays. */
	| {readonly code: 'condition-kept'; readonly sid: string; readonly test: ExistingTest}
	/** Our Sid stands on somebody else's statement, so that ours has another one. */
	| {readonly code: 'other-sid'; readonly taken: string; readonly sid: string};

/** What happens to the statements that are there and which are added; indexes are those of the existing policy. */
export type MergePlan = {
	readonly unchanged: readonly number[];
	readonly replaced: ReadonlyMap<number, Statement>;
	readonly removed: readonly number[];
	/** Statements that go to the end, in this order. */
	readonly added: readonly Statement[];
	readonly notes: readonly MergeNote[];
};

/** How a merge goes about it. */
export type MergeManner = {
	/**
	 * `mend`: statements that are the vendor's alone are corrected where they stand. `beside`: none is touched, and what
	 * is missing gets statements of its own.
	 */
	readonly manner: 'mend' | 'beside';
	/** Whether the vendor's statements are to give no more than ours, so that further ones of it go. */
	readonly isNarrowing: boolean;
	/**
	 * Whether ours are for a folder: of a statement that the article has as one there are parts then, none of which gives all
	 * that one of the customer's gives.
	 */
	readonly isInFolder?: boolean;
	/** Whether a statement lets the vendor in, or could; what it asks for beside the customer's ID is dropped otherwise. */
	readonly canLetIn: (statement: Statement) => boolean;
	/** Whether one of ours still lets the vendor do, or could, all that it needs of it once it is narrowed. */
	readonly canServe: (narrowed: Statement, ours: Statement) => boolean;
	/** Whether one of ours gives the vendor all that an existing statement gives it. */
	readonly isCovered: (existing: Statement, ours: Statement) => boolean;
};

/**
 * Which existing statements are the vendor's own and what becomes of each. Whose one is never hangs on its Sid: it allows,
 * names the vendor alone, and carries the customer's ID or none. All others stay as they are, also where they serve the
 * vendor too; a statement of ours whose Sid is taken gets another one.
 */
export function planMerge(
	statements: readonly ExistingStatement[],
	{forMerge}: Pick<ConnectionPolicy, 'forMerge'>,
	terms: VendorTerms,
	how: MergeManner,
): MergePlan {
	const {manner, isNarrowing, isInFolder = false, isCovered} = how;
	const unchanged: number[] = [];
	const replaced = new Map<number, Statement>();
	const removed: number[] = [];
	const added: Statement[] = [];
	const notes: MergeNote[] = [];
	const free = statements.map((existing) => ({...existing, owner: ownerOf(existing.value, terms)}));
	// What the customer asks of the vendor wherever it is let in, is asked in a new statement, too.
	const asked = commonTests(free, terms);
	const homeless = forMerge.statements.filter((statement) => {
		const place = [statement, narrowedBy(asked, statement, how).statement]
			.map((ours) => free.findIndex(({value}) => saysTheSame(bare(value), bare(ours))))
			.find((index) => index >= 0);
		const [found] = place === undefined ? [] : free.splice(place, 1);
		unchanged.push(...(found === undefined ? [] : [found.index]));
		return found === undefined;
	});
	const own = manner === 'beside' ? [] : free.filter(({owner}) => owner !== 'others');
	const vendors = free.filter(({owner}) => owner === 'vendor');
	const serving: number[] = [];
	const sids = new SidList(statements);
	for (const statement of homeless) {
		const fitting = own.filter(({value, owner}) => {
			const kept = keepingTests(statement, value, terms, how);
			const before =
				owner === 'vendor-open'
					? askingForId(value, forMerge.statements, terms)
					: // It was read as the statement of a policy.
						(value as unknown as Statement);
			const losesTest = kept.notes.some(({code}) => code !== 'condition-kept');
			return (
				!(losesTest && how.canLetIn(before)) && (isNarrowing || isCovered(before, kept.statement))
			);
		});
		const existing = nextOf(fitting, statement, forMerge.relatedSids);
		if (existing === undefined && isInFolder && !isNarrowing) {
			const wider = vendors.find(
				({value}) => furtherTests(value, terms).length === 0 && gives(value, statement),
			);
			if (wider !== undefined) {
				serving.push(wider.index);
				continue;
			}

			const incomplete = own.find(
				({value, owner}) =>
					owner === 'vendor' &&
					isAboutTheSame(value, statement) &&
					asksTheSame(value, statement, terms),
			);
			if (incomplete !== undefined) {
				own.splice(own.indexOf(incomplete), 1);
				replaced.set(incomplete.index, withActionsOf(statement, incomplete.value));
				continue;
			}
		}

		if (existing === undefined) {
			const sid = sids.take(statement.Sid);
			if (sid !== statement.Sid && sid !== undefined && statement.Sid !== undefined) {
				notes.push({code: 'other-sid', taken: statement.Sid, sid});
			}

			const narrowed = narrowedBy(asked, statement, how);
			added.push(withSid(narrowed.statement, sid));
			notes.push(
				...narrowed.notes.flatMap(({code, test}) =>
					code === 'condition-kept' ? [{code, test, sid: sid ?? ''}] : [],
				),
			);
			continue;
		}

		own.splice(own.indexOf(existing), 1);
		const sid = existing.sid === statement.Sid ? existing.sid : sids.take(statement.Sid);
		const kept = keepingTests(statement, existing.value, terms, how);
		if (saysTheSame(bare(kept.statement), bare(existing.value))) {
			unchanged.push(existing.index);
		} else {
			replaced.set(existing.index, withSid(kept.statement, sid));
		}

		notes.push(
			...kept.notes.flatMap(({code, test}) =>
				code === 'not-for-all' ? [] : [{code, test, sid: sid ?? ''}],
			),
		);
	}

	const ours = forMerge.statements.flatMap((statement) => existingTests(statement));
	for (const {index, value, owner} of own) {
		const isNarrowed = furtherTests(value, terms).some(
			(test) =>
				!ours.some((one) => isSameTest(one, test) && saysTheSame(one.written, test.written)),
		);
		if (isNarrowing && !isNarrowed) {
			removed.push(index);
		} else if (owner === 'vendor-open') {
			replaced.set(index, askingForId(value, forMerge.statements, terms));
		}
	}

	const asItIs = serving.filter((index) => !replaced.has(index));
	return {
		unchanged: [...new Set([...unchanged, ...asItIs])],
		replaced,
		removed,
		added,
		notes,
	};
}

/** Whether an existing statement asks for what ours asks for and nothing else, the customer's ID aside. */
function asksTheSame(
	value: ExistingStatement['value'],
	statement: Statement,
	terms: VendorTerms,
): boolean {
	const [there, ours] = [value, statement].map((one) => furtherTests({...one}, terms));
	return saysTheSame(there, ours);
}

/** An existing statement with those actions of ours that it lacks. */
function withActionsOf({Action}: Statement, existing: ExistingStatement['value']): Statement {
	const missing = textsOf(Action).filter((action) => !givesActions(existing, action));
	// It was read as the statement of a policy.
	return {...existing, Action: [...textsOf(existing.Action), ...missing]} as unknown as Statement;
}

function bare({Sid: _sid, ...rest}: Readonly<Record<string, unknown>>): unknown {
	return rest;
}

function withSid({Sid: _sid, ...rest}: Statement, sid: string | undefined): Statement {
	return sid === undefined ? rest : {Sid: sid, ...rest};
}

/** The vendor's statement that one of ours takes the place of: of the same Sid, else of an earlier one, else any. */
function nextOf<Own extends ExistingStatement>(
	own: readonly Own[],
	{Sid}: Statement,
	related: readonly string[],
): Own | undefined {
	return (
		own.find(({sid}) => sid !== undefined && sid === Sid) ??
		own.find(({sid}) => sid !== undefined && related.includes(sid)) ??
		own[0]
	);
}

/** The tests of an existing statement that are not about the customer's ID. */
function furtherTests(value: ExistingStatement['value'], terms: VendorTerms): ExistingTest[] {
	return existingTests(value).filter((test) => !isIdTest(test, terms));
}

/** A statement of ours with tests that the customer added, and what became of each. */
type Narrowed = {
	readonly statement: Statement;
	readonly notes: readonly {
		/** `not-for-all`: it would keep the vendor from a part of what it needs, so it belongs to a statement of its own. */
		readonly code: 'condition-kept' | 'condition-dropped' | 'not-for-all';
		readonly test: ExistingTest;
	}[];
};

/** Our statement with what the existing one asks for besides, and for a role what may go along with taking it. */
function keepingTests(
	statement: Statement,
	existing: ExistingStatement['value'],
	terms: VendorTerms,
	how: MergeManner,
): Narrowed {
	const wanted = terms.isTrust ? withFurtherActions(statement, existing.Action) : statement;
	return narrowedBy(furtherTests(existing, terms), wanted, how);
}

/** A statement of ours with these tests besides, as far as it still lets the vendor do what it needs. */
function narrowedBy(
	asked: readonly ExistingTest[],
	statement: Statement,
	{canLetIn, canServe}: MergeManner,
): Narrowed {
	const ours = existingTests(statement);
	const tests = asked.filter((test) => !ours.some((own) => isSameTest(own, test)));
	let kept = statement;
	const notes = tests.map((test) => {
		const narrowed = withTest(kept, test);
		if (!canLetIn(narrowed)) {
			return {code: 'condition-dropped' as const, test};
		}

		if (!canServe(narrowed, statement)) {
			return {code: 'not-for-all' as const, test};
		}

		kept = narrowed;
		return {code: 'condition-kept' as const, test};
	});
	return {statement: kept, notes};
}

function isSameTest(one: ExistingTest, other: ExistingTest): boolean {
	return one.operator === other.operator && one.key.toLowerCase() === other.key.toLowerCase();
}

/** What every statement asks that lets the vendor in for this customer; nothing where there is none. */
function commonTests(
	statements: readonly (ExistingStatement & {readonly owner: StatementOwner})[],
	terms: VendorTerms,
): ExistingTest[] {
	const [first, ...rest] = statements
		.filter(({owner}) => owner !== 'others')
		.map(({value}) => furtherTests(value, terms));
	return (first ?? []).filter((test) =>
		rest.every((tests) =>
			tests.some((one) => isSameTest(one, test) && saysTheSame(one.written, test.written)),
		),
	);
}

/** sts:TagSession and sts:SetSourceIdentity go along with sts:AssumeRole, and never without it. */
function withFurtherActions(statement: Statement, existing: unknown): Statement {
	const own = [statement.Action ?? []].flat();
	const more = [existing]
		.flat()
		.filter((action): action is string => typeof action === 'string')
		.filter((action) => /^sts:(?:TagSession|SetSourceIdentity)$/i.test(action))
		.filter((action) => !own.some((one) => one.toLowerCase() === action.toLowerCase()));
	return more.length === 0 ? statement : {...statement, Action: [...own, ...more]};
}

function withTest(statement: Statement, {operator, key, written}: ExistingTest): Statement {
	const {Condition = {}} = statement;
	const tests = {...Condition[operator], [key]: written};
	return {...statement, Condition: {...Condition, [operator]: tests} as typeof Condition};
}

/** An existing statement of the vendor that asks for this customer's ID as ours do, and gives what it gave. */
function askingForId(
	existing: ExistingStatement['value'],
	ours: readonly Statement[],
	terms: VendorTerms,
): Statement {
	const wanted = ours
		.flatMap((statement) => existingTests(statement))
		.find((test) => isIdTest(test, terms));
	const {Condition: _condition, ...rest} = existing;
	const kept = furtherTests(existing, terms);
	return [...(wanted === undefined ? [] : [wanted]), ...kept].reduce<Statement>(
		withTest,
		// The statement was read as one of a policy; its own elements stay what they are.
		rest as unknown as Statement,
	);
}

/** Sids that are taken; AWS lets each stand once in a policy. */
class SidList {
	readonly #taken: Set<string>;

	constructor(statements: readonly ExistingStatement[]) {
		this.#taken = new Set(statements.flatMap(({sid}) => sid ?? []));
	}

	/** The Sid itself, or with a number behind it where it is taken. */
	take(sid: string | undefined): string | undefined {
		if (sid === undefined) {
			return undefined;
		}

		const free = freeSid(sid, this.#taken);
		this.#taken.add(free);
		return free;
	}
}
