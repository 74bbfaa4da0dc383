import {documentNames} from '../../aws/index.ts';
import {visible} from '../../problems.ts';
import {widthOf} from '../../terminal/index.ts';
import {byCause, together} from '../causes.ts';
import type {Check, Result} from '../present.ts';
import {
	inOrder,
	isOpen,
	presentCounts,
	sectionsOf,
	statusMarks,
	verdictMark,
	verdictSentence,
} from '../status.ts';
import {
	type Corrections,
	collectCorrections,
	correctionLines,
	type Layout,
	labelled,
	paragraph,
} from './layout.ts';
import type {Report} from './report.ts';
import {bannerTexts, blameText, bucketText, seconds, vendorTexts, whoText} from './words.ts';

export type TextOptions = Layout & {
	/** Whether to print the corrected documents; where absent, they are printed for one connection alone. */
	readonly fixes?: boolean;
};

/**
 * The report for people: where it comes from, what is to be fixed with its reason, then advice and what could not be
 * seen, at the end what is fine in one line. The corrected documents stand behind all that, alone on their lines and
 * each once, since several failures often have the same cure. Many connections begin with a line for each.
 */
export function reportText(report: Report, options: TextOptions): string {
	const {results} = report;
	const isAlone = results.length === 1;
	const corrections =
		(options.fixes ?? isAlone) ? collectCorrections(results.flatMap(({checks}) => checks)) : [];
	const sections = [
		[...bannerTexts(report), ...vendorTexts(results)].flatMap((text) =>
			paragraph(text, options, 0).map((line) => options.style('yellow', line)),
		),
		...(isAlone ? [] : [summaryLines(report, options)]),
		...results
			.filter(({verdict}) => isAlone || verdict !== 'pass')
			.flatMap((result) => resultSections(result, {...options, corrections, isAlone})),
		...corrections.map((correction) => correctionLines(correction, options)),
		...(isAlone ? results.map((result) => verdictLines(result, options)) : []),
	];
	const texts = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
	return `${texts.join('\n\n')}\n`;
}

type SectionOptions = Layout & {readonly corrections: Corrections; readonly isAlone: boolean};

function resultSections(result: Result, options: SectionOptions): string[][] {
	const {checks, error} = result;
	if (error !== undefined) {
		return [headerLines(result, options), ...errorSections(error, options)];
	}

	// Where many are shown, what never decides is left to the report on that one connection.
	const decides = ({status, required}: Check) =>
		status === 'fail' || (status === 'unknown' && required);
	const open = inOrder(checks).filter(options.isAlone ? isOpen : decides);
	return [
		headerLines(result, options),
		...byCause(open).map((group) => checkLines(group, options)),
		...(options.isAlone ? [fineLines(result, options)] : []),
	];
}

function headerLines(result: Result, {style, isAlone, ...layout}: SectionOptions): string[] {
	const {name, connection, vendor, checks, ms, error} = result;
	const title = [
		visible(name),
		...(vendor === undefined ? [] : [`${vendor.name} · ${vendor.purpose}`].map(visible)),
	].join('   ');
	if (error !== undefined) {
		return [style('bold', title)];
	}

	const who = whoText(result);
	const lines = [
		style('bold', title),
		...labelled('Bucket', `${bucketText(result)}, ${connection['region']}`, {style, ...layout}, 0),
		...(who === undefined ? [] : labelled('Seen from', who, {style, ...layout}, 0)),
	];
	const counts = presentCounts(checks).map(({mark: {sign, colour}, text}) =>
		style(colour, `${sign} ${text}`),
	);
	return isAlone
		? [...lines, '', `${counts.join('   ')}   (${checks.length} checks in ${seconds(ms)})`]
		: lines;
}

