import {bucketNotification, corsRules} from '../account/index.ts';
import type {SettingId} from '../aws/index.ts';
import {mergeNotification} from '../bucket-settings/index.ts';
import {
	buildDocuments,
	corsWith,
	notificationWith,
	type SettingChange,
} from '../documents/index.ts';
import {
	type Finding,
	proposeQueueMerge,
	type SeenPolicy,
	type SeenSetting,
	type Situation,
	withoutQueueKey,
} from '../verify/index.ts';
import {
	blocked,
	documentDiff,
	effectOf,
	findingsOf,
	type Planner,
	refused,
	told,
	unchanged,
	unseenPolicy,
} from './plan-step.ts';
import {isDenial} from './plan-untouched.ts';
import {corsText, notificationText, notificationTold} from './target.ts';
import type {Change, PlanStep} from './types.ts';

type FurtherId = Extract<
	Extract<Change, {kind: 'document'}>['document'],
	'bucket-cors' | 'bucket-notification' | 'queue-policy'
>;

/** A step on one of these documents: nothing where its check finds all right, and an obstacle where it cannot be seen. */
function planFurther(
	id: FurtherId,
	seen: SeenSetting<unknown> | SeenPolicy,
	finding: Finding | undefined,
	plan: (action: PlanStep['action']) => PlanStep,
): PlanStep {
	if (seen.state === 'unseen') {
		return blocked(id, unseenPolicy(seen.unseen));
	}

	if (finding !== undefined && (finding.status === 'pass' || finding.status === 'warn')) {
		return unchanged(id, {code: 'as-found', facts: {finding}});
	}

	const action = seen.state === 'there' ? 'update' : 'create';
	try {
		return plan(action);
	} catch (error) {
		return blocked(id, refused(error), action);
	}
}

/** The step that writes a setting with the vendor's entries beside those that are there. */
function completed(
	id: SettingId,
	{
		action,
		before,
		after,
		changes,
	}: {
		readonly action: PlanStep['action'];
		readonly before: string | undefined;
		readonly after: string;
		readonly changes: readonly SettingChange[];
	},
): PlanStep {
	return {
		id,
		action,
		detail: {
			code: 'completes-setting',
			facts: {document: id, changes, isNew: before === undefined},
		},
		reason: 'article',
		change: {kind: 'document', document: id, before, after},
		diff: documentDiff(before, after),
	};
}

/** Puts the vendor's rules for browsers beside those that are there. */
export const planCors: Planner = ({situation}) => {
	const id = 'bucket-cors';
	const {connection, profile, cors, snapshot} = situation;
	const [finding] = findingsOf(situation, 'bucket.cors');
	return planFurther(id, cors, finding, (action) => {
		const [wanted] = buildDocuments(connection, profile, {only: id});
		const {rules, changes} = corsWith(
			cors.state === 'there' ? cors.value : [],
			wanted?.document ?? [],
		);
		const there = snapshot.bucket.cors;
		const before = there.status === 'found' ? corsText(there.value) : undefined;
		const after = corsText(corsRules(rules));
		return completed(id, {action, before, after, changes});
	});
};

/** Has the bucket tell the vendor's target too. S3 takes no two for one event of one object. */
export const planNotification: Planner = ({situation}) => {
	const id = 'bucket-notification';
	const {connection, profile, notification, snapshot} = situation;
	const [finding] = findingsOf(situation, 'bucket.notification');
	return planFurther(id, notification, finding, () => {
		const [wanted] = buildDocuments(connection, profile, {only: id});
		const told = notificationTold(snapshot.bucket.notification);
		const before = told.status === 'found' ? told.value : undefined;
		const action = before === undefined ? 'create' : 'update';
		const there = notification.state === 'there' ? notification.value : {};
		const ours = wanted?.document ?? {};
		const {overlap} = mergeNotification(there, ours);
		if (overlap !== undefined) {
			return blocked(id, {code: 'notification-overlaps', facts: overlap}, action);
		}

		const {document, changes} = notificationWith(there, ours);
		const after = notificationText(bucketNotification(document));
		return completed(id, {action, before, after, changes});
	});
};

/** Lets S3 send what happens in the bucket to the customer's queue. */
export const planQueuePolicy: Planner = ({situation}) => {
	const id = 'queue-policy';
	const {queuePolicy: seen} = situation;
	const [finding] = findingsOf(situation, 'queue.policy');
	// Of the policy of a key nothing is known, so what the queue's own says is all that there is to plan by.
	const [alone] = findingsOf(withoutQueueKey(situation), 'queue.policy');
	if (finding?.code === 'managed-key') {
		return blocked(id, {code: 'finding', facts: {finding}}, 'update');
	}

	if (alone !== undefined && isInTheWay(situation, alone)) {
		return blocked(id, {code: 'finding', facts: {finding: alone}}, 'update');
	}

	if (finding !== undefined && (alone?.status === 'pass' || alone?.status === 'warn')) {
		return unchanged(id, {code: 'as-found', facts: {finding}});
	}

	return planFurther(id, seen, alone, (action) => {
		const before = seen.state === 'there' ? seen.text : undefined;
		const merged = proposeQueueMerge(situation, before ?? '');
		return {
			id,
			action,
			detail:
				before === undefined
					? {code: 'adds-queue-policy', facts: {}}
					: {code: 'completes-queue-policy', facts: {merge: told(merged)}},
			reason: 'article',
			change: {kind: 'document', document: id, before, after: merged.text},
			diff: documentDiff(before, merged.text),
			effect: effectOf(situation, merged),
		};
	});
};

/** Whether no statement beside those that are there would help, or it cannot be told. */
function isInTheWay(situation: Situation, {status, blame, code}: Finding): boolean {
	return (
		(status === 'fail' && isDenial(situation, blame)) ||
		(status === 'unknown' && code !== 'not-seen')
	);
}
