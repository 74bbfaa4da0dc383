import {useCallback, useEffect, useState} from 'react';
import {checkConnection} from '../../../connection/index.ts';
import {UserError} from '../../../errors.ts';
import {ownCommand} from '../../../own-command.ts';
import {answersAsConnection} from '../../answers.ts';
import {type Line, ScrollLines, Text} from '../../components/index.ts';
import {errorLines} from '../../error-lines.ts';
import {hidden, on, shown, usualKeys} from '../../keys.ts';
import {guideOfStep} from '../../questions/guide.ts';
import {Screen} from '../../screen.tsx';
import type {StepProps, StepScreen} from '../../step-screen.ts';
import {symbols, theme} from '../../theme.ts';
import {summarize, summaryText} from './summary.ts';

/** The screen of this step. */
export const screen: StepScreen = {
	Component: SummaryStep,
	help: () => ({
		what: 'What was agreed, where it is saved, and what is left to do.',
		where: `You can open the connection file again (${ownCommand('FILE')}), or give it to a colleague; it holds no credentials.`,
		ifWrong: 'Go back with Esc; nothing is lost.',
	}),
};

/** What was agreed, what is left to do, and where the connection file lies. */
function SummaryStep(props: StepProps) {
	const {state, profile, services, onMessage, onFinish} = props;
	const [saved, setSaved] = useState<{readonly file: string} | {readonly error: string[]}>();
	const isPractice = state.access.kind === 'practice';
	// What was practised is kept only by whoever wants to.
	const [isSaving, setSaving] = useState(!isPractice);
	const [isFinishing, setFinishing] = useState(false);
	const save = useCallback(() => {
		setSaving(true);
		const {connection} = checkConnection(answersAsConnection(state.answers, profile), profile);
		services.saveConnection(connection).then(
			(file) => {
				setSaved({file});
				setSaving(false);
			},
			(error: unknown) => {
				// Nobody leaves who has not seen this.
				setFinishing(false);
				setSaving(false);
				const lines = error instanceof UserError ? errorLines(error) : [String(error)];
				setSaved({error: lines});
				// In a small window the lines of the summary may hide it.
				onMessage(lines[0] ?? '');
			},
		);
	}, [state.answers, profile, services, onMessage]);
	useEffect(() => {
		if (!isPractice) {
			save();
		}
	}, [save, isPractice]);
	const file = saved !== undefined && 'file' in saved ? saved.file : undefined;

	const summary = summarize(state, profile);
	useEffect(() => {
		// Before the file is written there is no path to print.
		if (isFinishing && !isSaving) {
			setFinishing(false);
			onFinish(summaryText(summary, file));
		}
	});
	const width = Math.max(...summary.agreed.map(({label}) => label.length)) + 2;
	const outcome: Line[] =
		saved !== undefined && 'error' in saved
			? saved.error.map((text) => ({text, color: theme.danger}))
			: file === undefined && isPractice
				? [
						{
							text: 'No connection file is written of what is practised; s writes one.',
							color: theme.dim,
						},
					]
				: [
						{
							label: file === undefined ? '' : `${symbols.success} Connection file: `,
							text: file ?? 'Saving …',
							color: theme.success,
						},
					];
	const troubles = guideOfStep('summary', profile, state.answers);
	const lines: Line[] = [
		...summary.agreed.map(({label, value}) => ({
			label: label.padEnd(width),
			text: value,
		})),
		{text: ''},
		...outcome,
		...(summary.done.length === 0
			? []
			: [
					{text: ''},
					{text: 'What was done', isHeading: true},
					...summary.done.map((text) => ({text})),
					...summary.undo.map((text) => ({label: 'To undo: ', text})),
				]),
		{text: ''},
		{text: 'What is left to do', isHeading: true},
		...summary.remaining.map(({where, what}, index) => ({
			label: `${index + 1}. `,
			text: `${where}: ${what}.`,
		})),
		...(troubles.length === 0
			? []
			: [
					{text: ''},
					{text: 'If it does not work', isHeading: true},
					...troubles.map((text) => ({text})),
				]),
		{
			text: 'What was agreed and is left to do is printed again when this screen closes.',
			color: theme.dim,
		},
	];
	return (
		<Screen
			keys={[
				shown('scroll'),
				on('finish', () => setFinishing(true)),
				isPractice && file === undefined && on('saveReport', save, 'write a connection file'),
				hidden('copyAddress'),
				...usualKeys(),
			]}
		>
			<Text bold color={theme.heading}>
				{isPractice ? 'What was agreed, in PRACTICE' : 'What was agreed'}
			</Text>
			<ScrollLines lines={lines} />
		</Screen>
	);
}
