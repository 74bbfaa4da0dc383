import {queueInAddress, queueInArn} from '../aws/index.ts';
import type {FieldContext, Reading} from './field.ts';
import {partitionReason, partitionTitle, regionRule} from './region-rules.ts';
import {placeholderRule, textRule} from './text-rules.ts';

const form = 'arn:aws:sqs:REGION:ACCOUNT:NAME';

function notAnArnRule(value: string): string | undefined {
	if (/^https?:/i.test(value)) {
		return 'This is a web address; copy the ARN from the page of the queue in the SQS console.';
	}

	return value.startsWith('arn:')
		? undefined
		: `The ARN of a queue begins with "arn:aws:sqs:" and has the form ${form}.`;
}

function serviceRule(partition: string, service: string, vendor: string): string | undefined {
	const title = partitionTitle(partition);
	if (title !== undefined) {
		return `This queue ${partitionReason(title, partition, vendor)}`;
	}

	return partition === 'aws' && service === 'sqs'
		? undefined
		: `This is an ARN of "${service}", not of an SQS queue; the form is ${form}.`;
}

/**
 * Letters, digits, hyphens and underscores, at most 80.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html
 * S3 sends to no FIFO queue, whose name ends with `.fifo`.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-s3-bucket-queueconfiguration.html
 */
function nameRule(name: string): string | undefined {
	if (name.endsWith('.fifo')) {
		return 'This is a FIFO queue. S3 sends its events to standard queues only.';
	}

	return /^[A-Za-z0-9_-]{1,80}$/.test(name)
		? undefined
		: 'The name of a queue has 1 to 80 unaccented letters, digits, hyphens and underscores.';
}

function placeRule(
	region: string,
	account: string,
	{profile, ...context}: FieldContext,
): string | undefined {
	if (region === '' || regionRule(region, {profile, ...context}) !== undefined) {
		return `"${region}" in the ARN is not a region; the form is ${form}.`;
	}

	if (!/^\d{12}$/.test(account)) {
		return `"${account}" in the ARN is not an account ID, which has twelve digits.`;
	}

	// https://docs.aws.amazon.com/AmazonS3/latest/user-guide/setup-event-notification-destination.html
	if (
		context.region !== undefined &&
		context.region !== region &&
		regionRule(context.region, {profile, ...context}) === undefined
	) {
		return `The queue is in ${region} and the bucket is in ${context.region}. S3 sends events only to queues in the bucket's own region.`;
	}

	return profile.queue?.of === 'customer' &&
		context.accountId !== undefined &&
		/^\d{12}$/.test(context.accountId) &&
		context.accountId !== account
		? `The queue is in account ${account} and the bucket is in account ${context.accountId}. ${profile.name} asks for a queue of your own account.`
		: undefined;
}

/** The rule that the ARN of a queue for the events of the bucket breaks, or undefined. */
export function queueArnRule(value: string, context: FieldContext): string | undefined {
	const broken =
		textRule('The ARN of a queue', value) ?? placeholderRule(value) ?? notAnArnRule(value);
	if (broken !== undefined) {
		return broken;
	}

	const [, partition = '', service = '', region = '', account = '', ...rest] = value.split(':');
	return (
		serviceRule(partition, service, context.profile.name) ??
		placeRule(region, account, context) ??
		nameRule(rest.join(':'))
	);
}

/** The ARN of the queue whose address was given. */
export function readQueueArn(text: string): Reading | undefined {
	const value = queueInAddress(text);
	return value === undefined
		? undefined
		: {value, note: `The address of the queue was read as its ARN: ${value}.`};
}

/** An ARN like the one of the profile, where the bucket is. */
export function nearQueueArn({
	profile: {queue},
	region,
	accountId,
}: FieldContext): string | undefined {
	const example = queue && queueInArn(queue.example);
	if (example === undefined) {
		return undefined;
	}

	const place = /^[a-z]{2}-[a-z]+-\d+$/.test(region ?? '') ? region : example.region;
	const own = /^\d{12}$/.test(accountId ?? '') ? accountId : example.accountId;
	return `arn:aws:sqs:${place}:${queue?.of === 'customer' ? own : example.accountId}:${example.name}`;
}
