import type {DocumentId} from '../../../aws/index.ts';
import type {SettingMerge} from '../../../documents/index.ts';
import {quoted, visible} from '../../../problems.ts';
import type {ProposedMerge} from '../../../verify/index.ts';
import {
	changesInWords,
	mergeAccess,
	mergeWarnings,
	remarkInWords,
	settingChangesInWords,
} from '../../../words/index.ts';
import {symbols, theme} from '../../theme.ts';
import type {Panel} from './panels.ts';

/** Something said of a document, beside its text. */
export type Remark = {
	readonly label: string;
	readonly text: string;
	readonly color?: string;
};

/** The label of the way to where the document goes. */
export const whereLabel = 'Where';

/**
 * What is said of a document, in the order in which it is shown: whether there is one already, or what became of that one, below
 * what is dangerous about it; what it is for and where it goes; what to be careful about.
 */
export function remarksOf(
	panel: Panel,
	{showsDiff, isLooking}: {readonly showsDiff: boolean; readonly isLooking: boolean},
): Remark[] {
	const {document, isNarrower, merge} = panel;
	const warnings = merge === undefined ? [] : mergeWarnings(merge.result);
	const access = merge === undefined || showsDiff ? [] : mergeAccess(merge.result);
	return [
		...(warnings.length === 0 ? [] : [careful(warnings.join(' '))]),
		isLooking
			? {
					label: 'Existing',
					text: `Looking for the one that is there${symbols.more}`,
					color: theme.accent,
				}
			: existingRemark(panel, showsDiff),
		{label: 'What for', text: document.summary},
		{label: whereLabel, text: document.consolePath},
		...(access.length === 0 ? [] : [{label: 'Access', text: access.join(' ')}]),
		...(isWithExisting(panel)
			? []
			: document.caution !== undefined && !isNarrower
				? [
						careful(
							[
								document.caution,
								...(document.narrower === undefined
									? []
									: [`Press l for a narrower one: it ${document.narrower}.`]),
							].join(' '),
						),
					]
				: narrowerRemarks(panel)),
	];
}

function careful(text: string): Remark {
	return {label: `${symbols.warning} Careful`, text, color: theme.warning};
}

/** Whether something was pasted or found that the document is merged with, or would be. */
function isWithExisting({merge, settingMerge, refusal}: Panel): boolean {
	return merge !== undefined || settingMerge !== undefined || refusal !== undefined;
}

function narrowerRemarks({document: {narrower}, isNarrower}: Panel): Remark[] {
	if (isNarrower) {
		return [
			{
				label: 'Narrower',
				text: 'than the article’s. Press l for the article’s own.',
				color: theme.accent,
			},
		];
	}

	return narrower === undefined
		? []
		: [{label: 'Narrower', text: `Press l for one that ${narrower}.`, color: theme.dim}];
}

/** Whether there is one already, and what becomes of it. */
function existingRemark(panel: Panel, showsDiff: boolean): Remark {
	const {document, merge, settingMerge, refusal, isNew = false, policyName} = panel;
	if (refusal !== undefined) {
		return {
			label: `${symbols.failure} Refused`,
			text: `${refusal.map(visible).join(' ')} This one is not merged: ${panel.isAdded ? 'add it to what is there' : 'it replaces what is there'}.`,
			color: theme.danger,
		};
	}

	if (merge !== undefined) {
		return mergeRemark(merge.result, policyName, showsDiff);
	}

	if (settingMerge !== undefined) {
		return settingRemark(document.id, settingMerge.changes, showsDiff);
	}

	return isNew
		? {label: 'Existing', text: 'There is none yet.', color: theme.success}
		: {label: 'Existing', text: questionOf(panel), color: theme.accent};
}

/** Asks for the one that is there, and says what becomes of it otherwise. */
function questionOf({document: {id}, isAdded}: Panel): string {
	if (id === 'key-policy') {
		return 'Every key has one: press e and paste it, or this replaces it.';
	}

	const question =
		id === 'role-policy' ? 'Is there one of the name below?' : 'Is there one already?';
	return `${question} Press e and paste it to merge both; else ${isAdded ? 'add this one to it' : 'this one replaces it'}.`;
}

const seeDiff = (showsDiff: boolean): string[] => (showsDiff ? [] : ['d shows what changes.']);

function settingRemark(
	id: DocumentId,
	changes: SettingMerge['changes'],
	showsDiff: boolean,
): Remark {
	return changes.length === 0
		? {
				label: `${symbols.success} As it is`,
				text: 'What is there has what the vendor needs, and stays as it is.',
				color: theme.success,
			}
		: {
				label: `${symbols.success} Merged`,
				text: [
					`with the one that is there: ${settingChangesInWords(id, changes).join(', ')}. Everything else is kept. Replace all that is there with this.`,
					...seeDiff(showsDiff),
				].join(' '),
				color: theme.success,
			};
}

function mergeRemark(
	{changes, changed, remarks}: ProposedMerge,
	policyName: string | undefined,
	showsDiff: boolean,
): Remark {
	const named = policyName === undefined ? '' : `, ${quoted(policyName)}`;
	return {
		label: `${symbols.success} ${changed ? 'Merged' : 'As it is'}`,
		text: [
			changed
				? `with the one that is there${named}: ${changesInWords(changes).join(', ')}. Everything else is kept. Replace the whole policy with this.`
				: `The one that is there${named} stays as it is: ${changesInWords(changes).join(', ')}.`,
			...(changed ? seeDiff(showsDiff) : []),
			...remarks.map((remark) => remarkInWords(remark)),
		].join(' '),
		color: theme.success,
	};
}
