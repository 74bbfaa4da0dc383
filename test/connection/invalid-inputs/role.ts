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
		rule: 'A role name has no "/"; what stands before the last "/" is its path and belongs in rolePath.',
		values: ['CreativeForce/Access', '/vendors/CreativeForce', 'role/CreativeForce'],
	},
	{
		field: 'roleName',
		rule: 'This is an ARN; the name of the role alone is wanted, what follows the last "/".',
		values: [
			'arn:aws:iam::111122223333:role/CreativeForceAccess',
			'arn:aws:iam::111122223333:role/vendors/CreativeForceAccess',
		],
	},
	{
		field: 'roleName',
		rule: 'This is the ARN of a session of a role; the name of the role alone is wanted, what follows "assumed-role/".',
		values: ['arn:aws:sts::111122223333:assumed-role/CreativeForceAccess/session'],
	},
	{
		field: 'roleName',
		rule: 'This is the ARN of a user; the name of a role is wanted.',
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
		rule: '"YOUR_ROLE_ARN" is the placeholder of the article; put your own value in its place.',
		values: ['YOUR_ROLE_ARN'],
	},
	{
		field: 'roleName',
		rule: '"YOUR_ROLE" is the placeholder of the article; put your own value in its place.',
		values: ['YOUR_ROLE'],
	},
	{
		field: 'roleName',
		rule: '"ROLE_NAME" is the placeholder of the article; put your own value in its place.',
		values: ['ROLE_NAME'],
	},
	{
		field: 'roleName',
		rule: 'The value holds a zero-width space (U+200B), which cannot be seen. Remove it.',
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
		rule: 'The value is text in quotation marks, not a number.',
		values: [1],
	},
	{
		field: 'roleName',
		rule: 'The value is text in quotation marks, not null.',
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
		rule: 'A role path ends with "/"; the name of the role is not part of it.',
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
		rule: 'This is an ARN; the path alone is wanted, from the "/" after "role" to the last "/".',
		values: ['arn:aws:iam::111122223333:role/vendors/'],
	},
	{
		field: 'rolePath',
		rule: 'AWS manages the roles under this path and lets nobody edit whom they trust; create a role of your own.',
		values: ['/aws-service-role/s3.amazonaws.com/', '/aws-reserved/sso.amazonaws.com/'],
	},
	{
		field: 'rolePath',
		rule: 'The value is text in quotation marks, not a number.',
		values: [1],
	},
	{
		field: 'rolePath',
		rule: 'The value is text in quotation marks; leave the field out rather than writing null.',
		values: [null],
	},
];
