import type {EncryptionRule} from '../account/index.ts';
import type {About, Finding} from '../verify/index.ts';
import type {Detail} from './details.ts';
import type {Obstacle} from './obstacles.ts';
import type {OutcomeDetail, RunDetail} from './outcomes.ts';

/** Every step, in the order in which they are done: safe to stop after any of them, and to begin again. */
export const stepIds = [
	'bucket',
	'bucket-encryption',
	'role',
	'trust-policy',
	'role-policy',
	'bucket-policy',
	'key-policy',
] as const;
export type ApplyStepId = (typeof stepIds)[number];

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
	  }
	| {
			readonly kind: 'document';
			readonly document: 'trust-policy' | 'role-policy' | 'bucket-policy' | 'key-policy';
			/** Name of the inline policy; role policy only. */
			readonly policyName?: string;
			/** The text that is there, byte for byte; undefined where there is none. */
			readonly before: string | undefined;
			readonly after: string;
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
	readonly about: About;
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
