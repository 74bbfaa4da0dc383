import type {Denial, EncryptionRule, WriteError} from '../account/index.ts';
import type {SettingId} from '../aws/index.ts';
import type {Notification} from '../bucket-settings/index.ts';
import type {Connection, RoleExtras} from '../connection/index.ts';
import type {SettingChange} from '../documents/index.ts';
import type {Problem, Refusal} from '../errors.ts';
import type {Statement} from '../policy/index.ts';
import type {
	About,
	AccessChange,
	Blame,
	CorrectionRefusal,
	FailedLook,
	Finding,
	MergeableId,
	NoFacts,
	ProposedMerge,
	Unseen,
} from '../verify/index.ts';
import type {Target} from './target.ts';

/** Every step, in the order in which they are done: safe to stop after any of them, and to begin again. */
export const stepIds = [
	'bucket',
	'bucket-encryption',
	'role',
	'trust-policy',
	'role-policy',
	'bucket-policy',
	'bucket-cors',
	'queue-policy',
	'bucket-notification',
	'key-policy',
] as const;
export type ApplyStepId = (typeof stepIds)[number];

/** The statements that a merge changes, and what a person should know of it. */
export type MergeTold = Pick<ProposedMerge, 'changes' | 'remarks' | 'notes'>;

/** What a step would write; plain data, so that a plan can be shown, stored and compared. */
export type Change =
	| {readonly kind: 'create-bucket'; readonly bucket: string; readonly region: string}
	| {
			readonly kind: 'encryption';
			readonly before: readonly EncryptionRule[] | undefined;
			readonly after: readonly EncryptionRule[];
	  }
	| {
			readonly kind: 'create-role';
			readonly roleName: string;
			readonly rolePath: string;
			readonly trustPolicy: string;
			readonly description: string;
			/** Absent where it gets nothing beside its trust policy. */
			readonly extras?: RoleExtras;
	  }
	| {
			readonly kind: 'document';
			readonly document:
				| 'trust-policy'
				| 'role-policy'
				| 'bucket-policy'
				| 'key-policy'
				| 'bucket-cors'
				| 'bucket-notification'
				| 'queue-policy';
			/** Name of the inline policy; role policy only. */
			readonly policyName?: string;
			/**
			 * The text that is there, byte for byte; undefined where there is none. CORS rules and events are in the JSON of the S3
			 * API, as `target.ts` writes it; a bucket that tells nobody of events has none.
			 */
			readonly before: string | undefined;
			readonly after: string;
	  };

/** What a change of a policy does, proven for every request. */
export type StepEffect = Pick<AccessChange, 'gains' | 'losses'> & {
	/** What is wrong that the change ends, where it takes something from others of the vendor. */
	readonly ends: readonly Finding[];
	/** Deny statements that keep the vendor out all the same. */
	readonly denials: readonly Blame[];
};

export type PlanStep = {
	readonly id: ApplyStepId;
	readonly action: 'create' | 'update' | 'none';
	/** Whether the vendor's article calls for it or this program advises it; absent where there is nothing to do. */
	readonly reason?: 'article' | 'advice';
	/** Absent where there is nothing to do, or it cannot be done. */
	readonly change?: Change;
	/** Lines of a unified diff between what is there and what would be; empty for something new without a text. */
	readonly diff: readonly string[];
	/** What the change allows that was not allowed, and what it no longer allows, as far as policies are concerned. */
	readonly effect?: StepEffect;
} & (
	| {
			/** What would happen and why. */
			readonly detail: Detail;
			readonly obstacle?: never;
	  }
	| {
			/** Why it cannot be done from here; the steps that need it are not run either. */
			readonly obstacle: Obstacle;
			readonly detail?: never;
	  }
);

export type Plan = {
	readonly about: About & {readonly connection: Connection};
	readonly steps: readonly PlanStep[];
	/** What is wrong but not touched: foreign statements, Block Public Access and the like. */
	readonly untouched: readonly Finding[];
};

