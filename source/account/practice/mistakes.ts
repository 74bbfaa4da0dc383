import {accountInArn, bucketArn, type PolicyId} from '../../aws/index.ts';
import {fieldExample, type StatedConnection} from '../../connection/index.ts';
import {
	buildDocuments,
	type ConnectionDocument,
	type ConnectionPolicy,
	documentText,
} from '../../documents/index.ts';
import type {PolicyDocument, Statement} from '../../policy/index.ts';
import type {VendorProfile} from '../../vendors/index.ts';

/** The document of this connection as it should be; absent where it has none. */
function rightDocument(
	id: PolicyId,
	connection: StatedConnection,
	profile: VendorProfile,
): PolicyDocument | undefined {
	const all: readonly ConnectionDocument[] = buildDocuments(connection, profile);
	return all.find((document): document is ConnectionPolicy => document.id === id)?.document;
}

/** The document with a change made to every value in it; what becomes `undefined` is left out. */
function changed(
	document: PolicyDocument,
	change: (name: string, value: unknown) => unknown,
): string {
	const value = JSON.parse(JSON.stringify(document), change) as PolicyDocument;
	return documentText(value);
}

/** The right trust policy, but with a blank at the end of the external ID, as from a careless copy. */
export function trustPolicyWithBlank(
	connection: StatedConnection,
	profile: VendorProfile,
): string | undefined {
	const document = rightDocument('trust-policy', connection, profile);
	return (
		document &&
		changed(document, (name, value) =>
			name === 'sts:ExternalId' && typeof value === 'string' ? `${value} ` : value,
		)
	);
}

const uploadKeyAction = /^kms:GenerateDataKey\*?$/;

/**
 * The right role policy, but without the key action that an upload needs; where the vendor does not upload with a
 * key, with the object actions on the bucket instead of the objects in it.
 */
export function rolePolicyWithGap(
	connection: StatedConnection,
	profile: VendorProfile,
): string | undefined {
	const document = rightDocument('role-policy', connection, profile);
	if (document === undefined) {
		return undefined;
	}

	const right = documentText(document);
	const withoutKeyAction = changed(document, (_name, value) =>
		Array.isArray(value) ? value.filter((item) => !uploadKeyAction.test(String(item))) : value,
	);
	const onBucketAlone = changed(document, (name, value) =>
		name === 'Resource' ? withoutObjects(value, bucketArn(connection)) : value,
	);
	return withoutKeyAction === right ? onBucketAlone : withoutKeyAction;
}

function withoutObjects(resource: unknown, bucket: string): unknown {
	const areObjects = (name: unknown) => typeof name === 'string' && name.startsWith(`${bucket}/`);
	if (!Array.isArray(resource)) {
		return areObjects(resource) ? bucket : resource;
	}

	const others = resource.filter((item) => !areObjects(item));
	return others.length === 0 ? bucket : others;
}

/** The policy of a bucket on which an administrator did the usual, before the vendor came. */
function usualBucketPolicy(connection: StatedConnection): PolicyDocument {
	const arn = bucketArn(connection);
	const statement: Statement = {
		Sid: 'DenyUnencryptedTransport',
		Effect: 'Deny',
		Principal: '*',
		Action: 's3:*',
		Resource: [arn, `${arn}/*`],
		Condition: {Bool: {'aws:SecureTransport': 'false'}},
	};
	return {Version: '2012-10-17', Statement: [statement]};
}

/** The value that people copy from the article by mistake, or another that is not this customer's. */
function otherTenant(connection: StatedConnection, profile: VendorProfile, input: string): string {
	const own = connection.inputs[input];
	const candidates = [
		profile.inputs.find(({field}) => field === input)?.articleExample,
		fieldExample(input, {profile}),
	];
	return candidates.find((value) => value !== undefined && value !== own) ?? 'another-customer';
}

/** A bucket policy beside which the vendor's is wrong: another customer's ID in it, or not there at all. */
export function bucketPolicyOfOtherTenant(
	connection: StatedConnection,
	profile: VendorProfile,
): string {
	const usual = usualBucketPolicy(connection);
	if (profile.tenant === undefined) {
		return documentText(usual);
	}

	const {input} = profile.tenant;
	const mistaken: StatedConnection = {
		...connection,
		inputs: {...connection.inputs, [input]: otherTenant(connection, profile, input)},
	};
	const vendors = rightDocument('bucket-policy', mistaken, profile);
	return documentText({
		...usual,
		Statement: [usual.Statement, vendors?.Statement ?? []].flat(),
	});
}

/** The policy of a new key: its account decides by IAM, and nobody from elsewhere gets in. */
export function keyPolicyWithoutVendor(keyArn: string): string {
	return documentText({
		Version: '2012-10-17',
		Id: 'key-default-1',
		Statement: [
			{
				Sid: 'Enable IAM User Permissions',
				Effect: 'Allow',
				Principal: {AWS: `arn:aws:iam::${accountInArn(keyArn)}:root`},
				Action: 'kms:*',
				Resource: '*',
			},
		],
	});
}
