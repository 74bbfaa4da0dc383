import {
	type Notification,
	type NotificationConfiguration,
	notificationGaps,
	notificationsIn,
} from '../../bucket-settings/index.ts';
import type {CorrectionRefusal} from '../corrected-policy.ts';
import {correctedSetting, wantedNotification} from '../corrected-setting.ts';
import {type Blame, type CheckFunction, fail, type NoFacts, pass, unknown} from '../finding.ts';
import {skipOutsideArticle, skipWithoutBucket} from '../presence.ts';
import type {Situation} from '../situation.ts';

/** Events of which the target of the vendor is not told. */
type Untold = {
	readonly refusal: CorrectionRefusal | undefined;
	readonly target: string;
	/** Families stand for all of theirs. */
	readonly events: readonly string[];
	/** Name of an object of which nothing is told. */
	readonly object: string;
};

type Findings = {
	readonly 'events-told': NoFacts;
	readonly 'events-not-told': Untold;
	/** The target is told of other objects alone. */
	readonly 'other-objects': Untold & {readonly there: Notification};
	/** Somebody else is told. S3 takes no two for one event of one object. */
	readonly 'other-target': Untold & {readonly there: Notification};
};

const id = 'bucket-notification';

/** Whether the bucket tells the vendor's target of all events of all objects that the vendor works on. */
export const bucketNotification: CheckFunction<Findings> = (situation) => {
	const skipped = skipOutsideArticle(situation, id) ?? skipWithoutBucket(situation);
	if (skipped !== undefined) {
		return skipped;
	}

	const {notification} = situation;
	switch (notification.state) {
		case 'unseen':
			return unknown('not-seen', {unseen: [notification.unseen]});
		case 'none':
			return judgeConfiguration(situation, {});
		case 'there':
			return judgeConfiguration(situation, notification.value);
	}
};

function judgeConfiguration(
	situation: Situation,
	configuration: NotificationConfiguration,
): ReturnType<CheckFunction<Findings>> {
	const wanted = notificationsIn(wantedNotification(situation));
	const there = notificationsIn(configuration);
	const gaps = notificationGaps(wanted, there);
	const [gap] = gaps;
	const target = wanted[gap?.wanted ?? 0]?.arn ?? '';
	if (gap === undefined) {
		return pass('events-told', {});
	}

	const {correction, refusal} = correctedSetting(situation, id);
	const {events, object, elsewhere, others} = gap;
	const untold: Untold = {refusal, target, events, object};
	const blameOf = (one: Notification): Blame => ({
		document: id,
		sid: one.id ?? '',
		index: there.indexOf(one),
	});
	const [other] = others;
	const [part] = elsewhere;
	if (other !== undefined) {
		return fail('other-target', {...untold, there: other}, {blame: blameOf(other), correction});
	}

	return part === undefined
		? fail('events-not-told', untold, {correction})
		: fail('other-objects', {...untold, there: part}, {blame: blameOf(part), correction});
}
