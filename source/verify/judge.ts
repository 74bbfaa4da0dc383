import type {Snapshot} from '../account/index.ts';
import type {Connection} from '../connection/index.ts';
import type {VendorProfile} from '../vendors/index.ts';
import {accessChecks} from './checks/access.ts';
import {accountChecks} from './checks/account.ts';
import {bucketChecks} from './checks/bucket.ts';
import {isolationChecks} from './checks/isolation.ts';
import {keyChecks} from './checks/key.ts';
import {organizationChecks} from './checks/organization.ts';
import {roleChecks} from './checks/role.ts';
import {trustChecks} from './checks/trust.ts';
import {policyOf} from './corrections.ts';
import type {CheckFunction, Finding} from './finding.ts';
import {recentChangeHint} from './recent-change.ts';
import {type Situation, situationOf} from './situation.ts';
import {type Check, type CheckId, checkIds} from './types.ts';

const checks: Readonly<Record<CheckId, CheckFunction>> = {
	...accountChecks,
	...bucketChecks,
	...roleChecks,
	...trustChecks,
	...accessChecks,
	...keyChecks,
	...isolationChecks,
	...organizationChecks,
};

/**
 * Judges what an account holds of one connection: every check once, or those of `only`, in the order of `checkIds`.
 */
export function judge(
	snapshot: Snapshot,
	connection: Connection,
	profile: VendorProfile,
	only: readonly CheckId[] = checkIds,
): Check[] {
	const situation = situationOf(snapshot, connection, profile);
	return checkIds
		.filter((id) => only.includes(id))
		.map((id) => ({
			id,
			...withCurrent(situation, withHint(recentChangeHint(id, snapshot), checks[id](situation))),
		}));
}

/** Adds a hint to what was found, where the check found anything at all. */
function withHint(hint: string | undefined, finding: Finding): Finding {
	return hint === undefined || finding.status === 'skip'
		? finding
		: {...finding, reason: `${finding.reason} ${hint}`};
}

/** Lays the document that is there now beside the corrected one, so that a reader can see what changes. */
function withCurrent(situation: Situation, finding: Finding): Finding {
	const {correction} = finding;
	// A role policy is given as one of its own; what is there may be spread over several.
	if (correction === undefined || correction.document === 'role-policy') {
		return finding;
	}

	const seen = policyOf(situation, correction.document);
	return seen.state === 'there'
		? {...finding, correction: {...correction, current: seen.text}}
		: finding;
}
