import {WriteError, type Writer} from '../account/index.ts';
import {isAsWritten} from './compare.ts';
import {patiently, type Waiting} from './patience.ts';
import type {Change, Outcome} from './types.ts';
import {backUp, readBack, type WriteContext} from './write-target.ts';

/** The region in which S3 takes the making of a bucket that is there already, and resets its ACLs. */
const resettingRegion = 'us-east-1';

/**
 * Makes the bucket, unless it is there and belongs to the account. Looks first: to make it twice resets its ACLs in
 * one region. https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html
 */
export async function createBucket(
	writer: Writer,
	waiting: Waiting,
	{bucket, region, accountId}: Extract<Change, {kind: 'create-bucket'}> & {accountId: string},
): Promise<Outcome> {
	const isThere: Outcome = {
		status: 'done',
		detail: {code: 'bucket-there-by-now', facts: {bucket}},
	};
	return patiently(waiting, undefined, async () => {
		// Answered only for a bucket of this account: the call names the owner that is expected.
		const seen = await writer.readEncryption({bucket, region, ownerId: accountId});
		if (seen.status === 'found' || (seen.status === 'absent' && seen.code !== 'NoSuchBucket')) {
			return isThere;
		}

		if (seen.status !== 'absent' && (seen.status !== 'refused' || region === resettingRegion)) {
			return {
				status: 'failed',
				detail: {code: 'bucket-not-seen', facts: {bucket, why: seen}},
			};
		}

		try {
			await writer.createBucket(bucket, region);
		} catch (error) {
			if (error instanceof WriteError && error.code === 'BucketAlreadyOwnedByYou') {
				return isThere;
			}

			throw error;
		}

		return {status: 'done', detail: {code: 'bucket-made', facts: {bucket, region}}};
	});
}

/** Makes the role with its trust policy. One that appeared meanwhile is left alone: nobody has looked at it yet. */
export async function createRole(
	writer: Writer,
	context: WriteContext,
	change: Extract<Change, {kind: 'create-role'}> & {readonly accountId: string},
): Promise<Outcome> {
	const {roleName, rolePath, trustPolicy, description, accountId} = change;
	const saved = await backUp(context, {
		accountId,
		resource: {kind: 'role', roleName, rolePath},
		before: null,
		after: trustPolicy,
	});
	if ('outcome' in saved) {
		return saved.outcome;
	}

	const outcome = await patiently(context, trustPolicy, async () => {
		try {
			await writer.createRole({name: roleName, path: rolePath, trustPolicy, description});
		} catch (error) {
			if (error instanceof WriteError && error.code === 'EntityAlreadyExists') {
				return {status: 'failed', detail: {code: 'role-appeared', facts: {roleName}}};
			}

			throw error;
		}

		const note = await readBack(
			context,
			() => writer.readTrustPolicy(roleName),
			(text) => text !== undefined && isAsWritten('role', text, trustPolicy),
		);
		return {status: 'done', detail: note ?? {code: 'role-made', facts: {roleName}}};
	});
	return {...outcome, backup: saved.path};
}