export type StepStatus = 'planned' | 'done' | 'failed' | 'not-run';

export type StepResult = {
	readonly id: ApplyStepId;
	readonly action: PlanStep['action'];
	readonly status: StepStatus;
	readonly detail: Detail | Obstacle | RunDetail | OutcomeDetail;
	/** Path of the backup that was made before the change. */
	readonly backup?: string;
};

/** Something to be told, as data: a code of these and the facts that belong to it. Its words are made elsewhere. */
export type Coded<Facts> = {
	readonly [Code in keyof Facts & string]: {readonly code: Code; readonly facts: Facts[Code]};
}[keyof Facts & string];

/** Why a step cannot be done from here, with the facts of each code. */
export type ObstacleFacts = {
	/** One is signed in to this account, which is not the connection's. */
	readonly 'other-account': {readonly accountId: string};
	/** It could not be seen what is there. */
	readonly 'not-seen': {
		readonly what: 'account' | 'bucket' | 'bucket-owner' | 'encryption' | 'role' | 'policy';
		readonly unseen: Unseen;
	};
	/** A policy is there, and cannot be understood. */
	readonly unreadable: {readonly unseen: Unseen};
	/** AWS says that there is none, and yet tells something of it. */
	readonly contradicted: {readonly what: 'bucket' | 'role'};
	/** A step without which this one makes no sense cannot be done. */
	readonly 'needs-step': {readonly step: ApplyStepId; readonly obstacle: Obstacle};
	/** A check found what stands in the way. */
	readonly finding: {readonly finding: Finding};
	/** A check found why the connection's key cannot be the bucket's. */
	readonly 'key-unusable': {readonly finding: Finding};
	readonly 'bucket-of-another-account': NoFacts;
	readonly 'bucket-in-another-region': {readonly region: string};
	/** No new bucket can be called so. */
	readonly 'unfit-name': {readonly problem: Problem};
	/** There is a role of that name under another path. */
	readonly 'role-differs': {readonly arn: string};
	/** A new role is to have a permissions boundary that is not there. */
	readonly 'no-such-boundary': {readonly arn: string};
	/** There is nothing that could have a trust policy. */
	readonly 'no-role': NoFacts;
	/** AWS tells of no policy of the key, though each has one. */
	readonly 'no-key-policy': NoFacts;
	/** Only the account of the key can change its policy, by these statements. */
	readonly 'key-of-another-account': {readonly statements: readonly Statement[]};
	/** S3 saves no policy with this public statement. */
	readonly 'public-statement': Pick<Blame, 'sid' | 'index'>;
	/** Characters of all inline policies together. */
	readonly 'policies-too-long': {readonly used: number; readonly limit: number};
	/** S3 takes no two for one event of one object: what is there already, and what the vendor needs. */
	readonly 'notification-overlaps': {
		readonly there: Notification;
		readonly wanted: Notification;
	};
	/** What is there cannot be put together with what the vendor needs. */
	readonly 'merge-refused': {readonly refusal: CorrectionRefusal};
};

/** Why a step cannot be done from here. */
export type Obstacle = Coded<ObstacleFacts>;

/** What stands in the way in the end, where a step waits for another. */
function rootOf(obstacle: Obstacle): Obstacle {
	return obstacle.code === 'needs-step' ? rootOf(obstacle.facts.obstacle) : obstacle;
}

/** The finding that an obstacle repeats; undefined where it repeats none. */
export function findingIn(obstacle: Obstacle): Finding | undefined {
	const root = rootOf(obstacle);
	return 'finding' in root.facts ? root.facts.finding : undefined;
}

