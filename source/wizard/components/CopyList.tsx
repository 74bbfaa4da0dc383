import {widthOf} from '../../terminal/index.ts';
import {useBodySize, useKeys} from '../hooks/index.ts';
import {on} from '../keys.ts';
import {symbols, theme} from '../theme.ts';
import {type Line, ScrollLines} from './ScrollLines.tsx';

/** A value that somebody has to carry over to another place. */
export type CopyItem = {readonly label: string; readonly value: string};

type Props<Item extends CopyItem> = {
	/** Paragraphs above the values. */
	readonly before: readonly string[];
	/** The first nine can be copied by their number. */
	readonly items: readonly Item[];
	/** Paragraphs below the values; one with an address is a link. */
	readonly after: readonly (string | Line)[];
	readonly copied: (item: Item) => boolean;
	readonly onCopy: (item: Item) => void;
	readonly isActive?: boolean;
};

const paragraph = (text: string): Line => ({text});

/** Numbered values, each copied by its number. A value too long for its line, or of several, stands alone below, for the mouse. */
export function CopyList<Item extends CopyItem>({
	before,
	items,
	after,
	copied,
	onCopy,
	isActive = true,
}: Props<Item>) {
	const {columns} = useBodySize();
	useKeys(
		[
			on('copyNumber', (digit) => {
				const item = items[Number(digit) - 1];
				if (item !== undefined) {
					onCopy(item);
				}
			}),
		],
		{isActive},
	);
	const labelWidth = Math.max(0, ...items.map(({label}) => widthOf(label)));
	const itemLines = items.flatMap((item, index): Line[] => {
		const isCopied = copied(item);
		const color = isCopied ? {color: theme.success} : {};
		const padding = ' '.repeat(labelWidth - widthOf(item.label));
		const label = `${isCopied ? symbols.success : ' '} ${index + 1}  ${item.label}${padding}`;
		const line = `${label}   ${item.value}`;
		if (item.value.includes('\n')) {
			return [{text: label, ...color}, ...item.value.split('\n').map(paragraph)];
		}

		return widthOf(line) <= columns
			? [{text: line, ...color}]
			: [{text: label, ...color}, {text: item.value}];
	});
	return (
		<ScrollLines
			isActive={isActive}
			lines={[
				...before.map(paragraph),
				...(before.length === 0 ? [] : [{text: ''}]),
				...itemLines,
				...(after.length === 0 ? [] : [{text: ''}]),
				...after.map((one) => (typeof one === 'string' ? paragraph(one) : one)),
			]}
		/>
	);
}
