export {
	type AccessChange,
	type AccessDifference,
	accessChange,
	type ChangeParty,
	roleAccessChange,
} from './access-change/index.ts';
export {type CheckId, checkIds, type OwnFinding} from './checks/index.ts';
export type {AskedId, ComparedId} from './checks/trust-external-id.ts';
export {type CorrectionRefusal, correctedPolicy, type MergeableId} from './corrected-policy.ts';
export {proposeQueueMerge, proposeQueueMergeInto} from './corrected-queue.ts';
export type {DeadFindings, DeadPrincipal} from './dead-principals.ts';
export type {
	AwaitedThing,
	Blame,
	CheckStatus,
	CheckWitness,
	Correction,
	Needless,
	NoFacts,
	SharedFindings,
	Verdict,
} from './finding.ts';
export {forgottenFolders, refuseForgottenFolder} from './forgotten-folder.ts';
export {type InlinePolicy, inlinePolicies, vendorInlinePolicy} from './inline-policy.ts';
export {causeOf, type Finding, findingOf, judge} from './judge.ts';
export {listingConditionFor, rightResources} from './near-edit.ts';
export type {Denial, Mismatch, NearStatement} from './near-statement.ts';
export type {OpenQuestion} from './open-questions.ts';
export {ownedBy} from './own-account.ts';
export type {PartOfAccount} from './part-of-account.ts';
export {
	manyExamples,
	type ProposedMerge,
	proposeMerge,
	proposeMergeInto,
} from './proposed-merge.ts';
export {proposeRoleMergeInto} from './proposed-role-merge.ts';
export {publicStatements} from './public-statement.ts';
export {withoutQueueKey} from './queue-key.ts';
export {
	exitCodeOf,
	type NothingSeen,
	overallVerdict,
	type Result,
	unseenInAll,
	verdictOf,
} from './result.ts';
export {roleAllowsAll} from './role-rights.ts';
export {roleTrust} from './role-trust.ts';
export {
	type AccountFor,
	type Compute,
	type Subject,
	sizeOf,
	verifyConnection,
	verifyMany,
} from './run.ts';
export {isServedBy} from './serving.ts';
export {
	type About,
	aboutOf,
	type FailedLook,
	type ResourceDocument,
	type SeenPolicy,
	type SeenSetting,
	type Situation,
	situationOf,
	type Unseen,
} from './situation.ts';
export {type ConditionTest, principalsOf, testsOf} from './statements.ts';
export type {TrustedName, TrustRemedy} from './trust-statements.ts';
export type {NearMiss, TrustedInstead} from './trusted-instead.ts';
