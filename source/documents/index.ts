export {
	buildDocuments,
	type ConnectionDocument,
	type DocumentOptions,
	formValues,
	roleArn,
} from './build.ts';
export {
	checkLimits,
	documentSize,
	documentText,
	minifyText,
} from './limits.ts';
export {
	type MergeResult,
	mergePolicy,
} from './merge.ts';
export {isDeadPrincipal} from './merge-trust.ts';
export {exceptPrincipal, removePrincipals, removeStatements} from './statement-edits.ts';
export {saysTheSame} from './statement-meaning.ts';
