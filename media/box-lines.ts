/** Of which halves a line character consists, and whether it is heavy. */
type Strokes = {readonly sides: string; readonly heavy?: boolean};

/** u, d, l, r: from the middle of the cell to its upper, lower, left or right edge. */
const strokes: Readonly<Record<string, Strokes>> = {
	'─': {sides: 'lr'},
	'│': {sides: 'ud'},
	'┌': {sides: 'dr'},
	'┐': {sides: 'dl'},
	'└': {sides: 'ur'},
	'┘': {sides: 'ul'},
	'╭': {sides: 'dr'},
	'╮': {sides: 'dl'},
	'╰': {sides: 'ur'},
	'╯': {sides: 'ul'},
	'├': {sides: 'udr'},
	'┤': {sides: 'udl'},
	'┬': {sides: 'dlr'},
	'┴': {sides: 'ulr'},
	'┼': {sides: 'udlr'},
	'━': {sides: 'lr', heavy: true},
	'┃': {sides: 'ud', heavy: true},
};

/** A rectangle of the drawing, in its own units. */
export type Area = {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
};

/** Whether a character is drawn as lines: a font's glyph would leave gaps between the rows. */
export const isBoxLine = (text: string): boolean => Object.hasOwn(strokes, text);

/**
 * The path of a line character, as the `d` attribute of an SVG path, and its stroke width.
 *
 * @param area the cell, or several equal cells side by side for a horizontal line
 */
export const boxLinePath = (text: string, area: Area): {path: string; strokeWidth: number} => {
	const {sides, heavy = false} = strokes[text] ?? {sides: ''};
	const right = area.x + area.width;
	const bottom = area.y + area.height;
	const middleX = area.x + area.width / 2;
	const middleY = area.y + area.height / 2;
	const round = (value: number) => Number(value.toFixed(2));
	const line = (from: readonly [number, number], to: readonly [number, number]) =>
		`M${from.map(round).join(' ')}L${to.map(round).join(' ')}`;

	const up = sides.includes('u');
	const down = sides.includes('d');
	const left = sides.includes('l');
	const rightwards = sides.includes('r');
	const vertical =
		up || down ? line([middleX, up ? area.y : middleY], [middleX, down ? bottom : middleY]) : '';
	const horizontal =
		left || rightwards
			? line([left ? area.x : middleX, middleY], [rightwards ? right : middleX, middleY])
			: '';
	return {path: `${vertical}${horizontal}`, strokeWidth: heavy ? 2 : 1};
};
