import {isObject} from '../../json/index.ts';
import type {
	AclGrant,
	BucketNotification,
	BucketVersioning,
	CorsRule,
	EncryptionRule,
	Identity,
	KeyMetadata,
	NotificationTarget,
	PublicAccessBlock,
	Role,
} from '../types.ts';

/** Facts as the APIs of AWS and its CLI give them: what `shapes.ts` reads, written. */
type Form = Readonly<Record<string, unknown>>;

/** A `ServerSideEncryptionConfiguration`; what is not in a rule is not in it either. */
export function encryptionForm(rules: readonly EncryptionRule[]): Form {
	return {
		ServerSideEncryptionConfiguration: {
			Rules: rules.map(({algorithm, keyId, bucketKeyEnabled, blockedTypes}) => ({
				ApplyServerSideEncryptionByDefault: {
					SSEAlgorithm: algorithm,
					...(keyId !== undefined && {KMSMasterKeyID: keyId}),
				},
				...(bucketKeyEnabled !== undefined && {BucketKeyEnabled: bucketKeyEnabled}),
				...(blockedTypes !== undefined && {
					BlockedEncryptionTypes: {EncryptionType: blockedTypes},
				}),
			})),
		},
	};
}

/** A `PublicAccessBlockConfiguration`. */
export function publicAccessBlockForm(block: PublicAccessBlock): Form {
	return {
		PublicAccessBlockConfiguration: {
			BlockPublicAcls: block.blockPublicAcls,
			IgnorePublicAcls: block.ignorePublicAcls,
			BlockPublicPolicy: block.blockPublicPolicy,
			RestrictPublicBuckets: block.restrictPublicBuckets,
		},
	};
}

/** `OwnershipControls`. */
export function ownershipForm(setting: string): Form {
	return {OwnershipControls: {Rules: [{ObjectOwnership: setting}]}};
}

/** The grants of an ACL. */
export function aclForm(grants: readonly AclGrant[]): Form {
	return {
		Grants: grants.map(({group, account, permission}) => ({
			...((group !== undefined || account !== undefined) && {
				Grantee: {
					...(group !== undefined && {URI: group}),
					...(account !== undefined && {ID: account}),
					Type: group === undefined ? 'CanonicalUser' : 'Group',
				},
			}),
			Permission: permission,
		})),
	};
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CORSRule.html */
type CorsForm = {
	CORSRules: {
		ID?: string;
		AllowedHeaders?: string[];
		AllowedMethods: string[];
		AllowedOrigins: string[];
		ExposeHeaders?: string[];
		MaxAgeSeconds?: number;
	}[];
};

/** The rules of a CORS configuration. */
export function corsForm(rules: readonly CorsRule[]): CorsForm {
	return {
		CORSRules: rules.map(({id, origins, methods, headers, exposedHeaders, maxAgeSeconds}) => ({
			...(id !== undefined && {ID: id}),
			...(headers !== undefined && {AllowedHeaders: [...headers]}),
			AllowedMethods: [...methods],
			AllowedOrigins: [...origins],
			...(exposedHeaders !== undefined && {ExposeHeaders: [...exposedHeaders]}),
			...(maxAgeSeconds !== undefined && {MaxAgeSeconds: maxAgeSeconds}),
		})),
	};
}

function targetForm({id, events, filter}: NotificationTarget) {
	return {
		...(id !== undefined && {Id: id}),
		Events: [...events],
		...(filter.length > 0 && {
			Filter: {Key: {FilterRules: filter.map(({name, value}) => ({Name: name, Value: value}))}},
		}),
	};
}

/** What `get-bucket-notification-configuration` prints. */
export function notificationForm({topics, queues, functions, isToEventBridge}: BucketNotification) {
	return {
		...(topics.length > 0 && {
			TopicConfigurations: topics.map((one) => ({...targetForm(one), TopicArn: one.arn})),
		}),
		...(queues.length > 0 && {
			QueueConfigurations: queues.map((one) => ({...targetForm(one), QueueArn: one.arn})),
		}),
		...(functions.length > 0 && {
			LambdaFunctionConfigurations: functions.map((one) => ({
				...targetForm(one),
				LambdaFunctionArn: one.arn,
			})),
		}),
		...(isToEventBridge && {EventBridgeConfiguration: {}}),
	};
}

/** What `get-bucket-versioning` prints. */
export function versioningForm({status, mfaDelete}: BucketVersioning): Form {
	return {
		...(status !== undefined && {Status: status}),
		...(mfaDelete !== undefined && {MFADelete: mfaDelete}),
	};
}

/** What `describe-key` prints, as far as it was read. */
export function keyForm(key: KeyMetadata): Form {
	return {
		KeyMetadata: {
			AWSAccountId: key.arn.split(':')[4],
			KeyId: key.arn.split('/').at(-1),
			Arn: key.arn,
			KeyState: key.state,
			KeyManager: key.manager,
			...(key.spec !== undefined && {KeySpec: key.spec}),
			...(key.usage !== undefined && {KeyUsage: key.usage}),
			...(key.origin !== undefined && {Origin: key.origin}),
			...(key.isMultiRegion !== undefined && {MultiRegion: key.isMultiRegion}),
		},
	};
}

/** What `get-role` prints, as far as it was read. */
export function roleForm(role: Role): Form {
	const {arn, trustPolicy, createdAt, boundaryArn, uniqueId, tags, maxSessionDuration} = role;
	const name = arn.split(':').slice(5).join(':');
	return {
		Role: {
			Path: name.slice(name.indexOf('/'), name.lastIndexOf('/') + 1),
			RoleName: name.slice(name.lastIndexOf('/') + 1),
			...(uniqueId !== undefined && {RoleId: uniqueId}),
			Arn: arn,
			...(createdAt !== undefined && {CreateDate: createdAt}),
			AssumeRolePolicyDocument: parsedOrText(trustPolicy),
			...(maxSessionDuration !== undefined && {MaxSessionDuration: maxSessionDuration}),
			...(boundaryArn !== undefined && {
				PermissionsBoundary: {
					PermissionsBoundaryType: 'Policy',
					PermissionsBoundaryArn: boundaryArn,
				},
			}),
			...(tags !== undefined && {
				Tags: Object.entries(tags).map(([Key, Value]) => ({Key, Value})),
			}),
		},
	};
}

/** The policy as the CLI prints it, within the JSON around it; the text where it is none. */
function parsedOrText(text: string): unknown {
	try {
		const value: unknown = JSON.parse(text);
		return isObject(value) ? value : text;
	} catch {
		return text;
	}
}

/** What `get-caller-identity` prints, as far as it was read. */
export function identityForm({accountId, arn}: Identity): Form {
	return {Account: accountId, Arn: arn};
}
