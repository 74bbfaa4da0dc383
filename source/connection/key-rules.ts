import type {FieldContext} from './field.ts';
import {partitionReason, partitionTitle, regionRule} from './region-rules.ts';
import {placeholderRule, textRule} from './text-rules.ts';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const multiRegionId = /^mrk-[0-9a-f]{32}$/;

const form = 'arn:aws:kms:REGION:ACCOUNT:key/KEY-ID';

function isKeyId(text: string): boolean {
	return uuid.test(text) || multiRegionId.test(text);
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketEncryption.html */
const aliasRule =
	'This is an alias; give the ARN of the key itself. S3 looks up an alias in the account of the requester, and an alias in a policy grants nothing.';

function notAnArnRule(value: string): string | undefined {
	if (/^https?:/i.test(value)) {
		return 'This is a web address; copy the ARN from the page of the key in the KMS console.';
	}

	if (/^alias\//i.test(value)) {
		return aliasRule;
	}

	if (isKeyId(value.toLowerCase())) {
		return `This is only the ID of a key; give the full ARN, ${form}.`;
	}

	return /^arn:/.test(value)
		? undefined
		: `A key ARN begins with "arn:aws:kms:" and has the form ${form}.`;
}

function placeRule(region: string, account: string, context: FieldContext): string | undefined {
	if (region === '') {
		return `The ARN names no region; the form is ${form}.`;
	}

	if (regionRule(region, context) !== undefined) {
		return `"${region}" in the ARN is not a region; the form is ${form}.`;
	}

	if (!/^\d{12}$/.test(account)) {
		return account === ''
			? `The ARN names no account; the form is ${form}.`
			: `"${account}" in the ARN is not an account ID, which has twelve digits.`;
	}

	return context.region !== undefined &&
		context.region !== region &&
		regionRule(context.region, context) === undefined
		? `The key is in ${region} and the bucket is in ${context.region}. S3 uses only keys in the bucket's own region.`
		: undefined;
}

function keyIdRule(resource: string): string | undefined {
	const id = resource.slice('key/'.length);

	if (isKeyId(id)) {
		return undefined;
	}

	if (isKeyId(id.toLowerCase())) {
		return 'The ID of a key is written in lower case.';
	}

	return id.startsWith('mrk-')
		? 'The ID of a multi-Region key is "mrk-" and 32 hexadecimal digits.'
		: 'The ID of a key is 32 hexadecimal digits in five groups of 8, 4, 4, 4 and 12, joined by hyphens.';
}

/**
 * The rule that the ARN of a KMS key breaks, or undefined. Its region has to be that of the bucket.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 */
export function kmsKeyArnRule(value: string, context: FieldContext): string | undefined {
	const broken = textRule('A key ARN', value) ?? placeholderRule(value) ?? notAnArnRule(value);

	if (broken !== undefined) {
		return broken;
	}

	const [, partition = '', service = '', region = '', account = '', ...rest] = value.split(':');
	const resource = rest.join(':');
	const title = partitionTitle(partition);

	if (title !== undefined) {
		return `This key ${partitionReason(title, partition, context.profile.name)}`;
	}

	if (partition !== 'aws') {
		return `A key ARN begins with "arn:aws:kms:" and has the form ${form}.`;
	}

	if (service !== 'kms') {
		return `This is an ARN of "${service}", not of a KMS key; the form is ${form}.`;
	}

	if (resource.startsWith('alias/')) {
		return aliasRule;
	}

	if (!resource.startsWith('key/')) {
		return `After the account, a key ARN has "key/" and the ID of the key; the form is ${form}.`;
	}

	return placeRule(region, account, context) ?? keyIdRule(resource);
}
