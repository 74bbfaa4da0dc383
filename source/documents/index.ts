export {
	buildDocuments,
	type ConnectionDocument,
	type DocumentOptions,
	formValues,
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
export {roleArn} from './role-arn.ts';
export {exceptPrincipal, removePrincipals, removeStatements} from './statement-edits.ts';
export {saysTheSame} from './statement-meaning.ts';
