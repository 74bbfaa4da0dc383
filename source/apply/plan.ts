import type {Snapshot} from '../account/index.ts';
import {inSomeAccount, noExtras, type StatedConnection} from '../connection/index.ts';
import {hasDocument} from '../documents/index.ts';
import {UserError} from '../errors.ts';
import type {VendorProfile} from '../vendors/index.ts';
import {aboutOf, ownedBy, type Situation, situationOf} from '../verify/index.ts';
import type {NewRole} from './new-role.ts';
import {planBucket} from './plan-bucket.ts';
import {planEncryption} from './plan-encryption.ts';
import {outcomeOf} from './plan-outcome.ts';
import {planBucketPolicy, planKeyPolicy} from './plan-resource-policy.ts';
import {planRole, planTrustPolicy} from './plan-role.ts';
import {planRolePolicy} from './plan-role-policy.ts';
import {planCors, planNotification, planQueuePolicy} from './plan-settings.ts';
import {blocked, notSeen, type Planner, type Planning} from './plan-step.ts';
import {untouchedBy} from './plan-untouched.ts';
import {type ApplyStepId, type Obstacle, type Plan, type PlanStep, stepIds} from './types.ts';

const planners: Readonly<Record<ApplyStepId, Planner>> = {
	bucket: planBucket,
	'bucket-encryption': planEncryption,
	role: planRole,
	'trust-policy': planTrustPolicy,
	'role-policy': planRolePolicy,
	'bucket-policy': planBucketPolicy,
	'bucket-cors': planCors,
	'queue-policy': planQueuePolicy,
	'bucket-notification': planNotification,
	'key-policy': planKeyPolicy,
};

const onRole: readonly ApplyStepId[] = ['trust-policy', 'role-policy'];
const onBucket: readonly ApplyStepId[] = [
	'bucket-encryption',
	'bucket-policy',
	'bucket-cors',
	'bucket-notification',
];
const namesRole: readonly ApplyStepId[] = ['bucket-policy', 'key-policy'];

export type PlanOptions = {
	/** Whether the narrower documents are wanted. */
	readonly leastPrivilege?: boolean;
	/** What a role gets that is made; nothing beside its trust policy if left out. */
	readonly newRole?: NewRole;
};

/**
 * Every step that the connection has, in the order in which they are done: what would be changed in the account, what is
 * right already and what cannot be done from here. Each step is planned on the account as the steps before it leave it.
 * UserError for a snapshot of pasted documents, which are no account.
 */
export function planChanges(
	snapshot: Snapshot,
	stated: StatedConnection,
	profile: VendorProfile,
	{leastPrivilege = false, newRole = noExtras}: PlanOptions = {},
): Plan {
	if (snapshot.source === 'documents') {
		throw new UserError('Only an account can be changed, not documents.', {
			hint: 'Leave --documents out and sign in to the account.',
		});
	}

	const connection = inSomeAccount(ownedBy(snapshot, stated), [JSON.stringify(snapshot)]);
	let situation = situationOf(snapshot, connection, profile);
	const steps: PlanStep[] = [];
	const elsewhere = accountObstacle(situation);
	for (const id of stepIds.filter((candidate) => applies(candidate, situation))) {
		const planning: Planning = {situation, leastPrivilege, newRole, earlier: steps};
		const step =
			elsewhere === undefined
				? afterPrerequisites(planners[id](planning), planning)
				: blocked(id, elsewhere);
		steps.push(step);
		situation = situationOf(
			outcomeOf(situation.snapshot, connection, step.change, newRole),
			connection,
			profile,
		);
	}

	return {
		about: aboutOf(connection, profile, snapshot.source),
		steps,
		untouched: elsewhere === undefined ? untouchedBy(situation, steps) : [],
	};
}

/** The steps without which the given one cannot be done. */
function prerequisitesOf(
	id: ApplyStepId,
	{access}: Pick<VendorProfile, 'access'>,
): readonly ApplyStepId[] {
	const needsRole = onRole.includes(id) || (access === 'customer-role' && namesRole.includes(id));
	return [
		...(onBucket.includes(id) ? (['bucket'] as const) : []),
		...(needsRole ? (['role'] as const) : []),
		// S3 sends a message to try it, so it has to be let in first.
		// https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html
		...(id === 'bucket-notification' ? (['queue-policy'] as const) : []),
	];
}

function applies(id: ApplyStepId, {isCustomerRole, connection, profile}: Situation): boolean {
	switch (id) {
		case 'role':
		case 'trust-policy':
		case 'role-policy':
			return isCustomerRole;
		case 'bucket-policy':
		case 'bucket-cors':
		case 'bucket-notification':
			return hasDocument(id, connection, profile);
		case 'queue-policy':
			return connection.queueArn !== undefined && hasDocument(id, connection, profile);
		case 'key-policy':
			return connection.kmsKeyArn !== undefined && hasDocument(id, connection, profile);
		default:
			return true;
	}
}

function accountObstacle({snapshot, connection}: Situation): Obstacle | undefined {
	const {identity} = snapshot;
	if (identity.status !== 'found') {
		return notSeen('account', identity);
	}

	const {accountId} = identity.value;
	return accountId === connection.accountId
		? undefined
		: {code: 'other-account', facts: {accountId}};
}

/** A step that has something to do waits for those that it stands on. */
function afterPrerequisites(step: PlanStep, planning: Planning): PlanStep {
	const {situation, earlier} = planning;
	const needed = prerequisitesOf(step.id, situation.profile);
	const missing = earlier.find(({id, obstacle}) => needed.includes(id) && obstacle !== undefined);
	const isDone = step.action === 'none' && step.obstacle === undefined;
	return missing?.obstacle === undefined || isDone
		? step
		: blocked(
				step.id,
				{code: 'needs-step', facts: {step: missing.id, obstacle: missing.obstacle}},
				step.action,
			);
}
