import type {Plan, PlanStep, StepResult} from '../../../apply/index.ts';
import {
	awaitedWords,
	resultInWords,
	resultMarks,
	stepTitle,
	untouchedInWords,
	untouchedMark,
} from '../../../words/index.ts';
import {type Line, ScrollLines} from '../../components/index.ts';
import {errorLines} from '../../error-lines.ts';
import {hidden, on, shown, usualKeys} from '../../keys.ts';
import {Screen, StepHeading} from '../../screen.tsx';
import type {StepProps} from '../../step-screen.ts';
import {colourOf, symbols, theme} from '../../theme.ts';
import type {PlanState} from './use-plan.ts';

type Props = StepProps & {
	readonly run: Extract<PlanState, {status: 'running' | 'done'}>;
	readonly onStop: () => void;
	readonly onPlanAgain: () => void;
	readonly onGoOn: () => void;
	/** Called by somebody who was not allowed to create the role, and wants to know what to do. */
	readonly onRoleRefused: () => void;
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

function Over({run, onPlanAgain, onGoOn, onRoleRefused}: OverProps) {
	const {plan, results, undo} = run;
	const isRoleRefused = results.some(({detail}) => detail.code === 'role-refused');
	const isAllDone = results.every(({status}) => status === 'done');
	const untouched: Line[] =
		plan.untouched.length === 0
			? []
			: [
					{text: ''},
					{text: 'Not changed, check yourself:'},
					...untouchedInWords(plan).map((text) => ({label: `${untouchedMark.sign} `, text})),
				];
	return (
		<Screen
			keys={[
				shown('scroll'),
				// What is left undone must not be passed by with Enter.
				isAllDone && on('next', onGoOn, 'verify'),
				isRoleRefused && on('next', onRoleRefused, 'boundary or tags'),
				!isAllDone && !isRoleRefused && on('next', onPlanAgain, 'plan again'),
				isAllDone ? hidden('goOn', onGoOn) : on('goOn', onGoOn),
				isAllDone || isRoleRefused
					? on('retry', onPlanAgain, 'plan again')
					: hidden('retry', onPlanAgain),
				...usualKeys(),
			]}
		>
			<StepHeading>{isAllDone ? 'Done' : 'Not everything was done'}</StepHeading>
			<ScrollLines lines={[...undoLines(undo), ...outcomeLines(plan, results), ...untouched]} />
		</Screen>
	);
}

type FailureProps = StepProps & {
	readonly failure: Extract<PlanState, {status: 'failed'}>;
	readonly onPlanAgain: () => void;
	readonly onGoOn: () => void;
};

/** Why there is no plan, or why its changes broke off, and what had been done by then. */
export function ApplyFailure({failure: {error, changes}, onPlanAgain, onGoOn}: FailureProps) {
	const lines: Line[] = errorLines(error).map((text, index) => ({
		text: index === 0 ? `${symbols.failure} ${text}` : text,
		...(index === 0 ? {color: theme.danger} : {}),
	}));
	const before: Line[] =
		changes === undefined
			? []
			: [
					{text: ''},
					{text: 'It is not known whether the change in progress was made. Before that:'},
					...undoLines(changes.undo),
					...outcomeLines(changes.plan, changes.results),
				];
	return (
		<Screen
			keys={[
				shown('scroll'),
				on('next', onPlanAgain, 'check again'),
				hidden('retry', onPlanAgain),
				on('goOn', onGoOn),
				...usualKeys(),
			]}
		>
			<StepHeading>Could not work on the account</StepHeading>
			<ScrollLines lines={[...lines, ...before]} />
		</Screen>
	);
}

function linesFor(
	{id}: PlanStep,
	{about}: Plan,
	result: StepResult | undefined,
	isCurrent: boolean,
): Line[] {
	const text = stepTitle(id, about);
	if (result === undefined) {
		return [
			isCurrent
				? {label: `${symbols.current} `, text, color: theme.accent}
				: {label: `${symbols.todo} `, text, color: theme.dim},
		];
	}

	const mark = resultMarks[result.status];
	return [
		{label: `${mark.sign} `, text, color: colourOf(mark)},
		{label: '    ', text: resultInWords(result, about)},
		...(result.backup === undefined ? [] : [{label: '    Backup: ', text: result.backup}]),
	];
}

/** How to undo what was changed, first of all, where it is seen without scrolling; nothing where nothing was. */
function undoLines(undo: string | undefined): Line[] {
	return undo === undefined ? [] : [{label: 'To undo this: ', text: undo}, {text: ''}];
}

/** Each step with what came of it; while they run, the one that is under way is marked. */
function outcomeLines(
	plan: Plan,
	results: readonly StepResult[],
	{isRunning = false}: {readonly isRunning?: boolean} = {},
): Line[] {
	return plan.steps.flatMap((step, index) =>
		linesFor(
			step,
			plan,
			results.find(({id}) => id === step.id),
			isRunning && index === results.length,
		),
	);
}
