export {bucketInAddress, roleInConsole} from './addresses.ts';
export {
	accountInArn,
	accountOf,
	accountRootArn,
	bucketArn,
	isAccountId,
	type KeyInArn,
	keyInArn,
	keyParts,
	readArn,
	roleArn,
	roleInArn,
	wholeAccountIn,
} from './arn.ts';
export {consoleUrls, createRoleUrl, documentPlace} from './console.ts';
export {type DocumentId, documentIds, documentNames} from './documents.ts';
export {type Encryption, encryptions, keyEncryptions} from './encryption.ts';
export {type Region, regionByName, regionName, regions} from './regions.ts';
