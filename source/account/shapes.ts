import * as v from 'valibot';
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
} from './types.ts';

/** Something from outside that lacks what it has to hold, or holds it in another shape. */
export class MalformedAnswerError extends Error {
	/** Dotted path of the first field that is wrong; empty where the whole is. */
	readonly field: string;

	constructor(field: string) {
		super(`The field ${field} is missing or has the wrong type.`);
		this.name = 'MalformedAnswerError';
		this.field = field;
	}
}

/** The value in the shape that is expected of it. Throws `MalformedAnswerError`. */
export function inShape<Schema extends v.GenericSchema>(
	schema: Schema,
	value: unknown,
): v.InferOutput<Schema> {
	const result = v.safeParse(schema, value, {abortEarly: true});

	if (!result.success) {
		throw new MalformedAnswerError(v.getDotPath(result.issues[0]) ?? '');
	}

	return result.output;
}

const defaultShape = v.object({
	SSEAlgorithm: v.pipe(v.string(), v.nonEmpty()),
	KMSMasterKeyID: v.nullish(v.string()),
});

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ServerSideEncryptionConfiguration.html */
const encryptionShape = v.object({
	Rules: v.pipe(
		v.array(
			v.pipe(
				v.object({
					ApplyServerSideEncryptionByDefault: v.nullish(defaultShape),
					BucketKeyEnabled: v.nullish(v.boolean()),
					BlockedEncryptionTypes: v.nullish(
						v.object({EncryptionType: v.nullish(v.array(v.string()))}),
					),
				}),
				// A rule may do nothing but block types, but not nothing at all.
				// https://docs.aws.amazon.com/AmazonS3/latest/API/API_ServerSideEncryptionRule.html
				v.forward(
					v.check(
						({ApplyServerSideEncryptionByDefault: own, BlockedEncryptionTypes: blocked}) =>
							(own ?? blocked ?? undefined) !== undefined,
					),
					['ApplyServerSideEncryptionByDefault'],
				),
			),
		),
		v.minLength(1),
	),
});

/**
 * What S3 encrypts with where a rule names nothing.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html
 */
const floor = {SSEAlgorithm: 'AES256', KMSMasterKeyID: undefined};

/** The rules of a `ServerSideEncryptionConfiguration`. Throws `MalformedAnswerError`. */
export function encryptionRules(configuration: unknown): readonly EncryptionRule[] {
	return inShape(encryptionShape, configuration).Rules.map((rule) => {
		const {SSEAlgorithm, KMSMasterKeyID} = rule.ApplyServerSideEncryptionByDefault ?? floor;
		const blockedTypes = rule.BlockedEncryptionTypes?.EncryptionType ?? undefined;
		const hasKey = typeof KMSMasterKeyID === 'string' && KMSMasterKeyID !== '';

		return {
			algorithm: SSEAlgorithm,
			...(hasKey && {keyId: KMSMasterKeyID}),
			...(typeof rule.BucketKeyEnabled === 'boolean' && {bucketKeyEnabled: rule.BucketKeyEnabled}),
			...(blockedTypes !== undefined && {blockedTypes}),
		};
	});
}

const publicAccessBlockShape = v.object({
	BlockPublicAcls: v.boolean(),
	IgnorePublicAcls: v.boolean(),
	BlockPublicPolicy: v.boolean(),
	RestrictPublicBuckets: v.boolean(),
});

/** The four settings of a `PublicAccessBlockConfiguration`. Throws `MalformedAnswerError`. */
export function publicAccessBlock(configuration: unknown): PublicAccessBlock {
	const settings = inShape(publicAccessBlockShape, configuration);

	return {
		blockPublicAcls: settings.BlockPublicAcls,
		ignorePublicAcls: settings.IgnorePublicAcls,
		blockPublicPolicy: settings.BlockPublicPolicy,
		restrictPublicBuckets: settings.RestrictPublicBuckets,
	};
}

const ownershipShape = v.object({
	Rules: v.pipe(
		v.array(v.object({ObjectOwnership: v.pipe(v.string(), v.nonEmpty())})),
		v.minLength(1),
	),
});

/** The setting of `OwnershipControls`, e.g. `BucketOwnerEnforced`, also given alone. Throws `MalformedAnswerError`. */
export function objectOwnership(controls: unknown): string {
	if (typeof controls === 'string' && controls !== '') {
		return controls;
	}

	return inShape(ownershipShape, controls).Rules[0]?.ObjectOwnership ?? '';
}

const callerShape = v.object({
	Account: v.pipe(v.string(), v.regex(/^\d{12}$/)),
	Arn: v.pipe(v.string(), v.nonEmpty()),
});

