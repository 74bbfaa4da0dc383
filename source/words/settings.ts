import {type DocumentId, documentNames} from '../aws/index.ts';
import type {ConnectionSetting, SettingMerge} from '../documents/index.ts';
import {quoted} from '../problems.ts';

/** What the parts of a document are called. */
export function partName(document: DocumentId): 'statement' | 'rule' | 'notification' {
	return document === 'bucket-cors'
		? 'rule'
		: document === 'bucket-notification'
			? 'notification'
			: 'statement';
}

const kinds = {added: 'added', changed: 'completed', removed: 'removed'} as const;

/** What a merge of a setting did with each rule or notification, e.g. `added rule 2, which has no ID`. */
export function settingChangesInWords(
	document: DocumentId,
	changes: SettingMerge['changes'],
): string[] {
	return changes.map(({kind, sid, index}) => {
		const part = partName(document);
		const name = sid === '' ? `${part} ${index + 1}, which has no ID` : `${part} ${quoted(sid)}`;
		return `${kinds[kind]} ${name}`;
	});
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
