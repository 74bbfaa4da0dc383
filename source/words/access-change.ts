import {quoted, visible, withLongValuesCut} from '../problems.ts';
import type {AccessDifference, ChangeParty, Correction, ProposedMerge} from '../verify/index.ts';
import {shown} from './differences.ts';
import {partName, readersInWords} from './settings.ts';
import {inWords, placeInWords, statementName, testInWords} from './statements.ts';

const parties: Readonly<Record<ChangeParty, string>> = {
	vendor: 'the vendor, for you',
	'other-customers': 'the vendor, for others or without your ID',
	'vendor-account': "others in the vendor's account",
	'own-account': 'your own account',
	named: 'somebody whom the policy names',
	anybody: 'anybody',
};

// More actions than this in one line are not read.
const mostActions = 4;

/** What a change allows, or does not allow any more: a line for each of those whom it concerns, with an example. */
export function differencesInWords(
	differences: readonly AccessDifference[],
	kind: 'gains' | 'losses',
): string[] {
	const groups = new Map<string, AccessDifference[]>();
	for (const difference of differences) {
		const key = `${difference.party} ${difference.witness.principal}`;
		groups.set(key, [...(groups.get(key) ?? []), difference]);
	}

	return [...groups.values()].map((group) => {
		const [first] = group;
		const {principal = '', resource = ''} = first?.witness ?? {};
		const actions = group.map(({witness}) => witness.action);
		const named = actions.slice(0, mostActions);
		const more = actions.length - named.length;
		const what = more > 0 ? `${named.join(', ')} and more` : inWords(named);
		const party = /\.amazonaws\.com$/.test(principal)
			? 'a service of AWS'
			: parties[first?.party ?? 'anybody'];
		const who = `${shown(principal)} (${party})`;
		return kind === 'gains'
			? `Now allowed: ${what} to ${who}, for example on ${shown(resource)}.`
			: `No longer allowed: ${what} to ${who}, for example on ${shown(resource)}.`;
	});
}

const changeWords = {
	added: 'added',
	replaced: 'replaced',
	removed: 'removed',
	unchanged: 'unchanged',
} as const;

/**
 * What a merge did, a line each: every statement that it changed or left for the vendor's, what that gives and takes, and
 * what a person should know before saving.
 */
export function mergeInWords(
	{changes, changed, ...merge}: ProposedMerge,
	title: string,
): readonly [headline: string, ...lines: string[]] {
	const kinds = new Set(changes.map(({kind}) => kind));
	const headline = !changed
		? merge.denials.length > 0
			? `${title}: nothing to change. It has what the vendor needs, but also a Deny that hits the vendor.`
			: `${title}: nothing to change. It lets the vendor in as it is.`
		: kinds.has('replaced') || kinds.has('removed')
			? `${title}: the vendor's statements were corrected. Everything else is unchanged.`
			: `${title}: the vendor's statements were added. Everything else is unchanged.`;
	return [
		headline,
		...changesInWords(changes).map((change) => `  ${change}`),
		...mergeDetails(merge),
	];
}

/** What became of each of the vendor's statements, e.g. `replaced "Access" (it was "Mine")`. */
export function changesInWords(changes: ProposedMerge['changes']): string[] {
	return changes.map(({kind, sid, was, index}) => {
		const statement = sid === '' ? `statement ${index + 1}, which has no Sid` : quoted(sid);
		return `${changeWords[kind]} ${statement}${wasCalled(was)}`;
	});
}

function wasCalled(was: string | undefined): string {
	return was === undefined ? '' : was === '' ? ' (it had no Sid)' : ` (it was ${quoted(was)})`;
}

