import type {Finding, MergeableId, NoFacts} from '../verify/index.ts';
import type {Coded} from './coded.ts';

/** What a step would do, or why there is nothing to do, with the facts of each code. */
export type DetailFacts = {
	/** A check found that all is as it should be, or that nothing can be done about it. */
	readonly 'as-found': {readonly finding: Finding};
	readonly 'bucket-there': NoFacts;
	readonly 'creates-bucket': NoFacts;
	/** A new bucket is encrypted as wanted by itself. */
	readonly 'encrypted-from-start': NoFacts;
	readonly 'sets-encryption': {readonly turnsOnBucketKey: boolean};
	readonly 'role-there': NoFacts;
	readonly 'creates-role': NoFacts;
	readonly 'comes-with-role': NoFacts;
	readonly 'trusts-already': NoFacts;
	/** The notes are full sentences. */
	readonly 'adds-trust': {readonly notes: readonly string[]; readonly takesOutDead: boolean};
	readonly 'allows-already': NoFacts;
	readonly 'adds-inline-policy': {readonly policyName: string};
	readonly 'completes-inline-policy': {readonly policyName: string};
	/** Somebody else's statement denies it, which no other statement can change. */
	readonly 'denied-anyway': NoFacts;
	/** The vendor's statements are there as they should be. */
	readonly 'merged-already': {readonly document: MergeableId};
	/** Other statements than the article's let the vendor in. */
	readonly 'lets-in-already': {readonly document: MergeableId};
	readonly 'adds-policy': {readonly document: MergeableId};
	readonly 'completes-policy': {readonly document: MergeableId; readonly takesOutDead: boolean};
};

/** What a step would do, or why there is nothing to do. */
export type Detail = Coded<DetailFacts>;
