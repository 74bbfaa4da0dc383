import {visible} from '../../problems.ts';
import {byCause, together} from '../causes.ts';
import type {Check, Result} from '../present.ts';
import {
	isOpen,
	presentCounts,
	type Section,
	sectionsOf,
	verdictMark,
	verdictSentence,
} from '../status.ts';
import {maskReport} from './mask.ts';
import type {Report} from './report.ts';
import {bannerTexts, blameText, seconds, vendorTexts, whoText} from './words.ts';

export type MarkdownOptions = {
	/** Whether account numbers, names, IDs and everything quoted are replaced by labels such as `ACCOUNT-1`. */
	readonly mask?: boolean;
};

/** The report as Markdown, for the vendor's support or a colleague. It holds no credentials and no whole documents. */
export function reportMarkdown(report: Report, {mask = false}: MarkdownOptions = {}): string {
	const shown = mask ? maskReport(report) : report;
	const {results, verdict, takenAt, ms} = shown;
	const blocks = [
		`# Verification: ${verdict}`,
		[
			`${results.length === 1 ? '1 connection' : `${results.length} connections`}, checked at ${takenAt}, in ${seconds(ms)}.`,
			...(mask
				? [
						'Names and numbers are masked: the same label stands for the same value throughout this report.',
					]
				: []),
		].join(' '),
		...[...bannerTexts(shown), ...vendorTexts(results)].map((text) => `> ${escaped(text)}`),
		...results.flatMap(resultBlocks),
	];
	return `${blocks.join('\n\n')}\n`;
}

/**
 * The report on one connection alone, e.g. to be saved from a screen. `now` is the time to be named in it, `endpoint`
 * the address that was asked instead of AWS's own.
 */
export function markdownReport(
	result: Result,
	{
		mask = false,
		now = new Date(),
		endpoint,
	}: MarkdownOptions & {readonly now?: Date; readonly endpoint?: string | undefined} = {},
): string {
	const {source = 'aws', verdict, ms} = result;
	const origin = endpoint === undefined ? {source} : {source, endpoint};
	const report = {...origin, takenAt: now.toISOString(), ms, verdict, results: [result]};
	return reportMarkdown(report, {mask});
}

function resultBlocks(result: Result): string[] {
	const {name, vendor, error, checks} = result;
	const {sign, word} = verdictMark(result);
	const heading = `## ${sign} ${word}: ${escaped(name)}`;
	if (error !== undefined) {
		return [
			heading,
			escaped(error.message),
			list(error.problems.map(({field, rule}) => `${code(field)}: ${escaped(rule)}`)),
			...(error.hint === undefined ? [] : [escaped(error.hint)]),
		].filter((block) => block !== '');
	}

	const who = whoText(result);
	return [
		heading,
		list([
			...(vendor === undefined
				? []
				: [`Vendor: ${escaped(vendor.name)}, ${escaped(vendor.purpose)}`]),
			...(who === undefined ? [] : [`Seen from: ${escaped(who)}`]),
			`Checks: ${presentCounts(checks)
				.map(({text}) => text)
				.join(', ')}`,
		]),
		escaped(verdictSentence(result)),
		'### Connection',
		table(
			['Field', 'Value'],
			Object.entries(result.connection).map(([field, value]) => [code(field), code(String(value))]),
		),
		...sectionsOf(checks).flatMap(sectionBlocks),
	];
}

function sectionBlocks({mark: {sign, word}, checks}: Section<Check>): string[] {
	const heading = `### ${sign} ${word}`;
	return checks.some(isOpen)
		? [heading, ...byCause(checks).map(groupBlock)]
		: [heading, list(checks.map(nameOf))];
}

/** Checks with one thing behind them, each explanation once. */
function groupBlock(group: readonly Check[]): string {
	const [{blame, fromVendor = []} = {}] = group;
	const {reasons, fixes} = together(group);
	const details = [
		...reasons.map(escaped),
		...(blame === undefined ? [] : [`Because of: ${escaped(blameText(blame))}`]),
		...fixes.map((fix) => `What to do: ${escaped(fix)}`),
		...fromVendor.map((text) => `The vendor: ${escaped(text)}`),
	];
	return [
		...group.map(({id, title}) => `- **${escaped(title)}** (${code(id)})`),
		...details.map((line) => `  - ${line}`),
	].join('\n');
}

function nameOf({id, title}: Check): string {
	return `${escaped(title)} (${code(id)})`;
}

function list(lines: readonly string[]): string {
	return lines.map((line) => `- ${line}`).join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** What Markdown or HTML would read as its own. https://spec.commonmark.org/0.31.2/#backslash-escapes */
function escaped(text: string): string {
	return visible(text).replace(/[\\`*_{}[\]<>#|~&!]/g, String.raw`\$&`);
}

/** The text as code, for values that are to be copied. In a table a vertical bar ends the cell, even in code. */
function code(text: string): string {
	const harmless = visible(text);
	if (harmless.includes('`') || harmless.includes('|')) {
		return escaped(text);
	}

	return harmless.trim() === '' ? `"${harmless}"` : `\`${harmless}\``;
}
