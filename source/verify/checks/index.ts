import type {FindingOf, SharedFindings} from '../finding.ts';
import {accessChecks} from './access.ts';
import {accountChecks, organizationChecks} from './account.ts';
import {bucketChecks, settingChecks} from './bucket.ts';
import {isolationChecks} from './isolation.ts';
import {keyChecks} from './key.ts';
import {roleChecks} from './role.ts';
import {trustChecks} from './trust.ts';

/** Every check, in the order in which they are shown. */
export const checks = {
	...accountChecks,
	...bucketChecks,
	...roleChecks,
	...trustChecks,
	...accessChecks,
	...keyChecks,
	...settingChecks,
	...isolationChecks,
	...organizationChecks,
};

export type CheckId = keyof typeof checks;

/** The ids of all checks, in the order in which they are shown. */
export const checkIds = Object.keys(checks) as readonly CheckId[];

/** What one check finds. */
export type CheckFinding<Id extends CheckId> = ReturnType<(typeof checks)[Id]>;

/** What one check finds beside what many share. */
export type OwnFinding<Id extends CheckId> = Exclude<CheckFinding<Id>, FindingOf<SharedFindings>>;
