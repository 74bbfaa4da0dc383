import type {InvalidInputs} from './type.ts';

export const invalidRegionInputs: readonly InvalidInputs[] = [
	{field: 'region', rule: 'A region must not be empty.', values: ['']},
	{
		field: 'region',
		rule: 'A region must not be blank; this one is only white space.',
		values: [' '],
	},
	{
		field: 'region',
		rule: 'This is the name of the region; use its code: eu-central-1.',
		values: ['Frankfurt', 'Europe (Frankfurt)', 'EU (Frankfurt)', 'europe frankfurt'],
	},
	{
		field: 'region',
		rule: 'This is the name of the region; use its code: us-east-1.',
		values: ['N. Virginia'],
	},
	{
		field: 'region',
		rule: 'This is the name of the region; use its code: us-east-2.',
		values: ['Ohio'],
	},
	{
		field: 'region',
		rule: 'A region is written in lower case: eu-central-1.',
		values: ['EU-CENTRAL-1', 'Eu-Central-1'],
	},
	{
		field: 'region',
		rule: '"eu-central-1a" is an Availability Zone in the region eu-central-1; leave out the last letter.',
		values: ['eu-central-1a', 'eu-central-1A'],
	},
	{
		field: 'region',
		rule: '"us-west-2-lax-1a" is a Local Zone near the region us-west-2; give the region of the bucket.',
		values: ['us-west-2-lax-1a'],
	},
	{
		field: 'region',
		rule: '"us-east-1-wl1-bos-wlz-1" is a Local Zone near the region us-east-1; give the region of the bucket.',
		values: ['us-east-1-wl1-bos-wlz-1'],
	},
	{
		field: 'region',
		rule: '"euc1-az1" is the ID of an Availability Zone; give the region code.',
		values: ['euc1-az1'],
	},
	{
		field: 'region',
		rule: 'The parts of a region are joined by hyphens: eu-central-1.',
		values: ['eu_central_1', 'eu central 1'],
	},
	{
		field: 'region',
		rule: 'A region ends with a number, as in eu-central-1.',
		values: ['eu-central'],
	},
	{
		field: 'region',
		rule: 'A region is a code of three parts joined by hyphens, as in eu-central-1; the list of buckets in the S3 console shows it.',
		values: ['eucentral1', 'Germany', 'xx-central-1', 'europe-west3', 'eu-central-'],
	},
	{
		field: 'region',
		rule: 'A bucket is never global: it is in one region, which the list of buckets in the S3 console shows.',
		values: ['global', 'aws-global'],
	},
	{
		field: 'region',
		rule: '"EU" is an old name; the region code is now eu-west-1.',
		values: ['EU'],
	},
	{
		field: 'region',
		rule: '"US" is an old name; the region code is now us-east-1.',
		values: ['US'],
	},
	{
		field: 'region',
		rule: '"US-Standard" is an old name; the region code is now us-east-1.',
		values: ['US-Standard'],
	},
	{
		field: 'region',
		rule: 'This region belongs to AWS China (partition aws-cn). Creative Force is in the standard AWS partition, and nothing in one partition can have access to another.',
		values: ['cn-north-1', 'cn-northwest-1'],
	},
	{
		field: 'region',
		rule: 'This region belongs to AWS GovCloud (US) (partition aws-us-gov). Creative Force is in the standard AWS partition, and nothing in one partition can have access to another.',
		values: ['us-gov-west-1', 'US-GOV-EAST-1'],
	},
	{
		field: 'region',
		rule: 'This region belongs to the AWS European Sovereign Cloud (partition aws-eusc). Creative Force is in the standard AWS partition, and nothing in one partition can have access to another.',
		values: ['eusc-de-east-1'],
	},
	{
		field: 'region',
		rule: 'This region belongs to an isolated part of AWS (partition aws-iso). Creative Force is in the standard AWS partition, and nothing in one partition can have access to another.',
		values: ['us-iso-east-1', 'us-isob-east-1', 'eu-isoe-west-1'],
	},
	{
		field: 'region',
		rule: 'White space surrounds the value: there is a space at the end. Remove it.',
		values: ['eu-central-1 '],
	},
	{
		field: 'region',
		rule: 'White space surrounds the value: there is a space at the start. Remove it.',
		values: [' eu-central-1'],
	},
	{
		field: 'region',
		rule: 'White space surrounds the value: there is a line break at the end. Remove it.',
		values: ['eu-central-1\n'],
	},
	{
		field: 'region',
		rule: 'Quotation marks surround the value. Remove them.',
		values: ['"eu-central-1"'],
	},
	{
		field: 'region',
		rule: '"YOUR_REGION" is a placeholder from the article; use your own value instead.',
		values: ['YOUR_REGION'],
	},
	{
		field: 'region',
		rule: 'The value must be text in quotation marks, not a number.',
		values: [1],
	},
	{
		field: 'region',
		rule: 'The value must be text in quotation marks, not null.',
		values: [null],
	},
	{
		field: 'region',
		rule: 'This field is missing: Region.',
		values: [undefined],
	},
	{
		field: 'region',
		rule: 'The value must be one text in quotation marks, not a list.',
		values: [['eu-central-1']],
	},
	{
		field: 'region',
		vendor: 'iconik',
		rule: 'This region belongs to AWS GovCloud (US) (partition aws-us-gov). iconik is in the standard AWS partition, and nothing in one partition can have access to another.',
		values: ['us-gov-west-1'],
	},
];
