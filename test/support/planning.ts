import {newBucketFacts, type RolePolicy, type Snapshot} from '../../source/account/index.ts';
import {type PlanOptions, planChanges} from '../../source/apply/plan.ts';
import {corsIn, notificationIn, toldNobody} from '../../source/apply/target.ts';
import type {ApplyStepId, Change, Plan, PlanStep} from '../../source/apply/types.ts';
import type {Connection} from '../../source/connection/index.ts';
import {documentText, roleArn} from '../../source/documents/index.ts';
import {presentStep} from '../../source/words/index.ts';
import {profileOf} from './connections.ts';
import {judge} from './findings.ts';
import {
	defaultKeyPolicy,
	found,
	healthySnapshot,
	notLooked,
	withBucket,
	withKey,
	withoutBucket,
	withoutRole,
	withQueue,
	withRole,
	withText,
} from './snapshots.ts';

/** The plan for a connection of a built-in vendor. */
export function planOf(
	snapshot: Snapshot,
	connection: Connection,
	options: PlanOptions = {},
): Plan {
	return planChanges(snapshot, connection, profileOf(connection.vendor), options);
}

/** Whether a plan has nothing to do and nothing in its way. */
export function isEverythingDone({steps}: Plan): boolean {
	return steps.every(({action, obstacle}) => action === 'none' && obstacle === undefined);
}

/** One step of a plan; throws where the plan has no such step. */
export function stepOf({steps}: Plan, id: ApplyStepId): PlanStep {
	const step = steps.find((candidate) => candidate.id === id);
	if (step === undefined) {
		throw new Error(`The plan has no step ${id}.`);
	}

	return step;
}

/** What a person reads of one step: what it would do, or why it cannot be done. */
export function saidOf(plan: Plan, id: ApplyStepId): string {
	return presentStep(stepOf(plan, id), plan.about).detail;
}

/** The text that a step would write; throws where it writes none. */
export function textAfter(plan: Plan, id: ApplyStepId): string {
	const {change} = stepOf(plan, id);
	if (change?.kind !== 'document') {
		throw new Error(`The step ${id} writes no document.`);
	}

	return change.after;
}

/** Ids of the steps that would write. */
export function writing({steps}: Plan): ApplyStepId[] {
	return steps.flatMap(({id, change}) => (change === undefined ? [] : [id]));
}

/** Ids of the steps that cannot be done. */
export function obstructed({steps}: Plan): ApplyStepId[] {
	return steps.flatMap(({id, obstacle}) => (obstacle === undefined ? [] : [id]));
}

/** The snapshot as AWS would show it once all changes of a plan are made. */
export function carriedOut(snapshot: Snapshot, {steps}: Plan, connection: Connection): Snapshot {
	return steps.reduce(
		(seen, {change}) => (change === undefined ? seen : made(seen, change, connection)),
		snapshot,
	);
}

function made(snapshot: Snapshot, change: Change, connection: Connection): Snapshot {
	switch (change.kind) {
		case 'create-bucket':
			return withBucket(snapshot, {
				...newBucketFacts({...connection, region: change.region}),
				accountPublicAccessBlock: snapshot.bucket.accountPublicAccessBlock,
			});
		case 'encryption':
			return withBucket(snapshot, {encryption: found(change.after)});
		case 'create-role':
			return withRole(snapshot, {
				role: found({arn: roleArn(connection), trustPolicy: change.trustPolicy}),
				policies: found([]),
				boundary: notLooked('The role has no permissions boundary.'),
			});
		case 'document':
			switch (change.document) {
				case 'bucket-cors':
					return withBucket(snapshot, {cors: found(corsIn(change.after) ?? [])});
				case 'bucket-notification':
					return withBucket(snapshot, {
						notification: found(notificationIn(change.after) ?? toldNobody),
					});
				case 'queue-policy':
					return withQueue(snapshot, {policy: found(change.after)});
				default:
			}

			return change.document === 'role-policy'
				? withRolePolicy(snapshot, change.policyName ?? '', change.after)
				: change.document === 'bucket-policy'
					? withBucket(snapshot, {policy: found(change.after)})
					: change.document === 'key-policy'
						? withKey(snapshot, {policy: found(change.after)})
						: withText(snapshot, change.document, change.after);
	}
}

function withRolePolicy(snapshot: Snapshot, name: string, text: string): Snapshot {
	const {policies} = snapshot.role;
	const list = policies.status === 'found' ? policies.value : [];
	const written: RolePolicy = {kind: 'inline', name, text: found(text)};
	const isThere = list.some((policy) => policy.name === name);
	return withRole(snapshot, {
		policies: found(
			isThere
				? list.map((policy) => (policy.name === name ? written : policy))
				: [...list, written],
		),
	});
}

/** An account with nothing of the connection in it but the key, with the policy of a new key. */
export function emptyAccount(connection: Connection): Snapshot {
	const snapshot = withoutBucket(healthySnapshot(connection));
	const key =
		connection.kmsKeyArn === undefined
			? snapshot
			: withText(snapshot, 'key-policy', documentText(defaultKeyPolicy(connection.accountId)));
	return connection.roleName === undefined ? key : withoutRole(key);
}

/** Ids of the checks that fail. */
export function failing(snapshot: Snapshot, connection: Connection): string[] {
	return judge(snapshot, connection, profileOf(connection.vendor)).flatMap(({id, status}) =>
		status === 'fail' ? [id] : [],
	);
}