/** Who one is, by the answer of GetCallerIdentity. Throws `MalformedAnswerError`. */
export function callerIdentity(answer: unknown): Identity {
	const {Account, Arn} = inShape(callerShape, answer);
	return {accountId: Account, arn: Arn};
}

const aclShape = v.object({
	Grants: v.nullish(
		v.array(
			v.object({
				Grantee: v.nullish(v.object({URI: v.nullish(v.string()), ID: v.nullish(v.string())})),
				Permission: v.nullish(v.string()),
			}),
		),
	),
});

/** The grants of an ACL. Throws `MalformedAnswerError`. */
export function aclGrants(acl: unknown): AclGrant[] {
	return (inShape(aclShape, acl).Grants ?? []).map(({Grantee, Permission}) => ({
		...(typeof Grantee?.URI === 'string' && {group: Grantee.URI}),
		...(typeof Grantee?.ID === 'string' && {account: Grantee.ID}),
		permission: Permission ?? '',
	}));
}

const texts = v.array(v.string());

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CORSRule.html */
const corsShape = v.object({
	CORSRules: v.array(
		v.object({
			ID: v.nullish(v.string()),
			AllowedOrigins: texts,
			AllowedMethods: texts,
			AllowedHeaders: v.nullish(texts),
			ExposeHeaders: v.nullish(texts),
			MaxAgeSeconds: v.nullish(v.number()),
		}),
	),
});

/**
 * The rules by which browsers may use the bucket from other sites, also the list alone as the console shows it. Throws
 * `MalformedAnswerError`.
 */
export function corsRules(configuration: unknown): readonly CorsRule[] {
	const given = Array.isArray(configuration) ? {CORSRules: configuration} : configuration;
	return inShape(corsShape, given).CORSRules.map((rule) => ({
		...(typeof rule.ID === 'string' && {id: rule.ID}),
		origins: rule.AllowedOrigins,
		methods: rule.AllowedMethods,
		...(Array.isArray(rule.AllowedHeaders) && {headers: rule.AllowedHeaders}),
		...(Array.isArray(rule.ExposeHeaders) && {exposedHeaders: rule.ExposeHeaders}),
		...(typeof rule.MaxAgeSeconds === 'number' && {maxAgeSeconds: rule.MaxAgeSeconds}),
	}));
}

const targetShape = {
	Id: v.nullish(v.string()),
	Events: texts,
	Filter: v.nullish(
		v.object({
			Key: v.nullish(
				v.object({
					FilterRules: v.nullish(
						v.array(v.object({Name: v.nullish(v.string()), Value: v.nullish(v.string())})),
					),
				}),
			),
		}),
	),
};

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketNotificationConfiguration.html */
const notificationShape = v.object({
	TopicConfigurations: v.nullish(v.array(v.object({...targetShape, TopicArn: v.string()}))),
	QueueConfigurations: v.nullish(v.array(v.object({...targetShape, QueueArn: v.string()}))),
	LambdaFunctionConfigurations: v.nullish(
		v.array(v.object({...targetShape, LambdaFunctionArn: v.string()})),
	),
	EventBridgeConfiguration: v.nullish(v.looseObject({})),
});

