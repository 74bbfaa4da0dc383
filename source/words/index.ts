export {type Check, presentFinding, presentResult, type Result, titleOf} from './present.ts';
export {
	bannerTexts,
	blameText,
	harmlessJson,
	type Layout,
	type MarkdownOptions,
	markdownReport,
	paragraph,
	type Report,
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
export {statementName} from './statements.ts';
export {unseenInWords, whyUnseen} from './unseen.ts';
