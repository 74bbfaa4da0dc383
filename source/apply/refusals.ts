import {WriteError, type Writer} from '../account/index.ts';
import {isObject} from '../json/index.ts';

/** A writer that remembers which IAM actions were refused to it, in the order in which that happened. */
export type WatchedWriter = {readonly writer: Writer; readonly refused: ReadonlySet<string>};

/** The writer with a memory of what it was not allowed to do; it changes nothing else about it. */
export function watchRefusals(writer: Writer): WatchedWriter {
	const refused = new Set<string>();

	async function watched<T>(work: Promise<T>): Promise<T> {
		try {
			const value = await work;
			note(value);
			return value;
		} catch (error) {
			if (error instanceof WriteError && error.isRefused) {
				refused.add(error.action);
			}

			throw error;
		}
	}

	/** What cannot be read comes as a value. */
	function note(value: unknown): void {
		if (isObject(value) && value.status === 'refused' && 'action' in value) {
			refused.add(String(value.action));
		}
	}

	return {
		refused,
		writer: {
			accountId: () => watched(writer.accountId()),
			createBucket: (bucket, region) => watched(writer.createBucket(bucket, region)),
			putEncryption: (place, rules) => watched(writer.putEncryption(place, rules)),
			createRole: (role) => watched(writer.createRole(role)),
			putTrustPolicy: (roleName, text) => watched(writer.putTrustPolicy(roleName, text)),
			putRolePolicy: (roleName, policyName, text) =>
				watched(writer.putRolePolicy(roleName, policyName, text)),
			putBucketPolicy: (place, text) => watched(writer.putBucketPolicy(place, text)),
			putKeyPolicy: (keyArn, text) => watched(writer.putKeyPolicy(keyArn, text)),
			putCors: (place, rules) => watched(writer.putCors(place, rules)),
			putNotification: (place, notification) =>
				watched(writer.putNotification(place, notification)),
			putQueuePolicy: (queueArn, text) => watched(writer.putQueuePolicy(queueArn, text)),
			readEncryption: (place) => watched(writer.readEncryption(place)),
			readTrustPolicy: (roleName) => watched(writer.readTrustPolicy(roleName)),
			readRoleBoundary: (roleName) => watched(writer.readRoleBoundary(roleName)),
			readRolePolicy: (roleName, policyName) =>
				watched(writer.readRolePolicy(roleName, policyName)),
			readBucketPolicy: (place) => watched(writer.readBucketPolicy(place)),
			readKeyPolicy: (keyArn) => watched(writer.readKeyPolicy(keyArn)),
			readCors: (place) => watched(writer.readCors(place)),
			readNotification: (place) => watched(writer.readNotification(place)),
			readQueuePolicy: (queueArn) => watched(writer.readQueuePolicy(queueArn)),
			deleteBucketPolicy: (place) => watched(writer.deleteBucketPolicy(place)),
			deleteRolePolicy: (roleName, policyName) =>
				watched(writer.deleteRolePolicy(roleName, policyName)),
			deleteRole: (roleName) => watched(writer.deleteRole(roleName)),
			deleteCors: (place) => watched(writer.deleteCors(place)),
			deleteQueuePolicy: (queueArn) => watched(writer.deleteQueuePolicy(queueArn)),
		},
	};
}
