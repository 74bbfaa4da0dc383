import type {Plan, PlanStep} from '../../../apply/index.ts';
import {
	type Mark,
	presentStep,
	stepMark,
	untouchedInWords,
	untouchedMark,
} from '../../../words/index.ts';

/** A row of the plan: a step, or what is wrong but not touched. */
export type PlanEntry = {
	readonly id: string;
	readonly mark: Mark;
	readonly title: string;
	/** What would happen and why, or why it cannot be done; a paragraph each. */
	readonly words: readonly string[];
	/** Lines of a diff between old and new. */
	readonly diff: readonly string[];
	readonly isAdvice: boolean;
	readonly step?: PlanStep;
};

/** The rows of a plan, in its order; what is not touched comes last. */
export function entriesOf(plan: Plan): PlanEntry[] {
	const {steps, about} = plan;
	const entries = steps.map((step): PlanEntry => {
		const shown = presentStep(step, about);
		return {
			id: step.id,
			mark: stepMark(shown),
			title: shown.title,
			words: [shown.detail, ...shown.effects],
			diff: step.diff,
			isAdvice: step.reason === 'advice',
			step,
		};
	});
	const untouched = untouchedInWords(plan);
	return untouched.length === 0
		? entries
		: [
				...entries,
				{
					id: 'untouched',
					mark: untouchedMark,
					title: `Check yourself (${untouched.length})`,
					words: untouched,
					diff: [],
					isAdvice: false,
				},
			];
}

/** Whether there is something to do or something in the way. */
export function isWorthALook({step}: PlanEntry): boolean {
	return step !== undefined && (step.action !== 'none' || step.obstacle !== undefined);
}
