import {applyEdits, type Edit} from 'jsonc-parser';

/** A piece of a text, in UTF-16 units. */
export type Span = {readonly offset: number; readonly length: number};

/** A list within a JSON text, with the place of each of its items. */
export type ListInText = {
	readonly text: string;
	/** Where the list stands, or its one item. */
	readonly container: Span;
	/** True where one item stands in place of the list. */
	readonly isSingle: boolean;
	readonly items: readonly Span[];
};

/** What becomes of the items, by their 0-based places. */
export type ListEdits = {
	readonly replaced: ReadonlyMap<number, unknown>;
	readonly removed: readonly number[];
	/** Items that go to the end, in this order. */
	readonly added: readonly unknown[];
};

/**
 * The text with the list edited. Only the items concerned and the commas beside them change, also where several items
 * share a line; new ones take over indentation and line ends.
 */
export function editList(list: ListInText, edits: ListEdits): string {
	const {text} = list;
	const style = detectStyle(text);
	const replacements = [...edits.replaced].flatMap(([index, item]): Edit[] => {
		const span = list.items[index];
		return span === undefined
			? []
			: [
					{
						offset: span.offset,
						length: span.length,
						content: itemText(item, style, indentOfEnd(text, span)),
					},
				];
	});
	return applyEdits(text, [
		...replacements,
		...removals(list, edits.removed),
		...additions(list, edits.added, style),
	]);
}

/** How a JSON text is written. */
export type Style = {
	/** The line end, or `undefined` where all of it stands on one line. */
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

function itemText(item: unknown, {lineEnd, indent}: Style, base: string): string {
	return lineEnd === undefined
		? JSON.stringify(item)
		: JSON.stringify(item, undefined, indent).replaceAll('\n', `${lineEnd}${base}`);
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
function removals({items}: ListInText, removed: readonly number[]): Edit[] {
	const gone = new Set(removed);
	const edits: Edit[] = [];
	for (let first = 0; first < items.length; first += 1) {
		if (!gone.has(first)) {
			continue;
		}

		let last = first;
		while (gone.has(last + 1)) {
			last += 1;
		}

		const [before, from, to, after] = [first - 1, first, last, last + 1].map(
			(index) => items[index],
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

function additions(edited: ListInText, added: readonly unknown[], style: Style): Edit[] {
	const {text, container, isSingle, items} = edited;
	const last = items.at(-1);
	if (added.length === 0) {
		return [];
	}

	if (last === undefined) {
		return [
			{
				offset: container.offset,
				length: container.length,
				content: listText(edited, added, style),
			},
		];
	}

	const base = indentOfEnd(text, last);
	const separator = isSingle ? ' ' : separatorBeforeLast(edited, last);
	const content = added.map((item) => `,${separator}${itemText(item, style, base)}`).join('');
	return isSingle
		? [
				{offset: container.offset, length: 0, content: '['},
				{offset: end(container), length: 0, content: `${content}]`},
			]
		: [{offset: end(last), length: 0, content}];
}

/** The white space that the text itself puts before its last item. */
function separatorBeforeLast({text, container, items}: ListInText, last: Span): string {
	const before = items.at(-2);
	const start = before === undefined ? container.offset + 1 : end(before);
	return text.slice(start, last.offset).replace(',', '');
}

function listText({text, container}: ListInText, added: readonly unknown[], style: Style): string {
	const {lineEnd, indent} = style;
	const outer = indentOfEnd(text, {offset: container.offset, length: 1});
	const [open, close] =
		lineEnd === undefined ? ['', ''] : [`${lineEnd}${outer}${indent}`, `${lineEnd}${outer}`];
	const items = added.map((item) => itemText(item, style, `${outer}${indent}`));
	return `[${open}${items.join(`,${open}`)}${close}]`;
}
