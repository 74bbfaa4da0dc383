import type {Plan, PlanStep, StepResult} from '../../apply/index.ts';
import type {Line} from '../components/index.ts';
import {symbols, theme} from '../theme.ts';

const marks = {
	done: {symbol: symbols.success, color: theme.success},
	failed: {symbol: symbols.failure, color: theme.danger},
	'not-run': {symbol: symbols.warning, color: theme.warning},
	planned: {symbol: symbols.todo, color: theme.dim},
} as const;

function linesFor(step: PlanStep, result: StepResult | undefined, isCurrent: boolean): Line[] {
	if (result === undefined) {
		return [
			isCurrent
				? {label: `${symbols.current} `, text: step.title, color: theme.accent}
				: {label: `${symbols.todo} `, text: step.title, color: theme.dim},
		];
	}

	const {symbol, color} = marks[result.status];
	return [
		{label: `${symbol} `, text: step.title, color},
		{label: '    ', text: result.detail},
		...(result.backup === undefined ? [] : [{label: '    Backup: ', text: result.backup}]),
	];
}

/** Each step with what came of it; while they run, the one that is under way is marked. */
export function outcomeLines(
	{steps}: Plan,
	results: readonly StepResult[],
	{isRunning = false}: {readonly isRunning?: boolean} = {},
): Line[] {
	return steps.flatMap((step, index) =>
		linesFor(
			step,
			results.find(({id}) => id === step.id),
			isRunning && index === results.length,
		),
	);
}
