export {type Correcting, correctedPolicy, type MergeableId} from './corrected-policy.ts';
export {statementName} from './finding.ts';
export {judge} from './judge.ts';
export {rolePoliciesAllow} from './needed-actions.ts';
export {publicStatements} from './public-statement.ts';
export {
	bannerTexts,
	blameText,
	harmlessJson,
	type Layout,
	type MarkdownOptions,
	markdownReport,
	paragraph,
	reportJson,
	reportJunit,
	reportMarkdown,
	reportText,
	resultJsonLine,
	type TextOptions,
	unseenText,
	verdictSentence,
	whoText,
} from './report/index.ts';
export {
	exitCodeOf,
	overallVerdict,
	type Report,
	type Result,
	type ResultError,
	type Unseen,
	unseenInAll,
} from './result.ts';
export {
	type AccountFor,
	type Subject,
	type VerifyManyOptions,
	type VerifyOptions,
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
export {verdictOf} from './verdict.ts';