/** Whom the bucket tells of what happens in it. Throws `MalformedAnswerError`. */
export function bucketNotification(configuration: unknown): BucketNotification {
	const given = inShape(notificationShape, configuration);
	const target = (
		arn: string,
		{
			Id,
			Events,
			Filter,
		}: Pick<
			v.InferOutput<v.ObjectSchema<typeof targetShape, undefined>>,
			'Id' | 'Events' | 'Filter'
		>,
	): NotificationTarget => ({
		...(typeof Id === 'string' && {id: Id}),
		arn,
		events: Events,
		filter: (Filter?.Key?.FilterRules ?? []).map(({Name, Value}) => ({
			name: Name ?? '',
			value: Value ?? '',
		})),
	});
	return {
		topics: (given.TopicConfigurations ?? []).map((one) => target(one.TopicArn, one)),
		queues: (given.QueueConfigurations ?? []).map((one) => target(one.QueueArn, one)),
		functions: (given.LambdaFunctionConfigurations ?? []).map((one) =>
			target(one.LambdaFunctionArn, one),
		),
		isToEventBridge:
			given.EventBridgeConfiguration !== undefined && given.EventBridgeConfiguration !== null,
	};
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketVersioning.html */
const versioningShape = v.object({
	Status: v.nullish(v.string()),
	MFADelete: v.nullish(v.string()),
});

/** Whether the bucket keeps old versions; neither member says that it never did. Throws `MalformedAnswerError`. */
export function bucketVersioning(configuration: unknown): BucketVersioning {
	const {Status, MFADelete} = inShape(versioningShape, configuration);
	return {
		...(typeof Status === 'string' && {status: Status}),
		...(typeof MFADelete === 'string' && {mfaDelete: MFADelete}),
	};
}

const roleIdentityShape = v.object({
	RoleId: v.nullish(v.string()),
	Tags: v.nullish(v.array(v.object({Key: v.string(), Value: v.string()}))),
});

/**
 * The unique ID of a role and its tags, as far as `Role` of IAM says them. Where it says the ID it says all, and no tags
 * mean that there are none. Throws `MalformedAnswerError`.
 */
export function roleIdentity(role: unknown): {
	readonly uniqueId?: string;
	readonly tags?: Readonly<Record<string, string>>;
} {
	const {RoleId, Tags} = inShape(roleIdentityShape, role);
	const isWhole = typeof RoleId === 'string' && RoleId !== '';
	const tags = Tags ?? (isWhole ? [] : undefined);
	return {
		...(isWhole && {uniqueId: RoleId}),
		...(tags !== undefined && {
			tags: Object.fromEntries(tags.map(({Key, Value}) => [Key, Value])),
		}),
	};
}

const boundaryShape = v.object({
	PermissionsBoundary: v.nullish(
		v.object({PermissionsBoundaryArn: v.pipe(v.string(), v.nonEmpty())}),
	),
});

/** ARN of the permissions boundary in `Role` of IAM; undefined where there is none. Throws `MalformedAnswerError`. */
export function boundaryArnIn(role: unknown): string | undefined {
	return inShape(boundaryShape, role).PermissionsBoundary?.PermissionsBoundaryArn;
}

const keyMetadataShape = v.object({
	Arn: v.pipe(v.string(), v.startsWith('arn:')),
	KeyState: v.pipe(v.string(), v.nonEmpty()),
	KeyManager: v.pipe(v.string(), v.nonEmpty()),
	KeySpec: v.nullish(v.string()),
	KeyUsage: v.nullish(v.string()),
	Origin: v.nullish(v.string()),
	MultiRegion: v.nullish(v.boolean()),
});

/** What the `KeyMetadata` of KMS says of a key. Throws `MalformedAnswerError`. */
export function keyMetadata(metadata: unknown): KeyMetadata {
	const {Arn, KeyState, KeyManager, KeySpec, KeyUsage, Origin, MultiRegion} = inShape(
		keyMetadataShape,
		metadata,
	);
	return {
		arn: Arn,
		state: KeyState,
		manager: KeyManager,
		...(typeof KeySpec === 'string' && {spec: KeySpec}),
		...(typeof KeyUsage === 'string' && {usage: KeyUsage}),
		...(typeof Origin === 'string' && {origin: Origin}),
		...(typeof MultiRegion === 'boolean' && {isMultiRegion: MultiRegion}),
	};
}

/** The text, which must be one and not empty. Throws `MalformedAnswerError`. */
export function textIn(value: unknown, field: string): string {
	if (typeof value !== 'string' || value === '') {
		throw new MalformedAnswerError(field);
	}

	return value;
}

/** The yes or no. Throws `MalformedAnswerError`. */
export function booleanIn(value: unknown): boolean {
	if (typeof value !== 'boolean') {
		throw new MalformedAnswerError('');
	}

	return value;
}

/** The list of texts. Throws `MalformedAnswerError`. */
export function textsIn(value: unknown, field: string): readonly string[] {
	if (!Array.isArray(value)) {
		throw new MalformedAnswerError(field);
	}

	return value.map((item: unknown) => textIn(item, field));
}

/**
 * A policy as IAM gives it, URL-encoded, as text. Throws `MalformedAnswerError`.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html
 */
export function encodedPolicyIn(value: unknown, field: string): string {
	const text = textIn(value, field);

	try {
		return decodeURIComponent(text);
	} catch {
		throw new MalformedAnswerError(field);
	}
}

/** The date in ISO 8601; absent where there is none. Throws `MalformedAnswerError`. */
export function dateIn(value: unknown, field: string): string | undefined {
	if (value === undefined) {
		return undefined;
	}

	if (!(value instanceof Date) || Number.isNaN(value.getTime())) {
		throw new MalformedAnswerError(field);
	}

	return value.toISOString();
}

/**
 * The text of a bucket policy as it is. S3 sends it bare, so anything in its place would be taken for one: throws
 * `MalformedAnswerError` where it is no JSON object with statements.
 */
export function barePolicyIn(value: unknown, field: string): string {
	const text = textIn(value, field);
	let policy: unknown;
	try {
		policy = JSON.parse(text);
	} catch {
		throw new MalformedAnswerError(field);
	}

	if (typeof policy !== 'object' || policy === null || !('Statement' in policy)) {
		throw new MalformedAnswerError(field);
	}

	return text;
}
