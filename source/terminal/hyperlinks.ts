type Environment = Readonly<Partial<Record<string, string>>>;

/** Programs that know links, by what they say in TERM_PROGRAM, each with the first version that does. */
const byProgram: Readonly<Record<string, readonly [major: number, minor: number]>> = {
	'iTerm.app': [3, 1],
	WezTerm: [0, 0],
	vscode: [1, 72],
	ghostty: [0, 0],
	tmux: [3, 4],
	zed: [0, 0],
};

/** Those that say it in TERM alone. */
const terms = /^(?:xterm-kitty|xterm-ghostty|alacritty|foot|wezterm|contour)/u;

/** Since VTE 0.50; GNOME Terminal and others are made of it. */
const firstVte = 5000;

function isAtLeast(version: string, [major, minor]: readonly [number, number]): boolean {
	const [ownMajor = 0, ownMinor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
	return ownMajor > major || (ownMajor === major && ownMinor >= minor);
}

/**
 * Whether a terminal is likely to make links of addresses that are marked as such (OSC 8). Where nothing says so, it is
 * taken for one that does not. https://github.com/Alhadis/OSC8-Adoption
 */
export function knowsHyperlinks(environment: Environment, isTerminal: boolean): boolean {
	const {
		NO_COLOR: withoutColours = '',
		TERM: term = '',
		TERM_PROGRAM: program = '',
		TERM_PROGRAM_VERSION: version = '',
		VTE_VERSION: vte = '',
		WT_SESSION: windowsTerminal = '',
		CI: isAutomatic = '',
		STY: screenSession = '',
	} = environment;
	const isPlain = withoutColours !== '' || isAutomatic !== '' || term === 'dumb';
	// What the terminal around screen says of itself does not hold inside of it. tmux sets TERM to the same name at times.
	const isInScreen = screenSession !== '' || (term.startsWith('screen') && program !== 'tmux');
	if (!isTerminal || isPlain || isInScreen) {
		return false;
	}

	const known = byProgram[program];
	return known === undefined
		? windowsTerminal !== '' || Number.parseInt(vte, 10) >= firstVte || terms.test(term)
		: isAtLeast(version, known);
}

/** Printable ASCII without blanks, as an address is once it is encoded: nothing in it can end the mark around it. */
const harmlessAddress = /^https?:\/\/[!-~]+$/u;

/**
 * The text marked as a link to an address (OSC 8); the text alone where the address holds anything that a terminal could
 * obey. The columns that it takes stay the same. https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda
 */
export function hyperlink(text: string, address: string): string {
	return text.trim() === '' || !harmlessAddress.test(address)
		? text
		: `\u001B]8;;${address}\u0007${text}\u001B]8;;\u0007`;
}
