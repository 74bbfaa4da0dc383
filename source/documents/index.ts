export {
	buildDocuments,
	type ConnectionDocument,
	type DocumentOptions,
	formValues,
} from './build.ts';
export {consoleUrls, createRoleUrl} from './console.ts';
export {indentedJson, textDiff} from './diff.ts';
export {
	checkLimits,
	type DocumentSize,
	documentSize,
	documentText,
	minifyText,
} from './limits.ts';
export {
	type MergeChange,
	type MergeContext,
	type MergeResult,
	mergePolicy,
} from './merge.ts';
export {bucketArn, type KeyParts, keyParts, roleArn} from './values.ts';
