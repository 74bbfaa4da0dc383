export {
	bucketNameDoubt,
	bucketRuleText,
	regionDoubt,
} from './bucket-demands.ts';
export {isAccountRegionalName} from './bucket-rules.ts';
export {checkConnection, connectionProblems, problemsOfAnyVendor} from './check.ts';
export {longestInput} from './choice-rules.ts';
export {type Difference, differenceBetween, isSlip} from './differences.ts';
export type {Field, FieldContext} from './field.ts';
export {
	type BaseFieldName,
	type ByField,
	baseFields,
	type Connection,
	type FieldName,
	fieldFlag,
	fieldsOf,
	inputFields,
	type StatedConnection,
	statesAccount,
} from './fields.ts';
export {readConnectionFile, toFileFormat, writeConnectionFile} from './file.ts';
export {folderOf} from './folders.ts';
export {
	namesFolder,
	type PlaceholderValues,
	placeholders,
	placeholdersIn,
	placeholderValues,
	replacePlaceholders,
	withoutFolder,
	withPrincipals,
} from './placeholders.ts';
export {
	narrowerPrincipals,
	type Principals,
	principalsInProfile,
	vendorPrincipals,
} from './principals.ts';
export {
	hasExtras,
	noExtras,
	type RoleExtras,
	readRoleExtras,
	tagText,
} from './role-extras.ts';
export {usualRoleName} from './role-rules.ts';
export {checkField, type FieldNeed, fieldExample, fieldNeed} from './rules.ts';
export {connectionSchema} from './schema.ts';
export {tidyInput} from './tidy.ts';
export {inSomeAccount} from './unnamed-account.ts';
export {
	type AccessWay,
	accessWays,
	type BucketRule,
	type ExternalIdTerms,
	type FolderTerms,
	type PrincipalTerms,
	plainBucketRules,
	principalKinds,
	type QueueTerms,
	queueOwners,
	type VendorInput,
	type VendorTerms,
} from './vendor-terms.ts';
