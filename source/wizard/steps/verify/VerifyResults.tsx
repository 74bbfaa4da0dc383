import {Box} from 'ink';
import {useEffect, useState} from 'react';
import type {Account} from '../../../account/index.ts';
import type {StatedConnection} from '../../../connection/index.ts';
import {visible} from '../../../problems.ts';
import {
	type Check,
	countsOf,
	type Result,
	reportMarkdown,
	verdictSentence,
} from '../../../words/index.ts';
import {type Line, ScrollLines, Text, wrapText} from '../../components/index.ts';
import {errorLines} from '../../error-lines.ts';
import {useBodySize} from '../../hooks/index.ts';
import {hidden, on, shown, usualKeys} from '../../keys.ts';
import {Screen} from '../../screen.tsx';
import type {StepProps} from '../../step-screen.ts';
import {colourOf, symbols, theme} from '../../theme.ts';
import {CheckDetail} from './CheckDetail.tsx';
import {CheckList} from './CheckList.tsx';
import {asPasted, shownChecks} from './findings.ts';
import {useVerification} from './use-verification.ts';

type Props = StepProps & {
	readonly connection: StatedConnection;
	/** Opens the account, or the pasted documents, anew at each check. */
	readonly open: () => Promise<Account>;
	readonly onBack: () => void;
};

/** The checks: while they run how far they are, then what is wrong first, each with what to paste instead. */
export function VerifyResults(props: Props) {
	const {state: wizard, profile, dispatch, services, onMessage, connection, open, onBack} = props;
	const {state: run, again} = useVerification({
		open,
		compute: services.compute,
		connection,
		profile,
	});
	const [showsAll, setShowsAll] = useState(false);
	const [chosen, setChosen] = useState(0);
	const [isOpen, setIsOpen] = useState(false);
	const result = run.status === 'done' ? run.result : undefined;
	// With something unseen that matters, Enter must not pass it by as if all were fine.
	const isClean =
		result?.verdict === 'pass' && result.checks.every(({status}) => status !== 'warn');
	const checks =
		result === undefined
			? []
			: shownChecks(
					wizard.access.kind === 'guided' ? result.checks.map(asPasted) : result.checks,
					showsAll || isClean,
				);
	const at = Math.max(0, Math.min(chosen, checks.length - 1));

	useEffect(() => {
		if (result !== undefined) {
			const failed = result.checks.filter(({status}) => status === 'fail').length;
			dispatch({
				type: 'verified',
				verdict: result.verdict,
				failed,
				at: services.now().toISOString(),
			});
		}
	}, [result, dispatch, services]);

	const report = async () => {
		if (result === undefined) {
			return;
		}

		const text = reportMarkdown(
			{
				source:
					wizard.access.kind === 'guided'
						? 'documents'
						: wizard.access.kind === 'practice'
							? 'practice'
							: 'aws',
				takenAt: services.now().toISOString(),
				ms: result.ms,
				verdict: result.verdict,
				results: [result],
				...(wizard.signedIn?.endpoint === undefined ? {} : {endpoint: wizard.signedIn.endpoint}),
			},
			{mask: true},
		);
		const saved = await services.saveFile(text, 's3-handshake-report.md');
		onMessage(`${saved.message} Account numbers and names are masked.`);
	};

	const goOn = () => {
		onMessage('');
		dispatch({type: 'next'});
	};

	const retry = () => {
		setIsOpen(false);
		onMessage('');
		void again();
	};

	const detail = isOpen ? checks[at] : undefined;
	if (detail !== undefined) {
		return (
			<CheckDetail
				key={detail.id}
				{...props}
				check={detail}
				onNext={at < checks.length - 1 ? () => setChosen(at + 1) : undefined}
				onClose={() => setIsOpen(false)}
			/>
		);
	}

	if (run.status === 'failed') {
		const lines: Line[] = errorLines(run.error).map((text, index) => ({
			text: index === 0 ? `${symbols.failure} ${text}` : text,
			color: index === 0 ? theme.danger : theme.text,
		}));
		return (
			<Screen
				keys={[
					on('next', retry, 'check again'),
					hidden('retry', retry),
					on('goOn', goOn),
					...usualKeys(onBack),
				]}
			>
				<Text bold color={theme.heading}>
					Could not read the account
				</Text>
				<ScrollLines lines={lines} />
			</Screen>
		);
	}

	if (result === undefined) {
		const progress = run.status === 'looking' && run.of > 0 ? ` ${run.done} of ${run.of}` : '';
		return (
			<Screen
				keys={[
					hidden('retry', retry),
					hidden('goOn', goOn),
					on('back', onBack),
					hidden('help'),
					shown('leave'),
				]}
			>
				<Text bold color={theme.heading}>
					Checking what is there{symbols.more}
					{progress}
				</Text>
				<Box marginTop={1}>
					<SettledSoFar checks={run.status === 'looking' ? run.checks : []} />
				</Box>
			</Screen>
		);
	}

	return (
		<Screen
			keys={[
				on('listUp', () => setChosen(Math.max(0, at - 1))),
				on('listDown', () => setChosen(Math.min(checks.length - 1, at + 1))),
				isClean ? on('next', goOn) : on('details', () => setIsOpen(true)),
				isClean ? hidden('goOn', goOn) : on('goOn', goOn),
				on('retry', retry),
				on('showAll', () => setShowsAll(!showsAll)),
				on('saveReport', () => {
					report().catch((error: unknown) =>
						onMessage(error instanceof Error ? error.message : String(error)),
					);
				}),
				hidden('copyAddress'),
				...usualKeys(onBack),
			]}
		>
			<Overview result={result} checks={checks} chosen={at} />
		</Screen>
	);
}

/** The checks that are settled while others wait for their answers, failures first. */
function SettledSoFar({checks}: {readonly checks: readonly Check[]}) {
	const {columns, rows} = useBodySize();
	return (
		<CheckList checks={shownChecks(checks, true)} chosen={-1} columns={columns} height={rows - 2} />
	);
}

type OverviewProps = {
	readonly result: Result;
	/** Those that are shown, in order. */
	readonly checks: readonly Check[];
	readonly chosen: number;
};

/** What came out of it at a glance, and the checks below. */
function Overview({result, checks, chosen}: OverviewProps) {
	const {columns, rows} = useBodySize();
	const who =
		result.account === undefined
			? 'pasted documents'
			: `account ${result.account.accountId} as ${result.account.arn.split(':').at(-1) ?? ''}`;
	const what =
		result.verdict === 'fail' ? ' Choose one and press Enter to see what to paste instead.' : '';
	const sentence = wrapText(`${verdictSentence(result)}${what}`, columns);
	return (
		<>
			<Box justifyContent="space-between" flexShrink={0} height={1} columnGap={2}>
				<Text wrap="truncate">
					<Text bold color={theme.heading}>
						Verify
					</Text>
					{'   '}
					{visible(who)}
				</Text>
				<Box flexShrink={0}>
					<Text color={theme.dim} wrap="truncate">
						{result.checks.length} checks in {(result.ms / 1000).toFixed(1)} s
					</Text>
				</Box>
			</Box>
			<Box flexShrink={0}>
				{countsOf(result.checks).map(({mark, text}) => (
					<Text key={text} color={colourOf(mark)} wrap="truncate">
						{mark.sign} {text}
						{'   '}
					</Text>
				))}
			</Box>
			<Box flexShrink={0} marginBottom={1}>
				<Text>{sentence.join('\n')}</Text>
			</Box>
			<CheckList
				checks={checks}
				chosen={chosen}
				columns={columns}
				height={rows - 3 - sentence.length}
			/>
		</>
	);
}
