import {accountInArn} from '../aws/index.ts';
import {refusalOf} from '../errors.ts';
import {indentedJson, textDiff} from '../json/index.ts';
import {
	type CheckId,
	type FailedLook,
	type Finding,
	judge,
	type ProposedMerge,
	type Situation,
	type Unseen,
} from '../verify/index.ts';
import type {NewRole} from './new-role.ts';
import type {ApplyStepId, Detail, MergeTold, Obstacle, PlanStep, StepEffect} from './types.ts';

/** What one step is planned from. */
export type Planning = {
	/** The account as it will be once the earlier steps are done. */
	readonly situation: Situation;
	/** Whether the narrower documents are wanted. */
	readonly leastPrivilege: boolean;
	/** What a role gets that is made. */
	readonly newRole: NewRole;
	readonly earlier: readonly PlanStep[];
};

/** Plans one step; never throws for what an account may hold. */
export type Planner = (planning: Planning) => PlanStep;

/** A step where nothing is to be done. */
export function unchanged(id: ApplyStepId, detail: Detail): PlanStep {
	return {id, action: 'none', detail, diff: []};
}

/** A step that cannot be done from here; `action` says what it would be, where that is known. */
export function blocked(
	id: ApplyStepId,
	obstacle: Obstacle,
	action: PlanStep['action'] = 'none',
): PlanStep {
	return {id, action, diff: [], obstacle};
}

/** The obstacle where something could not be seen; absent is what AWS should have told. */
export function notSeen(
	what: Extract<Obstacle, {code: 'not-seen'}>['facts']['what'],
	why: FailedLook | {readonly status: 'absent'},
): Obstacle {
	const unseen: Unseen = {why: why.status === 'absent' ? {status: 'untold'} : why};
	return {code: 'not-seen', facts: {what, unseen}};
}

/** The obstacle where a policy could not be seen or not be understood. */
export function unseenPolicy(unseen: Unseen): Obstacle {
	return unseen.why.status === 'unreadable'
		? {code: 'unreadable', facts: {unseen}}
		: {code: 'not-seen', facts: {what: 'policy', unseen}};
}

/** The lines that change between two documents, both with the same indentation. */
export function documentDiff(before: string | undefined, after: string): string[] {
	const shown = before === undefined ? '' : `${indentedJson(before.replace(/^\uFEFF/, ''))}\n`;
	return textDiff(shown, `${indentedJson(after)}\n`);
}

/** What a plan tells of the statements that a merge changes. */
export function told({changes, remarks, notes}: MergeTold): MergeTold {
	return {changes, remarks, notes};
}

const guards: readonly CheckId[] = [
	'isolation.tenant',
	'isolation.external-id',
	'trust.external-id',
];

/**
 * What a merge does. Where it takes something from others at the vendor, what is wrong with it now is named: nothing is
 * taken without a finding.
 */
export function effectOf(
	situation: Situation,
	{gains, losses, denials}: Pick<ProposedMerge, 'gains' | 'losses' | 'denials'>,
): StepEffect {
	const takes = losses.some(({party}) => party !== 'vendor');
	const ends = takes
		? findingsOf(situation, ...guards).filter(
				({status}) => status === 'fail' || status === 'unknown',
			)
		: [];
	return {gains, losses, denials, ends};
}

/** The obstacle that a refusal is; anything else is a defect and goes on. */
export function refused(error: unknown): Obstacle {
	return {code: 'merge-refused', facts: {refusal: refusalOf(error)}};
}

/** What the checks with these ids say of a situation. */
export function findingsOf(
	{snapshot, connection, profile}: Situation,
	...ids: readonly CheckId[]
): Finding[] {
	return judge(snapshot, connection, profile, ids);
}

/** Whether the key is of another account than the connection's. */
export function isKeyElsewhere({connection}: Situation): boolean {
	const {kmsKeyArn, accountId} = connection;
	return kmsKeyArn !== undefined && accountInArn(kmsKeyArn) !== accountId;
}
