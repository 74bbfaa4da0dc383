import {type ConnectionDocument, documentText} from '../../documents/index.ts';
import type {Output} from '../../output.ts';
import {harmlessJson, visible} from '../../problems.ts';
import type {VendorProfile} from '../../vendors/index.ts';

type Shown = {
	readonly documents: readonly ConnectionDocument[];
	readonly form: readonly {readonly label: string; readonly value: string}[];
	readonly profile: VendorProfile;
};

/**
 * The documents one after another, each with where it goes and nothing else on its lines, then the form's values; for
 * people. `style` colours headings where the terminal shows colour.
 */
export function policiesText({documents, form, profile}: Shown, style: Output['style']): string {
	const sections = [
		...documents.map((document, index) =>
			documentSection(document, `${index + 1} of ${documents.length}`, style),
		),
		formSection(form, profile, style),
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

function formSection(
	form: Shown['form'],
	{name, form: {where, note}, test}: VendorProfile,
	style: Output['style'],
): string {
	const width = Math.max(0, ...form.map(({label}) => label.length));
	return [
		style('bold', `The form of ${visible(name)}`),
		...labelled([
			['Where', where],
			['Note', note],
		]),
		'',
		...form.map(({label, value}) => `${visible(label).padEnd(width)}   ${visible(value)}`),
		'',
		...labelled([['Then test', test]]),
	].join('\n');
}

function labelled(lines: readonly (readonly [string, string | undefined])[]): string[] {
	return lines.flatMap(([label, text]) =>
		text === undefined ? [] : [`${label.padEnd(9)}  ${visible(text)}`],
	);
}
