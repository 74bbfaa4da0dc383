export type {About} from './about.ts';
export {aboutOf} from './about.ts';
export {causeOf} from './cause.ts';
export {type CheckId, checkIds, type OwnFinding} from './checks/index.ts';
export type {AskedId, ComparedId} from './checks/trust-external-id.ts';
export {type ConditionTest, testsOf, withTests} from './condition-tests.ts';
export {type CorrectionRefusal, correctedPolicy, type MergeableId} from './corrected-policy.ts';
export type {DeadFindings, DeadPrincipal} from './dead-principals.ts';
export type {Denial} from './denials.ts';
export {type Difference, differenceBetween, isSlip} from './differences.ts';
export {type Finding, findingOf, judge} from './judge.ts';
export type {Mismatch, NearStatement} from './near-statement.ts';
export {rolePoliciesAllow} from './needed-actions.ts';
export type {OpenQuestion} from './open-questions.ts';
export {principalsOf} from './principals.ts';
export {publicStatements} from './public-statement.ts';
export {
	exitCodeOf,
	overallVerdict,
	type Result,
	signInProblem,
} from './result.ts';
export {
	type AccountFor,
	type Subject,
	type VerifyManyOptions,
	type VerifyOptions,
	verifyConnection,
	verifyMany,
} from './run.ts';
export type {AwaitedThing, Needless, NoFacts, SharedFindings} from './shared-findings.ts';
export {
	type FailedLook,
	type SeenPolicy,
	type Situation,
	situationOf,
	type Unseen,
} from './situation.ts';
export type {TrustedName, TrustRemedy} from './trust-statements.ts';
export type {NearMiss, TrustedInstead} from './trusted-instead.ts';
export type {
	Blame,
	CheckStatus,
	CheckWitness,
	Correction,
	Verdict,
} from './types.ts';
export {unseenAccount} from './unseen.ts';
export {verdictOf} from './verdict.ts';
