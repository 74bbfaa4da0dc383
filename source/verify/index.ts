export {correctedPolicy, type MergeableId} from './corrected-policy.ts';
export {statementName} from './finding.ts';
export {judge} from './judge.ts';
export {rolePoliciesAllow} from './needed-actions.ts';
export {publicStatements} from './public-statement.ts';
export {
	bannerTexts,
	blameText,
	harmlessJson,
	type Layout,
	markdownReport,
	paragraph,
	reportJson,
	reportJunit,
	reportMarkdown,
	reportText,
	resultJsonLine,
	verdictSentence,
	whoText,
} from './report/index.ts';
export {
	exitCodeOf,
	overallVerdict,
	type Report,
	type Result,
	signInProblem,
} from './result.ts';
export {
	type AccountFor,
	type Subject,
	verifyConnection,
	verifyMany,
} from './run.ts';
export {type SeenPolicy, type Situation, situationOf, whyUnseen} from './situation.ts';
export {
	type Blame,
	type Check,
	type CheckId,
	type CheckStatus,
	type Correction,
	checkIds,
	type Verdict,
} from './types.ts';
export {unseenAccount} from './unseen.ts';
export {verdictOf} from './verdict.ts';
