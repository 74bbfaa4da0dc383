export {
	buildDocuments,
	type ConnectionDocument,
	type DocumentOptions,
	formValues,
	roleArn,
} from './build.ts';
export {isDeadPrincipal, isRefusedPrincipal} from './dead-principal.ts';
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
export type {MergeNote} from './merge-plan.ts';
export {isAboutConnection} from './merge-role.ts';
export {
	changeStatements,
	exceptPrincipal,
	removePrincipals,
	removeStatements,
} from './statement-edits.ts';
export {saysTheSame} from './statement-meaning.ts';
export {type ExistingTest, ownerOf, type VendorTerms, vendorTerms} from './whose-statement.ts';
