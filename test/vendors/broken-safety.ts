import {type BrokenProfile, customerRole, vendorRole} from './broken-profile.ts';

const allow = {Effect: 'Allow', Principal: {AWS: '{{principal}}'}} as const;
const tenant = {StringEquals: {'aws:PrincipalTag/IconikSystemDomainId': '{{systemDomainId}}'}};
const bucketStatements = 'documents.0.statements';

/** Profiles that would let somebody else in. */
export const brokenSafety: readonly BrokenProfile[] = [
	customerRole(
		'a trust policy without the external ID',
		{'documents.1.statements.0.statement.Condition': undefined},
		'documents[1].statements[0].statement.Condition',
		/ask for the external ID/,
		'"trust-policy"',
		'"statement"',
		'{',
	),
	customerRole(
		'an external ID that may be absent',
		{
			'documents.1.statements.0.statement.Condition': {
				StringEqualsIfExists: {'sts:ExternalId': '{{externalId}}'},
			},
		},
		'documents[1].statements[0].statement.Condition',
		/ask for the external ID/,
		'"trust-policy"',
		'"Condition"',
		'{',
	),
	customerRole(
		'an external ID beside another',
		{
			'documents.1.statements.0.statement.Condition.StringEquals': {
				'sts:ExternalId': ['{{externalId}}', 'other'],
			},
		},
		'documents[1].statements[0].statement.Condition',
		/ask for the external ID/,
		'"trust-policy"',
		'"Condition"',
		'{',
	),
	vendorRole(
		'a bucket policy without the tenant condition',
		{[`${bucketStatements}.0.statement.Condition`]: undefined},
		'documents[0].statements[0].statement.Condition',
		/tenant condition is missing/,
		'"statement"',
		'{',
	),
	vendorRole(
		'a tenant condition with wildcards',
		{
			[`${bucketStatements}.0.statement.Condition`]: {StringLike: tenant.StringEquals},
		},
		'documents[0].statements[0].statement.Condition',
		/tenant condition is missing/,
		'"Condition"',
		'{',
	),
	vendorRole(
		'a tenant condition in the narrower document missing',
		{'documents.1.narrower.statements.1.statement.Condition': undefined},
		'documents[1].narrower.statements[1].statement.Condition',
		/tenant condition is missing/,
		'"Enable IAM User Permissions"',
		'"statement"',
		'{',
	),
	vendorRole(
		'everybody as principal',
		{[`${bucketStatements}.0.statement.Principal`]: '*'},
		'documents[0].statements[0].statement.Principal',
		/Only {{principal}}/,
		'"*"',
	),
	vendorRole(
		'everybody but one as principal',
		{
			[`${bucketStatements}.0.statement.Principal`]: undefined,
			[`${bucketStatements}.0.statement.NotPrincipal`]: allow.Principal,
		},
		'documents[0].statements[0].statement.NotPrincipal',
		/everything that is not named/,
		'"NotPrincipal"',
	),
	customerRole(
		'a stranger in the bucket policy',
		{'documents.2.statements.0.statement.Principal.AWS': 'arn:aws:iam::999988887777:root'},
		'documents[2].statements[0].statement.Principal.AWS',
		/Only {{roleArn}}/,
		'"arn:aws:iam::999988887777:root"',
	),
	customerRole(
		'a service in the trust policy',
		{'documents.1.statements.0.statement.Principal': {Service: 'ec2.amazonaws.com'}},
		'documents[1].statements[0].statement.Principal.Service',
		/Only {{principal}}/,
		'"ec2.amazonaws.com"',
	),
];
