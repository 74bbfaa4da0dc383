import type {InvalidInputs} from './type.ts';

export const invalidBucketNameInputs: readonly InvalidInputs[] = [
	{
		field: 'bucket',
		rule: 'A bucket name has at least 3 characters; this one has 2.',
		values: ['ab'],
	},
	{
		field: 'bucket',
		rule: 'A bucket name has at most 63 characters; this one has 64. Only buckets in us-east-1 that were created before March 2018 may have longer names.',
		values: ['a'.repeat(64)],
	},
	{
		field: 'bucket',
		rule: 'A bucket name begins with a letter or a digit, not with "-".',
		values: ['-acme'],
	},
	{
		field: 'bucket',
		rule: 'A bucket name ends with a letter or a digit, not with "-".',
		values: ['acme-'],
	},
	{
		field: 'bucket',
		rule: 'A bucket name begins with a letter or a digit, not with ".".',
		values: ['.acme'],
	},
	{
		field: 'bucket',
		rule: 'A bucket name ends with a letter or a digit, not with ".".',
		values: ['acme.'],
	},
	{
		field: 'bucket',
		rule: 'A bucket name cannot have two dots in a row.',
		values: ['acme..assets'],
	},
	{
		field: 'bucket',
		rule: 'A bucket name must not look like an IP address.',
		values: ['192.168.5.4', '999.1.2.3'],
	},
	{
		field: 'bucket',
		rule: 'AWS reserves names that begin with "xn--"; your buckets cannot have such a name.',
		values: ['xn--acme'],
	},
	{
		field: 'bucket',
		rule: 'AWS reserves names that begin with "sthree-"; your buckets cannot have such a name.',
		values: ['sthree-acme'],
	},
	{
		field: 'bucket',
		rule: 'AWS reserves names that begin with "amzn-s3-demo-"; your buckets cannot have such a name.',
		values: ['amzn-s3-demo-bucket'],
	},
	{
		field: 'bucket',
		rule: 'A name that ends with "-s3alias" is the alias of an access point; give the name of a general purpose bucket.',
		values: ['acme-s3alias'],
	},
	{
		field: 'bucket',
		rule: 'A name that ends with "--ol-s3" is the alias of an Object Lambda access point; give the name of a general purpose bucket.',
		values: ['acme--ol-s3'],
	},
	{
		field: 'bucket',
		rule: 'A name that ends with ".mrap" is the alias of a Multi-Region Access Point; give the name of a general purpose bucket.',
		values: ['acme.mrap'],
	},
	{
		field: 'bucket',
		rule: 'A name that ends with "--x-s3" is the name of a directory bucket; give the name of a general purpose bucket.',
		values: ['acme--eun1-az1--x-s3'],
	},
	{
		field: 'bucket',
		rule: 'A name that ends with "--table-s3" is the name of a table bucket; give the name of a general purpose bucket.',
		values: ['acme--table-s3'],
	},
	{
		field: 'bucket',
		rule: 'A name that ends with "-an" belongs to one account and region and has the form prefix-ACCOUNT-REGION-an, with the twelve digits and the region code.',
		values: ['acme-an', 'acme-111122223333-an'],
	},
	{
		field: 'bucket',
		rule: 'This name belongs to account 444455556666, but the connection is for another account.',
		values: ['acme-444455556666-eu-central-1-an'],
	},
	{
		field: 'bucket',
		rule: 'This name belongs to the region eu-west-1, but the connection is for another region.',
		values: ['acme-111122223333-eu-west-1-an'],
	},
	{
		field: 'bucket',
		rule: 'AWS offers no names that end with "-an" in me-south-1.',
		values: ['acme-111122223333-me-south-1-an'],
	},
	{
		field: 'bucket',
		rule: 'AWS offers no names that end with "-an" in me-central-1.',
		values: ['acme-111122223333-me-central-1-an'],
	},
	{
		field: 'bucket',
		rule: 'This is an S3 address; give only the bucket name, the part between "s3://" and the next "/".',
		values: ['s3://acme-assets', 's3://acme-assets/path'],
	},
	{
		field: 'bucket',
		rule: 'This is an ARN; give only the bucket name, the part after ":::".',
		values: ['arn:aws:s3:::acme-assets', 'arn:aws:s3:::acme-assets/*'],
	},
	{
		field: 'bucket',
		rule: 'This is a web address; give only the bucket name.',
		values: ['https://acme-assets.s3.eu-central-1.amazonaws.com'],
	},
	{
		field: 'bucket',
		given: {region: 'us-east-1', encryption: 'SSE-S3', kmsKeyArn: undefined},
		rule: 'A bucket name has at least 3 characters; this one has 2.',
		values: ['Ab'],
	},
	{
		field: 'bucket',
		given: {region: 'us-east-1', encryption: 'SSE-S3', kmsKeyArn: undefined},
		rule: 'Even the oldest bucket names have at most 255 characters; this one has 256.',
		values: ['A'.repeat(256)],
	},
	{
		field: 'bucket',
		given: {region: 'us-east-1', encryption: 'SSE-S3', kmsKeyArn: undefined},
		rule: 'A bucket name begins with a letter or a digit, not with "_".',
		values: ['_acme'],
	},
	{
		field: 'bucket',
		given: {region: 'us-east-1', encryption: 'SSE-S3', kmsKeyArn: undefined},
		rule: 'A bucket name ends with a letter or a digit, not with "_".',
		values: ['Acme_'],
	},
	{
		field: 'bucket',
		given: {region: 'us-east-1', encryption: 'SSE-S3', kmsKeyArn: undefined},
		rule: 'A bucket name cannot have two dots in a row.',
		values: ['Acme..Assets'],
	},
	{
		field: 'bucket',
		given: {region: 'us-east-1', encryption: 'SSE-S3', kmsKeyArn: undefined},
		rule: 'A bucket name must not look like an IP address.',
		values: ['10.0.0.1'],
	},
	{
		field: 'bucket',
		given: {region: 'us-east-1', encryption: 'SSE-S3', kmsKeyArn: undefined},
		rule: 'A name that ends with "--x-s3" is the name of a directory bucket; give the name of a general purpose bucket.',
		values: ['Acme--x-s3'],
	},
];
