import {accountOf} from '../../aws/index.ts';
import type {Connection} from '../../connection/index.ts';
import type {VendorProfile} from '../../vendors/index.ts';
import {failed, notLooked} from '../looked.ts';
import {noKey, noRole} from '../not-needed.ts';
import {type LookOptions, stillLooking, type WritableAccount} from '../port.ts';
import type {Identity, Looked, RoleFacts, Snapshot} from '../types.ts';
import type {Asking} from './ask.ts';
import {lookAtBucket} from './bucket.ts';
import {type ClientOptions, createClients, loadSdk} from './clients.ts';
import {askWho} from './identity.ts';
import {lookAtKey} from './key.ts';
import {Progress} from './progress.ts';
import {lookAtRole} from './role.ts';
import {createAwsWriter} from './writer.ts';

/** Milliseconds. */
const defaultLimits = {question: 10_000, connection: 3000} as const;

export type AwsAccountOptions = Omit<ClientOptions, 'connectionTimeout'> & {
	readonly label: string;
	readonly limits?: {readonly question: number; readonly connection: number};
	readonly now?: () => Date;
};

const pending = notLooked(stillLooking);

/** Every part of a snapshot before its first answer. */
const nothingYet = {
	identity: pending,
	bucket: {
		existence: pending,
		isOwned: pending,
		encryption: pending,
		policy: pending,
		publicAccessBlock: pending,
		accountPublicAccessBlock: pending,
		ownership: pending,
	},
	role: {role: pending, policies: pending, boundary: pending},
	key: {metadata: pending, policy: pending},
} satisfies Omit<Snapshot, 'source' | 'takenAt'>;

/** The account that the credentials belong to, looked at through the SDK. */
export function createAwsAccount({
	label,
	limits = defaultLimits,
	now = () => new Date(),
	...options
}: AwsAccountOptions): WritableAccount {
	const load = async () => {
		const sdk = await loadSdk();
		return {sdk, clients: createClients(sdk, {...options, connectionTimeout: limits.connection})};
	};
	const loading = load();
	// Whoever looks first hears of a failure; nobody else has to.
	loading.catch(() => undefined);

	const startAsking = async (
		signal?: LookOptions['signal'],
		onProgress?: LookOptions['onProgress'],
	): Promise<Asking> => ({
		...(await loading),
		limit: limits.question,
		signal,
		progress: new Progress(onProgress),
	});

	const look = async (
		connection: Connection,
		profile: VendorProfile,
		{signal, onProgress, onPartial}: LookOptions = {},
	): Promise<Snapshot> => {
		const asking = await startAsking(signal, onProgress);
		const {roleName, kmsKeyArn} = connection;
		const who = askWho(asking);
		let seen: Snapshot = {source: 'aws', takenAt: now().toISOString(), ...nothingYet};
		const settle = async (part: Promise<Partial<Snapshot>>) => {
			const settled = await part;
			// Not in one expression: that would spread what was seen before the other parts came.
			seen = {...seen, ...settled};
			onPartial?.(seen);
		};
		const role =
			profile.access === 'customer-role' && roleName !== undefined
				? lookAtRole(asking, {...connection, roleName})
				: noRole(profile);
		await Promise.all([
			settle(who.then((identity) => ({identity}))),
			settle(lookAtBucket(asking, connection, who).then((bucket) => ({bucket}))),
			settle(
				Promise.all([role, who]).then(([facts, identity]) => ({
					role: roleOfConnection(facts, identity, connection.accountId),
				})),
			),
			settle(
				Promise.resolve(kmsKeyArn === undefined ? noKey() : lookAtKey(asking, kmsKeyArn)).then(
					(key) => ({key}),
				),
			),
		]);
		return {...seen, takenAt: now().toISOString()};
	};

	return {
		source: 'aws',
		label,
		look,
		identify: async () => askWho(await startAsking()),
		writer: async () => createAwsWriter(await startAsking()),
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
	if (actual !== undefined && actual !== accountId && facts.role.status !== 'not-looked') {
		const other = notLooked(
			`You are signed in to account ${actual}, and the role is one of account ${accountId}.`,
		);
		return {role: other, policies: other, boundary: other};
	}

	if (actual === undefined && facts.role.status === 'absent') {
		const unknown = failed(
			'UnknownAccount',
			'It could not be seen which account you are signed in to, so a role that is not there may be in another.',
		);
		return {role: unknown, policies: unknown, boundary: facts.boundary};
	}

	return facts;
}