/** Every statement of a merge that is not simply added, and what a person should know of it, a sentence each. */
export function changedStatements({
	changes,
	remarks,
	notes,
}: Pick<ProposedMerge, 'changes' | 'remarks' | 'notes'>): string[] {
	const named = (kind: 'replaced' | 'removed') =>
		changes
			.filter((change) => change.kind === kind)
			.map(({sid, was, index}) =>
				sid === '' ? `statement ${index + 1}` : `${quoted(sid)}${wasCalled(was)}`,
			);
	const [replaced, removed] = [named('replaced'), named('removed')];
	return [
		...(replaced.length > 0 ? [`Corrected for the vendor: ${inWords(replaced)}.`] : []),
		...(removed.length > 0 ? [`Taken out, since only for the vendor: ${inWords(removed)}.`] : []),
		...remarks.map((remark) => remarkInWords(remark)),
		...notes.map((note) => withLongValuesCut(visible(note))),
	];
}

/** What a merge gives and takes, and what a person should know before saving, a line each. */
export function mergeDetails({
	remarks,
	...merge
}: Pick<ProposedMerge, 'gains' | 'losses' | 'remarks' | 'denials' | 'notes'>): string[] {
	return [
		...mergeAccess(merge),
		...remarks.map((remark) => remarkInWords(remark)),
		...mergeWarnings(merge),
	];
}

/** What a merge gives and takes, a line each. */
export function mergeAccess({gains, losses}: Pick<ProposedMerge, 'gains' | 'losses'>): string[] {
	return [...differencesInWords(gains, 'gains'), ...differencesInWords(losses, 'losses')];
}

/** What keeps the vendor out although the merge is made, and what AWS may not save, a line each. */
export function mergeWarnings({
	denials,
	notes,
}: Pick<ProposedMerge, 'denials' | 'notes'>): string[] {
	return [
		...denials.map(
			(place) =>
				`${placeInWords(place).replace(/^the/, 'The')} still keeps the vendor out: ${statementName(place)} is a Deny that hits it.`,
		),
		...notes.map((note) => withLongValuesCut(visible(note))),
	];
}

/** What a merge did with a Sid or a condition, a sentence. */
export function remarkInWords(remark: ProposedMerge['remarks'][number]): string {
	switch (remark.code) {
		case 'other-sid':
			return `The Sid ${quoted(remark.taken)} is taken by another statement, so the vendor's is called ${quoted(remark.sid)}.`;
		case 'condition-kept':
			return `${quoted(remark.sid)} has a condition of your own: it lets the vendor in only ${testInWords(remark.test)}.`;
		case 'condition-dropped':
			return `A condition of ${quoted(remark.sid)} is taken out, since the vendor never meets it: it let the vendor in only ${testInWords(remark.test)}.`;
	}
}

/** Every statement, rule or notification that a correction changes, and what keeps AWS from saving it, a sentence each. */
export function correctionInWords({
	document,
	changes = [],
	unsavable = [],
}: Pick<Correction, 'document' | 'changes' | 'unsavable'>): string[] {
	const named = (kind: string) =>
		inWords(
			changes
				.filter((change) => change.kind === kind)
				.map((change) => nameOf(change, partName(document))),
		);
	const [changed, added, removed] = ['changed', 'added', 'removed'].map(named);
	const parts = [
		...(changed === '' ? [] : [`changes ${changed}`]),
		...(added === '' ? [] : [`adds ${added}`]),
		...changes.flatMap((change) =>
			change.kind === 'narrowed'
				? [`takes ${inWords(change.events)} out of ${nameOf(change, partName(document))}`]
				: change.kind === 'exposes'
					? [`changes ${nameOf(change, partName(document))}, ${readersInWords(change)}`]
					: [],
		),
		...(removed === '' ? [] : [`takes out ${removed}`]),
	];
	return [
		...(parts.length === 0 ? [] : [`It ${inWords(parts)}. Everything else stays.`]),
		...unsavable.map(
			({name, ...place}) =>
				`AWS will refuse to save it while ${nameOf(place)} names ${shown(name)}, the unique ID of a user or role that was deleted.`,
		),
	];
}

function nameOf(
	{sid, index}: {readonly sid: string; readonly index: number},
	part: ReturnType<typeof partName> = 'statement',
): string {
	return sid === '' ? `${part} ${index + 1}` : `the ${part} ${quoted(sid)}`;
}
