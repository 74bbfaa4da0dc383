import type {Plan, PlanStep} from '../../apply/index.ts';
import {symbols, theme} from '../theme.ts';

/** A row of the plan: a step, or what is wrong but not touched. */
export type PlanEntry = {
	readonly id: string;
	readonly symbol: string;
	readonly word: string;
	readonly color: string;
	readonly title: string;
	/** What would happen and why, or why it cannot be done; a paragraph each. */
	readonly words: readonly string[];
	/** Lines of a diff between old and new. */
	readonly diff: readonly string[];
	readonly isAdvice: boolean;
	readonly step?: PlanStep;
};

function markOf({obstacle, action}: PlanStep): Pick<PlanEntry, 'symbol' | 'word' | 'color'> {
	if (obstacle !== undefined) {
		return {symbol: symbols.failure, word: 'not possible', color: theme.danger};
	}

	switch (action) {
		case 'create': {
			return {symbol: '+', word: 'create', color: theme.accent};
		}

		case 'update': {
			return {symbol: '~', word: 'change', color: theme.warning};
		}

		case 'none': {
			return {symbol: symbols.success, word: 'nothing to do', color: theme.success};
		}
	}
}

/** The rows of a plan, in its order; what is not touched comes last. */
export function entriesOf({steps, untouched}: Plan): PlanEntry[] {
	const entries = steps.map(
		(step): PlanEntry => ({
			...markOf(step),
			id: step.id,
			title: step.title,
			words: [step.obstacle ?? step.detail],
			diff: step.diff,
			isAdvice: step.reason === 'advice',
			step,
		}),
	);
	return untouched.length === 0
		? entries
		: [
				...entries,
				{
					id: 'untouched',
					symbol: symbols.warning,
					word: 'not touched',
					color: theme.warning,
					title: `Look at it yourself (${untouched.length})`,
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
