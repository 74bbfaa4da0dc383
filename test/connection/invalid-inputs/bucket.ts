import type {InvalidInputs} from './type.ts';

export const invalidBucketInputs: readonly InvalidInputs[] = [
	{field: 'bucket', rule: 'A bucket name must not be empty.', values: ['']},
	{
		field: 'bucket',
		rule: 'A bucket name must not be blank; this one is only white space.',
		values: [' '],
	},
	{
		field: 'bucket',
		rule: 'A bucket name has no upper-case letters; this one has "A". Only buckets in us-east-1 that were created before March 2018 may have them.',
		values: ['Acme-Assets', 'acme-Assets', 'ACME😀x'],
	},
	{
		field: 'bucket',
		rule: 'A bucket name has no underscores; hyphens are allowed. Only buckets in us-east-1 that were created before March 2018 may have them.',
		values: ['acme_assets'],
	},
	{
		field: 'bucket',
		rule: 'A bucket name has no white space; this one has a space in it.',
		values: ['acme assets'],
	},
	{
		field: 'bucket',
		rule: 'White space surrounds the value: there is a space at the start. Remove it.',
		values: [' acme-assets'],
	},
	{
		field: 'bucket',
		rule: 'White space surrounds the value: there is a space at the end. Remove it.',
		values: ['acme-assets '],
	},
	{
		field: 'bucket',
		rule: 'White space surrounds the value: there is a line break at the end. Remove it.',
		values: ['acme-assets\n'],
	},
	{
		field: 'bucket',
		rule: 'White space surrounds the value: there is a tab at the start. Remove it.',
		values: ['\tacme-assets'],
	},
	{
		field: 'bucket',
		rule: 'White space surrounds the value: there is a non-breaking space (U+00A0) at the start. Remove it.',
		values: ['\u00a0acme-assets'],
	},
	{
		field: 'bucket',
		rule: 'Invisible characters surround the value: there is a zero-width space (U+200B) at the end. Remove it.',
		values: ['acme-assets\u200b'],
	},
	{
		field: 'bucket',
		rule: 'Invisible characters surround the value: there is a byte order mark (U+FEFF) at the start. Remove it.',
		values: ['\ufeffacme-assets'],
	},
	{
		field: 'bucket',
		rule: 'White space surrounds the value: there is a space at the start and a space at the end. Remove it.',
		values: [' acme-assets '],
	},
	{
		field: 'bucket',
		rule: 'The value contains a zero-width space (U+200B), which is invisible. Remove it.',
		values: ['acme\u200bassets'],
	},
	{
		field: 'bucket',
		rule: 'The value contains a control character (U+0007), which is invisible. Remove it.',
		values: ['acme\u0007assets'],
	},
	{
		field: 'bucket',
		rule: 'Invisible characters surround the value: there is a control character (U+001B) at the start. Remove it.',
		values: ['\u001b[31macme'],
	},
	{
		field: 'bucket',
		rule: 'Quotation marks surround the value. Remove them.',
		values: ['"acme-assets"', "'acme-assets'", '“acme-assets”'],
	},
	{
		field: 'bucket',
		rule: 'A bucket name has only lower-case letters, digits, hyphens and dots; this one has the dash "–", not a hyphen.',
		values: ['acme–assets'],
	},
	{
		field: 'bucket',
		rule: 'A bucket name has only lower-case letters, digits, hyphens and dots; this one has "é".',
		values: ['acmé-assets'],
	},
	{
		field: 'bucket',
		rule: 'A bucket name has only lower-case letters, digits, hyphens and dots; this one has "+".',
		values: ['acme+assets'],
	},
	{
		field: 'bucket',
		rule: 'A bucket name has only lower-case letters, digits, hyphens and dots; this one has ":".',
		values: ['acme:assets'],
	},
	{
		field: 'bucket',
		rule: 'A bucket name has only lower-case letters, digits, hyphens and dots; this one has "*".',
		values: ['acme*'],
	},
	{
		field: 'bucket',
		rule: 'A bucket name has only lower-case letters, digits, hyphens and dots; this one has ",".',
		values: ['acme,assets'],
	},
	{
		field: 'bucket',
		rule: 'A bucket name has no "/"; a folder in the bucket is not part of its name.',
		values: ['acme-assets/uploads'],
	},
	{
		field: 'bucket',
		rule: '"BUCKET_NAME" is a placeholder from the article; use your own value instead.',
		values: ['BUCKET_NAME'],
	},
	{
		field: 'bucket',
		rule: '"BUCKETNAME" is a placeholder from the article; use your own value instead.',
		values: ['BUCKETNAME'],
	},
	{
		field: 'bucket',
		rule: '"<bucket>" is a placeholder; use your own value instead.',
		values: ['<bucket>'],
	},
	{
		field: 'bucket',
		rule: '"{{bucket}}" is a placeholder; use your own value instead.',
		values: ['{{bucket}}'],
	},
	{
		field: 'bucket',
		rule: '"YOUR_BUCKET" is a placeholder from the article; use your own value instead.',
		values: ['YOUR_BUCKET'],
	},
	{
		field: 'bucket',
		given: {region: 'us-east-1', encryption: 'SSE-S3', kmsKeyArn: undefined},
		rule: 'A bucket name has no white space; this one has a space in it.',
		values: ['Acme Assets'],
	},
	{
		field: 'bucket',
		given: {region: 'us-east-1', encryption: 'SSE-S3', kmsKeyArn: undefined},
		rule: 'A bucket name has only lower-case letters, digits, hyphens and dots; this one has "é".',
		values: ['Acmé'],
	},
	{
		field: 'bucket',
		given: {region: 'us-east-1', encryption: 'SSE-S3', kmsKeyArn: undefined},
		rule: '"BUCKETNAME" is a placeholder from the article; use your own value instead.',
		values: ['BUCKETNAME'],
	},
	{
		field: 'bucket',
		rule: 'The value must be text in quotation marks, not a number.',
		values: [42],
	},
	{
		field: 'bucket',
		rule: 'The value must be text in quotation marks, not null.',
		values: [null],
	},
	{
		field: 'bucket',
		rule: 'The value must be one text in quotation marks, not a list.',
		values: [['acme-assets']],
	},
	{
		field: 'bucket',
		rule: 'The value must be text in quotation marks, not an object.',
		values: [{name: 'acme'}],
	},
	{
		field: 'bucket',
		rule: 'The value must be text in quotation marks, not a boolean.',
		values: [true],
	},
	{
		field: 'bucket',
		rule: 'This field is missing: Bucket name.',
		values: [undefined],
	},
];
