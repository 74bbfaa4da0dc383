import {bucketArn, encryptions, keyParts, queueInArn, roleArn} from '../aws/index.ts';
import {bucketRule, readBucket} from './bucket-rules.ts';
import {encryptionRule, inputRule, purposeRule, readEncryption} from './choice-rules.ts';
import type {Field} from './field.ts';
import {folderRule, readFolder} from './folder-rules.ts';
import {kmsKeyArnRule} from './key-rules.ts';
import {principalRule, readPrincipals} from './principal-rules.ts';
import {nearQueueArn, queueArnRule, readQueueArn} from './queue-rules.ts';
import {readRegion, regionRule} from './region-rules.ts';
import {
	accountIdRule,
	externalIdRule,
	readAccountId,
	readRoleName,
	readRolePath,
	roleNameRule,
	rolePathRule,
	usualRoleName,
} from './role-rules.ts';
import {textRule} from './text-rules.ts';
import type {VendorTerms} from './vendor-terms.ts';

const itself = (value: string) => value;

/**
 * Every field that a person gives, in the order of the file: the one place where a field is defined, from which all else
 * follows. `version` is not among them, since the program writes it; the inputs of a vendor's profile come after them.
 */
const table = [
	{
		name: 'vendor',
		label: 'Vendor',
		example: 'creative-force',
		nearExample: ({profile}) => profile.id,
		help: 'Who gets access to the bucket: the id of a built-in profile or the path of a profile file.',
		otherNames: ['vendorid', 'vendorname'],
		rule: (value) => textRule('The vendor', value),
		maskedAs: 'VENDOR',
	},
	{
		name: 'purpose',
		label: 'Purpose',
		example: 'asset-delivery',
		nearExample: ({profile}) => profile.purposes[0]?.id,
		help: 'What the vendor does with the bucket: the id of a purpose in its profile.',
		rule: purposeRule,
		maskedAs: 'open',
	},
	{
		name: 'bucket',
		label: 'Bucket name',
		example: 'acme-assets',
		help: 'Name of the S3 bucket, without s3:// and without a folder.',
		otherNames: ['s3bucket'],
		read: readBucket,
		rule: bucketRule,
		maskedAs: 'BUCKET',
		placeholders: {bucket: itself, bucketArn: (bucket) => bucketArn({bucket})},
	},
	{
		name: 'folder',
		label: 'Folder',
		example: 'landing/2026',
		nearExample: ({profile: {folder}}) => folder?.example,
		help: 'The part of the bucket that the vendor works in, without a slash at either end; only for vendors that ask for one.',
		whereFor: ({folder}) => folder?.where,
		otherNames: ['prefix', 'path', 'folderpath', 's3prefix', 'keyprefix'],
		belongsTo: 'folder',
		read: readFolder,
		rule: folderRule,
		maskedAs: 'PATH',
	},
	{
		name: 'region',
		label: 'Region',
		example: 'eu-central-1',
		help: 'Code of the AWS region of the bucket.',
		otherNames: ['awsregion'],
		read: readRegion,
		rule: regionRule,
		maskedAs: 'open',
		placeholders: {region: itself},
	},
	{
		// Text, since leading zeros count.
		name: 'accountId',
		label: 'Account ID',
		example: '111122223333',
		help: 'The twelve digits of the AWS account that owns the bucket.',
		otherNames: ['account', 'awsaccount', 'awsaccountid', 'accountnumber'],
		belongsTo: 'account',
		read: readAccountId,
		rule: accountIdRule,
		numberRule:
			'An account ID is text in quotation marks, not a number: a number would lose leading zeros.',
		maskedAs: 'ACCOUNT',
		placeholders: {accountId: itself},
	},
	{
		name: 'encryption',
		label: 'Encryption',
		example: 'SSE-S3',
		nearExample: ({profile}) => profile.encryption[0],
		help: 'Server-side encryption of the bucket: SSE-S3, SSE-KMS or DSSE-KMS.',
		otherNames: ['encryptiontype', 'serverencryptiontype'],
		oneOf: encryptions,
		read: readEncryption,
		rule: encryptionRule,
		maskedAs: 'open',
	},
	{
		name: 'kmsKeyArn',
		label: 'KMS key ARN',
		example: 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
		nearExample({region = '', accountId = ''}) {
			const place = /^[a-z]{2}-[a-z]+-\d+$/.test(region) ? region : 'eu-central-1';
			const account = /^\d{12}$/.test(accountId) ? accountId : '111122223333';

			return `arn:aws:kms:${place}:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
		},
		help: 'ARN of the KMS key that encrypts the bucket; only with SSE-KMS and DSSE-KMS.',
		otherNames: ['key', 'keyarn', 'kmsarn', 'kmskey', 'kmskeyid'],
		belongsTo: 'key',
		rule: kmsKeyArnRule,
		missingRule: ({encryption}) => `${encryption} needs the ARN of the KMS key.`,
		placeholders: {
			kmsKeyArn: itself,
			keyAccountId: (arn) => keyParts(arn).accountId,
			keyId: (arn) => keyParts(arn).keyId,
		},
	},
	{
		name: 'roleName',
		label: 'Role name',
		example: 'VendorAccess',
		nearExample: ({profile}) => usualRoleName(profile),
		help: 'Name of the IAM role in your account that the vendor assumes.',
		otherNames: ['role', 'rolearn'],
		belongsTo: 'role',
		read: readRoleName,
		rule: roleNameRule,
		maskedAs: 'ROLE',
		placeholders: {
			roleName: itself,
			// A Sid of IAM takes letters and digits only.
			roleNameAlphanumeric: (name) => name.replaceAll(/[^A-Za-z0-9]/g, ''),
		},
	},
	{
		name: 'rolePath',
		label: 'Role path',
		example: '/vendors/',
		help: 'Path of that role; "/" unless the role was created with another one.',
		otherNames: ['path'],
		belongsTo: 'role',
		isOptional: true,
		default: '/',
		read: readRolePath,
		rule: rolePathRule,
		maskedAs: 'PATH',
		placeholders: {
			rolePath: itself,
			roleArn: (rolePath, {accountId = '', roleName = ''}) =>
				roleArn({accountId, rolePath, roleName}),
		},
	},
	{
		name: 'externalId',
		label: 'External ID',
		example: '2f6b0f0e-acme',
		nearExample: ({profile: {externalId}}) =>
			externalId.from === 'vendor' ? externalId.example : undefined,
		help: 'The external ID that the vendor must send to assume the role.',
		whereFor: ({externalId}) => (externalId.from === 'vendor' ? externalId.where : undefined),
		belongsTo: 'external-id',
		rule: externalIdRule,
		isSecret: true,
		maskedAs: 'EXTERNAL-ID',
		placeholders: {externalId: itself},
	},
	{
		// Its placeholder has a value for every vendor, whoever says it.
		name: 'principal',
		label: 'Principal',
		example: 'arn:aws:iam::444455556666:user/vendor-1a2b3c4d',
		nearExample: ({profile: {principal}}) =>
			principal.from === 'product' ? principal.example : undefined,
		help: "The vendor's user, role or account, as its product shows it; several with blanks between them.",
		whereFor: ({principal}) => (principal.from === 'product' ? principal.where : undefined),
		otherNames: ['principalarn', 'vendorprincipal'],
		belongsTo: 'principal',
		isList: true,
		read: readPrincipals,
		rule: principalRule,
	},
	{
		name: 'queueArn',
		label: 'Queue ARN',
		example: 'arn:aws:sqs:eu-central-1:111122223333:acme-assets-events',
		nearExample: nearQueueArn,
		help: 'ARN of the SQS queue that gets the events of the bucket; only for vendors that ask for one.',
		whereFor: ({queue}) => queue?.where,
		otherNames: ['queue', 'queueurl', 'sqs', 'sqsarn', 'sqsqueue', 'sqsqueuearn', 'sqsurl'],
		belongsTo: 'queue',
		read: readQueueArn,
		rule: queueArnRule,
		placeholders: {queueArn: itself, queueName: (arn) => queueInArn(arn)?.name ?? ''},
	},
] as const satisfies readonly Field[];

type Entry = (typeof table)[number];
type RequiredName = Exclude<
	Entry,
	{readonly belongsTo: string} | {readonly isOptional: true}
>['name'];
type ValueOf<Name> =
	Extract<Entry, {readonly name: Name}> extends {readonly oneOf: readonly (infer Value)[]}
		? Value
		: string;
type Flat<Type> = {[Key in keyof Type]: Type[Key]};

export type BaseFieldName = Entry['name'];
type BaseField = Field & {readonly name: BaseFieldName};

/**
 * Everything that the customer and the vendor have to agree on, of every field its value, as a file states it. Valid by
 * construction. The account may be missing where no document needs it.
 */
export type StatedConnection = Flat<
	{readonly version: 1} & {readonly [Name in RequiredName]: ValueOf<Name>} & {
		readonly [Name in Exclude<BaseFieldName, RequiredName>]?: ValueOf<Name>;
	} & {
		/** Extra inputs of the vendor's profile, by field name, e.g. `systemDomainId`. */
		readonly inputs: Readonly<Record<string, string>>;
	}
>;

/** The same where it is known which account owns the bucket. */
export type Connection = StatedConnection & {readonly accountId: string};

/** Whether a connection states the account that owns the bucket. */
export function statesAccount(connection: StatedConnection): connection is Connection {
	return connection.accountId !== undefined;
}

declare const input: unique symbol;
/** Name of an input of a profile: a name that was not read from one, or from the table, is none of a field. */
type InputName = string & {readonly [input]: true};
export type FieldName = BaseFieldName | InputName;
/** Something for fields by their names: for some or all of the table, and for inputs. No other name compiles. */
export type ByField<Value> = {readonly [Name in BaseFieldName]?: Value} & {
	readonly [Name in InputName]: Value;
};

/** The fields of every connection, in the order of the file. */
export const baseFields: readonly BaseField[] = table;

function isInputName(name: string): name is InputName {
	return baseFields.every((field) => field.name !== name);
}

/** The inputs of a profile as fields like any other. `vendors check` refuses one that has the name of another field. */
export function inputFields({
	inputs,
}: Pick<VendorTerms, 'inputs'>): readonly (Field & {readonly name: InputName})[] {
	return inputs.flatMap((given) => {
		const {field: name, label, example, where} = given;

		return isInputName(name)
			? [
					{
						name,
						label,
						example,
						help: `${label}. ${where}`,
						where,
						rule: (value: string) => inputRule(value, given),
						placeholders: {[name]: itself},
					},
				]
			: [];
	});
}

/** All fields of a connection to this vendor, its inputs included, in the order of the file. */
export function fieldsOf(
	profile: Pick<VendorTerms, 'inputs'>,
): readonly (Field & {readonly name: FieldName})[] {
	return [...baseFields, ...inputFields(profile)];
}

/** The flag of a field without its dashes: `kmsKeyArn` gives `kms-key-arn`. */
export function fieldFlag(field: string): string {
	return field
		.replace(/([a-z0-9])([A-Z])/g, '$1-$2')
		.replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
		.toLowerCase();
}
