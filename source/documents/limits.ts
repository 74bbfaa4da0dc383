import {createScanner} from 'jsonc-parser';
import type {DocumentId, PolicyId} from '../aws/index.ts';
import {type ExitCode, exitCodes, UserError} from '../errors.ts';
import type {PolicyDocument} from '../policy/index.ts';

/** The documents' names as the console shows them. */
export const documentTitles: Readonly<Record<DocumentId, string>> = {
	'role-policy': 'Role policy',
	'trust-policy': 'Trust policy',
	'bucket-policy': 'Bucket policy',
	'key-policy': 'Key policy',
	'bucket-cors': 'CORS configuration',
	'bucket-notification': 'Event notification',
	'queue-policy': 'Queue policy',
};

/** How large a document is and how large AWS lets it be. */
export type DocumentSize = {
	readonly used: number;
	readonly limit: number;
	readonly unit: 'characters' | 'bytes';
};

type Limit = Omit<DocumentSize, 'used'> & {readonly remedy: string};

/**
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html (role 10,240, trust 2,048, white space not
 * counted), https://docs.aws.amazon.com/AmazonS3/latest/userguide/add-bucket-policy.html (20 KB),
 * https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html (32,768 bytes),
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html (8,192 bytes)
 */
const limits: Readonly<Record<PolicyId, Limit>> = {
	'role-policy': {
		limit: 10_240,
		unit: 'characters',
		remedy: 'Move part of it into a managed policy and attach it to the role.',
	},
	'trust-policy': {
		limit: 2048,
		unit: 'characters',
		remedy: 'Use a shorter external ID or role path, or ask AWS to raise the quota.',
	},
	'bucket-policy': {
		limit: 20_480,
		unit: 'bytes',
		remedy:
			'Remove statements that are no longer needed, or combine those that differ only in their principal.',
	},
	'key-policy': {
		limit: 32_768,
		unit: 'bytes',
		remedy:
			'Remove statements that are no longer needed, or move what is for your own account into IAM policies.',
	},
	'queue-policy': {
		limit: 8192,
		unit: 'bytes',
		remedy:
			'Remove statements that are no longer needed, or combine those that differ only in their principal.',
	},
};

/** Pretty JSON with two spaces and no newline at the end, as the console shows it. */
export function documentText(document: object): string {
	return JSON.stringify(document, undefined, 2);
}

/** A JSON text without the white space between its tokens; every token stays as it is written. */
export function minifyText(text: string): string {
	const scanner = createScanner(text, true);
	const tokens: string[] = [];
	let end = 0;
	while (end < text.length) {
		scanner.scan();
		const start = scanner.getTokenOffset();
		end = start + scanner.getTokenLength();
		tokens.push(text.slice(start, end));
	}

	return tokens.join('');
}

/**
 * The size that AWS would count: a document is measured as it is sent, minified. Of a text, white space between tokens
 * counts where AWS counts bytes and does not where it counts characters.
 */
export function documentSize(id: PolicyId, document: PolicyDocument | string): DocumentSize {
	const {limit, unit} = limits[id];
	if (unit === 'bytes') {
		const text = typeof document === 'string' ? document : JSON.stringify(document);
		return {used: new TextEncoder().encode(text).length, limit, unit};
	}

	const text = typeof document === 'string' ? minifyText(document) : JSON.stringify(document);
	return {used: text.length, limit, unit};
}

/** The document's size; UserError with both numbers and what helps where it is over the limit. */
export function checkLimits(
	id: PolicyId,
	document: PolicyDocument | string,
	exitCode: ExitCode = exitCodes.invalid,
): DocumentSize {
	const size = documentSize(id, document);
	if (size.used > size.limit) {
		const [used, limit] = [size.used, size.limit].map((number) => number.toLocaleString('en-US'));
		throw new UserError(
			`The ${documentTitles[id].toLowerCase()} is too large for AWS: ${used} ${size.unit}, but only ${limit} are allowed.`,
			{exitCode, hint: limits[id].remedy},
		);
	}

	return size;
}
