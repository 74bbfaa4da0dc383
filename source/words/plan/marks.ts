import type {PlanStep, StepStatus} from '../../apply/index.ts';
import type {Mark} from '../status.ts';

const actionMarks: Readonly<Record<PlanStep['action'], Mark>> = {
	create: {sign: '+', word: 'create', colour: 'yellow'},
	update: {sign: '~', word: 'change', colour: 'yellow'},
	none: {sign: '✔', word: 'nothing to do', colour: 'green'},
};

/** How a step of a plan is shown. */
export function stepMark({
	action,
	isBlocked,
}: {
	readonly action: PlanStep['action'];
	readonly isBlocked: boolean;
}): Mark {
	return isBlocked ? {sign: '✖', word: 'not possible', colour: 'red'} : actionMarks[action];
}

/** How it is shown what is wrong and not touched. */
export const untouchedMark: Mark = {sign: '!', word: 'not touched', colour: 'yellow'};

/** How it is shown what came of a step. */
export const resultMarks: Readonly<Record<StepStatus, Mark>> = {
	done: {sign: '✔', word: 'done', colour: 'green'},
	failed: {sign: '✖', word: 'failed', colour: 'red'},
	'not-run': {sign: '!', word: 'not run', colour: 'yellow'},
	planned: {sign: '+', word: 'planned', colour: 'yellow'},
};
