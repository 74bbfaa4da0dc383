import type {PolicyId} from '../../source/aws/index.ts';
import {
	buildDocuments,
	documentText,
	type MergeResult,
	mergePolicy,
} from '../../source/documents/index.ts';
import {UserError} from '../../source/errors.ts';
import {iconik, iconikConnection} from './connections.ts';

export const connection = iconikConnection();

/** Merges a document of iconik's connection into a policy, given as text or as a value; the narrower one to give no more. */
export function merge(
	existing: unknown,
	only: PolicyId = 'bucket-policy',
	leastPrivilege = false,
): MergeResult {
	const [addition] = buildDocuments(connection, iconik, {only, leastPrivilege});
	if (addition === undefined) {
		throw new Error('There is no such document.');
	}

	const text = typeof existing === 'string' ? existing : documentText(existing as never);
	return mergePolicy(text, addition, {
		connection,
		profile: iconik,
		name: 'policy.json',
		isNarrowing: leastPrivilege,
	});
}

/** The error that a run is refused with. */
export function refusal(run: () => unknown): UserError {
	try {
		run();
	} catch (error) {
		if (error instanceof UserError) {
			return error;
		}

		throw error;
	}

	throw new Error('It was not refused.');
}

export const policy = (...Statement: unknown[]) => ({Version: '2012-10-17', Statement});

/** A foreign statement of a bucket policy. */
export const tls = {
	Sid: 'OnlyTls',
	Effect: 'Deny',
	Principal: '*',
	Action: 's3:*',
	Resource: ['arn:aws:s3:::acme-assets', 'arn:aws:s3:::acme-assets/*'],
	Condition: {Bool: {'aws:SecureTransport': 'false'}},
};

/** The statement that leaves a key to its account. */
export const admins = {
	Sid: 'Enable IAM User Permissions',
	Effect: 'Allow',
	Principal: {AWS: 'arn:aws:iam::111122223333:root'},
	Action: 'kms:*',
	Resource: '*',
};
