import type {StatedConnection} from '../../connection/index.ts';
import {type ConnectionDocument, documentText, type FormValue} from '../../documents/index.ts';
import type {Output} from '../../output.ts';
import {harmlessJson, visible} from '../../problems.ts';
import type {VendorProfile} from '../../vendors/index.ts';
import {finalFields, formRoles, presentGuide} from '../../words/vendor/index.ts';

type Shown = {
	readonly connection: StatedConnection;
	readonly documents: readonly ConnectionDocument[];
	readonly form: readonly FormValue[];
	/** Where the vendor's form is. */
	readonly place: string;
	/** What is done in the vendor's product before AWS, and after. */
	readonly steps: {readonly before: readonly string[]; readonly after: readonly string[]};
	readonly profile: VendorProfile;
};

/**
 * The documents one after another, each with where it goes and nothing else on its lines, then the form's values; for
 * people. `style` colours headings where the terminal shows colour.
 */
export function policiesText(shown: Shown, style: Output['style']): string {
	const {documents, steps, profile} = shown;
	const sections = [
		...stepsSection(`First, in ${profile.name}`, steps.before, style),
		...documents.map((document, index) =>
			documentSection(document, `${index + 1} of ${documents.length}`, style),
		),
		formSection(shown, style),
		...stepsSection(`At the end, in ${profile.name}`, steps.after, style),
	];
	return `${sections.join('\n\n')}\n`;
}

function documentSection(
	document: ConnectionDocument,
	count: string,
	style: Output['style'],
): string {
	const {title, attachTo, summary, consolePath, consoleUrl, caution, narrower} = document;
	const lines = [
		`${style('bold', title)}   ${style('dim', count)}`,
		...labelled([
			['What for', summary],
			['Attach to', attachTo],
			['Where', consolePath],
			['Link', consoleUrl],
			['Caution', caution],
			['Narrower', narrower && `--least-privilege ${narrower}`],
		]),
	];
	return `${lines.join('\n')}\n\n${harmlessJson(documentText(document.document))}`;
}

function formSection({connection, form, place, profile}: Shown, style: Output['style']): string {
	const {
		name,
		form: {statement},
		test,
	} = profile;
	const width = Math.max(0, ...form.map(({label}) => label.length));
	return [
		style(
			'bold',
			visible(
				`The ${statement?.label ?? 'form'} ${statement === undefined ? 'of' : 'for'} ${name}`,
			),
		),
		...labelled([
			['Where', place],
			['Who', formRoles(profile)],
			...presentGuide(profile, 'form', connection).texts.map((text) => ['Note', text] as const),
			['Final', finalFields(form, profile)],
		]),
		'',
		...form.flatMap(({label, value, isStatement = false}) =>
			isStatement
				? value.split('\n').map(visible)
				: [`${visible(label).padEnd(width)}   ${visible(value)}`],
		),
		'',
		...labelled([['Then test', test]]),
	].join('\n');
}

function stepsSection(title: string, steps: readonly string[], style: Output['style']): string[] {
	return steps.length === 0
		? []
		: [
				[
					style('bold', visible(title)),
					...steps.map((step, index) => `${index + 1}. ${visible(step)}`),
				].join('\n'),
			];
}

function labelled(lines: readonly (readonly [string, string | undefined])[]): string[] {
	return lines.flatMap(([label, text]) =>
		text === undefined ? [] : [`${label.padEnd(9)}  ${visible(text)}`],
	);
}
