import {isObject} from '../../json/index.ts';
import {knownError, noQueue} from '../error-codes.ts';
import {facts} from '../facts.ts';
import {foundOr} from '../looked.ts';
import {type BucketPlace, WriteError, type Writer} from '../writer.ts';
import {
	newBucket,
	type PracticeBucket,
	type PracticeKey,
	type PracticeQueue,
	type PracticeRole,
	type PracticeState,
} from './state.ts';

function refusal(code: string, action: string): WriteError {
	return new WriteError(knownError(code)?.reason ?? 'You are not allowed to do this.', {
		code,
		action,
	});
}

function presentOr<T>(value: T | undefined, code: string, action: string): T {
	if (value === undefined) {
		throw refusal(code, action);
	}

	return value;
}

/** Refuses what no service takes for a policy: a text that is not a JSON object. */
function refuseMalformed(text: string, code: string, action: string): void {
	try {
		const value: unknown = JSON.parse(text);
		if (isObject(value)) {
			return;
		}
	} catch {
		// Refused below, as every other text that is no policy.
	}

	throw refusal(code, action);
}

/** Changes the practice account, and refuses as AWS does what cannot be. */
export function createPracticeWriter(
	state: PracticeState,
	now: () => Date = () => new Date(),
): Writer {
	const bucketAt = ({bucket, ownerId}: BucketPlace, action: string): PracticeBucket => {
		if (ownerId !== state.accountId) {
			throw refusal('AccessDenied', action);
		}

		return presentOr(state.buckets.get(bucket), 'NoSuchBucket', action);
	};
	const roleAt = (name: string, action: string): PracticeRole =>
		presentOr(state.roles.get(name), 'NoSuchEntity', action);
	const keyAt = (arn: string, action: string): PracticeKey =>
		presentOr(state.keys.get(arn), 'NotFoundException', action);

	const holding = (bucket: string) => ({
		accountId: state.accountId,
		bucket: state.buckets.get(bucket),
	});
	const queueAt = (arn: string, action: string): PracticeQueue =>
		presentOr(state.queues.get(arn), noQueue, action);

	return {
		accountId: async () => state.accountId,

		async createBucket(bucket, region) {
			if (state.buckets.has(bucket)) {
				throw refusal('BucketAlreadyOwnedByYou', 's3:CreateBucket');
			}

			// Otherwise the next look would put its mistakes over what was made here.
			state.seeded.add(`bucket ${bucket}`);
			state.buckets.set(bucket, newBucket(region));
		},

		async putEncryption(place, rules) {
			bucketAt(place, 's3:PutEncryptionConfiguration').encryption = rules;
		},

		async createRole({name, path, trustPolicy, permissionsBoundary, tags = []}) {
			const action = 'iam:CreateRole';
			const lowerCase = name.toLowerCase();
			if ([...state.roles.keys()].some((other) => other.toLowerCase() === lowerCase)) {
				throw refusal('EntityAlreadyExists', action);
			}

			refuseMalformed(trustPolicy, 'MalformedPolicyDocument', action);
			state.seeded.add(`role ${name}`);
			state.roles.set(name, {
				arn: `arn:aws:iam::${state.accountId}:role${path}${name}`,
				trustPolicy,
				createdAt: now().toISOString(),
				...(permissionsBoundary !== undefined && {boundaryArn: permissionsBoundary}),
				tags: Object.fromEntries(tags.map(({key, value}) => [key, value])),
				policies: new Map(),
			});
		},

		async putTrustPolicy(roleName, text) {
			const action = 'iam:UpdateAssumeRolePolicy';
			const role = roleAt(roleName, action);
			refuseMalformed(text, 'MalformedPolicyDocument', action);
			role.trustPolicy = text;
		},

		async putRolePolicy(roleName, policyName, text) {
			const action = 'iam:PutRolePolicy';
			const role = roleAt(roleName, action);
			refuseMalformed(text, 'MalformedPolicyDocument', action);
			role.policies.set(policyName, text);
		},

		async putBucketPolicy(place, text) {
			const action = 's3:PutBucketPolicy';
			const bucket = bucketAt(place, action);
			refuseMalformed(text, 'MalformedPolicy', action);
			bucket.policy = text;
		},

		async putKeyPolicy(keyArn, text) {
			const action = 'kms:PutKeyPolicy';
			const key = keyAt(keyArn, action);
			refuseMalformed(text, 'MalformedPolicyDocumentException', action);
			key.policy = text;
		},

		async putCors(place, rules) {
			bucketAt(place, 's3:PutBucketCORS').cors = rules;
		},

		async putNotification(place, notification) {
			bucketAt(place, 's3:PutBucketNotification').notification = notification;
		},

		async putQueuePolicy(queueArn, text) {
			const action = 'sqs:SetQueueAttributes';
			const queue = queueAt(queueArn, action);
			refuseMalformed(text, 'InvalidAttributeValue', action);
			queue.policy = text;
		},

		readEncryption: async ({bucket}) =>
			foundOr(state.buckets.get(bucket)?.encryption, 'NoSuchBucket'),
		readTrustPolicy: async (roleName) =>
			foundOr(state.roles.get(roleName)?.trustPolicy, 'NoSuchEntity'),
		readRoleBoundary: async (roleName) =>
			foundOr(state.roles.get(roleName)?.boundaryArn, 'NoSuchEntity'),
		readRolePolicy: async (roleName, policyName) =>
			foundOr(state.roles.get(roleName)?.policies.get(policyName), 'NoSuchEntity'),
		readBucketPolicy: async ({bucket}) =>
			foundOr(
				state.buckets.get(bucket)?.policy,
				state.buckets.has(bucket) ? 'NoSuchBucketPolicy' : 'NoSuchBucket',
			),
		readKeyPolicy: async (keyArn) => foundOr(state.keys.get(keyArn)?.policy, 'NotFoundException'),

		readCors: async ({bucket}) => facts.bucket.cors.inPractice(holding(bucket)),
		readNotification: async ({bucket}) => facts.bucket.notification.inPractice(holding(bucket)),
		readQueuePolicy: async (queueArn) =>
			facts.queue.policy.inPractice({
				accountId: state.accountId,
				queue: state.queues.get(queueArn),
			}),

		async deleteCors(place) {
			delete bucketAt(place, 's3:PutBucketCORS').cors;
		},

		async deleteQueuePolicy(queueArn) {
			delete queueAt(queueArn, 'sqs:SetQueueAttributes').policy;
		},

		async deleteBucketPolicy(place) {
			delete bucketAt(place, 's3:DeleteBucketPolicy').policy;
		},

		async deleteRolePolicy(roleName, policyName) {
			const action = 'iam:DeleteRolePolicy';
			if (!roleAt(roleName, action).policies.delete(policyName)) {
				throw refusal('NoSuchEntity', action);
			}
		},

		async deleteRole(roleName) {
			const action = 'iam:DeleteRole';
			if (roleAt(roleName, action).policies.size > 0) {
				throw refusal('DeleteConflict', action);
			}

			state.roles.delete(roleName);
		},
	};
}
