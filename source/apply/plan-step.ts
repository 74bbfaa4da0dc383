import {accountInArn, bucketArn, keyParts} from '../aws/index.ts';
import {UserError} from '../errors.ts';
import {indentedJson, textDiff} from '../json/index.ts';
import {type CheckId, judge, type Situation} from '../verify/index.ts';
import {type Check, presentFinding} from '../words/index.ts';
import type {ApplyStepId, PlanStep} from './types.ts';

/** What one step is planned from. */
export type Planning = {
	/** The account as it will be once the earlier steps are done. */
	readonly situation: Situation;
	/** Whether the narrower documents are wanted. */
	readonly leastPrivilege: boolean;
	readonly earlier: readonly PlanStep[];
};

/** Plans one step; never throws for what an account may hold. */
export type Planner = (planning: Planning) => PlanStep;

/** What a step is about, e.g. `Bucket policy of acme-assets`. */
function titleOf(id: ApplyStepId, {connection}: Situation): string {
	const {bucket, roleName = '', kmsKeyArn} = connection;
	switch (id) {
		case 'bucket':
			return `Bucket ${bucket}`;
		case 'bucket-encryption':
			return `Default encryption of ${bucket}`;
		case 'role':
			return `Role ${roleName}`;
		case 'trust-policy':
			return `Trust policy of the role ${roleName}`;
		case 'role-policy':
			return `Role policy of the role ${roleName}`;
		case 'bucket-policy':
			return `Bucket policy of ${bucket}`;
		case 'key-policy':
			return `Key policy of ${kmsKeyArn === undefined ? 'the key' : keyParts(kmsKeyArn).keyId}`;
	}
}

/** A step where nothing is to be done. */
export function unchanged(id: ApplyStepId, {situation}: Planning, detail: string): PlanStep {
	return {id, action: 'none', title: titleOf(id, situation), detail, diff: []};
}

/** A step that cannot be done from here; `action` says what it would be, where that is known. */
export function blocked(
	id: ApplyStepId,
	{situation}: Planning,
	obstacle: string,
	action: PlanStep['action'] = 'none',
): PlanStep {
	return {
		id,
		action,
		title: titleOf(id, situation),
		detail: 'This cannot be done from here.',
		diff: [],
		obstacle,
	};
}

/** A step that changes something. */
export function changing(
	id: ApplyStepId,
	{situation}: Planning,
	step: Required<Pick<PlanStep, 'action' | 'detail' | 'reason' | 'change' | 'diff'>>,
): PlanStep {
	return {id, title: titleOf(id, situation), ...step};
}

/** The lines that change between two documents, both with the same indentation. */
export function documentDiff(before: string | undefined, after: string): string[] {
	const shown = before === undefined ? '' : `${indentedJson(before.replace(/^\uFEFF/, ''))}\n`;
	return textDiff(shown, `${indentedJson(after)}\n`);
}

/** What a person may read of a refusal; anything else is a defect and goes on. */
export function refusalText(error: unknown): string {
	if (!(error instanceof UserError)) {
		throw error;
	}

	return [error.message, ...error.problems.map(({rule}) => rule), error.hint ?? '']
		.join(' ')
		.trim();
}

/** What the checks with these ids say of a situation. */
export function checksOf(situation: Situation, ...ids: readonly CheckId[]): Check[] {
	const {snapshot, connection, profile} = situation;
	return judge(snapshot, connection, profile, ids).map((finding) =>
		presentFinding(finding, situation),
	);
}

/** Whether the key is of another account than the connection's. */
export function isKeyElsewhere({connection}: Situation): boolean {
	const {kmsKeyArn, accountId} = connection;
	return kmsKeyArn !== undefined && accountInArn(kmsKeyArn) !== accountId;
}

/** Whether a resource of a policy stands for the objects of the connection's bucket. */
export function isObjects(resource: string, {connection}: Situation): boolean {
	return resource.startsWith(`${bucketArn(connection)}/`);
}
