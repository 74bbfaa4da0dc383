import type {InvalidInputs} from './type.ts';

export const invalidAccountInputs: readonly InvalidInputs[] = [
	{
		field: 'accountId',
		rule: 'An account ID must not be empty.',
		values: [''],
	},
	{
		field: 'accountId',
		rule: 'An account ID has twelve digits; this one has 11. A spreadsheet may have dropped a leading zero.',
		values: ['11112222333'],
	},
	{
		field: 'accountId',
		rule: 'An account ID has twelve digits; this one has 13.',
		values: ['1111222233334'],
	},
	{
		field: 'accountId',
		rule: 'An account ID is written as twelve digits without hyphens or blanks.',
		values: ['1111-2222-3333', '1111 2222 3333'],
	},
	{
		field: 'accountId',
		rule: 'White space surrounds the value: there is a space at the start. Remove it.',
		values: [' 111122223333'],
	},
	{
		field: 'accountId',
		rule: 'White space surrounds the value: there is a space at the end. Remove it.',
		values: ['111122223333 '],
	},
	{
		field: 'accountId',
		rule: 'White space surrounds the value: there is a line break at the end. Remove it.',
		values: ['111122223333\n'],
	},
	{
		field: 'accountId',
		rule: 'An account ID has digits only; this one has "a". An account alias does not work.',
		values: ['acme-production'],
	},
	{
		field: 'accountId',
		rule: 'An account ID has digits only; this one has "O". An account alias does not work.',
		values: ['11112222333O'],
	},
	{
		field: 'accountId',
		rule: 'An account ID has digits only; this one has "١". An account alias does not work.',
		values: ['١١١١٢٢٢٢٣٣٣٣'],
	},
	{
		field: 'accountId',
		rule: 'This is an ARN; give only the twelve digits of the account.',
		values: ['arn:aws:iam::111122223333:root'],
	},
	{
		field: 'accountId',
		rule: 'This is an e-mail address; give the twelve digits of the account. The console shows them at the top right, under the name.',
		values: ['me@example.com'],
	},
	{
		field: 'accountId',
		rule: '"YOUR_ACCOUNT" is a placeholder from the article; use your own value instead.',
		values: ['YOUR_ACCOUNT'],
	},
	{
		field: 'accountId',
		rule: '"<account>" is a placeholder; use your own value instead.',
		values: ['<account>'],
	},
	{
		field: 'accountId',
		rule: 'An account ID has digits only; this one has "+". An account alias does not work.',
		values: ['+11112222333'],
	},
	{
		field: 'accountId',
		rule: 'An account ID has digits only; this one has ".". An account alias does not work.',
		values: ['1.1e11'],
	},
	{
		field: 'accountId',
		rule: 'Quotation marks surround the value. Remove them.',
		values: ['"111122223333"'],
	},
	{
		field: 'accountId',
		rule: 'An account ID is text in quotation marks, not a number: a number would lose leading zeros.',
		values: [111122223333],
	},
	{
		field: 'accountId',
		rule: 'The value must be text in quotation marks, not null.',
		values: [null],
	},
	{
		field: 'accountId',
		rule: 'This field is missing: Account ID.',
		values: [undefined],
	},
	{
		field: 'accountId',
		rule: 'The value must be one text in quotation marks, not a list.',
		values: [[1]],
	},
];
