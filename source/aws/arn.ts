import {UserError} from '../errors.ts';
import {quoted} from '../problems.ts';

/**
 * The six parts of an ARN; all that follows the account is the resource, colons included.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
type Arn = {
	readonly partition: string;
	readonly service: string;
	readonly region: string;
	readonly account: string;
	readonly resource: string;
};

/** The parts of a text that has the form of an ARN, wildcards and placeholders in any of them; undefined for others. */
function readArn(text: string): Arn | undefined {
	const [prefix, partition, service, region, account, ...rest] = text.split(':');
	return prefix !== 'arn' ||
		partition === undefined ||
		service === undefined ||
		region === undefined ||
		account === undefined ||
		rest.length === 0
		? undefined
		: {partition, service, region, account, resource: rest.join(':')};
}

/** Whether a text is the number of an account: twelve digits. */
export function isAccountId(text: string): boolean {
	return /^\d{12}$/.test(text);
}

/** The account that an ARN names by its twelve digits; undefined for anything else. */
export function accountInArn(text: string): string | undefined {
	const account = readArn(text)?.account;
	return account !== undefined && isAccountId(account) ? account : undefined;
}

/** The account in what is known to be an ARN with one. */
export function accountOf(arn: string): string {
	return readArn(arn)?.account ?? '';
}

/**
 * The account that a principal stands for as a whole, by its number or by its root; undefined for any other.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function wholeAccountIn(principal: string): string | undefined {
	if (isAccountId(principal)) {
		return principal;
	}

	const account = principal.endsWith(':root') ? accountInArn(principal) : undefined;
	return account !== undefined && /^arn:[^:]+:iam::\d{12}:root$/.test(principal)
		? account
		: undefined;
}

/** Whether two names of principals mean the same: a whole account has two. */
export function isSamePrincipal(one: string, other: string): boolean {
	const account = wholeAccountIn(one);
	return one === other || (account !== undefined && account === wholeAccountIn(other));
}

/** Who stands for a whole account in a policy, `arn:aws:iam::ACCOUNT:root`. */
export function accountRootArn(accountId: string): string {
	return `arn:aws:iam::${accountId}:root`;
}

/** ARN of a bucket, `arn:aws:s3:::BUCKET`. */
export function bucketArn({bucket}: {readonly bucket: string}): string {
	return `arn:aws:s3:::${bucket}`;
}

/** ARN of a role, `arn:aws:iam::ACCOUNT:role/PATH/NAME`; the path begins and ends with `/`. */
export function roleArn({
	accountId,
	rolePath,
	roleName,
}: Readonly<Record<'accountId' | 'rolePath' | 'roleName', string>>): string {
	return `arn:aws:iam::${accountId}:role${rolePath}${roleName}`;
}

/** Where a key is and whose it is, as its ARN says. */
export type KeyInArn = {
	readonly region: string;
	readonly accountId: string;
	/** A UUID, or `mrk-` and 32 hexadecimal digits. */
	readonly keyId: string;
};

/** Region, account and ID in the ARN of a KMS key; undefined for anything else, an alias included. */
export function keyInArn(arn: string): KeyInArn | undefined {
	const [, region, accountId, keyId] =
		/^arn:aws:kms:([a-z0-9-]+):(\d{12}):key\/([A-Za-z0-9-]+)$/.exec(arn) ?? [];
	return region === undefined || accountId === undefined || keyId === undefined
		? undefined
		: {region, accountId, keyId};
}

/** Where a queue is and whose it is, as its ARN says. */
export type QueueInArn = {
	readonly partition: string;
	readonly region: string;
	readonly accountId: string;
	readonly name: string;
};

/**
 * The parts of the ARN of an SQS queue; undefined for anything else.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html
 */
export function queueInArn(arn: string): QueueInArn | undefined {
	const {partition, service, region, account, resource} = readArn(arn) ?? {};
	return service === 'sqs' &&
		partition !== undefined &&
		region !== undefined &&
		/^[a-z0-9-]+$/.test(region) &&
		account !== undefined &&
		isAccountId(account) &&
		resource !== undefined &&
		/^[\w-]{1,80}(?:\.fifo)?$/.test(resource)
		? {partition, region, accountId: account, name: resource}
		: undefined;
}

/** The parts of the ARN of a queue; UserError for anything else. */
export function queueParts(arn: string): QueueInArn {
	const queue = queueInArn(arn);
	if (queue === undefined) {
		throw new UserError(`${quoted(arn)} is not the ARN of an SQS queue.`, {
			problems: [
				{
					field: 'queueArn',
					value: arn,
					rule: 'The ARN of a queue names its region, its account and the queue itself.',
					example: 'arn:aws:sqs:eu-central-1:111122223333:acme-assets-events',
				},
			],
		});
	}

	return queue;
}

/** The parts of a key ARN; UserError for anything else, an alias included. */
export function keyParts(arn: string): KeyInArn {
	const key = keyInArn(arn);
	if (key === undefined) {
		throw new UserError(`${quoted(arn)} is not the ARN of a KMS key.`, {
			problems: [
				{
					field: 'kmsKeyArn',
					value: arn,
					rule: 'The ARN of a key names its region, its account and the key itself.',
					example: 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
				},
			],
		});
	}

	return key;
}

/** Name, path and account of the role in a role's ARN; undefined for anything else, sessions of roles included. */
export function roleInArn(text: string):
	| {
			readonly roleName: string;
			readonly rolePath: string;
			readonly accountId: string;
	  }
	| undefined {
	const [, accountId, path = '', roleName] =
		/^arn:aws[a-z-]*:iam::(\d{12}):role\/((?:[\x21-\x7e]+\/)?)([A-Za-z0-9_+=,.@-]{1,64})$/.exec(
			text,
		) ?? [];

	return accountId === undefined || roleName === undefined
		? undefined
		: {roleName, rolePath: `/${path}`, accountId};
}
