import {boxLinePath, isBoxLine} from './box-lines.ts';
import type {Cell, CellStyle} from './cells.ts';
import {darkTheme, type Theme} from './theme.ts';

/** A terminal window to be drawn. */
export type Picture = {
	/** Stands in the window's bar; also the picture's accessible name. */
	readonly title: string;
	/** What can be seen, in a sentence, for those who cannot see it. */
	readonly description: string;
	readonly columns: number;
	readonly rows: readonly (readonly Cell[])[];
	/** Where the cursor stands; absent where it is hidden. */
	readonly cursor?: {readonly column: number; readonly row: number};
};

const cellWidth = 8.4;
const cellHeight = 18;
const fontSize = 14;
const baseline = 13.5;
const padding = 12;
const barHeight = 32;
const fonts = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace";

const escapes: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
};

/** Escapes text for an element or an attribute; drops control characters, which XML cannot hold. */
export const escapeXml = (text: string): string =>
	text.replace(/\p{Cc}/gu, '').replace(/[&<>"]/g, (character) => escapes[character] ?? '');

/** At most two digits after the point: the same input gives the same file on every machine. */
const number = (value: number): string => String(Number(value.toFixed(2)));

/** Neighbouring cells that are drawn by one element. */
type Run = {
	readonly text: string;
	readonly column: number;
	readonly width: number;
	readonly style: CellStyle;
};

const sameStyle = (one: CellStyle, other: CellStyle): boolean =>
	(Object.keys(one) as (keyof CellStyle)[]).every((key) => one[key] === other[key]);

/**
 * Joins cells to runs. Only plain ASCII is joined, and a repeated line character: any other character may come from
 * another font with another width, and would push what follows out of its column.
 */
const runsOf = (cells: readonly Cell[]): Run[] => {
	const runs: Run[] = [];
	const isPlain = (text: string) => /^[ -~]+$/.test(text);
	for (const cell of cells) {
		const last = runs.at(-1);
		const joins =
			last !== undefined &&
			sameStyle(last.style, cell.style) &&
			((isPlain(last.text) && isPlain(cell.text)) ||
				((cell.text === '─' || cell.text === '━') && last.text.startsWith(cell.text)));
		if (joins) {
			runs[runs.length - 1] = {
				...last,
				text: last.text + cell.text,
				width: last.width + cell.width,
			};
		} else {
			runs.push(cell);
		}
	}

	return runs;
};

const columnX = (column: number): number => padding + column * cellWidth;
const rowY = (row: number): number => barHeight + padding + row * cellHeight;

const textAttributes = (style: CellStyle, theme: Theme): string => {
	const decorations = [
		...(style.underline ? ['underline'] : []),
		...(style.strikethrough ? ['line-through'] : []),
	];
	return [
		style.foreground === theme.foreground ? '' : ` fill="${style.foreground}"`,
		style.bold ? ' font-weight="bold"' : '',
		style.italic ? ' font-style="italic"' : '',
		style.dim ? ' fill-opacity="0.65"' : '',
		decorations.length > 0 ? ` text-decoration="${decorations.join(' ')}"` : '',
	].join('');
};

const drawBackground = (run: Run, row: number): string =>
	run.style.background === undefined
		? ''
		: `<rect x="${number(columnX(run.column))}" y="${number(rowY(row))}" width="${number(run.width * cellWidth)}" height="${cellHeight}" fill="${run.style.background}"/>`;

const drawLine = (run: Run, row: number): string => {
	const {path, strokeWidth} = boxLinePath(run.text.charAt(0), {
		x: columnX(run.column),
		y: rowY(row),
		width: run.width * cellWidth,
		height: cellHeight,
	});
	const opacity = run.style.dim ? ' stroke-opacity="0.65"' : '';
	return `<path d="${path}" stroke="${run.style.foreground}" stroke-width="${strokeWidth}"${opacity}/>`;
};

const drawText = (run: Run, row: number, theme: Theme): string => {
	const isDecorated = run.style.underline || run.style.strikethrough;
	const leading = isDecorated ? 0 : run.text.length - run.text.trimStart().length;
	const text = isDecorated ? run.text : run.text.trim();
	if (text === '') {
		return '';
	}

	const width = isDecorated ? run.width : run.width - (run.text.length - text.length);
	return `<text x="${number(columnX(run.column + leading))}" y="${number(rowY(row) + baseline)}" textLength="${number(width * cellWidth)}" lengthAdjust="spacingAndGlyphs"${textAttributes(run.style, theme)}>${escapeXml(text)}</text>`;
};

const drawRow = (cells: readonly Cell[], row: number, theme: Theme): string[] => {
	const runs = runsOf(cells);
	return [
		...runs.map((run) => drawBackground(run, row)),
		...runs.map((run) =>
			isBoxLine(run.text.charAt(0)) ? drawLine(run, row) : drawText(run, row, theme),
		),
	].filter((element) => element !== '');
};

const drawCursor = ({cursor}: Picture, theme: Theme): string[] =>
	cursor === undefined
		? []
		: [
				`<rect x="${number(columnX(cursor.column))}" y="${number(rowY(cursor.row))}" width="${cellWidth}" height="${cellHeight}" fill="${theme.foreground}" fill-opacity="0.5"/>`,
			];

/** Draws a terminal window as a self-contained SVG file: no scripts, no fonts, no addresses but the namespace. */
export const renderSvg = (picture: Picture, theme: Theme = darkTheme): string => {
	const width = number(picture.columns * cellWidth + 2 * padding);
	const height = number(barHeight + picture.rows.length * cellHeight + 2 * padding);
	const buttons = [0, 1, 2].map(
		(index) => `<circle cx="${18 + index * 18}" cy="16" r="5" fill="${theme.border}"/>`,
	);
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title description">`,
		`<title id="title">${escapeXml(picture.title)}</title>`,
		`<desc id="description">${escapeXml(picture.description)}</desc>`,
		`<rect x="0.5" y="0.5" width="${number(Number(width) - 1)}" height="${number(Number(height) - 1)}" rx="8" fill="${theme.background}" stroke="${theme.border}"/>`,
		`<path d="M1 ${barHeight}V8.5A7.5 7.5 0 0 1 8.5 1H${number(Number(width) - 8.5)}A7.5 7.5 0 0 1 ${number(Number(width) - 1)} 8.5V${barHeight}Z" fill="${theme.bar}"/>`,
		...buttons,
		`<text x="${number(Number(width) / 2)}" y="21" text-anchor="middle" font-family="system-ui, sans-serif" font-size="13" fill="${theme.title}">${escapeXml(picture.title)}</text>`,
		`<g font-family="${fonts}" font-size="${fontSize}" fill="${theme.foreground}" xml:space="preserve">`,
		...picture.rows.flatMap((cells, row) => drawRow(cells, row, theme)),
		...drawCursor(picture, theme),
		'</g>',
		'</svg>',
		'',
	].join('\n');
};
