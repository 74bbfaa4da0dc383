/** Colours of the drawn window, as `#rrggbb`. */
export type Theme = {
	readonly background: string;
	readonly foreground: string;
	readonly bar: string;
	readonly border: string;
	readonly title: string;
	/** The sixteen ANSI colours: black, red, green, yellow, blue, magenta, cyan, white, then the bright ones. */
	readonly ansi: readonly string[];
};

/** A dark window with its own background and an outline in mid grey: it stands out from light and from dark pages. */
export const darkTheme: Theme = {
	background: '#161b22',
	foreground: '#e6edf3',
	bar: '#21262d',
	border: '#6e7681',
	title: '#adb6c0',
	ansi: [
		'#484f58',
		'#ff7b72',
		'#3fb950',
		'#d29922',
		'#58a6ff',
		'#bc8cff',
		'#39c5cf',
		'#c9d1d9',
		'#8b949e',
		'#ffa198',
		'#56d364',
		'#e3b341',
		'#79c0ff',
		'#d2a8ff',
		'#56d4dd',
		'#ffffff',
	],
};

const cubeLevel = (step: number): number => (step === 0 ? 0 : 55 + step * 40);

/** A colour of the 256-colour palette: 16 of the theme, the 6x6x6 cube, 24 greys. */
export const paletteColor = (index: number, theme: Theme): string => {
	const fromTheme = theme.ansi[index];
	if (fromTheme !== undefined) {
		return fromTheme;
	}

	const cube = index - 16;
	const levels =
		index < 232
			? [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map(cubeLevel)
			: Array.from({length: 3}, () => 8 + (index - 232) * 10);
	return `#${levels.map((level) => level.toString(16).padStart(2, '0')).join('')}`;
};
