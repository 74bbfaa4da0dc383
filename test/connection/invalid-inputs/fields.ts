import type {InvalidInputs} from './type.ts';

export const invalidFieldsInputs: readonly InvalidInputs[] = [
	{
		field: 'systemDomainId',
		rule: 'A connection to Creative Force has no field with this name.',
		values: ['7d1f2c9e-4b7a-11ee-9c54-0a58a9feac02'],
	},
	{
		field: 'account',
		rule: 'A connection to Creative Force has no field with this name. Did you mean "accountId"?',
		values: ['111122223333'],
	},
	{
		field: 'AccountID',
		rule: 'A connection to Creative Force has no field with this name. Did you mean "accountId"?',
		values: ['111122223333'],
	},
	{
		field: 'account_id',
		rule: 'A connection to Creative Force has no field with this name. Did you mean "accountId"?',
		values: ['111122223333'],
	},
	{
		field: 'kms-key-arn',
		rule: 'A connection to Creative Force has no field with this name. Did you mean "kmsKeyArn"?',
		values: ['x'],
	},
	{
		field: 'roleArn',
		rule: 'A connection to Creative Force has no field with this name. Did you mean "roleName"?',
		values: ['x'],
	},
	{
		field: 'ExternalId',
		rule: 'A connection to Creative Force has no field with this name. Did you mean "externalId"?',
		values: ['x'],
	},
	{
		field: 'inputs',
		rule: 'A connection to Creative Force has no field with this name.',
		values: [{}],
	},
	{
		field: 'comment',
		rule: 'A connection to Creative Force has no field with this name.',
		values: ['x'],
	},
	{
		field: '',
		rule: 'A connection to Creative Force has no field with this name.',
		values: [1],
	},
	{
		field: 'constructor',
		rule: 'A connection to Creative Force has no field with this name.',
		values: [1],
	},
	{
		field: '\u001b[2J',
		rule: 'A connection to Creative Force has no field with this name.',
		values: [1],
	},
	{
		field: 'roleName',
		vendor: 'iconik',
		rule: 'iconik uses its own role, not yours: leave this field out.',
		values: ['CreativeForceAccess'],
	},
	{
		field: 'rolePath',
		vendor: 'iconik',
		rule: 'iconik uses its own role, not yours: leave this field out.',
		values: ['/'],
	},
	{
		field: 'externalId',
		vendor: 'iconik',
		rule: 'iconik uses its own role, not yours: leave this field out.',
		values: ['2f6b0f0e-acme'],
	},
	{
		field: 'kmsKeyArn',
		vendor: 'iconik',
		rule: 'SSE-S3 uses no KMS key: leave this field out, or choose SSE-KMS.',
		values: ['arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'],
	},
	{
		field: 'System Domain ID',
		vendor: 'iconik',
		rule: 'A connection to iconik has no field with this name. Did you mean "systemDomainId"?',
		values: ['x'],
	},
	{
		field: 'systemDomainID',
		vendor: 'iconik',
		rule: 'A connection to iconik has no field with this name. Did you mean "systemDomainId"?',
		values: ['x'],
	},
	{
		field: 'roleArn',
		vendor: 'iconik',
		rule: 'A connection to iconik has no field with this name.',
		values: ['x'],
	},
];