function errorSections(error: NonNullable<Result['error']>, layout: Layout): string[][] {
	const {sign} = verdictMark({verdict: 'unknown', error});
	return [
		[
			layout.style('red', `${sign} Not valid`),
			...paragraph(error.message, layout),
			...error.problems.flatMap(({field, value, rule, example}) => [
				...labelled(
					field,
					`${value === undefined ? '' : `"${value}": `}${rule}${example === undefined ? '' : ` Example: ${example}`}`,
					layout,
				),
			]),
			...(error.hint === undefined ? [] : paragraph(error.hint, layout)),
		],
	];
}

function checkLines(group: readonly Check[], options: SectionOptions): string[] {
	const [check] = group;
	if (check === undefined) {
		return [];
	}

	const {status, blame, correction, fromVendor = []} = check;
	const {sign, word, colour} = statusMarks[status];
	const {reasons, fixes} = together(group);
	const heads = group.map(
		({title, id, required}) =>
			`${options.style(colour, `${sign} ${word}: ${visible(title)}`)}   ${options.style('dim', id)}${status === 'unknown' && !required ? '   (does not affect the verdict)' : ''}`,
	);
	return [
		...heads,
		...reasons.flatMap((reason) => paragraph(reason, options)),
		...(blame === undefined ? [] : labelled('Because of', blameText(blame), options)),
		...fixes.flatMap((fix) => labelled('What to do', fix, options)),
		...fromVendor.flatMap((text) => labelled('The vendor', text, options)),
		...(correction === undefined
			? []
			: labelled('Paste', pasteText(correction, options.corrections), options)),
	];
}

function pasteText(correction: NonNullable<Check['correction']>, corrections: Corrections): string {
	const {document, text} = correction;
	const found = corrections.find((one) => one.document === document && one.text === text);
	return found === undefined
		? `the corrected ${documentNames[document]}: --fixes prints it, and --json has it`
		: `the corrected ${documentNames[document]} [${found.number}] below`;
}

function fineLines({checks}: Result, layout: Layout): string[] {
	const closed = checks.filter((check) => !isOpen(check));
	return sectionsOf(closed).flatMap(({mark: {sign, word, colour}, checks: shown}) => {
		const titles = shown.map(({title}) => title).join(', ');
		const [first = '', ...rest] = paragraph(`${sign} ${word}: ${titles}`, layout, 2);
		return [first.trimStart(), ...rest].map((line) => layout.style(colour, line));
	});
}

function verdictLines(result: Result, layout: Layout): string[] {
	const {sign, word, colour} = verdictMark(result);
	return result.error === undefined
		? [
				layout.style(colour, `${sign} ${word.toUpperCase()}`),
				...paragraph(verdictSentence(result), layout),
			]
		: [];
}

/** A line for each of many connections, in their order, and one that counts them. */
function summaryLines({results, ms}: Report, {style}: Layout): string[] {
	const names = results.map(({name}) => visible(name));
	const nameWidth = Math.max(...names.map(widthOf));
	const buckets = results.map(bucketText);
	const bucketWidth = Math.max(...buckets.map(widthOf));
	const rows = results.map((result, index) => {
		const {sign, word, colour} = verdictMark(result);
		const cells = [
			style(colour, `${sign} ${word.padEnd('unknown'.length)}`),
			padded(names[index] ?? '', nameWidth),
			padded(buckets[index] ?? '', bucketWidth),
			detailText(result),
		];
		return cells.join('   ').trimEnd();
	});
	return [...rows, '', `${totalsText(results)}   (${seconds(ms)})`];
}

function detailText({error, checks}: Result): string {
	return error === undefined
		? presentCounts(checks)
				.filter(({status}) => status !== 'pass')
				.map(({text}) => text)
				.join(', ')
		: visible(error.message);
}

function totalsText(results: readonly Result[]): string {
	const words = results.map((result) => verdictMark(result).word);
	const counts = (['fail', 'invalid', 'unknown', 'pass'] as const).flatMap((word) => {
		const {length} = words.filter((one) => one === word);
		return length === 0 ? [] : [`${length} ${word}`];
	});
	return `${results.length} connections: ${counts.join(', ')}`;
}

function padded(text: string, width: number): string {
	return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}
