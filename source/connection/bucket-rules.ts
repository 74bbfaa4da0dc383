import {bucketInAddress} from '../aws/index.ts';
import {characterName, firstOther} from '../characters.ts';
import type {FieldContext, Reading} from './field.ts';
import {placeholderRule, textRule} from './text-rules.ts';

type Limits = {readonly legacy: boolean; readonly newBucket: boolean};

const reservedPrefixes = ['xn--', 'sthree-', 'amzn-s3-demo-'] as const;

/** What AWS puts behind names of things that are no general purpose bucket. */
const reservedSuffixes: ReadonlyMap<string, string> = new Map([
	['-s3alias', 'the alias of an access point'],
	['--ol-s3', 'the alias of an Object Lambda access point'],
	['.mrap', 'the alias of a Multi-Region Access Point'],
	['--x-s3', 'the name of a directory bucket'],
	['--table-s3', 'the name of a table bucket'],
]);

const accountRegional = /^[a-z0-9][a-z0-9.-]*-(\d{12})-([a-z]{2}-[a-z]+-\d+)-an$/;
const regionsWithoutAccountRegional = ['me-south-1', 'me-central-1'];

/** Old names were allowed in one region only, which a person with such a bucket has to hear. */
function exception(limits: Limits, what: string): string {
	return limits.newBucket
		? ''
		: ` Only buckets in us-east-1 that were created before March 2018 may ${what}.`;
}

function pastedRule(value: string): string | undefined {
	if (/^arn:/i.test(value)) {
		return 'This is an ARN; give only the bucket name, the part after ":::".';
	}

	if (/^s3:\/\//i.test(value)) {
		return 'This is an S3 address; give only the bucket name, the part between "s3://" and the next "/".';
	}

	if (/^https?:\/\//i.test(value)) {
		return 'This is a web address; give only the bucket name.';
	}

	return value.includes('/')
		? 'A bucket name has no "/"; a folder in the bucket is not part of its name.'
		: undefined;
}

function lengthRule(value: string, limits: Limits): string | undefined {
	const {length} = [...value];

	if (length < 3) {
		return `A bucket name has at least 3 characters; this one has ${length}.`;
	}

	if (limits.legacy) {
		return length > 255
			? `Even the oldest bucket names have at most 255 characters; this one has ${length}.`
			: undefined;
	}

	return length > 63
		? `A bucket name has at most 63 characters; this one has ${length}.${exception(limits, 'have longer names')}`
		: undefined;
}

function alphabetRule(value: string, limits: Limits): string | undefined {
	const blank = /\p{White_Space}/u.exec(value)?.[0];

	if (blank !== undefined) {
		return `A bucket name has no white space; this one has ${characterName(blank)} in it.`;
	}

	if (!limits.legacy) {
		const upperCase = /[A-Z]/.exec(value)?.[0];

		if (upperCase !== undefined) {
			return `A bucket name has no upper-case letters; this one has "${upperCase}".${exception(limits, 'have them')}`;
		}

		if (value.includes('_')) {
			return `A bucket name has no underscores; hyphens are allowed.${exception(limits, 'have them')}`;
		}
	}

	const other = firstOther(value, limits.legacy ? /[A-Za-z0-9._-]/ : /[a-z0-9.-]/);

	return other === undefined
		? undefined
		: `A bucket name has only lower-case letters, digits, hyphens and dots; this one has ${other}.`;
}

function shapeRule(value: string): string | undefined {
	const first = value.charAt(0);
	const last = value.charAt(value.length - 1);

	if (!/[A-Za-z0-9]/.test(first)) {
		return `A bucket name begins with a letter or a digit, not with "${first}".`;
	}

	if (!/[A-Za-z0-9]/.test(last)) {
		return `A bucket name ends with a letter or a digit, not with "${last}".`;
	}

	if (value.includes('..')) {
		return 'A bucket name cannot have two dots in a row.';
	}

	return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(value)
		? 'A bucket name must not look like an IP address.'
		: undefined;
}

function reservedRule(value: string): string | undefined {
	const prefix = reservedPrefixes.find((reserved) => value.startsWith(reserved));

	if (prefix !== undefined) {
		return `AWS reserves names that begin with "${prefix}"; your buckets cannot have such a name.`;
	}

	for (const [suffix, thing] of reservedSuffixes) {
		if (value.endsWith(suffix)) {
			return `A name that ends with "${suffix}" is ${thing}; give the name of a general purpose bucket.`;
		}
	}

	return undefined;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html */
function accountRegionalRule(value: string, context: FieldContext): string | undefined {
	if (!value.endsWith('-an')) {
		return undefined;
	}

	const [, account, region] = accountRegional.exec(value) ?? [];

	if (account === undefined || region === undefined) {
		return 'A name that ends with "-an" belongs to one account and region and has the form prefix-ACCOUNT-REGION-an, with the twelve digits and the region code.';
	}

	if (regionsWithoutAccountRegional.includes(region)) {
		return `AWS offers no names that end with "-an" in ${region}.`;
	}

	if (context.accountId !== undefined && context.accountId !== account) {
		return `This name belongs to account ${account}, but the connection is for another account.`;
	}

	return context.region !== undefined && context.region !== region
		? `This name belongs to the region ${region}, but the connection is for another region.`
		: undefined;
}

/**
 * The rule that a bucket name breaks, or undefined. Existing buckets are judged leniently: in us-east-1 their names may
 * be from before March 2018, with upper case, underscores and up to 255 characters.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
export function bucketRule(value: string, context: FieldContext): string | undefined {
	const newBucket = context.newBucket ?? false;
	const limits = {
		newBucket,
		legacy: !newBucket && context.region === 'us-east-1',
	};

	return (
		textRule('A bucket name', value) ??
		placeholderRule(value) ??
		pastedRule(value) ??
		lengthRule(value, limits) ??
		alphabetRule(value, limits) ??
		shapeRule(value) ??
		reservedRule(value) ??
		accountRegionalRule(value, context)
	);
}

/**
 * True for a name in the namespace of one account and region, `prefix-ACCOUNT-REGION-an`: a bucket of that name is made
 * there and nowhere else. https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html
 */
export function isAccountRegionalName(name: string): boolean {
	return accountRegional.test(name);
}

/** True for a name that only old buckets in us-east-1 can have. */
export function isLegacyBucketName(name: string): boolean {
	return /[A-Z_]/.test(name) || name.length > 63;
}

/** The bucket in an ARN, an S3 address or a web address of S3 or its console. */
export function readBucket(text: string): Reading | undefined {
	const found = bucketInAddress(text);

	return found === undefined
		? undefined
		: {
				value: found.bucket,
				note: `The bucket name, ${found.bucket}, was taken from what you entered.`,
				...(found.region === undefined ? {} : {also: {region: found.region}}),
			};
}
