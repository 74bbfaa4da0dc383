import * as v from 'valibot';
import type {AclGrant, EncryptionRule, KeyFacts, Looked, PublicAccessBlock} from './types.ts';

/** Something from outside that lacks what it has to hold, or holds it in another shape. */
export class MalformedAnswerError extends Error {
	/** Dotted path of the first field that is wrong; empty where the whole is. */
	readonly field: string;

	constructor(field: string) {
		super(`The field ${field} is missing or of another type.`);
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

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ServerSideEncryptionConfiguration.html */
const encryptionShape = v.object({
	Rules: v.pipe(
		v.array(
			v.object({
				ApplyServerSideEncryptionByDefault: v.object({
					SSEAlgorithm: v.pipe(v.string(), v.nonEmpty()),
					KMSMasterKeyID: v.nullish(v.string()),
				}),
				BucketKeyEnabled: v.nullish(v.boolean()),
				BlockedEncryptionTypes: v.nullish(
					v.object({EncryptionType: v.nullish(v.array(v.string()))}),
				),
			}),
		),
		v.minLength(1),
	),
});

/** The rules of a `ServerSideEncryptionConfiguration`. Throws `MalformedAnswerError`. */
export function encryptionRules(configuration: unknown): readonly EncryptionRule[] {
	return inShape(encryptionShape, configuration).Rules.map((rule) => {
		const {SSEAlgorithm, KMSMasterKeyID} = rule.ApplyServerSideEncryptionByDefault;
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

/** The setting of `OwnershipControls`, e.g. `BucketOwnerEnforced`. Throws `MalformedAnswerError`. */
export function objectOwnership(controls: unknown): string {
	return inShape(ownershipShape, controls).Rules[0]?.ObjectOwnership ?? '';
}

const aclShape = v.object({
	Grants: v.nullish(
		v.array(
			v.object({
				Grantee: v.nullish(v.object({URI: v.nullish(v.string())})),
				Permission: v.nullish(v.string()),
			}),
		),
	),
});

/** The grants of an ACL. Throws `MalformedAnswerError`. */
export function aclGrants(acl: unknown): AclGrant[] {
	return (inShape(aclShape, acl).Grants ?? []).map(({Grantee, Permission}) => ({
		...(typeof Grantee?.URI === 'string' && {group: Grantee.URI}),
		permission: Permission ?? '',
	}));
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

const keyMetadataShape = v.object({
	Arn: v.pipe(v.string(), v.startsWith('arn:')),
	KeyState: v.pipe(v.string(), v.nonEmpty()),
	KeyManager: v.pipe(v.string(), v.nonEmpty()),
	KeySpec: v.nullish(v.string()),
	KeyUsage: v.nullish(v.string()),
	Origin: v.nullish(v.string()),
	MultiRegion: v.nullish(v.boolean()),
});

type KeyMetadata = KeyFacts['metadata'] extends Looked<infer T> ? T : never;

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
