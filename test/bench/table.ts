/** One figure and what it is measured against, as it is printed. */
export type Row = {
	readonly what: string;
	readonly figure: string;
	readonly yardstick: string;
	/** Figure to yardstick. */
	readonly ratio: string;
	/** The ratio or figure that is wanted; empty where none was set. */
	readonly wanted: string;
};

const titles: Row = {
	what: 'what',
	figure: 'figure',
	yardstick: 'yardstick of the same run',
	ratio: 'ratio',
	wanted: 'wanted',
};

/** The rows as a Markdown table with columns of equal width. */
export function table(rows: readonly Row[]): string {
	const names = Object.keys(titles) as (keyof Row)[];
	const widths = names.map((name) =>
		Math.max(...[titles, ...rows].map((row) => [...row[name]].length)),
	);
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	const padded = (row: Row) =>
		line(names.map((name, index) => row[name].padEnd(widths[index] ?? 0)));
	return [padded(titles), line(widths.map((width) => '-'.repeat(width))), ...rows.map(padded)].join(
		'\n',
	);
}
