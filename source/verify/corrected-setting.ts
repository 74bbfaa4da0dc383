import {documentPlace, type SettingId} from '../aws/index.ts';
import {
	type CorsRule,
	type NotificationConfiguration,
	readCors,
	readNotification,
} from '../bucket-settings/index.ts';
import {
	buildDocuments,
	corsWith,
	documentText,
	notificationWith,
	placedFor,
	type SettingChange,
} from '../documents/index.ts';
import {refusalOf} from '../errors.ts';
import type {CorrectionRefusal} from './corrected-policy.ts';
import type {Correction} from './finding.ts';
import type {SeenSetting, Situation} from './situation.ts';

/** A setting of the bucket as it should be, or why there is none. */
type CorrectingSetting =
	| {readonly correction: Correction; readonly refusal?: never}
	| {readonly correction?: never; readonly refusal: CorrectionRefusal};

/** The rules of the vendor's article for this connection; none where it has none. */
export function wantedRules({connection, profile}: Situation): readonly CorsRule[] {
	return buildDocuments(connection, profile, {only: 'bucket-cors'})[0]?.document ?? [];
}

/** Whom the vendor's article has told of what, for this connection. */
export function wantedNotification({connection, profile}: Situation): NotificationConfiguration {
	return buildDocuments(connection, profile, {only: 'bucket-notification'})[0]?.document ?? {};
}

/** The setting that is there with the vendor's in it; everything else stays. */
export function correctedSetting(situation: Situation, id: SettingId): CorrectingSetting {
	const seen: SeenSetting<unknown> = id === 'bucket-cors' ? situation.cors : situation.notification;
	if (seen.state === 'unseen' || situation.isTrial === true) {
		return {refusal: 'not-seen'};
	}

	try {
		const {document, changes} =
			id === 'bucket-cors' ? rulesWith(situation) : configurationWith(situation);
		const {consolePath, consoleUrl} = documentPlace(
			id,
			situation.connection,
			placedFor(situation.profile),
		);
		return {
			correction: {
				document: id,
				text: documentText(document),
				...(seen.state === 'there' && {current: documentText(seen.value as object)}),
				changes,
				consolePath,
				consoleUrl,
			},
		};
	} catch (error) {
		return {refusal: refusalOf(error)};
	}
}

type Made = {readonly document: object; readonly changes: readonly SettingChange[]};

function rulesWith(situation: Situation): Made {
	const {cors} = situation;
	const {rules, changes} = corsWith(
		cors.state === 'there' ? cors.value : [],
		wantedRules(situation),
	);
	return {document: rules, changes};
}

function configurationWith(situation: Situation): Made {
	const {notification} = situation;
	return notificationWith(
		notification.state === 'there' ? notification.value : {},
		wantedNotification(situation),
	);
}

/** The situation as it would be with another text in place of a setting; UserError where it is no such setting. */
export function withSettingText(situation: Situation, id: SettingId, text: string): Situation {
	if (id === 'bucket-cors') {
		const read = readCors(text, 'The correction');
		return {
			...situation,
			cors: read === undefined ? {state: 'none'} : {state: 'there', value: read.rules},
		};
	}

	const value = readNotification(text, 'The correction');
	return {
		...situation,
		notification: value === undefined ? {state: 'none'} : {state: 'there', value},
	};
}
