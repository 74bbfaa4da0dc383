import {type CorsRule, notificationsIn} from '../../bucket-settings/index.ts';
import {listOf} from '../../policy/index.ts';
import {actionNeeds} from '../needs.ts';
import type {MarkFacts} from '../types.ts';
import type {Looked} from './looked.ts';

function rulesIn({parts}: Looked): readonly CorsRule[] {
	return parts.documents.flatMap(({rules}) => rules.map(({value}) => value));
}

/** Rules for the pages of anybody: whoever has a link that is signed for the bucket can use it from any site. */
export function anyOriginMarks(looked: Looked): MarkFacts[] {
	const origins = rulesIn(looked)
		.flatMap(({AllowedOrigins}) => AllowedOrigins)
		.filter((origin) => /^(?:https?:\/\/)?\*(?:\.[a-z]+)?$/i.test(origin));
	return origins.length === 0 ? [] : [{document: 'bucket-cors', names: [...new Set(origins)]}];
}

/** Methods by which pages could write or delete where no purpose says that the vendor does. */
export function methodsBeyondPurposeMarks(looked: Looked): MarkFacts[] {
	return looked.parts.purposes.flatMap(({value: purpose}) => {
		const said = new Set(actionNeeds(purpose).map((need) => need.for));
		const unsaid = [
			...(said.has('write') ? [] : ['PUT', 'POST']),
			...(said.has('delete') ? [] : ['DELETE']),
		];
		const names = looked.parts.documents
			.filter(({when}) => when.purposes?.includes(purpose.id) ?? true)
			.flatMap(({rules}) => rules.flatMap(({value}) => value.AllowedMethods))
			.filter((method) => unsaid.includes(method));
		return names.length === 0
			? []
			: [{document: 'bucket-cors', purpose: purpose.title, names: [...new Set(names)]}];
	});
}

/** Somebody who is told of the names of objects, and is not the queue that the customer names. */
export function eventsElsewhereMarks({parts}: Looked): MarkFacts[] {
	const names = parts.documents.flatMap(({configuration}) =>
		configuration === undefined
			? []
			: notificationsIn(configuration.value)
					.map(({arn}) => arn)
					.filter((arn) => arn !== '{{queueArn}}'),
	);
	return names.length === 0 ? [] : [{document: 'bucket-notification', names: [...new Set(names)]}];
}

/**
 * A queue that any bucket of anybody may send to.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html
 */
export function openQueueMarks({statements}: Looked): MarkFacts[] {
	const isGuarded = (condition: object) =>
		Object.entries(condition).some(
			([operator, tests]: [string, object]) =>
				/^(?:String|Arn)(?:Equals|Like)$/.test(operator) &&
				Object.entries(tests).some(
					([key, values]: [string, string | readonly string[]]) =>
						(/^aws:SourceArn$/i.test(key) &&
							listOf(values).every((value) => value.includes('{{bucket'))) ||
						(/^aws:SourceAccount$/i.test(key) &&
							listOf(values).every((value) => value === '{{accountId}}')),
				),
		);
	const open = statements.filter(
		({value, document}) =>
			document.id === 'queue-policy' &&
			value.Effect === 'Allow' &&
			!isGuarded(value.Condition ?? {}),
	);
	return open.length === 0
		? []
		: [{document: 'queue-policy', names: open.map(({value}) => value.Sid ?? '')}];
}
