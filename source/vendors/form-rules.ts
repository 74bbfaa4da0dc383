import {isObject, objectOf} from '../json/index.ts';
import type {Issue} from './issue.ts';
import type {ProfileParts} from './parts.ts';
import {applies, named, usesOf} from './uses.ts';

/** What of a form only the second version of the format can say, by its path. */
export function formOfVersion2(raw: unknown): Issue['path'][] {
	const {where, fields, statement, roles} = objectOf(raw);
	const items = Array.isArray(fields) ? fields : [];
	return [
		...(Array.isArray(where) ? [['form', 'where']] : []),
		...(statement === undefined ? [] : [['form', 'statement']]),
		...(roles === undefined ? [] : [['form', 'roles']]),
		...items.flatMap((field, index) =>
			objectOf(field).isFinal === undefined ? [] : [['form', 'fields', index, 'isFinal']],
		),
	];
}

/** A form has fields or a statement, and is in one place for each purpose and encryption. */
export function formIssues(
	{form}: Readonly<Record<string, unknown>>,
	parts: ProfileParts,
): Issue[] {
	return isObject(form) ? [...kindIssues(form), ...placeIssues(parts)] : [];
}

function kindIssues({fields, statement}: Readonly<Record<string, unknown>>): Issue[] {
	if (fields === undefined && statement === undefined) {
		return [
			{
				path: ['form', 'fields'],
				rule: 'This field is missing. It holds: the fields of the form, in the order of the vendor.',
			},
		];
	}

	return fields !== undefined && statement !== undefined
		? [
				{
					path: ['form', 'statement'],
					atKey: true,
					rule: 'A statement stands in place of fields: leave one of the two out.',
				},
			]
		: [];
}

function placeIssues(parts: ProfileParts): Issue[] {
	const {formPlaces: places} = parts;
	if (places === undefined) {
		return [];
	}

	const path = ['form', 'where'];
	const uses = usesOf(parts);
	const fitting = (use: (typeof uses)[number]) =>
		places.filter(({value}) => applies(value.when, use));
	const none = uses.find((use) => fitting(use).length === 0);
	const several = uses.find((use) => fitting(use).length > 1);
	return [
		...(none === undefined ? [] : [{path, rule: `No place is named for ${named(none)}.`}]),
		...(several === undefined
			? []
			: [
					{
						path: [...(fitting(several)[1]?.path ?? path)],
						rule: `For ${named(several)} there is more than one place. Limit each by "when".`,
					},
				]),
	];
}
