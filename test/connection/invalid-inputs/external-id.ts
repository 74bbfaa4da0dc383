import type {InvalidInputs} from './type.ts';

export const invalidExternalIdInputs: readonly InvalidInputs[] = [
	{
		field: 'externalId',
		rule: 'An external ID must not be empty.',
		values: [''],
	},
	{
		field: 'externalId',
		rule: 'An external ID has at least 2 characters; this one has 1.',
		values: ['a'],
	},
	{
		field: 'externalId',
		rule: 'An external ID must not be blank; this one is only white space.',
		values: [' '],
	},
	{
		field: 'externalId',
		rule: 'White space surrounds the value: there is a space at the start. Remove it.',
		values: [' 2f6b0f0e-acme'],
	},
	{
		field: 'externalId',
		rule: 'White space surrounds the value: there is a space at the end. Remove it.',
		values: ['2f6b0f0e-acme '],
	},
	{
		field: 'externalId',
		rule: 'White space surrounds the value: there is a line break at the end. Remove it.',
		values: ['2f6b0f0e-acme\n'],
	},
	{
		field: 'externalId',
		rule: 'An external ID has no white space; this one has a space in it.',
		values: ['2f6b 0f0e'],
	},
	{
		field: 'externalId',
		rule: 'An external ID has no white space; this one has a non-breaking space (U+00A0) in it.',
		values: ['2f6b\u00a00f0e'],
	},
	{
		field: 'externalId',
		rule: 'An external ID has only unaccented letters, digits and the characters _ + = , . @ : / -; this one has "#".',
		values: ['2f6b#0f0e'],
	},
	{
		field: 'externalId',
		rule: 'An external ID has only unaccented letters, digits and the characters _ + = , . @ : / -; this one has "!".',
		values: ['2f6b!0f0e'],
	},
	{
		field: 'externalId',
		rule: 'An external ID has only unaccented letters, digits and the characters _ + = , . @ : / -; this one has "é".',
		values: ['acmé'],
	},
	{
		field: 'externalId',
		rule: 'An external ID has at most 1224 characters; this one has 1225.',
		values: ['a'.repeat(1225)],
	},
	{
		field: 'externalId',
		rule: 'Invisible characters surround the value: there is a zero-width space (U+200B) at the end. Remove it.',
		values: ['acme\u200b'],
	},
	{
		field: 'externalId',
		rule: 'The value contains a zero-width space (U+200B), which is invisible. Remove it.',
		values: ['ac\u200bme'],
	},
	{
		field: 'externalId',
		rule: 'Quotation marks surround the value. Remove them.',
		values: ['"2f6b0f0e-acme"'],
	},
	{
		field: 'externalId',
		rule: '"EXTERNAL_ID" is a placeholder from the article; use your own value instead.',
		values: ['EXTERNAL_ID'],
	},
	{
		field: 'externalId',
		rule: '"YOUR_EXTERNAL_ID" is a placeholder from the article; use your own value instead.',
		values: ['YOUR_EXTERNAL_ID'],
	},
	{
		field: 'externalId',
		rule: '"<external id>" is a placeholder; use your own value instead.',
		values: ['<external id>'],
	},
	{
		field: 'externalId',
		rule: 'An external ID has only unaccented letters, digits and the characters _ + = , . @ : / -; this one has the dash "–", not a hyphen.',
		values: ['2f6b–0f0e'],
	},
	{
		field: 'externalId',
		rule: 'An external ID has only unaccented letters, digits and the characters _ + = , . @ : / -; this one has "(".',
		values: ['(2f6b0f0e)'],
	},
	{
		field: 'externalId',
		rule: 'This field is missing: External ID.',
		values: [undefined],
	},
	{
		field: 'externalId',
		rule: 'The value must be text in quotation marks, not a number.',
		values: [12345],
	},
	{
		field: 'externalId',
		rule: 'The value must be text in quotation marks, not null.',
		values: [null],
	},
	{
		field: 'systemDomainId',
		vendor: 'iconik',
		rule: 'The System Domain ID must not be empty.',
		values: [''],
	},
	{
		field: 'systemDomainId',
		vendor: 'iconik',
		rule: 'A system domain ID is 32 lower-case hexadecimal digits in five groups of 8, 4, 4, 4 and 12, joined by hyphens.',
		values: [
			'7D1F2C9E-4B7A-11EE-9C54-0A58A9FEAC02',
			'7d1f2c9e4b7a11ee9c540a58a9feac02',
			'7d1f2c9e-4b7a-11ee-9c54',
			'{7d1f2c9e-4b7a-11ee-9c54-0a58a9feac02}',
			'x7d1f2c9e-4b7a-11ee-9c54-0a58a9feac02',
		],
	},
	{
		field: 'systemDomainId',
		vendor: 'iconik',
		rule: 'White space surrounds the value: there is a space at the start. Remove it.',
		values: [' 7d1f2c9e-4b7a-11ee-9c54-0a58a9feac02'],
	},
	{
		field: 'systemDomainId',
		vendor: 'iconik',
		rule: 'White space surrounds the value: there is a line break at the end. Remove it.',
		values: ['7d1f2c9e-4b7a-11ee-9c54-0a58a9feac02\n'],
	},
	{
		field: 'systemDomainId',
		vendor: 'iconik',
		rule: 'This field is missing: System Domain ID. Where to find it: iconik > Admin > Settings > System Settings, under System Domain ID.',
		values: [undefined],
	},
	{
		field: 'systemDomainId',
		vendor: 'iconik',
		rule: 'The value must be text in quotation marks, not a number.',
		values: [5],
	},
	{
		field: 'systemDomainId',
		vendor: 'iconik',
		rule: 'The value must be text in quotation marks, not null.',
		values: [null],
	},
];
