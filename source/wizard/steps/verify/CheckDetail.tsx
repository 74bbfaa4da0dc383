import {Box} from 'ink';
import {useState} from 'react';
import {indentedJson, textDiff} from '../../../json/index.ts';
import {visible} from '../../../problems.ts';
import {blameText, type Check, correctionInWords, statusMarks} from '../../../words/index.ts';
import {
	Address,
	DocumentView,
	type Line,
	ScrollLines,
	Text,
	wrapText,
} from '../../components/index.ts';
import {useBodySize, useCopy, useCopyAddress, useOpen} from '../../hooks/index.ts';
import {hidden, on, shown} from '../../keys.ts';
import {Screen} from '../../screen.tsx';
import type {StepProps} from '../../step-screen.ts';
import {colourOf, theme} from '../../theme.ts';

type Props = StepProps & {
	readonly check: Check;
	/** Leads to the check below it; undefined at the last one. */
	readonly onNext: (() => void) | undefined;
	readonly onClose: () => void;
};

const labelWidth = 11;
const smallestDocument = 7;

/** One check in full: what was found, which statement is to blame, and the document to paste instead. */
export function CheckDetail(props: Props) {
	const {check, dispatch, services, onMessage, onNext, onClose, state} = props;
	const [showsDiff, setShowsDiff] = useState(false);
	const open = useOpen(services, onMessage);
	const copyAddress = useCopyAddress({services, dispatch, onMessage});
	const {copy, save} = useCopy({services, dispatch, onMessage});
	const {correction} = check;
	const name = `${state.answers['bucket'] ?? 'bucket'}-${correction?.document ?? 'policy'}.json`;
	const mark = `correction:${check.id}`;
	const close = () => {
		onMessage('');
		onClose();
	};

	return (
		<Screen
			keys={[
				...(correction === undefined
					? []
					: [
							on('copy', () => copy(correction.text, name, mark)),
							on('open', () => open(correction.consoleUrl)),
							on('copyAddress', () => copyAddress(correction.consoleUrl), 'address'),
							correction.current !== undefined && on('diff', () => setShowsDiff(!showsDiff)),
							on('saveFile', () => save(correction.text, name, mark)),
						]),
				shown('scroll'),
				onNext === undefined
					? on('next', close, 'to the results')
					: on(
							'next',
							() => {
								onMessage('');
								onNext();
							},
							'next one',
						),
				on('back', close),
				hidden('help'),
				shown('leave'),
			]}
		>
			<CheckBody check={check} showsDiff={showsDiff} />
		</Screen>
	);
}

type BodyProps = {
	readonly check: Check;
	readonly showsDiff: boolean;
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
function CheckBody({check, showsDiff}: BodyProps) {
	const {columns, rows} = useBodySize();
	const {correction} = check;
	const facts = [
		{label: 'Found', text: check.reason},
		...(check.blame === undefined ? [] : [{label: 'To blame', text: blameText(check.blame)}]),
		...(check.fix === '' ? [] : [{label: 'To do', text: check.fix}]),
		...(check.fromVendor ?? []).map((text) => ({label: 'Vendor', text})),
		...(correction === undefined
			? []
			: [
					...correctionInWords(correction).map((text) => ({label: 'Document', text})),
					{label: 'Where', text: correction.consolePath},
					{label: 'Link', text: correction.consoleUrl, url: correction.consoleUrl},
				]),
	].map(
		({
			label,
			text,
			url,
		}: {
			readonly label: string;
			readonly text: string;
			readonly url?: string;
		}) => ({
			label,
			url,
			lines: wrapText(visible(text), columns - labelWidth),
		}),
	);
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
				/>
			</>
		);
	}

	// Where both do not fit at once, the words and the document scroll as one.
	if (correction === undefined || rows - used < smallestDocument) {
		const words: Line[] = [
			...facts.flatMap(({label, url, lines: [first = '', ...others]}) => {
				const link = url === undefined ? {} : {url};
				return [
					{label: label.padEnd(labelWidth), text: first, ...link},
					...others.map((line) => ({label: ' '.repeat(labelWidth), text: line, ...link})),
				];
			}),
			...(correction === undefined ? [] : [{text: ''}]),
		];
		return (
			<>
				{heading}
				<ScrollLines lines={[...words, ...documentLines(correction?.text ?? '')]} />
			</>
		);
	}

	return (
		<>
			{heading}
			{facts.map(({label, lines, url}) => (
				<Box key={label} flexShrink={0}>
					<Box width={labelWidth} flexShrink={0}>
						<Text color={theme.dim}>{label}</Text>
					</Box>
					<Address url={url}>
						<Text>{lines.join('\n')}</Text>
					</Address>
				</Box>
			))}
			<DocumentView
				text={correction.text}
				height={rows - used}
				columns={columns}
				highlight="json"
			/>
		</>
	);
}