/** Whether the only thing in the way is that something could not be seen. */
export function isBlind(obstacle: Obstacle): boolean {
	const codes: readonly (string | undefined)[] = [rootOf(obstacle).code, findingIn(obstacle)?.code];
	return codes.includes('not-seen') || codes.includes('not-signed-in');
}

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
export type Answer = Pick<WriteError, 'message' | 'action'> & {
	/** Why AWS refuses it, where it tells that. */
	readonly denial?: Denial;
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
	/** Whoever is signed in may not make it, or not without what an organization demands of a role. */
	readonly 'role-refused': Answer & {readonly extras: RoleExtras};
	/** There is no such policy for its permissions boundary, or it is none that can be one. */
	readonly 'boundary-not-taken': Omit<Answer, 'message'> & {readonly arn: string};
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
	/** AWS took it, and by now shows neither that nor what was there before. */
	readonly 'changed-since': NoFacts;
	/** Something else is there than what the change was made for. */
	readonly 'changed-meanwhile': {readonly isRemoval: boolean};
	readonly 'not-read-again': {readonly why: FailedLook; readonly isRemoval: boolean};
	/** After an error that left it open, what is there is neither what was there before nor what was to be. */
	readonly 'changed-in-doubt': Answer;
	/** AWS did not say whether it took the change, also not after trying again; what was there before is still there. */
	readonly 'not-confirmed': Answer;
	/** Whether the change was made is not known: neither AWS's answer nor a look tells. */
	readonly 'not-known': Answer & {readonly why: FailedLook};
	readonly 'no-backup': Refusal;
	/** Nothing had been changed yet. */
	readonly 'stopped-before': NoFacts;
	readonly 'stopped-waiting': NoFacts;
	/** AWS did not take it; whether what was there before is certainly still there. */
	readonly 'not-taken': Answer & {readonly isUntouched: boolean};
	/** Also not after trying again for as long as may help. */
	readonly 'not-taken-for-long': Answer;
	/** S3 could not send its test message to destinations of events, of which it names these. */
	readonly 'destinations-not-reached': Omit<Answer, 'message'> & {
		readonly destinations: readonly string[];
	};
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

/** What a step would do, or why there is nothing to do, with the facts of each code. */
export type DetailFacts = {
	/** A check found that all is as it should be, or that nothing can be done about it. */
	readonly 'as-found': {readonly finding: Finding};
	readonly 'bucket-there': NoFacts;
	readonly 'creates-bucket': NoFacts;
	/** A new bucket is encrypted as wanted by itself. */
	readonly 'encrypted-from-start': NoFacts;
	readonly 'sets-encryption': {readonly turnsOnBucketKey: boolean};
	/** What was asked for a new role, and this one does not have. */
	readonly 'role-there': {readonly notGiven?: RoleExtras};
	/** What the role gets beside its trust policy, and what is found of its permissions boundary. */
	readonly 'creates-role': {readonly extras?: RoleExtras; readonly boundary?: Finding};
	readonly 'comes-with-role': NoFacts;
	readonly 'trusts-already': NoFacts;
	/** The notes are full sentences. */
	readonly 'adds-trust': {readonly merge: MergeTold; readonly takesOutDead: boolean};
	readonly 'allows-already': NoFacts;
	readonly 'adds-inline-policy': {readonly policyName: string};
	readonly 'completes-inline-policy': {readonly policyName: string; readonly merge: MergeTold};
	/** Somebody else's statement denies it, which no other statement can change. */
	readonly 'denied-anyway': NoFacts;
	/** The vendor's statements are there as they should be. */
	readonly 'merged-already': {readonly document: MergeableId};
	/** Other statements than the article's let the vendor in. */
	readonly 'lets-in-already': {readonly document: MergeableId};
	readonly 'completes-setting': {
		readonly document: SettingId;
		readonly changes: readonly SettingChange[];
		readonly isNew: boolean;
	};
	readonly 'adds-queue-policy': NoFacts;
	readonly 'completes-queue-policy': {readonly merge: MergeTold};
	readonly 'adds-policy': {readonly document: MergeableId};
	readonly 'completes-policy': {
		readonly document: MergeableId;
		readonly merge: MergeTold;
		readonly takesOutDead: boolean;
	};
};

/** What a step would do, or why there is nothing to do. */
export type Detail = Coded<DetailFacts>;
