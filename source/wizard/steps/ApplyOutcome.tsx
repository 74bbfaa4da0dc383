import {awaitedWords, untouchedInWords, untouchedMark} from '../../words/index.ts';
import {type Line, ScrollLines} from '../components/index.ts';
import type {PlanState} from '../hooks/index.ts';
import {hidden, on, shown, usualKeys} from '../keys.ts';
import {Screen} from '../screen.tsx';
import type {StepProps} from '../step-screen.ts';
import {symbols, theme} from '../theme.ts';
import {outcomeLines} from './outcome-lines.ts';
import {StepHeading} from './StepHeading.tsx';

type Props = StepProps & {
	readonly run: Extract<PlanState, {status: 'running' | 'done'}>;
	readonly onStop: () => void;
	readonly onPlanAgain: () => void;
	readonly onGoOn: () => void;
};

/** How far the changes are, and what came of each. */
export function ApplyOutcome({run, ...props}: Props) {
	return run.status === 'running' ? (
		<Running {...props} run={run} />
	) : (
		<Over {...props} run={run} />
	);
}

type RunningProps = Omit<Props, 'run'> & {
	readonly run: Extract<PlanState, {status: 'running'}>;
};

function Running({run, onStop}: RunningProps) {
	const {plan, results, waiting, isStopping = false} = run;
	const waitingLine: Line[] =
		waiting === undefined || isStopping
			? []
			: [
					{text: `Waiting for ${awaitedWords[waiting]}${symbols.more}`, color: theme.dim},
					{text: ''},
				];
	return (
		<Screen
			keys={[
				shown('scroll'),
				!isStopping && on('back', onStop, 'stop'),
				shown('help'),
				shown('leave'),
			]}
		>
			<StepHeading>
				{isStopping
					? `Stopping when AWS has answered${symbols.more}`
					: `Changing account ${plan.about.connection.accountId}${symbols.more}`}
			</StepHeading>
			<ScrollLines lines={[...waitingLine, ...outcomeLines(plan, results, {isRunning: true})]} />
		</Screen>
	);
}

type OverProps = Omit<Props, 'run'> & {readonly run: Extract<PlanState, {status: 'done'}>};

function Over({run, onPlanAgain, onGoOn}: OverProps) {
	const {plan, results} = run;
	const isAllDone = results.every(({status}) => status === 'done');
	const untouched: Line[] =
		plan.untouched.length === 0
			? []
			: [
					{text: ''},
					{text: 'Not touched, look at it yourself:'},
					...untouchedInWords(plan).map((text) => ({label: `${untouchedMark.sign} `, text})),
				];
	return (
		<Screen
			keys={[
				shown('scroll'),
				// What is left undone must not be passed by with Enter.
				isAllDone && on('next', onGoOn, 'verify'),
				isAllDone ? hidden('goOn', onGoOn) : on('goOn', onGoOn),
				on('retry', onPlanAgain, 'plan again'),
				...usualKeys(),
			]}
		>
			<StepHeading>{isAllDone ? 'Done' : 'Not everything was done'}</StepHeading>
			<ScrollLines lines={[...outcomeLines(plan, results), ...untouched]} />
		</Screen>
	);
}
