import type {Plan, PlanStep, StepEffect, StepResult} from '../../apply/index.ts';
import type {About} from '../../verify/index.ts';
import {mergeDetails} from '../access-change.ts';
import {presentFinding} from '../present.ts';
import {detailWords} from './details.ts';
import {inWordsOf, stepTitle} from './names.ts';
import {obstacleWords} from './obstacles.ts';
import {outcomeWords, runWords} from './outcomes.ts';

/** A step of a plan in words. */
export type StepInWords = Pick<PlanStep, 'id' | 'action' | 'reason' | 'diff'> & {
	/** What it is about, e.g. "Bucket policy of acme-assets". */
	readonly title: string;
	/** What would happen and why, or why it cannot be done. */
	readonly detail: string;
	/** What the change gives and takes, and what it ends or leaves, a sentence each. */
	readonly effects: readonly string[];
	readonly isBlocked: boolean;
};

/** A step of a plan in words. */
export function presentStep(
	{id, action, reason, diff, detail, obstacle, effect}: PlanStep,
	about: About,
): StepInWords {
	return {
		id,
		action,
		...(reason !== undefined && {reason}),
		diff,
		title: stepTitle(id, about),
		detail:
			obstacle === undefined
				? inWordsOf(detailWords, detail, about)
				: inWordsOf(obstacleWords, obstacle, about),
		effects: effect === undefined ? [] : effectInWords(effect, about),
		isBlocked: obstacle !== undefined,
	};
}

function effectInWords({gains, losses, ends, denials}: StepEffect, about: About): string[] {
	return [
		...mergeDetails({gains, losses, denials, remarks: [], notes: []}),
		...ends.map(
			(finding) => `This ends what is wrong now: ${presentFinding(finding, about).reason}`,
		),
	];
}

/** What a plan does not touch though it is wrong, with what to do about it, a few sentences each. */
export function untouchedInWords({untouched, about}: Pick<Plan, 'untouched' | 'about'>): string[] {
	return untouched.map((finding) => {
		const {reason, fix} = presentFinding(finding, about);
		return `${reason} ${fix}`.trim();
	});
}

const resultWords = {...detailWords, ...obstacleWords, ...runWords, ...outcomeWords};

/** What came of a step in words. */
export function resultInWords({detail}: Pick<StepResult, 'detail'>, about: About): string {
	return inWordsOf(resultWords, detail, about);
}
