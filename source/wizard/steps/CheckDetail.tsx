import {Box, Text} from 'ink';
import {useState} from 'react';
import {indentedJson, textDiff} from '../../json/index.ts';
import {visible} from '../../problems.ts';
import {blameText, type Check, statusMarks} from '../../words/index.ts';
import {DocumentView, type Line, ScrollLines, wrapText} from '../components/index.ts';
import {useBodySize, useCopy, useKeys, useOpen} from '../hooks/index.ts';
import {Screen} from '../screen.tsx';
import {colourOf, theme} from '../theme.ts';
import type {StepProps} from './step-props.ts';

type Props = StepProps & {readonly check: Check; readonly onClose: () => void};

const labelWidth = 11;
const smallestDocument = 7;

/** One check in full: what was found, which statement is to blame, and the document to paste instead. */
export function CheckDetail(props: Props) {
	const {check, dispatch, services, isActive, onMessage, onHelp, onClose, state} = props;
	const [showsDiff, setShowsDiff] = useState(false);
	const open = useOpen(services, onMessage);
	const {copy, save} = useCopy({services, dispatch, onMessage});
	const {correction} = check;
	const name = `${state.answers['bucket'] ?? 'bucket'}-${correction?.document ?? 'policy'}.json`;
	const mark = `correction:${check.id}`;
	const close = () => {
		onMessage('');
		onClose();
	};

	useKeys(
		{
			...(correction === undefined
				? {}
				: {
						copy: () => copy(correction.text, name, mark),
						saveFile: () => save(correction.text, name, mark),
						open: () => open(correction.consoleUrl),
						...(correction.current === undefined ? {} : {diff: () => setShowsDiff(!showsDiff)}),
					}),
			back: close,
			help: onHelp,
		},
		{isActive},
	);

	return (
		<Screen
			commands={[
				...(correction === undefined
					? []
					: ([
							'copy',
							'open',
							...(correction.current === undefined ? [] : (['diff'] as const)),
							'saveFile',
						] as const)),
				'scroll',
				'back',
				'leave',
			]}
		>
			<CheckBody check={check} showsDiff={showsDiff} isActive={isActive} />
		</Screen>
	);
}

type BodyProps = {
	readonly check: Check;
	readonly showsDiff: boolean;
	readonly isActive: boolean;
};

function diffOf(current: string, corrected: string): string {
	return textDiff(indentedJson(current), indentedJson(corrected)).join('\n');
}

function documentLines(text: string): Line[] {
	return text
		.replaceAll('\t', '  ')
		.split(/\r?\n/u)
		.map((line) => ({text: line}));
}

/** The words, and below them the document in what room they leave. */
function CheckBody({check, showsDiff, isActive}: BodyProps) {
	const {columns, rows} = useBodySize();
	const {correction} = check;
	const facts = [
		{label: 'Found', text: check.reason},
		...(check.blame === undefined ? [] : [{label: 'To blame', text: blameText(check.blame)}]),
		...(check.fix === '' ? [] : [{label: 'To do', text: check.fix}]),
		...(correction === undefined
			? []
			: [
					{label: 'Where', text: correction.consolePath},
					{label: 'Link', text: correction.consoleUrl},
				]),
	].map(({label, text}) => ({label, lines: wrapText(visible(text), columns - labelWidth)}));
	const mark = statusMarks[check.status];
	const heading = (
		<Text bold color={colourOf(mark)} wrap="truncate">
			{mark.sign} {check.title}
			<Text color={theme.dim} bold={false}>
				{'   '}
				{check.id}
			</Text>
		</Text>
	);
	const used = 1 + facts.reduce((sum, {lines}) => sum + lines.length, 0);
	// The words were read before; a change is understood only where both its sides are in sight.
	if (showsDiff && correction?.current !== undefined) {
		return (
			<>
				{heading}
				<DocumentView
					text={diffOf(correction.current, correction.text)}
					height={rows - 1}
					columns={columns}
					highlight="diff"
					isActive={isActive}
				/>
			</>
		);
	}

	// Where both do not fit at once, the words and the document scroll as one.
	if (correction === undefined || rows - used < smallestDocument) {
		const words: Line[] = [
			...facts.flatMap(({label, lines: [first = '', ...others]}) => [
				{label: label.padEnd(labelWidth), text: first},
				...others.map((line) => ({label: ' '.repeat(labelWidth), text: line})),
			]),
			...(correction === undefined ? [] : [{text: ''}]),
		];
		return (
			<>
				{heading}
				<ScrollLines
					lines={[...words, ...documentLines(correction?.text ?? '')]}
					isActive={isActive}
				/>
			</>
		);
	}

	return (
		<>
			{heading}
			{facts.map(({label, lines}) => (
				<Box key={label} flexShrink={0}>
					<Box width={labelWidth} flexShrink={0}>
						<Text color={theme.dim}>{label}</Text>
					</Box>
					<Text>{lines.join('\n')}</Text>
				</Box>
			))}
			<DocumentView
				text={correction.text}
				height={rows - used}
				columns={columns}
				highlight="json"
				isActive={isActive}
			/>
		</>
	);
}
