import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {onTestFinished} from 'vitest';
import {emptyState, type PracticeState} from '../../../source/account/practice/state.ts';
import {type ExecuteContext, executePlan} from '../../../source/apply/index.ts';
import type {Plan, PlanStep} from '../../../source/apply/types.ts';
import {aboutOf} from '../../../source/verify/index.ts';
import {creativeForce, creativeForceConnection, keyArn} from '../../support/connections.ts';
import type {FakeWriter} from './fake-writer.ts';

const connection = creativeForceConnection();
export const about = aboutOf(connection, creativeForce, 'practice');
export const {accountId, bucket, region} = connection;
export const place = {bucket, region, ownerId: accountId};
export const roleName = 'CreativeForceAccess';
export const policyName = 'VendorAccess';
export {keyArn};

/** A policy with these Sids, as AWS would store it. */
export function policy(...sids: readonly string[]): string {
	return JSON.stringify({
		Version: '2012-10-17',
		Statement: sids.map((Sid) => ({Sid, Effect: 'Allow', Action: 's3:GetObject', Resource: '*'})),
	});
}

/** A folder for backups that is gone after the test. */
export function backupFolder(): string {
	const folder = mkdtempSync(path.join(tmpdir(), 's3-handshake-'));
	onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
	return path.join(folder, 'data', 'backups');
}

export function filesIn(folder: string): readonly string[] {
	try {
		return readdirSync(folder).map((name) => path.join(folder, name));
	} catch {
		return [];
	}
}

/** What `executePlan` needs, with waits that are over at once and are kept in `waits`. */
export function contextFor(
	changes: Partial<ExecuteContext> = {},
): ExecuteContext & {readonly waits: number[]} {
	const waits: number[] = [];
	return {
		backupFolder: backupFolder(),
		now: () => new Date('2026-11-21T20:15:30.123Z'),
		async wait(milliseconds) {
			waits.push(milliseconds);
		},
		...changes,
		waits,
	};
}

export function step(
	changes: Pick<PlanStep, 'id'> & Partial<Pick<PlanStep, 'action' | 'change'>>,
): PlanStep {
	return {
		action: changes.change === undefined ? 'none' : 'update',
		detail: {code: 'role-there', facts: {}},
		diff: [],
		...changes,
	};
}

/** The step for a document of the connection. */
export function documentStep(
	id: 'trust-policy' | 'role-policy' | 'bucket-policy' | 'key-policy',
	before: string | undefined,
	after: string,
): PlanStep {
	return step({
		id,
		change: {
			kind: 'document',
			document: id,
			before,
			after,
			...(id === 'role-policy' && {policyName}),
		},
	});
}

export function planOf(...steps: readonly PlanStep[]): Plan {
	return {about, steps, untouched: []};
}

/** An account with another's statements everywhere, and a bucket with its usual encryption. */
export function settledState(): PracticeState {
	const state = emptyState(accountId);
	state.buckets.set(bucket, {
		region,
		encryption: [{algorithm: 'AES256', bucketKeyEnabled: false}],
		policy: policy('Foreign'),
	});
	state.roles.set(roleName, {
		arn: `arn:aws:iam::${accountId}:role/${roleName}`,
		trustPolicy: policy('ForeignTrust'),
		createdAt: '2026-01-01T00:00:00Z',
		policies: new Map([[policyName, policy('ForeignRole')]]),
	});
	state.keys.set(keyArn, {arn: keyArn, state: 'Enabled', policy: policy('ForeignKey')});
	return state;
}

const kmsRule = {
	algorithm: 'aws:kms',
	keyId: keyArn,
	bucketKeyEnabled: true,
} as const;

/** What the account of the steps below should hold in the end. */
export const wanted = {
	encryption: [kmsRule],
	trustPolicy: policy('ForeignTrust', 'Vendor'),
	rolePolicy: policy('ForeignRole', 'Vendor'),
	bucketPolicy: policy('Foreign', 'Vendor'),
	keyPolicy: policy('ForeignKey', 'Vendor'),
} as const;

/** A plan from what the state holds now, as a planner would make it: what is as wanted needs nothing. */
export function planFor(state: PracticeState): Plan {
	const held = state.buckets.get(bucket);
	const role = state.roles.get(roleName);
	const key = state.keys.get(keyArn);
	const document = (
		id: Parameters<typeof documentStep>[0],
		before: string | undefined,
		after: string,
	) => (before === after ? step({id}) : documentStep(id, before, after));
	const isEncrypted = held?.encryption[0]?.algorithm === 'aws:kms';
	return planOf(
		held === undefined
			? step({id: 'bucket', action: 'create', change: {kind: 'create-bucket', bucket, region}})
			: step({id: 'bucket'}),
		isEncrypted
			? step({id: 'bucket-encryption'})
			: step({
					id: 'bucket-encryption',
					change: {kind: 'encryption', before: held?.encryption, after: wanted.encryption},
				}),
		role === undefined
			? step({
					id: 'role',
					action: 'create',
					change: {
						kind: 'create-role',
						roleName,
						rolePath: '/',
						trustPolicy: wanted.trustPolicy,
						description: 'For the vendor',
					},
				})
			: step({id: 'role'}),
		role === undefined
			? step({id: 'trust-policy', action: 'create'})
			: document('trust-policy', role.trustPolicy, wanted.trustPolicy),
		document('role-policy', role?.policies.get(policyName), wanted.rolePolicy),
		document('bucket-policy', held?.policy, wanted.bucketPolicy),
		document('key-policy', key?.policy, wanted.keyPolicy),
	);
}

/** What of the wanted the state holds. */
export function heldIn(state: PracticeState) {
	const held = state.buckets.get(bucket);
	const role = state.roles.get(roleName);
	return {
		encryption: held?.encryption,
		trustPolicy: role?.trustPolicy,
		rolePolicy: role?.policies.get(policyName),
		bucketPolicy: held?.policy,
		keyPolicy: state.keys.get(keyArn)?.policy,
	};
}

/** The plan for what the state holds, done. */
export async function runFor({writer, state}: FakeWriter, context = contextFor()) {
	return executePlan(planFor(state), writer, context);
}
