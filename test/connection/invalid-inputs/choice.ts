import type {InvalidInputs} from './type.ts';

export const invalidChoiceInputs: readonly InvalidInputs[] = [
	{
		field: 'version',
		rule: 'This field is missing. The file must have "version": 1.',
		values: [undefined],
	},
	{
		field: 'version',
		rule: 'This release reads version 1, but the file was written for a newer one.',
		values: [2],
	},
	{
		field: 'version',
		rule: 'The version must be the number 1, without quotation marks.',
		values: ['1'],
	},
	{
		field: 'version',
		rule: 'The version must be the number 1.',
		values: [0, null, 1.5, '2'],
	},
	{field: 'vendor', rule: 'The vendor must not be empty.', values: ['']},
	{
		field: 'vendor',
		rule: 'The vendor must not be blank; this one is only white space.',
		values: [' '],
	},
	{
		field: 'vendor',
		rule: 'White space surrounds the value: there is a space at the end. Remove it.',
		values: ['creative-force '],
	},
	{
		field: 'vendor',
		rule: 'Quotation marks surround the value. Remove them.',
		values: ['"creative-force"'],
	},
	{
		field: 'vendor',
		rule: 'The value contains a control character (U+0000), which is invisible. Remove it.',
		values: ['creative\u0000force'],
	},
	{
		field: 'vendor',
		rule: 'This field is missing: Vendor.',
		values: [undefined],
	},
	{
		field: 'vendor',
		rule: 'The value must be text in quotation marks, not a number.',
		values: [1],
	},
	{field: 'purpose', rule: 'The purpose must not be empty.', values: ['']},
	{
		field: 'purpose',
		rule: 'The purpose for Creative Force is data-source or asset-delivery.',
		values: ['storage', 'delivery'],
	},
	{
		field: 'purpose',
		rule: 'This purpose is written asset-delivery here.',
		values: ['Asset Delivery', 'ASSET-DELIVERY', 'asset_delivery'],
	},
	{
		field: 'purpose',
		rule: 'White space surrounds the value: there is a space at the end. Remove it.',
		values: ['data-source '],
	},
	{
		field: 'purpose',
		rule: 'This field is missing: Purpose.',
		values: [undefined],
	},
	{
		field: 'purpose',
		rule: 'The value must be text in quotation marks, not a number.',
		values: [3],
	},
	{
		field: 'purpose',
		vendor: 'iconik',
		rule: 'The purpose for iconik is storage or read-only.',
		values: ['asset-delivery'],
	},
	{
		field: 'purpose',
		vendor: 'iconik',
		rule: 'This purpose is written read-only here.',
		values: ['read only'],
	},
	{
		field: 'encryption',
		rule: 'The encryption must not be empty.',
		values: [''],
	},
	{
		field: 'encryption',
		rule: 'Creative Force does not accept DSSE-KMS. Creative Force accepts SSE-S3 or SSE-KMS.',
		values: ['DSSE-KMS'],
	},
	{
		field: 'encryption',
		rule: 'This encryption is written SSE-KMS here. Creative Force accepts SSE-S3 or SSE-KMS.',
		values: ['sse-kms', 'SSE_KMS', 'aws:kms', 'AWS KMS Encryption'],
	},
	{
		field: 'encryption',
		rule: 'This encryption is written SSE-S3 here. Creative Force accepts SSE-S3 or SSE-KMS.',
		values: ['AES256'],
	},
	{
		field: 'encryption',
		rule: 'This encryption is written DSSE-KMS here. Creative Force accepts SSE-S3 or SSE-KMS.',
		values: ['aws:kms:dsse'],
	},
	{
		field: 'encryption',
		rule: 'This is not a known kind of server-side encryption. Creative Force accepts SSE-S3 or SSE-KMS.',
		values: ['SSE-C', 'none', 'client-side'],
	},
	{
		field: 'encryption',
		rule: 'White space surrounds the value: there is a space at the end. Remove it.',
		values: ['SSE-KMS '],
	},
	{
		field: 'encryption',
		rule: 'The value must be text in quotation marks, not a boolean.',
		values: [true],
	},
	{
		field: 'encryption',
		rule: 'The value must be text in quotation marks, not null.',
		values: [null],
	},
	{
		field: 'encryption',
		rule: 'This field is missing: Encryption.',
		values: [undefined],
	},
	{
		field: 'encryption',
		vendor: 'iconik',
		rule: 'This is not a known kind of server-side encryption. iconik accepts SSE-S3, SSE-KMS or DSSE-KMS.',
		values: ['SSE-C'],
	},
	{
		field: 'encryption',
		vendor: 'iconik',
		rule: 'This encryption is written DSSE-KMS here. iconik accepts SSE-S3, SSE-KMS or DSSE-KMS.',
		values: ['dsse-kms'],
	},
];
