import {applyEdits, type Edit} from 'jsonc-parser';
import type {Statement} from '../policy/index.ts';
import type {ExistingPolicy, Span} from './existing-policy.ts';
import type {MergePlan} from './merge-plan.ts';

/**
 * The policy's text with the plan carried out. Only the statements of the plan and the commas beside them change, also
 * where several statements share a line; new ones take over indentation and line ends.
 */
export function editText(policy: ExistingPolicy, plan: MergePlan): string {
	const {text} = policy;
	const style = detectStyle(text);
	const replacements = [...plan.replaced].flatMap(([index, statement]): Edit[] => {
		const span = policy.statements[index];
		return span === undefined
			? []
			: [
					{
						offset: span.offset,
						length: span.length,
						content: statementText(statement, style, indentOfEnd(text, span)),
					},
				];
	});
	return applyEdits(text, [
		...replacements,
		...removals(policy, plan.removed),
		...additions(policy, plan.added, style),
	]);
}

/** How a policy is written. */
export type Style = {
	/** The line end, or `undefined` where the whole policy stands on one line. */
	readonly lineEnd: string | undefined;
	readonly indent: string;
};

/** The line end and indentation that a text uses. */
export function detectStyle(text: string): Style {
	const body = text.trim();
	const lineEnd = /\r?\n/.exec(body)?.[0];
	const indents = [...body.matchAll(/\n([ \t]+)\S/g)].map(([, indent]) => indent ?? '');
	const smallest = indents.toSorted((one, other) => one.length - other.length)[0] ?? '  ';
	return {lineEnd, indent: smallest.startsWith('\t') ? '\t' : smallest};
}

function statementText(statement: Statement, {lineEnd, indent}: Style, base: string): string {
	return lineEnd === undefined
		? JSON.stringify(statement)
		: JSON.stringify(statement, undefined, indent).replaceAll('\n', `${lineEnd}${base}`);
}

/** The white space that begins the line on which the span ends. */
export function indentOfEnd(text: string, {offset, length}: Span): string {
	const lineStart = text.lastIndexOf('\n', offset + length - 1) + 1;
	return /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '';
}

function end({offset, length}: Span): number {
	return offset + length;
}

/** Takes out runs of neighbours together with one comma, so that the rest stays a list. */
function removals({statements}: ExistingPolicy, removed: readonly number[]): Edit[] {
	const gone = new Set(removed);
	const edits: Edit[] = [];
	for (let first = 0; first < statements.length; first += 1) {
		if (!gone.has(first)) {
			continue;
		}

		let last = first;
		while (gone.has(last + 1)) {
			last += 1;
		}

		const [before, from, to, after] = [first - 1, first, last, last + 1].map(
			(index) => statements[index],
		);
		if (from !== undefined && to !== undefined) {
			const start = before === undefined ? from.offset : end(before);
			const stop = before === undefined && after !== undefined ? after.offset : end(to);
			edits.push({offset: start, length: stop - start, content: ''});
		}

		first = last;
	}

	return edits;
}

function additions(policy: ExistingPolicy, added: readonly Statement[], style: Style): Edit[] {
	const {text, container, isSingle, statements} = policy;
	const lastStatement = statements.at(-1);
	if (added.length === 0) {
		return [];
	}

	if (lastStatement === undefined) {
		return [
			{
				offset: container.offset,
				length: container.length,
				content: list(policy, added, style),
			},
		];
	}

	const base = indentOfEnd(text, lastStatement);
	const separator = isSingle ? ' ' : separatorBefore(policy, lastStatement.index);
	const content = added
		.map((statement) => `,${separator}${statementText(statement, style, base)}`)
		.join('');
	return isSingle
		? [
				{offset: container.offset, length: 0, content: '['},
				{offset: end(container), length: 0, content: `${content}]`},
			]
		: [{offset: end(lastStatement), length: 0, content}];
}

/** The white space that the policy itself puts before its last statement. */
function separatorBefore({text, container, statements}: ExistingPolicy, index: number): string {
	const statement = statements[index];
	const before = statements[index - 1];
	const start = before === undefined ? container.offset + 1 : end(before);
	return text.slice(start, statement?.offset ?? start).replace(',', '');
}

function list(
	{text, container}: ExistingPolicy,
	statements: readonly Statement[],
	style: Style,
): string {
	const {lineEnd, indent} = style;
	const outer = indentOfEnd(text, {offset: container.offset, length: 1});
	const [open, close] =
		lineEnd === undefined ? ['', ''] : [`${lineEnd}${outer}${indent}`, `${lineEnd}${outer}`];
	const items = statements.map((statement) => statementText(statement, style, `${outer}${indent}`));
	return `[${open}${items.join(`,${open}`)}${close}]`;
}
