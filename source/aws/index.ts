export {bucketInAddress, queueAddress, queueInAddress, roleInConsole} from './addresses.ts';
export {
	accountInArn,
	accountOf,
	accountRootArn,
	bucketArn,
	isAccountId,
	isSamePrincipal,
	keyInArn,
	keyParts,
	queueInArn,
	queueParts,
	roleArn,
	roleInArn,
	wholeAccountIn,
} from './arn.ts';
export {
	consoleUrls,
	createKeyPath,
	createRolePath,
	createRoleUrl,
	documentPlace,
	encryptionPath,
	inlinePolicyPath,
	newPolicyName,
	type PlacedFor,
} from './console.ts';
export {
	type DocumentId,
	documentIds,
	documentNames,
	type Encryption,
	encryptions,
	isPolicyId,
	isSettingId,
	keyEncryptions,
	type PolicyId,
	policyIds,
	type SettingId,
} from './documents.ts';
export {confusedDeputyPage} from './pages.ts';
export {isOffByDefault, regionByName, regionName, regions} from './regions.ts';
