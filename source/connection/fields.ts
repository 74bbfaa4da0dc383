import type {VendorTerms} from './vendor-terms.ts';

/** What the rules of one field may need to know of the others. Absent means not known yet. */
export type FieldContext = {
	readonly profile: VendorTerms;
	readonly region?: string;
	readonly accountId?: string;
	readonly encryption?: string;
	/** True where the bucket is still to be created: the stricter rules of today apply. */
	readonly newBucket?: boolean;
};

/** A field of the connection file as help texts and screens show it. */
export type BaseField = {
	/** Name in the connection file. */
	readonly name: BaseFieldName;
	readonly label: string;
	readonly example: string;
	/** One sentence for `--help`. */
	readonly description: string;
};

export type BaseFieldName =
	| 'vendor'
	| 'purpose'
	| 'bucket'
	| 'region'
	| 'accountId'
	| 'encryption'
	| 'kmsKeyArn'
	| 'roleName'
	| 'rolePath'
	| 'externalId';

/**
 * Every field that a person gives, in the order of the file. `version` is not among them, since the program writes it;
 * the inputs of a vendor's profile come after them.
 */
export const baseFields: readonly BaseField[] = [
	{
		name: 'vendor',
		label: 'Vendor',
		example: 'creative-force',
		description:
			'Who is let into the bucket: the id of a built-in profile or the path of a profile file.',
	},
	{
		name: 'purpose',
		label: 'Purpose',
		example: 'asset-delivery',
		description: 'What the vendor does with the bucket, by the id that its profile gives.',
	},
	{
		name: 'bucket',
		label: 'Bucket name',
		example: 'acme-assets',
		description: 'Name of the S3 bucket, without s3:// and without a folder.',
	},
	{
		name: 'region',
		label: 'Region',
		example: 'eu-central-1',
		description: 'Code of the AWS region that the bucket is in.',
	},
	{
		name: 'accountId',
		label: 'Account ID',
		example: '111122223333',
		description: 'The twelve digits of the AWS account that owns the bucket.',
	},
	{
		name: 'encryption',
		label: 'Encryption',
		example: 'SSE-S3',
		description: 'Server-side encryption of the bucket: SSE-S3, SSE-KMS or DSSE-KMS.',
	},
	{
		name: 'kmsKeyArn',
		label: 'KMS key ARN',
		example: 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
		description: 'ARN of the KMS key that encrypts the bucket; with SSE-KMS and DSSE-KMS only.',
	},
	{
		name: 'roleName',
		label: 'Role name',
		example: 'CreativeForceAccess',
		description: 'Name of the IAM role in your account that the vendor takes on.',
	},
	{
		name: 'rolePath',
		label: 'Role path',
		example: '/vendors/',
		description: 'Path of that role; "/" unless the role was created with another.',
	},
	{
		name: 'externalId',
		label: 'External ID',
		example: '2f6b0f0e-acme',
		description: 'The external ID that the vendor has to send to take on the role.',
	},
];

/** Names of the fields that a person gives, in the order of the file; without `version` and the vendor's inputs. */
export const fieldNames: readonly BaseFieldName[] = baseFields.map((field) => field.name);

/** The flag of a field without its dashes: `kmsKeyArn` gives `kms-key-arn`. */
export function fieldFlag(field: string): string {
	return field
		.replace(/([a-z0-9])([A-Z])/g, '$1-$2')
		.replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
		.toLowerCase();
}

/** Label of a field or of an input of the profile; the field's own name where nothing is known of it. */
export function fieldLabel(field: string, profile: VendorTerms): string {
	return (
		baseFields.find((base) => base.name === field)?.label ??
		profile.inputs.find((input) => input.field === field)?.label ??
		field
	);
}

/** A value that the field would accept for this vendor, near to what is known; undefined for unknown fields. */
export function fieldExample(field: string, context: FieldContext): string | undefined {
	switch (field) {
		case 'version':
			return '1';
		case 'vendor':
			return context.profile.id;
		case 'purpose':
			return context.profile.purposes[0]?.id;
		case 'encryption':
			return context.profile.encryption[0];
		case 'kmsKeyArn': {
			const region = /^[a-z]{2}-[a-z]+-\d+$/.test(context.region ?? '')
				? context.region
				: 'eu-central-1';
			const account = /^\d{12}$/.test(context.accountId ?? '') ? context.accountId : '111122223333';

			return `arn:aws:kms:${region}:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
		}

		default:
			return (
				baseFields.find((base) => base.name === field)?.example ??
				context.profile.inputs.find((input) => input.field === field)?.example
			);
	}
}

export type FieldNeed = 'required' | 'optional' | 'refused';

/**
 * Whether a connection has to have the field, may have it or must not: the role's fields depend on the vendor's way of
 * access, the key on the encryption. While the encryption is not known the key is optional. Unknown fields are refused.
 */
export function fieldNeed(field: string, context: FieldContext): FieldNeed {
	switch (field) {
		case 'roleName':
		case 'externalId':
			return context.profile.access === 'customer-role' ? 'required' : 'refused';
		case 'rolePath':
			return context.profile.access === 'customer-role' ? 'optional' : 'refused';
		case 'kmsKeyArn':
			if (context.encryption === 'SSE-S3') {
				return 'refused';
			}

			return context.encryption === 'SSE-KMS' || context.encryption === 'DSSE-KMS'
				? 'required'
				: 'optional';
		default:
			return field === 'version' ||
				baseFields.some((base) => base.name === field) ||
				context.profile.inputs.some((input) => input.field === field)
				? 'required'
				: 'refused';
	}
}
