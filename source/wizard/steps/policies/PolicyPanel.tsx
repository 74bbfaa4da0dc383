import {Box} from 'ink';
import type {CopyWay} from '../../../clipboard/index.ts';
import {indentedJson, textDiff} from '../../../json/index.ts';
import {visible} from '../../../problems.ts';
import {truncate} from '../../../terminal/index.ts';
import {mergeAccess, mergeWarnings} from '../../../words/index.ts';
import {Address, DocumentView, Text, wrapText} from '../../components/index.ts';
import {useBodySize} from '../../hooks/index.ts';
import {symbols, theme} from '../../theme.ts';
import type {Panel} from './panels.ts';
import {type Remark, remarksOf, whereLabel} from './remarks.ts';

type Props = {
	readonly panel: Panel;
	/** 1-based. */
	readonly position: number;
	readonly count: number;
	/** The text as it was when copied. */
	readonly copied: string | undefined;
	readonly copyWay: CopyWay | undefined;
	readonly showsDiff: boolean;
	/** Whether the account is still being looked at for the one that is there. */
	readonly isLooking: boolean;
	/** What the pages of the vendor say about it. */
	readonly notes: readonly string[];
};

const labelWidth = 11;
const smallestDocument = 4;

// The terminal does not say whether it took what it was sent.
const copyWords: Record<CopyWay, string> = {
	system: 'copied',
	terminal: 'sent',
	tmux: 'in tmux alone',
	file: 'in a file',
};

function copyState(panel: Panel, copied: string | undefined, way: CopyWay = 'system'): Remark {
	if (copied === undefined) {
		return {
			label: '',
			text: panel.isOptional ? 'only if needed' : 'not copied yet',
			color: theme.dim,
		};
	}

	return copied === panel.text
		? {label: '', text: `${symbols.success} ${copyWords[way]}`, color: theme.success}
		: {
				label: '',
				text: `${symbols.warning} changed since copied`,
				color: theme.warning,
			};
}

function shortened(lines: readonly string[], count: number, width: number): string[] {
	const shown = lines.slice(0, count);
	const last = shown.at(-1);
	return last === undefined || shown.length === lines.length
		? shown
		: [...shown.slice(0, -1), truncate(`${last} ${symbols.more}`, width)];
}

type Shown = Remark & {readonly lines: readonly string[]};

const rowsOf = (shown: readonly Shown[]): number =>
	shown.reduce((sum, {lines}) => sum + lines.length, 0);

/** These give way first where there is no room for all, in this order: the help, or another key, says the same. */
const missable = ['Note', 'Narrower', 'Access', 'What for'];

/** The remarks in that many rows: what can be missed gives way first, then the last ones, the way there at the very last. */
function fitting(list: readonly Remark[], room: number, width: number): Shown[] {
	let shown: Shown[] = list.map((remark) => ({...remark, lines: wrapText(remark.text, width)}));
	const others = list
		.map(({label}) => label)
		.filter((label) => !missable.includes(label) && label !== whereLabel);
	for (const label of [...missable, ...others.toReversed(), whereLabel]) {
		const over = rowsOf(shown) - room;
		if (over > 0) {
			shown = shown.flatMap((remark) => {
				const left = remark.lines.length - over;
				return remark.label !== label
					? [remark]
					: left < 1 && missable.includes(label)
						? []
						: [{...remark, lines: shortened(remark.lines, Math.max(1, left), width)}];
			});
		}
	}

	return shown;
}

/** One document: what it is for, where it goes, and the text with nothing beside it, so that it can be selected. */
export function PolicyPanel({
	panel,
	position,
	count,
	copied,
	copyWay,
	showsDiff,
	isLooking,
	notes,
}: Props) {
	const {columns, rows} = useBodySize();
	const {document} = panel;
	const hasNarrower = 'narrower' in document && document.narrower !== undefined;
	const state = copyState(panel, copied, copyWay);
	const textWidth = Math.max(20, columns - labelWidth);
	const room = rows - smallestDocument - 2;
	const list: readonly Remark[] = [
		...remarksOf(panel, {showsDiff, isLooking}),
		...(notes.length === 0 ? [] : [{label: 'Note', text: notes.join(' '), color: theme.text}]),
	].filter(({label}) => !showsDiff || !missable.includes(label));
	const shown = fitting(list, room, textWidth);
	const taken = rowsOf(shown);
	// What changes is read in the room of what the document alone is shown with.
	const hasLink = taken < room && !showsDiff;
	const used = 1 + taken + (hasLink ? 1 : 0);
	const {existing} = panel.merge ?? panel.settingMerge ?? {};
	// Above the text there may not be room for all that is said; here it scrolls.
	const told =
		panel.merge === undefined
			? []
			: [...mergeWarnings(panel.merge.result), ...mergeAccess(panel.merge.result)];
	const text =
		showsDiff && panel.refusal !== undefined
			? panel.refusal.flatMap((line) => wrapText(visible(line), columns)).join('\n')
			: showsDiff && existing !== undefined
				? [
						...textDiff(indentedJson(existing), indentedJson(panel.text)),
						...told.flatMap((line) => ['', ...wrapText(line, columns)]),
					].join('\n')
				: panel.text;

	return (
		<Box flexDirection="column">
			<Box justifyContent="space-between">
				<Text wrap="truncate">
					<Text bold color={theme.heading}>
						{document.title}
					</Text>
					<Text color={theme.dim}>
						{'   '}
						{position} of {count}
						{panel.isNarrower ? '   narrower' : hasNarrower ? '   as in the article' : ''}
						{showsDiff ? (panel.refusal === undefined ? '   what changes' : '   why refused') : ''}
					</Text>
				</Text>
				<Text color={state.color ?? theme.text}>{state.text}</Text>
			</Box>
			{shown.map(({label, lines, color}) => (
				<Box key={label}>
					<Box width={labelWidth} flexShrink={0}>
						<Text color={color ?? theme.dim}>{label}</Text>
					</Box>
					<Text {...(color === undefined ? {} : {color})}>{lines.join('\n')}</Text>
				</Box>
			))}
			{hasLink ? (
				<Box>
					<Box width={labelWidth} flexShrink={0}>
						<Text color={theme.dim}>Link</Text>
					</Box>
					<Address url={document.consoleUrl}>
						<Text>{truncate(document.consoleUrl, textWidth)}</Text>
					</Address>
				</Box>
			) : null}
			<DocumentView
				key={showsDiff ? 'diff' : 'document'}
				text={text}
				height={rows - used}
				columns={columns}
				highlight={showsDiff ? (panel.refusal === undefined ? 'diff' : 'none') : 'json'}
			/>
		</Box>
	);
}
