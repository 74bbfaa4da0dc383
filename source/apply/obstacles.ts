import type {Problem} from '../errors.ts';
import type {Statement} from '../policy/index.ts';
import type {Blame, CorrectionRefusal, Finding, NoFacts, Unseen} from '../verify/index.ts';
import type {Coded} from './coded.ts';
import type {ApplyStepId} from './types.ts';

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
	/** What is there cannot be put together with what the vendor needs. */
	readonly 'merge-refused': {readonly refusal: CorrectionRefusal};
};

/** Why a step cannot be done from here. */
export type Obstacle = Coded<ObstacleFacts>;

/** What stands in the way in the end, where a step waits for another. */
export function rootOf(obstacle: Obstacle): Obstacle {
	return obstacle.code === 'needs-step' ? rootOf(obstacle.facts.obstacle) : obstacle;
}

/** The finding that an obstacle repeats; undefined where it repeats none. */
export function findingIn(obstacle: Obstacle): Finding | undefined {
	const root = rootOf(obstacle);
	return 'finding' in root.facts ? root.facts.finding : undefined;
}

/** Whether the only thing in the way is that something could not be seen. */
export function isBlind(obstacle: Obstacle): boolean {
	return rootOf(obstacle).code === 'not-seen' || findingIn(obstacle)?.code === 'not-seen';
}
