import type {StatedConnection} from '../../connection/index.ts';
import type {VendorProfile} from '../../vendors/index.ts';
import {facts, withoutManagedPolicies} from '../facts.ts';
import type {WritableAccount} from '../port.ts';
import {answersFor, type Snapshot} from '../snapshot.ts';
import {createPracticeListing} from './listing.ts';
import {seed} from './seed.ts';
import {emptyState, type PracticeHolding, type PracticeState} from './state.ts';
import {createPracticeWriter} from './writer.ts';

export type PracticeAccount = WritableAccount & {
	readonly source: 'practice';
	/** What the account holds; changes to it show at the next look. */
	readonly state: PracticeState;
};

/** What an account shows that holds this of a connection, and nothing else. */
export function shownBy(
	held: PracticeHolding,
	connection: StatedConnection,
	profile: VendorProfile,
	now: Date,
): Snapshot {
	return {
		source: 'practice',
		takenAt: now.toISOString(),
		...answersFor(connection, profile, (fact) => fact.inPractice(held)),
	};
}

/**
 * An account in memory. Bucket, role, key and queue of each connection are in it from the first look at them, or from the
 * start for the connection given here, with typical mistakes; a later look finds whatever became of them.
 */
export function openPracticeAccount(
	connection?: StatedConnection,
	profile?: VendorProfile,
	now: () => Date = () => new Date(),
): PracticeAccount {
	const state = emptyState(connection?.accountId ?? '111122223333');
	if (connection !== undefined && profile !== undefined) {
		seed(state, connection, profile, now());
	}

	return {
		source: 'practice',
		label: 'practice account, simulated',
		state,
		async look(looked, profileOfLooked, {signal, onProgress} = {}) {
			signal?.throwIfAborted();
			seed(state, looked, profileOfLooked, now());
			onProgress?.(1, 1);
			const {bucket, roleName = '', kmsKeyArn = '', queueArn = ''} = looked;
			return shownBy(
				{
					accountId: state.accountId,
					bucket: state.buckets.get(bucket),
					role: state.roles.get(roleName),
					key: state.keys.get(kmsKeyArn),
					queue: state.queues.get(queueArn),
				},
				looked,
				profileOfLooked,
				now(),
			);
		},
		identify: async () => facts.identity.inPractice(state),
		listing: createPracticeListing(state),
		lookAtPolicy: async () => withoutManagedPolicies,
		writer: async () => createPracticeWriter(state, now),
	};
}
