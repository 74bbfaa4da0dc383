import {WriteError, type Writer} from '../account/index.ts';
import {noExtras} from '../connection/index.ts';
import type {FailedLook} from '../verify/index.ts';
import {isAsWritten} from './compare.ts';
import {answerOf, notConfirmed, patiently} from './patience.ts';
import {placeText, readBucket, type Target} from './target.ts';
import type {Change, Outcome} from './types.ts';
import {backUp, readBack, textOf, type WriteContext, withBackup} from './write-target.ts';

/** The region in which S3 takes the making of a bucket that is there already, and resets its ACLs. */
const resettingRegion = 'us-east-1';

/**
 * Makes the bucket, unless it is there and belongs to the account. Looks first: to make it twice resets its ACLs in
 * one region. https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html
 */
export async function createBucket(
	writer: Writer,
	context: WriteContext,
	{bucket, region, accountId}: Extract<Change, {kind: 'create-bucket'}> & {accountId: string},
): Promise<Outcome> {
	const place = {bucket, region, ownerId: accountId};
	const thereAfter = (doubt: WriteError | undefined): Outcome => ({
		status: 'done',
		detail:
			doubt === undefined
				? {code: 'bucket-there-by-now', facts: {bucket}}
				: {code: 'there-after-error', facts: {error: doubt.code}},
	});
	return recorded(
		context,
		{accountId, target: {kind: 'bucket', place}, after: placeText(place)},
		(made) =>
			patiently(context, {
				async attempt(doubt) {
					const seen = await readBucket(writer, place);
					if (seen.status === 'found') {
						return thereAfter(doubt);
					}

					if (
						seen.status !== 'absent' &&
						(seen.status !== 'refused' || region === resettingRegion)
					) {
						return {
							status: 'failed',
							detail:
								doubt === undefined
									? {code: 'bucket-not-seen', facts: {bucket, why: seen}}
									: {code: 'not-known', facts: {...answerOf(doubt), why: seen}},
						};
					}

					try {
						await made(writer.createBucket(bucket, region));
					} catch (error) {
						if (error instanceof WriteError && error.code === 'BucketAlreadyOwnedByYou') {
							return thereAfter(doubt);
						}

						throw error;
					}

					return {status: 'done', detail: {code: 'bucket-made', facts: {bucket, region}}};
				},
				async settle(doubt) {
					const seen = textOf(await readBucket(writer, place));
					if ('why' in seen) {
						return {
							status: 'failed',
							detail: {code: 'not-known', facts: {...answerOf(doubt), ...seen}},
						};
					}

					return seen.text === undefined ? notConfirmed(doubt) : thereAfter(doubt);
				},
			}),
	);
}

/**
 * Whether IAM says of a role that is to be made that its boundary is not there, or cannot be one: nothing else has to be
 * there. https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePermissionsBoundary.html
 */
function isAboutBoundary({code}: WriteError): boolean {
	return code === 'NoSuchEntity' || code === 'PolicyNotAttachable';
}

/** Makes the role with its trust policy. One that appeared meanwhile is left alone: nobody has looked at it yet. */
export async function createRole(
	writer: Writer,
	context: WriteContext,
	change: Extract<Change, {kind: 'create-role'}> & {readonly accountId: string},
): Promise<Outcome> {
	const {roleName, rolePath, trustPolicy, description, accountId, extras = noExtras} = change;
	const read = () => writer.readTrustPolicy(roleName);
	const isOurs = (text: string | undefined) =>
		text !== undefined && isAsWritten('role', text, trustPolicy);
	const appeared: Outcome = {status: 'failed', detail: {code: 'role-appeared', facts: {roleName}}};

	/**
	 * Whether the role has the boundary that it was to be made with; one with the same trust policy and another boundary is
	 * somebody else's. Its tags say nothing: organizations have programs that tag what is new.
	 */
	const hasBoundary = async (): Promise<boolean | {readonly why: FailedLook}> => {
		const {permissionsBoundary} = extras;
		if (permissionsBoundary === undefined) {
			return true;
		}

		const seen = textOf(await writer.readRoleBoundary(roleName));
		return 'why' in seen ? seen : seen.text === permissionsBoundary;
	};

	/** What a look says after an error that left it open; undefined where there is no such role. */
	const afterDoubt = async (doubt: WriteError): Promise<Outcome | undefined> => {
		const seen = textOf(await read());
		if ('why' in seen) {
			return {status: 'failed', detail: {code: 'not-known', facts: {...answerOf(doubt), ...seen}}};
		}

		if (seen.text === undefined) {
			return undefined;
		}

		const isWhole = isOurs(seen.text) ? await hasBoundary() : false;
		if (typeof isWhole === 'object') {
			return {
				status: 'failed',
				detail: {code: 'not-known', facts: {...answerOf(doubt), ...isWhole}},
			};
		}

		return isWhole
			? {status: 'done', detail: {code: 'there-after-error', facts: {error: doubt.code}}}
			: {status: 'failed', detail: {code: 'changed-in-doubt', facts: answerOf(doubt)}};
	};

	return recorded(
		context,
		{accountId, target: {kind: 'role', roleName, rolePath}, after: trustPolicy},
		(made) =>
			patiently(context, {
				text: trustPolicy,
				async attempt(doubt) {
					const settled = doubt && (await afterDoubt(doubt));
					if (settled !== undefined) {
						return settled;
					}

					try {
						await made(
							writer.createRole({
								name: roleName,
								path: rolePath,
								trustPolicy,
								description,
								...extras,
							}),
						);
					} catch (error) {
						if (error instanceof WriteError && error.code === 'EntityAlreadyExists') {
							return (doubt && (await afterDoubt(doubt))) ?? appeared;
						}

						const {permissionsBoundary: arn} = extras;
						if (arn !== undefined && error instanceof WriteError && isAboutBoundary(error)) {
							const {code, action} = error;
							return {
								status: 'failed',
								detail: {code: 'boundary-not-taken', facts: {arn, error: code, action}},
							};
						}

						if (error instanceof WriteError && error.isRefused) {
							return {
								status: 'failed',
								detail: {code: 'role-refused', facts: {...answerOf(error), extras}},
							};
						}

						throw error;
					}

					const note = await readBack(context, read, {
						isThere: isOurs,
						isBefore: (text) => text === undefined,
					});
					return {status: 'done', detail: note ?? {code: 'role-made', facts: {roleName}}};
				},
				settle: async (doubt) => (await afterDoubt(doubt)) ?? notConfirmed(doubt),
			}),
	);
}

/**
 * Makes something new, after a record of that in the place of a backup: what is made is to be undone too, or named where
 * it cannot be. Without a record nothing is made; where nothing was made, the record is taken away.
 */
async function recorded(
	context: WriteContext,
	{
		accountId,
		target,
		after,
	}: {readonly accountId: string; readonly target: Target; readonly after: string},
	make: (made: (creation: Promise<void>) => Promise<void>) => Promise<Outcome>,
): Promise<Outcome> {
	const saved = await backUp(context, {accountId, resource: target, before: null, after});
	if ('outcome' in saved) {
		return saved.outcome;
	}

	let isUntouched = true;
	const outcome = await make(async (creation) => {
		try {
			await creation;
			isUntouched = false;
		} catch (error) {
			isUntouched &&= error instanceof WriteError && !error.isUncertain;
			throw error;
		}
	});
	return withBackup(outcome, saved.path, isUntouched);
}
