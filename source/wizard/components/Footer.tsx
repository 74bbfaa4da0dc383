import {Box} from 'ink';
import {widthOf} from '../../terminal/index.ts';
import type {KeyHint} from '../keys.ts';
import {theme} from '../theme.ts';
import {Text} from './Text.tsx';

const hintGap = '   ';

const hintWidth = ({label, description}: KeyHint): number =>
	widthOf(label) + 1 + widthOf(description);

const inLines = (hints: readonly KeyHint[], columns: number): KeyHint[][] => {
	const lines: KeyHint[][] = [];
	let used = Number.POSITIVE_INFINITY;
	for (const hint of hints) {
		const width = hintWidth(hint);
		const line = lines.at(-1);
		if (line !== undefined && used + hintGap.length + width <= columns) {
			line.push(hint);
			used += hintGap.length + width;
		} else {
			lines.push([hint]);
			used = width;
		}
	}
	return lines;
};

/** These show the way to all others, or out, and stay when there is no room for everything. */
const kept = new Set([
	'next',
	'finish',
	'accept',
	'details',
	'showChange',
	'back',
	'help',
	'leave',
]);

/** The hints in their fewer words. How to scroll is said where there is more to see. */
export const briefHints = (hints: readonly KeyHint[]): KeyHint[] =>
	hints
		.filter(({command}) => command !== 'scroll')
		.map(({brief, ...hint}) => (brief === undefined ? hint : {...hint, description: brief}));

/**
 * The footer's hints in lines no wider than `columns`. Where they do not fit into `maximum` lines, the last ones that can
 * be missed are left out.
 */
export const footerLines = (
	hints: readonly KeyHint[],
	columns: number,
	maximum: number,
): KeyHint[][] => {
	let shown = [...hints];
	let lines = inLines(shown, columns);
	while (lines.length > maximum) {
		const missed = shown.findLastIndex(({command}) => !kept.has(command));
		shown = shown.toSpliced(missed === -1 ? shown.length - 1 : missed, 1);
		lines = inLines(shown, columns);
	}
	return lines;
};

/** The keys that work here. */
export function Footer({lines}: {readonly lines: ReadonlyArray<readonly KeyHint[]>}) {
	return (
		<Box flexDirection="column" flexShrink={0}>
			{lines.map((line) => (
				<Text key={line.map(({command}) => command).join(' ')} wrap="truncate">
					{line.map(({command, label, description}, index) => (
						<Text key={command}>
							{index === 0 ? '' : hintGap}
							<Text bold>{label}</Text>
							<Text color={theme.dim}> {description}</Text>
						</Text>
					))}
				</Text>
			))}
		</Box>
	);
}
