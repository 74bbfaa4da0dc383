import type {Snapshot} from '../../source/account/index.ts';
import type {Connection} from '../../source/connection/index.ts';
import type {VendorProfile} from '../../source/vendors/index.ts';
import {checks} from '../../source/verify/checks/index.ts';
import {
	type CheckId,
	checkIds,
	findingOf as findIn,
	judge as judgeAsData,
	situationOf,
} from '../../source/verify/index.ts';
import {type Check, presentFinding} from '../../source/words/index.ts';
import {profileOf} from './connections.ts';

type CheckFunction = (typeof checks)[CheckId];

/** What one check finds in a snapshot, in words; the profile is the connection's built-in one unless given. */
export function findingOf(
	check: CheckFunction,
	snapshot: Snapshot,
	connection: Connection,
	profile: VendorProfile = profileOf(connection.vendor),
): Check {
	const id = checkIds.find((candidate) => checks[candidate] === check);
	if (id === undefined) {
		throw new Error('This is none of the checks.');
	}

	const situation = situationOf(snapshot, connection, profile);
	return presentFinding(findIn(id, situation), situation);
}

/** What all checks find, or those of `only`, in words. */
export function judge(
	snapshot: Snapshot,
	connection: Connection,
	profile: VendorProfile,
	only: readonly CheckId[] = checkIds,
): Check[] {
	const situation = situationOf(snapshot, connection, profile);
	return judgeAsData(snapshot, connection, profile, only).map((finding) =>
		presentFinding(finding, situation),
	);
}
