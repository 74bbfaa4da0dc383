import {type DocumentId, documentNames} from '../aws/index.ts';
import type {ConnectionSetting, SettingMerge} from '../documents/index.ts';
import {quoted} from '../problems.ts';
import {shown} from './differences.ts';
import {inWords} from './statements.ts';

/** What the parts of a document are called. */
export function partName(document: DocumentId): 'statement' | 'rule' | 'notification' {
	return document === 'bucket-cors'
		? 'rule'
		: document === 'bucket-notification'
			? 'notification'
			: 'statement';
}

/** What a merge of a setting did with each rule or notification, e.g. `added rule 2, which has no ID`. */
export function settingChangesInWords(
	document: DocumentId,
	changes: SettingMerge['changes'],
): string[] {
	return changes.map((change) => changeInWords(partName(document), change));
}

function changeInWords(part: string, change: SettingMerge['changes'][number]): string {
	const {sid, index} = change;
	const name = sid === '' ? `${part} ${index + 1}, which has no ID` : `${part} ${quoted(sid)}`;
	switch (change.kind) {
		case 'added':
			return `added ${name}`;
		case 'changed':
			return `completed ${name}`;
		case 'removed':
			// Its number is one of before.
			return sid === '' ? `removed what was ${part} ${index + 1} and has no ID` : `removed ${name}`;
		case 'exposes':
			return `completed ${name}, ${readersInWords(change)}`;
		case 'narrowed':
			return `moved ${inWords(change.events)} from ${name}${sid === '' ? ',' : ''} to the vendor's`;
	}
}

/** Whose pages may read what by a rule that shows more, e.g. `by which pages of all sites may then read ETag`. */
export function readersInWords({
	headers,
	origins,
}: Pick<
	Extract<SettingMerge['changes'][number], {kind: 'exposes'}>,
	'headers' | 'origins'
>): string {
	const pages = origins.includes('*')
		? 'all sites'
		: inWords(origins.map((origin) => shown(origin)));
	return `by which pages of ${pages} may then read ${inWords(headers.map((name) => shown(name)))}`;
}

/** What a merge of a setting did, a line each. */
export function settingMergeInWords(
	{changes}: SettingMerge,
	{id, title}: Pick<ConnectionSetting, 'id' | 'title'>,
): string[] {
	return changes.length === 0
		? [`${title}: nothing to change. It has what the vendor needs as it is.`]
		: [
				`${title}: the vendor's part was put into the ${documentNames[id]}. Everything else is unchanged.`,
				...settingChangesInWords(id, changes).map((change) => `  ${change}`),
			];
}
