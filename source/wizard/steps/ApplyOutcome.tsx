import {awaitedWords, untouchedInWords, untouchedMark} from '../../words/index.ts';
import {type Line, ScrollLines} from '../components/index.ts';
import {type PlanState, useKeys} from '../hooks/index.ts';
import {Screen} from '../screen.tsx';
import {symbols, theme} from '../theme.ts';
import {outcomeLines} from './outcome-lines.ts';
import {StepHeading} from './StepHeading.tsx';
import type {StepProps} from './step-props.ts';

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

function Running({run, isActive, onHelp, onStop}: RunningProps) {
	const {plan, results, waiting, isStopping = false} = run;
	useKeys({...(isStopping ? {} : {back: onStop}), help: onHelp}, {isActive});
	const waitingLine: Line[] =
		waiting === undefined || isStopping
			? []
			: [
					{text: `Waiting for ${awaitedWords[waiting]}${symbols.more}`, color: theme.dim},
					{text: ''},
				];
	return (
		<Screen
			commands={[
				'scroll',
				...(isStopping ? [] : [{command: 'back', description: 'stop'} as const]),
				'help',
				'leave',
			]}
		>
			<StepHeading>
				{isStopping
					? `Stopping when AWS has answered${symbols.more}`
					: `Changing account ${plan.about.connection.accountId}${symbols.more}`}
			</StepHeading>
			<ScrollLines
				lines={[...waitingLine, ...outcomeLines(plan, results, {isRunning: true})]}
				isActive={isActive}
			/>
		</Screen>
	);
}

type OverProps = Omit<Props, 'run'> & {readonly run: Extract<PlanState, {status: 'done'}>};

function Over({run, dispatch, isActive, onHelp, onPlanAgain, onGoOn}: OverProps) {
	const {plan, results} = run;
	const isAllDone = results.every(({status}) => status === 'done');
	useKeys(
		{
			// What is left undone must not be passed by with Enter.
			...(isAllDone ? {next: onGoOn} : {}),
			retry: onPlanAgain,
			goOn: onGoOn,
			back: () => dispatch({type: 'back'}),
			help: onHelp,
		},
		{isActive},
	);
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
			commands={[
				'scroll',
				isAllDone ? {command: 'next', description: 'verify'} : 'goOn',
				{command: 'retry', description: 'plan again'},
				'back',
				'help',
				'leave',
			]}
		>
			<StepHeading>{isAllDone ? 'Done' : 'Not everything was done'}</StepHeading>
			<ScrollLines lines={[...outcomeLines(plan, results), ...untouched]} isActive={isActive} />
		</Screen>
	);
}
