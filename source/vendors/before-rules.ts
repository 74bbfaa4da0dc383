import {placeholdersIn} from '../connection/index.ts';
import {objectOf} from '../json/index.ts';
import type {Issue} from './issue.ts';
import type {ProfileParts} from './parts.ts';

/** What comes out of the vendor's product before AWS has to be something that this vendor shows and that is asked for. */
export function beforeIssues(
	{form}: Readonly<Record<string, unknown>>,
	parts: ProfileParts,
): Issue[] {
	const {statement} = objectOf(form);
	const shown = shownFields(parts);
	const steps = parts.before.flatMap(({path, value: {gives = [], usesStatement = false}}) => [
		...gives.flatMap((name, index) =>
			shown === undefined || shown.includes(name)
				? []
				: [
						{
							path: [...path, 'gives', index],
							value: name,
							rule: `This must be something that the product of the vendor shows and the connection holds${shown.length === 0 ? ' (there is nothing)' : ` (there is ${shown.join(', ')})`}.`,
						},
					],
		),
		...(usesStatement && statement === undefined
			? [
					{
						path: [...path, 'usesStatement'],
						rule: 'The form has no statement that could be run here.',
					},
				]
			: []),
	]);
	return parts.before.some(({value}) => value.usesStatement)
		? [...steps, ...ownResults(parts)]
		: steps;
}

/** Undefined where that is not known completely. */
function shownFields({
	principal,
	externalId,
	queue,
	inputFields,
}: ProfileParts): string[] | undefined {
	return principal === undefined || externalId === undefined || inputFields === undefined
		? undefined
		: [
				...(principal.from === 'product' ? ['principal'] : []),
				...(externalId.from === 'vendor' ? ['externalId'] : []),
				...(queue?.of === 'vendor' ? ['queueArn'] : []),
				...inputFields,
			];
}

/** The field of the connection that a placeholder follows from, of those that the product of a vendor can show. */
export function fieldOf(placeholder: string): string {
	return fieldsByPlaceholder.get(placeholder) ?? placeholder;
}

const fieldsByPlaceholder: ReadonlyMap<string, string> = new Map([
	['principalAccount', 'principal'],
	['queueName', 'queueArn'],
]);

/** A statement that is run before AWS cannot hold what comes out of that. */
function ownResults({texts, before}: ProfileParts): Issue[] {
	const given = before.flatMap(({value}) => value.gives ?? []);
	return texts
		.filter(({path}) => path[0] === 'form')
		.flatMap(({path, value: {text}}) =>
			placeholdersIn(text)
				.names.filter((name) => given.includes(fieldOf(name)))
				.map((name) => ({
					path,
					value: text,
					rule: `{{${name}}} is not known yet when the statement is run: it comes out of what is done before AWS.`,
				})),
		);
}
