import type {Snapshot} from '../../source/account/index.ts';
import type {Connection} from '../../source/connection/index.ts';
import type {VendorProfile} from '../../source/vendors/index.ts';
import type {CheckFunction, Finding} from '../../source/verify/finding.ts';
import {situationOf} from '../../source/verify/situation.ts';
import {profileOf} from './connections.ts';

/** What one check finds in a snapshot; the profile is the connection's built-in one unless given. */
export function findingOf(
	check: CheckFunction,
	snapshot: Snapshot,
	connection: Connection,
	profile: VendorProfile = profileOf(connection.vendor),
): Finding {
	return check(situationOf(snapshot, connection, profile));
}
