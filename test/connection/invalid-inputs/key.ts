import type {InvalidInputs} from './type.ts';

export const invalidKeyInputs: readonly InvalidInputs[] = [
	{field: 'kmsKeyArn', rule: 'A key ARN must not be empty.', values: ['']},
	{
		field: 'kmsKeyArn',
		rule: 'This is only the ID of a key; give the full ARN, arn:aws:kms:REGION:ACCOUNT:key/KEY-ID.',
		values: ['1234abcd-12ab-34cd-56ef-1234567890ab', 'mrk-1234abcd12ab34cd56ef1234567890ab'],
	},
	{
		field: 'kmsKeyArn',
		rule: 'This is an alias; give the ARN of the key itself. S3 looks up an alias in the account of the requester, and an alias in a policy grants nothing.',
		values: ['alias/acme', 'arn:aws:kms:eu-central-1:111122223333:alias/acme', 'alias/aws/s3'],
	},
	{
		field: 'kmsKeyArn',
		rule: "The key is in eu-west-1 and the bucket is in eu-central-1. S3 uses only keys in the bucket's own region.",
		values: ['arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'],
	},
	{
		field: 'kmsKeyArn',
		rule: 'This key belongs to AWS China (partition aws-cn). Creative Force is in the standard AWS partition, and nothing in one partition can have access to another.',
		values: ['arn:aws-cn:kms:cn-north-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'],
	},
	{
		field: 'kmsKeyArn',
		rule: 'This key belongs to AWS GovCloud (US) (partition aws-us-gov). Creative Force is in the standard AWS partition, and nothing in one partition can have access to another.',
		values: [
			'arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
		],
	},
	{
		field: 'kmsKeyArn',
		rule: 'This key belongs to the AWS European Sovereign Cloud (partition aws-eusc). Creative Force is in the standard AWS partition, and nothing in one partition can have access to another.',
		values: [
			'arn:aws-eusc:kms:eusc-de-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
		],
	},
	{
		field: 'kmsKeyArn',
		rule: 'A key ARN begins with "arn:aws:kms:" and has the form arn:aws:kms:REGION:ACCOUNT:key/KEY-ID.',
		values: [
			'arn:aws-xx:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
			'ARN:AWS:KMS:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
			'my key',
		],
	},
	{
		field: 'kmsKeyArn',
		rule: 'This is an ARN of "iam", not of a KMS key; the form is arn:aws:kms:REGION:ACCOUNT:key/KEY-ID.',
		values: ['arn:aws:iam::111122223333:role/acme'],
	},
	{
		field: 'kmsKeyArn',
		rule: 'This is an ARN of "s3", not of a KMS key; the form is arn:aws:kms:REGION:ACCOUNT:key/KEY-ID.',
		values: ['arn:aws:s3:::acme-assets'],
	},
	{
		field: 'kmsKeyArn',
		rule: 'The ARN names no region; the form is arn:aws:kms:REGION:ACCOUNT:key/KEY-ID.',
		values: ['arn:aws:kms::111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'],
	},
	{
		field: 'kmsKeyArn',
		rule: '"Frankfurt" in the ARN is not a region; the form is arn:aws:kms:REGION:ACCOUNT:key/KEY-ID.',
		values: ['arn:aws:kms:Frankfurt:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'],
	},
	{
		field: 'kmsKeyArn',
		rule: '"eu-central-1a" in the ARN is not a region; the form is arn:aws:kms:REGION:ACCOUNT:key/KEY-ID.',
		values: ['arn:aws:kms:eu-central-1a:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'],
	},
	{
		field: 'kmsKeyArn',
		rule: 'The ARN names no account; the form is arn:aws:kms:REGION:ACCOUNT:key/KEY-ID.',
		values: ['arn:aws:kms:eu-central-1::key/1234abcd-12ab-34cd-56ef-1234567890ab'],
	},
	{
		field: 'kmsKeyArn',
		rule: '"11112222333" in the ARN is not an account ID, which has twelve digits.',
		values: ['arn:aws:kms:eu-central-1:11112222333:key/1234abcd-12ab-34cd-56ef-1234567890ab'],
	},
	{
		field: 'kmsKeyArn',
		rule: 'The ID of a key is 32 hexadecimal digits in five groups of 8, 4, 4, 4 and 12, joined by hyphens.',
		values: [
			'arn:aws:kms:eu-central-1:111122223333:key/',
			'arn:aws:kms:eu-central-1:111122223333:key/1234',
			'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab/',
		],
	},
	{
		field: 'kmsKeyArn',
		rule: 'The ID of a key is written in lower case.',
		values: ['arn:aws:kms:eu-central-1:111122223333:key/1234ABCD-12AB-34CD-56EF-1234567890AB'],
	},
	{
		field: 'kmsKeyArn',
		rule: 'The ID of a multi-Region key is "mrk-" and 32 hexadecimal digits.',
		values: ['arn:aws:kms:eu-central-1:111122223333:key/mrk-1234'],
	},
	{
		field: 'kmsKeyArn',
		rule: 'After the account, a key ARN has "key/" and the ID of the key; the form is arn:aws:kms:REGION:ACCOUNT:key/KEY-ID.',
		values: [
			'arn:aws:kms:eu-central-1:111122223333:1234abcd-12ab-34cd-56ef-1234567890ab',
			'arn:aws:kms:eu-central-1:111122223333:key:1234abcd-12ab-34cd-56ef-1234567890ab',
			'arn:aws:kms:eu-central-1:111122223333',
		],
	},
	{
		field: 'kmsKeyArn',
		rule: '"YOUR_ACCOUNT" is a placeholder from the article; use your own value instead.',
		values: ['arn:aws:kms:eu-central-1:YOUR_ACCOUNT:key/KMS_ID'],
	},
	{
		field: 'kmsKeyArn',
		rule: '"KMS_ID" is a placeholder from the article; use your own value instead.',
		values: ['arn:aws:kms:eu-central-1:111122223333:key/KMS_ID'],
	},
	{
		field: 'kmsKeyArn',
		rule: 'White space surrounds the value: there is a space at the end. Remove it.',
		values: ['arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab '],
	},
	{
		field: 'kmsKeyArn',
		rule: 'White space surrounds the value: there is a line break at the end. Remove it.',
		values: ['arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab\n'],
	},
	{
		field: 'kmsKeyArn',
		rule: 'This is a web address; copy the ARN from the page of the key in the KMS console.',
		values: [
			'https://eu-central-1.console.aws.amazon.com/kms/home?region=eu-central-1#/kms/keys/1234abcd-12ab-34cd-56ef-1234567890ab',
		],
	},
	{
		field: 'kmsKeyArn',
		rule: 'Quotation marks surround the value. Remove them.',
		values: ['"arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"'],
	},
	{
		field: 'kmsKeyArn',
		rule: 'This field is missing. SSE-KMS needs the ARN of the KMS key.',
		values: [undefined],
	},
	{
		field: 'kmsKeyArn',
		rule: 'The value must be text in quotation marks, not null.',
		values: [null],
	},
	{
		field: 'kmsKeyArn',
		rule: 'The value must be text in quotation marks, not a number.',
		values: [7],
	},
	{
		field: 'kmsKeyArn',
		given: {encryption: 'SSE-S3'},
		rule: 'SSE-S3 uses no KMS key: leave this field out, or choose SSE-KMS.',
		values: ['arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'],
	},
	{
		field: 'kmsKeyArn',
		vendor: 'iconik',
		given: {encryption: 'SSE-KMS'},
		rule: 'This field is missing. SSE-KMS needs the ARN of the KMS key.',
		values: [undefined],
	},
	{
		field: 'kmsKeyArn',
		vendor: 'iconik',
		given: {encryption: 'DSSE-KMS'},
		rule: 'This field is missing. DSSE-KMS needs the ARN of the KMS key.',
		values: [undefined],
	},
];
