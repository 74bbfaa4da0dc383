import {accountOf} from '../../aws/index.ts';
import {type Connection, type StatedConnection, statesAccount} from '../../connection/index.ts';
import type {VendorProfile} from '../../vendors/index.ts';
import {failed, notLooked} from '../looked.ts';
import {type LookOptions, stillLooking, type WritableAccount} from '../port.ts';
import {answersFor, hasQueue, hasRole, type RoleFacts, type Snapshot} from '../snapshot.ts';
import type {Identity, Looked} from '../types.ts';
import {type Asking, askWho, Progress} from './ask.ts';
import {lookAtBucket} from './bucket.ts';
import {type ClientOptions, createClients, createWritingClients} from './clients.ts';
import {lookAtKey} from './key.ts';
import {createAwsListing} from './listing.ts';
import {lookAtQueue} from './queue.ts';
import {lookAtPolicy, lookAtRole} from './role.ts';
import {createAwsWriter} from './writer.ts';

/** Milliseconds. */
const defaultLimits = {question: 10_000, connection: 3000} as const;

export type AwsAccountOptions = Omit<ClientOptions, 'connectionTimeout' | 'maxAttempts'> & {
	readonly label: string;
	readonly limits?: {readonly question: number; readonly connection: number};
	readonly now?: () => Date;
};

/** The account that the credentials belong to, looked at through the SDK. */
export function createAwsAccount({
	label,
	limits = defaultLimits,
	now = () => new Date(),
	...options
}: AwsAccountOptions): WritableAccount {
	const clientOptions = {...options, connectionTimeout: limits.connection};
	const clients = createClients(clientOptions);
	const startAsking = (
		signal?: LookOptions['signal'],
		onProgress?: LookOptions['onProgress'],
	): Asking => ({
		clients,
		limit: limits.question,
		signal,
		progress: new Progress(onProgress),
	});

	const look = async (
		stated: StatedConnection,
		profile: VendorProfile,
		{signal, onProgress, onPartial}: LookOptions = {},
	): Promise<Snapshot> => {
		const asking = startAsking(signal, onProgress);
		const who = askWho(asking);
		const connection = statesAccount(stated) ? stated : ownedByAsker(stated, await who);
		if (connection === undefined) {
			return unknownOwner(stated, profile, await who, now());
		}

		const {kmsKeyArn} = connection;
		let seen: Snapshot = {
			source: 'aws',
			takenAt: now().toISOString(),
			...answersFor(connection, profile, () => notLooked(stillLooking)),
		};
		const settle = async (part: Promise<Partial<Snapshot>>) => {
			const settled = await part;
			// Not in one expression: that would spread what was seen before the other parts came.
			seen = {...seen, ...settled};
			onPartial?.(seen);
		};
		await Promise.all([
			settle(who.then((identity) => ({identity}))),
			settle(lookAtBucket(asking, connection, who).then((bucket) => ({bucket}))),
			hasRole(connection, profile) &&
				settle(
					Promise.all([lookAtRole(asking, connection), who]).then(([facts, identity]) => ({
						role: roleOfConnection(facts, identity, connection.accountId),
					})),
				),
			kmsKeyArn !== undefined && settle(lookAtKey(asking, kmsKeyArn).then((key) => ({key}))),
			hasQueue(connection, profile) &&
				settle(lookAtQueue(asking, connection.queueArn).then((queue) => ({queue}))),
		]);
		return {...seen, takenAt: now().toISOString()};
	};

	return {
		source: 'aws',
		label,
		look,
		identify: async () => askWho(startAsking()),
		listing: createAwsListing((signal) => startAsking(signal), options.region),
		lookAtPolicy: async (arn, {signal} = {}) => lookAtPolicy(startAsking(signal), arn),
		writer: async () => createAwsWriter(startAsking(), createWritingClients(clientOptions)),
	};
}

/** The connection with the account that asks: the bucket of whoever states no other is looked for there. */
function ownedByAsker(
	connection: StatedConnection,
	identity: Looked<Identity>,
): Connection | undefined {
	return identity.status === 'found'
		? {...connection, accountId: identity.value.accountId}
		: undefined;
}

/** What is seen where neither the connection nor AWS says whose bucket it is: nothing, as each question names the owner. */
function unknownOwner(
	connection: StatedConnection,
	profile: VendorProfile,
	identity: Looked<Identity>,
	now: Date,
): Snapshot {
	const unseen =
		identity.status === 'found' || identity.status === 'absent'
			? failed('aws', 'UnknownAccount', 'Could not see which account you are signed in to.')
			: identity;
	return {
		source: 'aws',
		takenAt: now.toISOString(),
		...answersFor(connection, profile, () => unseen),
	};
}

/**
 * IAM looks a role up by its name in the account that asks. Where that is another account than the connection's, it
 * is another role, if any, and nothing of it may be judged.
 */
function roleOfConnection(
	facts: RoleFacts,
	identity: Looked<Identity>,
	accountId: string,
): RoleFacts {
	const actual =
		identity.status === 'found'
			? identity.value.accountId
			: facts.role.status === 'found'
				? accountOf(facts.role.value.arn)
				: undefined;
	if (actual !== undefined && actual !== accountId) {
		const other = notLooked(
			`You are signed in to account ${actual}, but the role is in account ${accountId}.`,
		);
		return {role: other, policies: other, boundary: other};
	}

	if (actual === undefined && facts.role.status === 'absent') {
		const unknown = failed(
			identity.status === 'failed' ? identity.cause : 'aws',
			'UnknownAccount',
			'Could not see which account you are signed in to, so a missing role may be in another account.',
		);
		return {role: unknown, policies: unknown, boundary: facts.boundary};
	}

	return facts;
}
