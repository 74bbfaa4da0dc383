import type {WriteError} from '../account/index.ts';
import type {Refusal} from '../errors.ts';
import type {FailedLook, NoFacts} from '../verify/index.ts';
import type {Coded} from './coded.ts';
import type {Target} from './target.ts';
import type {ApplyStepId, StepStatus} from './types.ts';

/** What became of a step beside its own change, with the facts of each code. */
export type RunFacts = {
	readonly 'nothing-to-do': NoFacts;
	/** The person stopped the run before. */
	readonly stopped: NoFacts;
	/** A step before failed. */
	readonly 'after-failure': {readonly step: ApplyStepId};
	/** A step that it needs could not be run. */
	readonly 'needs-blocked': {readonly step: ApplyStepId};
};
export type RunDetail = Coded<RunFacts>;

/** What AWS said to a change. */
type Answer = Pick<WriteError, 'message' | 'action'> & {
	/** AWS's error code. */
	readonly error: string;
};

/** What came of one change, with the facts of each code. */
export type OutcomeFacts = {
	readonly 'bucket-made': {readonly bucket: string; readonly region: string};
	readonly 'bucket-there-by-now': {readonly bucket: string};
	/** Whether there is one by now; so none was made. */
	readonly 'bucket-not-seen': {readonly bucket: string; readonly why: FailedLook};
	readonly 'role-made': {readonly roleName: string};
	/** Somebody made it meanwhile. */
	readonly 'role-appeared': {readonly roleName: string};
	/** Written or removed, and read back. */
	readonly written: {readonly target: Target};
	readonly removed: {readonly target: Target};
	readonly 'there-already': {readonly target: Target};
	/** What is there is what was there before. */
	readonly 'nothing-to-undo': {readonly target: Target};
	readonly 'gone-already': {readonly target: Target};
	/** AWS answered with an error, and yet the change is there. */
	readonly 'there-after-error': {readonly error: string};
	readonly 'not-read-back': {readonly why: FailedLook};
	/** AWS took it and does not show it yet. */
	readonly 'not-shown-yet': NoFacts;
	/** Something else is there than what the change was made for. */
	readonly 'changed-meanwhile': {readonly isRemoval: boolean};
	readonly 'not-read-again': {readonly why: FailedLook; readonly isRemoval: boolean};
	readonly 'no-backup': Refusal;
	/** Nothing had been changed yet. */
	readonly 'stopped-before': NoFacts;
	readonly 'stopped-waiting': NoFacts;
	/** AWS did not take it; whether what was there before is certainly still there. */
	readonly 'not-taken': Answer & {readonly isUntouched: boolean};
	/** Also not after trying again for as long as may help. */
	readonly 'not-taken-for-long': Answer;
	/** The document names somebody who was deleted. */
	readonly 'names-dead': Answer & {readonly principal: string};
};
export type OutcomeDetail = Coded<OutcomeFacts>;

/** What came of one change. */
export type Outcome = {
	readonly status: Exclude<StepStatus, 'planned'>;
	readonly detail: OutcomeDetail;
	readonly backup?: string;
};
