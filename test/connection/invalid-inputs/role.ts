import type {InvalidInputs} from './type.ts';

export const invalidRoleInputs: readonly InvalidInputs[] = [
	{field: 'roleName', rule: 'A role name must not be empty.', values: ['']},
	{
		field: 'roleName',
		rule: 'A role name has only unaccented letters, digits and the characters _ + = , . @ -; this one has a space.',
		values: ['Creative Force'],
	},
	{
		field: 'roleName',
		rule: 'A role name has no "/"; the part up to the last "/" is its path and belongs in rolePath.',
		values: ['CreativeForce/Access', '/vendors/CreativeForce', 'role/CreativeForce'],
	},
	{
		field: 'roleName',
		rule: 'This is an ARN; give only the role name, the part after the last "/".',
		values: [
			'arn:aws:iam::111122223333:role/CreativeForceAccess',
			'arn:aws:iam::111122223333:role/vendors/CreativeForceAccess',
		],
	},
	{
		field: 'roleName',
		rule: 'This is the ARN of a role session; give only the role name, the part after "assumed-role/".',
		values: ['arn:aws:sts::111122223333:assumed-role/CreativeForceAccess/session'],
	},
	{
		field: 'roleName',
		rule: 'This is the ARN of a user; give the name of a role.',
		values: ['arn:aws:iam::111122223333:user/acme'],
	},
	{
		field: 'roleName',
		rule: 'A role name has only unaccented letters, digits and the characters _ + = , . @ -; this one has "ô".',
		values: ['Rôle'],
	},
	{
		field: 'roleName',
		rule: 'A role name has only unaccented letters, digits and the characters _ + = , . @ -; this one has "#".',
		values: ['Role#1'],
	},
	{
		field: 'roleName',
		rule: 'A role name has only unaccented letters, digits and the characters _ + = , . @ -; this one has ":".',
		values: ['Role:1'],
	},
	{
		field: 'roleName',
		rule: 'A role name has at most 64 characters; this one has 65.',
		values: ['r'.repeat(65)],
	},
	{
		field: 'roleName',
		rule: 'White space surrounds the value: there is a space at the start. Remove it.',
		values: [' CreativeForceAccess'],
	},
	{
		field: 'roleName',
		rule: 'White space surrounds the value: there is a tab at the end. Remove it.',
		values: ['CreativeForceAccess\t'],
	},
	{
		field: 'roleName',
		rule: '"YOUR_ROLE_ARN" is a placeholder from the article; use your own value instead.',
		values: ['YOUR_ROLE_ARN'],
	},
	{
		field: 'roleName',
		rule: '"YOUR_ROLE" is a placeholder from the article; use your own value instead.',
		values: ['YOUR_ROLE'],
	},
	{
		field: 'roleName',
		rule: '"ROLE_NAME" is a placeholder from the article; use your own value instead.',
		values: ['ROLE_NAME'],
	},
	{
		field: 'roleName',
		rule: 'The value contains a zero-width space (U+200B), which is invisible. Remove it.',
		values: ['Creative\u200bForce'],
	},
	{
		field: 'roleName',
		rule: 'Quotation marks surround the value. Remove them.',
		values: ['"CreativeForceAccess"'],
	},
	{
		field: 'roleName',
		rule: 'This field is missing: Role name.',
		values: [undefined],
	},
	{
		field: 'roleName',
		rule: 'The value must be text in quotation marks, not a number.',
		values: [1],
	},
	{
		field: 'roleName',
		rule: 'The value must be text in quotation marks, not null.',
		values: [null],
	},
	{field: 'rolePath', rule: 'A role path must not be empty.', values: ['']},
	{
		field: 'rolePath',
		rule: 'A role path begins with "/".',
		values: ['vendors', 'vendors/'],
	},
	{
		field: 'rolePath',
		rule: 'A role path ends with "/"; the role name is not part of it.',
		values: ['/vendors'],
	},
	{
		field: 'rolePath',
		rule: 'A role path has only unaccented letters, digits and punctuation; this one has a space.',
		values: ['/vend ors/'],
	},
	{
		field: 'rolePath',
		rule: 'A role path has only unaccented letters, digits and punctuation; this one has "ö".',
		values: ['/vendörs/'],
	},
	{
		field: 'rolePath',
		rule: 'White space surrounds the value: there is a space at the start. Remove it.',
		values: [' /vendors/'],
	},
	{
		field: 'rolePath',
		rule: 'A role path has at most 512 characters; this one has 513.',
		values: [`/${'p'.repeat(511)}/`],
	},
	{
		field: 'rolePath',
		rule: 'This is an ARN; give only the path, from the "/" after "role" to the last "/".',
		values: ['arn:aws:iam::111122223333:role/vendors/'],
	},
	{
		field: 'rolePath',
		rule: 'AWS manages the roles under this path, and nobody can edit their trust policies; create your own role.',
		values: ['/aws-service-role/s3.amazonaws.com/', '/aws-reserved/sso.amazonaws.com/'],
	},
	{
		field: 'rolePath',
		rule: 'The value must be text in quotation marks, not a number.',
		values: [1],
	},
	{
		field: 'rolePath',
		rule: 'The value must be text in quotation marks. Leave the field out instead of writing null.',
		values: [null],
	},
];
