export {
	changesInWords,
	correctionInWords,
	differencesInWords,
	mergeAccess,
	mergeInWords,
	mergeWarnings,
	remarkInWords,
} from './access-change.ts';
export {hasSameCause} from './causes.ts';
export {
	originTexts,
	presentOrigin,
} from './origin/index.ts';
export {
	awaitedWords,
	presentStep,
	resultInWords,
	resultMarks,
	type StepInWords,
	stepMark,
	stepTitle,
	undoCommand,
	undoInWords,
	undoOutcomeInWords,
	undoTitle,
	untouchedInWords,
	untouchedMark,
} from './plan/index.ts';
export {alsoPractised, practised} from './practice.ts';
export {type Check, presentFinding, presentResult, type Result} from './present.ts';
export {hasStood, rehearsalLines, rehearsalVerdict} from './rehearsal.ts';
export {
	bannerTexts,
	blameText,
	harmlessJson,
	type Layout,
	markdownReport,
	paragraph,
	type Report,
	reportFileNames,
	reportFiles,
	reportJson,
	reportMarkdown,
	reportText,
	resultJsonLine,
	unseenText,
	whoText,
} from './report/index.ts';
export {partName, settingChangesInWords, settingMergeInWords} from './settings.ts';
export {signInNotice} from './sign-in.ts';
export {
	countsOf,
	inOrder,
	isOpen,
	type Mark,
	statusMarks,
	verdictMark,
	verdictSentence,
} from './status.ts';
export {whyUnseen, whyUnseenWithHelp} from './unseen.ts';
