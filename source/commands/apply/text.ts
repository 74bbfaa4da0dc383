import type {Plan, PlanStep, StepResult} from '../../apply/index.ts';
import type {Connection} from '../../connection/index.ts';
import {visible} from '../../problems.ts';
import type {VendorProfile} from '../../vendors/index.ts';
import {type Check, type Layout, paragraph} from '../../verify/index.ts';

const actionSigns = {create: '+', update: '~', none: '✔'} as const;
const actionWords = {create: 'create', update: 'change', none: 'nothing to do'} as const;
const reasonWords = {article: 'the article calls for it', advice: 'our advice'} as const;

/** The plan for people: every step with what changes, then what stays wrong and is not touched. */
export function planText(
	plan: Plan,
	{connection, profile}: {readonly connection: Connection; readonly profile: VendorProfile},
	layout: Layout,
): string {
	const purpose = profile.purposes.find(({id}) => id === connection.purpose)?.title;
	const title = `Plan for ${profile.name} · ${purpose ?? connection.purpose}, bucket ${connection.bucket} in ${connection.region}`;
	const sections = [
		[layout.style('bold', visible(title))],
		...stepSections(plan, layout),
		...untouchedSections(plan, layout),
		[countText(plan)],
	];
	return `\n${sections.map((lines) => lines.join('\n')).join('\n\n')}`;
}

/** One explanation where the same stands in the way of everything. */
function stepSections({steps}: Plan, layout: Layout): string[][] {
	const [first] = new Set(steps.map(({obstacle}) => obstacle));
	const isAlike = first !== undefined && steps.every(({obstacle}) => obstacle === first);
	return isAlike
		? [
				[
					layout.style('red', '✖ Nothing can be done from here'),
					...paragraph(first, layout),
					...paragraph(`That goes for: ${steps.map(({title}) => title).join(', ')}.`, layout),
				],
			]
		: steps.map((step) => stepLines(step, layout));
}

function stepLines(step: PlanStep, layout: Layout): string[] {
	const {action, title, detail, reason, diff, obstacle} = step;
	const name = visible(title);
	if (obstacle !== undefined) {
		return [
			layout.style('red', `✖ ${name}: cannot be done from here`),
			...paragraph(obstacle, layout),
		];
	}

	const why = reason === undefined ? '' : ` (${reasonWords[reason]})`;
	const head = `${actionSigns[action]} ${name}: ${actionWords[action]}${why}`;
	return [
		layout.style(action === 'none' ? 'green' : 'yellow', head),
		...paragraph(detail, layout),
		...diffLines(diff, layout),
	];
}

/** Lines of a diff, indented and harmless, in the usual colours. They are not wrapped: they are to be compared. */
export function diffLines(diff: readonly string[], {style}: Layout): string[] {
	return diff.map((line) => {
		const text = `    ${visible(line)}`;
		switch (line[0]) {
			case '+':
				return style('green', text);
			case '-':
				return style('red', text);
			case '@':
				return style('cyan', text);
			default:
				return text;
		}
	});
}

function untouchedSections({untouched}: Plan, layout: Layout): string[][] {
	return untouched.length === 0
		? []
		: [
				[
					layout.style('bold', 'Not touched'),
					...untouched.flatMap((text) => {
						const [head = '', ...rest] = paragraph(text, layout, 4);
						return [`  - ${head.trimStart()}`, ...rest];
					}),
				],
			];
}

function countText({steps}: Plan): string {
	const blocked = steps.filter(({obstacle}) => obstacle !== undefined).length;
	const changes = steps.filter(({action, obstacle}) => action !== 'none' && obstacle === undefined);
	const nothing = steps.length - blocked - changes.length;
	return [
		changes.length === 0 ? 'Nothing to change' : `${changes.length} to create or change`,
		...(blocked === 0 ? [] : [`${blocked} that cannot be done from here`]),
		...(nothing === 0 ? [] : [`${nothing} right already`]),
	].join(', ');
}

const resultSigns = {
	done: {sign: '✔', colour: 'green', word: 'done'},
	failed: {sign: '✖', colour: 'red', word: 'failed'},
	'not-run': {sign: '-', colour: 'yellow', word: 'not run'},
	planned: {sign: '+', colour: 'yellow', word: 'planned'},
} as const;

/** What came of one step. */
export function resultLines(
	title: string,
	{status, detail, backup}: Pick<StepResult, 'status' | 'detail' | 'backup'>,
	layout: Layout,
): string[] {
	const {sign, colour, word} = resultSigns[status];
	return [
		layout.style(colour, `${sign} ${visible(title)}: ${word}`),
		...paragraph(detail, layout),
		...(backup === undefined ? [] : [`  Backup: ${visible(backup)}`]),
	];
}

/** What the verification still finds wrong, each in a line or two. */
export function failureLines(checks: readonly Check[], layout: Layout): string[] {
	return checks
		.filter(({status}) => status === 'fail')
		.flatMap(({id, title, reason}) => [
			`${layout.style('red', `✖ ${visible(title)}`)}   ${layout.style('dim', id)}`,
			...paragraph(reason, layout),
		]);
}
