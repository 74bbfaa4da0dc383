import type {QueueInArn} from './arn.ts';

/** A bucket as an ARN, an address or a page of the console names it. */
export type NamedBucket = {readonly bucket: string; readonly region?: string};

const name = '[A-Za-z0-9][A-Za-z0-9._-]*';
const region = '[a-z]{2}-[a-z]+-\\d+';
const arnForm = new RegExp(`^arn:aws[a-z-]*:s3:::(${name})(?:/.*)?$`);
const schemeForm = new RegExp(`^s3://(${name})(?:/.*)?$`, 'i');
const hostForm = new RegExp(
	`^(?:(${name})\\.)?s3(?:-website|-accelerate)?(?:[.-]dualstack)?(?:[.-](${region}))?\\.amazonaws\\.com$`,
);
const consoleHost = /(?:^|\.)console\.aws\.amazon\.com$/;
const regionalConsoleHost = new RegExp(`(?:^|\\.)(${region})\\.console\\.aws\\.amazon\\.com$`);
const consolePathForm = new RegExp(`^/s3/(?:buckets|bucket|object|upload)/(${name})(?:/|$)`);
const firstPart = new RegExp(`^/(${name})(?:/|$)`);

function named(bucket: string | undefined, region: string | undefined): NamedBucket | undefined {
	if (bucket === undefined) {
		return undefined;
	}

	return region === undefined ? {bucket} : {bucket, region};
}

function bucketInConsole(address: URL, hostRegion: string | undefined): NamedBucket | undefined {
	const asked = address.searchParams.get('region') ?? '';

	return named(
		consolePathForm.exec(address.pathname)?.[1],
		new RegExp(`^${region}$`).test(asked) ? asked : hostRegion,
	);
}

/**
 * The bucket in `s3://bucket/key`, `arn:aws:s3:::bucket/*`, an address of S3 with the bucket in its host or path, or the
 * address of the S3 console, with the region where the text says it. Undefined for anything else, access points included.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
 */
export function bucketInAddress(text: string): NamedBucket | undefined {
	const direct = arnForm.exec(text)?.[1] ?? schemeForm.exec(text)?.[1];

	if (direct !== undefined) {
		return {bucket: direct};
	}

	if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) {
		return undefined;
	}

	const address = new URL(text);
	if (consoleHost.test(address.hostname)) {
		return bucketInConsole(address, regionalConsoleHost.exec(address.hostname)?.[1]);
	}

	const host = hostForm.exec(address.hostname);

	return host === null
		? undefined
		: named(host[1] ?? firstPart.exec(address.pathname)?.[1], host[2]);
}

/** The role in the address of its page in the IAM console; undefined for anything else. */
export function roleInConsole(text: string): string | undefined {
	return /^https:\/\/(?:[a-z0-9-]+\.)*console\.aws\.amazon\.com\/iam\/.*#\/roles\/(?:details\/)?([A-Za-z0-9_+=,.@-]{1,64})(?:[?/]|$)/.exec(
		text,
	)?.[1];
}

/** The suffix of the hosts of a partition. https://docs.aws.amazon.com/general/latest/gr/sqs-service.html */
const suffixes: ReadonlyMap<string, string> = new Map([
	['aws', 'amazonaws.com'],
	['aws-us-gov', 'amazonaws.com'],
	['aws-cn', 'amazonaws.com.cn'],
]);

/** The address of a queue, by which SQS knows it. */
export function queueAddress({partition, region, accountId, name}: QueueInArn): string {
	return `https://sqs.${region}.${suffixes.get(partition) ?? 'amazonaws.com'}/${accountId}/${name}`;
}

/**
 * The ARN of the queue at an address; undefined for anything else. Queues of long ago have addresses with `queue` in them.
 * https://docs.aws.amazon.com/general/latest/gr/sqs-service.html
 */
export function queueInAddress(text: string): string | undefined {
	const found =
		/^https:\/\/(?:sqs\.(?<today>[a-z0-9-]+)|(?:(?<before>[a-z0-9-]+)\.)?queue)\.amazonaws\.com(?<china>\.cn)?\/(?<account>\d{12})\/(?<name>[\w-]{1,80}(?:\.fifo)?)\/?$/i.exec(
			text,
		)?.groups;
	if (found === undefined) {
		return undefined;
	}

	const {today, before = 'us-east-1', china, account, name} = found;
	const place = (today ?? before).toLowerCase();
	const partition =
		china !== undefined ? 'aws-cn' : place.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
	return `arn:${partition}:sqs:${place}:${account}:${name}`;
}
