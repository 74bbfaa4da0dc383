export {
	buildDocuments,
	type ConnectionDocument,
	type ConnectionPolicy,
	hasDocument,
	placedFor,
	policiesIn,
	roleArn,
} from './build.ts';
export {isDeadPrincipal, isRefusedPrincipal} from './dead-principal.ts';
export {type FormValue, formPlace, formValues, vendorSteps} from './form.ts';
export {freeSid} from './free-sid.ts';
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
export {isAboutConnection} from './merge-role.ts';
export {
	type ConnectionSetting,
	corsWith,
	mergeSetting,
	notificationWith,
	type SettingChange,
	type SettingMerge,
} from './merge-setting.ts';
export {
	changeStatements,
	exceptPrincipal,
	removePrincipals,
	removeStatements,
	statementsIn,
} from './statement-edits.ts';
export {saysTheSame} from './statement-meaning.ts';
export {ownerOf, type VendorTerms, vendorTerms} from './whose-statement.ts';
export {listingTest, listsByPrefix, withinFolder} from './within-folder.ts';
