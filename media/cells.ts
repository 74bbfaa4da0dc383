import type {IBuffer, IBufferCell} from '@xterm/headless';
import {paletteColor, type Theme} from './theme.ts';

/** How a cell looks, colours resolved to `#rrggbb`. */
export type CellStyle = {
	readonly foreground: string;
	/** Absent where the window's own background shows. */
	readonly background: string | undefined;
	readonly bold: boolean;
	readonly dim: boolean;
	readonly italic: boolean;
	readonly underline: boolean;
	readonly strikethrough: boolean;
};

/** One character and the columns it takes: 2 for wide ones. */
export type Cell = {
	readonly text: string;
	readonly column: number;
	readonly width: number;
	readonly style: CellStyle;
};

const hex = (color: number): string => `#${color.toString(16).padStart(6, '0')}`;

const styleOf = (cell: IBufferCell, theme: Theme): CellStyle => {
	const color = (isRgb: boolean, isPalette: boolean, value: number): string | undefined => {
		if (isRgb) {
			return hex(value);
		}

		return isPalette ? paletteColor(value, theme) : undefined;
	};

	const foreground = color(cell.isFgRGB(), cell.isFgPalette(), cell.getFgColor());
	const background = color(cell.isBgRGB(), cell.isBgPalette(), cell.getBgColor());
	const isInverse = cell.isInverse() !== 0;
	return {
		foreground: isInverse ? (background ?? theme.background) : (foreground ?? theme.foreground),
		background: isInverse ? (foreground ?? theme.foreground) : background,
		bold: cell.isBold() !== 0,
		dim: cell.isDim() !== 0,
		italic: cell.isItalic() !== 0,
		underline: cell.isUnderline() !== 0,
		strikethrough: cell.isStrikethrough() !== 0,
	};
};

/** The visible rows of a terminal's buffer, cell by cell; an empty or hidden cell is a blank. */
export const cellsOf = (
	buffer: IBuffer,
	size: {readonly columns: number; readonly rows: number},
	theme: Theme,
): Cell[][] =>
	Array.from({length: size.rows}, (_, row) => {
		const line = buffer.getLine(buffer.baseY + row);
		const cells: Cell[] = [];
		for (let column = 0; column < size.columns; column++) {
			const cell = line?.getCell(column);
			if (cell && cell.getWidth() > 0) {
				const text = cell.isInvisible() === 0 ? cell.getChars() : '';
				cells.push({
					text: text === '' ? ' ' : text,
					column,
					width: cell.getWidth(),
					style: styleOf(cell, theme),
				});
			}
		}

		return cells;
	});
