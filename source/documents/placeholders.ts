import {type PlaceholderValues, placeholdersIn, replacePlaceholders} from '../connection/index.ts';
import {UserError} from '../errors.ts';
import {withTexts} from '../json/index.ts';
import {visible} from '../problems.ts';

/**
 * A template's text with its `{{placeholders}}` replaced. What a value itself holds is never read as a template.
 * UserError for a name that does not exist, and for one that has no value in this connection.
 */
export function fillText(template: string, values: PlaceholderValues): string {
	return replacePlaceholders(template, (name) => {
		const value = values.get(name);
		if (value !== undefined) {
			return value;
		}

		throw values.has(name)
			? new UserError(
					`The vendor profile asks for {{${name}}}, which this connection does not have.`,
				)
			: new UserError(`The vendor profile uses an unknown placeholder {{${visible(name)}}}.`, {
					hint: `The placeholders are: ${[...values.keys()].sort().join(', ')}.`,
				});
	});
}

/** Whether every placeholder of the text has a value. */
export function canFill(template: string, values: PlaceholderValues): boolean {
	return placeholdersIn(template).names.every((name) => values.get(name) !== undefined);
}

/**
 * A template with the placeholders of all its strings replaced, keys included. Works on the parsed value, so a quote
 * or a bracket in a value stays inside its string. Errors as `fillText`.
 */
export function fillTemplate<Template>(template: Template, values: PlaceholderValues): Template {
	return withTexts(template, (text) => fillText(text, values));
}
