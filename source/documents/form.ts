import {
	type PlaceholderValues,
	placeholdersIn,
	placeholderValues,
	type StatedConnection,
} from '../connection/index.ts';
import {UserError} from '../errors.ts';
import {visible} from '../problems.ts';
import {applies, type TextWhen, type VendorProfile} from '../vendors/index.ts';
import {fillText} from './placeholders.ts';

/** Something to enter into the vendor's product. */
export type FormValue = {
	/** The vendor's own label, or what the statement is. */
	readonly label: string;
	readonly value: string;
	/** Where nobody can change it later. */
	readonly isFinal?: true;
	/** Where it is text of several lines to paste, in place of a form. */
	readonly isStatement?: true;
};

/**
 * The vendor's form in the vendor's own order, with this connection's values; or the statement to paste in its place.
 * UserError for a placeholder without a value, and for a value that would end a text of the statement.
 */
export function formValues(connection: StatedConnection, profile: VendorProfile): FormValue[] {
	const {fields, statement} = profile.form;
	const values = placeholderValues(connection, profile);
	const entered = fields
		.filter(({when}) => applies(when, connection))
		.map(({label, value, isFinal = false}) => ({
			label,
			value: fillText(value, values),
			...(isFinal && {isFinal}),
		}))
		// Without a folder, what is nothing but the folder stays empty in the form.
		.filter(({value}) => value !== '');
	return statement === undefined
		? entered
		: [
				...entered,
				{
					label: statement.label,
					value: statementText(fitting(statement.lines, connection), values),
					isStatement: true,
				},
			];
}

/** Where the vendor's form is for this connection, in words. */
export function formPlace(connection: StatedConnection, {form}: VendorProfile): string {
	return fitting(form.where, connection).join(' ');
}

/** What is done in the vendor's product before AWS and after it, in order. Errors as `formValues`. */
export function vendorSteps(
	connection: StatedConnection,
	profile: VendorProfile,
): {readonly before: string[]; readonly after: string[]} {
	const {before = [], after = []} = profile;
	const values = placeholderValues(connection, profile);
	return {
		before: fitting(before, connection),
		after: fitting(after, connection).map((text) => fillText(text, values)),
	};
}

function fitting(texts: readonly TextWhen[], connection: StatedConnection): string[] {
	return texts.filter(({when}) => applies(when, connection)).map(({text}) => text);
}

function statementText(lines: readonly string[], values: PlaceholderValues): string {
	const [ending] = lines
		.flatMap((line) => placeholdersIn(line).names)
		.filter((name) => /['"`\\]/.test(values.get(name) ?? ''));
	if (ending !== undefined) {
		throw new UserError(
			`The statement for the vendor cannot hold {{${ending}}}: there is a quotation mark or a backslash in ${visible(values.get(ending) ?? '')}.`,
			{hint: 'What follows it would be read as a part of the statement.'},
		);
	}

	return lines.map((line) => fillText(line, values)).join('\n');
}
