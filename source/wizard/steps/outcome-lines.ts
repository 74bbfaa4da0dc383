import type {Plan, PlanStep, StepResult} from '../../apply/index.ts';
import {resultInWords, resultMarks, stepTitle} from '../../words/index.ts';
import type {Line} from '../components/index.ts';
import {colourOf, symbols, theme} from '../theme.ts';

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

/** Each step with what came of it; while they run, the one that is under way is marked. */
export function outcomeLines(
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
