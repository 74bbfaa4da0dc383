import fc from 'fast-check';
import {type Encryption, keyParts} from '../../source/aws/index.ts';
import type {Connection} from '../../source/connection/index.ts';
import {builtInProfiles, type VendorProfile} from '../../source/vendors/index.ts';

/** The built-in profile with this id. */
export function profileOf(id: string): VendorProfile {
	const profile = builtInProfiles.find((candidate) => candidate.id === id);
	if (profile === undefined) {
		throw new Error(`There is no built-in profile ${id}.`);
	}

	return profile;
}

export const creativeForce = profileOf('creative-force');
export const iconik = profileOf('iconik');

/** Whom the articles name. */
export const creativeForceUser = 'arn:aws:iam::092392787187:user/CreativeForceCloudS3';
export const iconikRole = 'arn:aws:iam::283217727627:role/IconikS3AccessRole';

export const keyArn =
	'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

/** A valid connection of Creative Force, with the fields that a test is about. */
export function creativeForceConnection(changes: Partial<Connection> = {}): Connection {
	return {
		version: 1,
		vendor: 'creative-force',
		purpose: 'asset-delivery',
		bucket: 'acme-assets',
		region: 'eu-central-1',
		accountId: '111122223333',
		...encrypted(changes.encryption ?? 'SSE-KMS'),
		roleName: 'CreativeForceAccess',
		rolePath: '/',
		externalId: '2f6b0f0e-acme',
		inputs: {},
		...changes,
	};
}

/** A valid connection of iconik, with the fields that a test is about. */
export function iconikConnection(changes: Partial<Connection> = {}): Connection {
	return {
		version: 1,
		vendor: 'iconik',
		purpose: 'storage',
		bucket: 'acme-assets',
		region: 'eu-central-1',
		accountId: '111122223333',
		...encrypted(changes.encryption ?? 'SSE-KMS'),
		inputs: {systemDomainId: '7d1f2c9e-4b7a-11ee-9c54-0a58a9feac02'},
		...changes,
	};
}

function encrypted(encryption: Encryption): Pick<Connection, 'encryption' | 'kmsKeyArn'> {
	return encryption === 'SSE-S3' ? {encryption} : {encryption, kmsKeyArn: keyArn};
}

const regions = fc.constantFrom('eu-central-1', 'us-east-1', 'ap-southeast-2', 'me-south-1');
const digits = '0123456789';
const letters = 'abcdefghijklmnopqrstuvwxyz';
/** What IAM takes in the name of a role. */
const nameSigns = `${digits}${letters}${letters.toUpperCase()}_+=,.@-`;

const textOf = (signs: string, minLength: number, maxLength: number) =>
	fc.string({unit: fc.constantFrom(...signs), minLength, maxLength});

const accountIds = textOf(digits, 12, 12);
const buckets = fc
	.tuple(
		textOf(digits + letters, 1, 1),
		textOf(`${digits}${letters}-`, 1, 40),
		textOf(letters, 1, 1),
	)
	.map((parts) => parts.join(''));
const folders = fc.stringMatching(
	/^[A-Za-z0-9_.-]{0,20}[A-Za-z0-9_](?:\/[A-Za-z0-9_-]{1,20}){0,2}$/,
);
const keyIds = fc.oneof(fc.uuid(), fc.stringMatching(/^mrk-[0-9a-f]{32}$/));
const rolePaths = fc.oneof(
	fc.constant('/'),
	fc.stringMatching(/^\/(?:[A-Za-z0-9_.-]{1,20}\/){1,3}$/),
);

/** Valid connections of a profile: every purpose and encryption that it has, now and then with a key elsewhere. */
function connectionsOf(profile: VendorProfile): fc.Arbitrary<Connection> {
	const base = fc.record({
		purpose: fc.constantFrom(...profile.purposes.map(({id}) => id)),
		bucket: buckets,
		region: regions,
		accountId: accountIds,
		encryption: fc.constantFrom(...profile.encryption),
		keyId: keyIds,
		keyAccountId: fc.option(accountIds, {nil: undefined, freq: 3}),
		roleName: textOf(nameSigns, 1, 64),
		rolePath: rolePaths,
		externalId: fc.oneof(
			{weight: 9, arbitrary: textOf(`${nameSigns}:/`, 2, 40)},
			{weight: 1, arbitrary: textOf(`${nameSigns}:/`, 1200, 1224)},
		),
		// A whole folder of dots is refused, and one that ends with the vendor's own.
		folder: fc.option(
			folders.filter((folder) => folder.split('/').at(-1) !== profile.folder?.fixed),
			{nil: undefined, freq: 3},
		),
		vendorId: textOf(digits, 12, 12),
		inputs: fc.record(
			Object.fromEntries(
				profile.inputs.map(({field, pattern}) => [
					field,
					fc.stringMatching(new RegExp(`^(?:${pattern})$`)),
				]),
			),
		),
	});
	return base.map(
		({
			keyId,
			keyAccountId,
			roleName,
			rolePath,
			externalId,
			encryption,
			folder,
			vendorId,
			...rest
		}): Connection => ({
			version: 1,
			vendor: profile.id,
			...rest,
			encryption,
			...(encryption !== 'SSE-S3' && {
				kmsKeyArn: `arn:aws:kms:${rest.region}:${keyAccountId ?? rest.accountId}:key/${keyId}`,
			}),
			...(profile.access === 'customer-role' && {
				roleName,
				rolePath,
				externalId,
			}),
			...(profile.folder?.asked !== undefined && folder !== undefined && {folder}),
			...(profile.principal.from === 'product' && {
				principal: `arn:aws:iam::${vendorId}:user/a1b2-s-acme`,
			}),
		}),
	);
}

/** A built-in profile together with one of its connections. */
export const connectionsWithProfile: fc.Arbitrary<{
	readonly profile: VendorProfile;
	readonly connection: Connection;
}> = fc.oneof(
	...builtInProfiles.map((profile) =>
		connectionsOf(profile).map((connection) => ({profile, connection})),
	),
);

/**
 * Whether the article has all that the key takes: with one of another account a role needs a statement of the key and one of
 * its own, which few articles have.
 */
export function isKeyInArticle(
	{kmsKeyArn, accountId}: Connection,
	{id, access}: VendorProfile,
): boolean {
	return (
		access === 'vendor-role' ||
		id === 'creative-force' ||
		kmsKeyArn === undefined ||
		keyParts(kmsKeyArn).accountId === accountId
	);
}
