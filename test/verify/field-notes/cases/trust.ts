import {
	added,
	changed,
	creativeForceRoot,
	creativeForceUser,
	externalId,
	type Failure,
	ofRole,
} from '../failure.ts';

const agreed = {StringEquals: {'sts:ExternalId': externalId}};

const trusting = (Principal: unknown): Failure['account'] => {
	return (healthy) => changed(healthy, 'trust-policy', {Principal});
};

const principal: Pick<Failure, 'connections' | 'id' | 'status' | 'blame' | 'after'> = {
	connections: ofRole,
	id: 'trust.principal',
	status: 'fail',
	blame: {document: 'trust-policy', sid: '', index: 0},
	after: 'pass',
};

const wrongPrincipals: readonly Failure[] = [
	{
		...principal,
		name: 'the account number of the vendor is mistyped in the trust policy',
		account: trusting({AWS: 'arn:aws:iam::092392787178:user/CreativeForceCloudS3'}),
		says: /does not name Creative Force.*in the account number/,
		besides: {'trust.others': 'warn'},
	},
	{
		...principal,
		name: 'the name of the vendor’s user is mistyped',
		account: trusting({AWS: 'arn:aws:iam::092392787187:user/CreativeForceCloudS'}),
		says: /does not name Creative Force.*missing/,
		besides: {'trust.others': 'warn'},
	},
	{
		...principal,
		name: 'the name of the vendor’s user is in lower case',
		account: trusting({AWS: creativeForceUser.toLowerCase()}),
		says: /upper and lower case/,
		besides: {'trust.others': 'warn'},
	},
	{
		...principal,
		name: 'the role trusts its own account, as a new role does',
		account: trusting({AWS: 'arn:aws:iam::111122223333:root'}),
		says: /it trusts arn:aws:iam::111122223333:root/,
		besides: {'trust.others': 'warn'},
	},
	{
		...principal,
		name: 'the role was created for a service',
		account: (healthy) =>
			changed(healthy, 'trust-policy', {
				Principal: {Service: 'ec2.amazonaws.com'},
				Condition: undefined,
			}),
		says: /it trusts ec2\.amazonaws\.com/,
		besides: {'trust.others': 'warn'},
	},
	{
		...principal,
		name: 'another vendor is trusted',
		account: trusting({AWS: 'arn:aws:iam::283217727627:role/IconikS3AccessRole'}),
		says: /IconikS3AccessRole/,
		besides: {'trust.others': 'warn'},
	},
	{
		...principal,
		name: 'the vendor’s user was deleted and created again',
		account: trusting({AWS: 'AIDACKCEVSQ6C2EXAMPLE'}),
		says: /AIDACKCEVSQ6C2EXAMPLE.*deleted/s,
	},
	{
		...principal,
		name: 'the vendor may only use the action for web identities',
		account: (healthy) =>
			changed(healthy, 'trust-policy', {Action: 'sts:AssumeRoleWithWebIdentity'}),
		says: /needs sts:AssumeRole/,
	},
	{
		...principal,
		name: 'the Effect of the trust policy is Deny',
		account: (healthy) => changed(healthy, 'trust-policy', {Effect: 'Deny', Condition: undefined}),
		says: /denies sts:AssumeRole/,
	},
	{
		...principal,
		name: 'a Deny of the trust policy hits everybody outside of the organization’s accounts',
		account: (healthy) =>
			added(healthy, 'trust-policy', {
				Sid: 'OnlyOurs',
				Effect: 'Deny',
				Principal: '*',
				Action: 'sts:AssumeRole',
				Condition: {StringNotEquals: {'aws:PrincipalAccount': ['111122223333', '222233334444']}},
			}),
		says: /"OnlyOurs" of the trust policy denies sts:AssumeRole to everybody except/,
		blame: {document: 'trust-policy', sid: 'OnlyOurs', index: 1},
	},
	{
		...principal,
		name: 'the trust policy asks for a source account, which the vendor never sends',
		account: (healthy) =>
			changed(healthy, 'trust-policy', {
				Condition: {StringEquals: {...agreed.StringEquals, 'aws:SourceAccount': '092392787187'}},
			}),
		says: /aws:SourceAccount/,
	},
	{
		...principal,
		name: 'the trust policy asks for an address',
		account: (healthy) =>
			changed(healthy, 'trust-policy', {
				Condition: {...agreed, IpAddress: {'aws:SourceIp': '203.0.113.0/24'}},
			}),
		status: 'unknown',
		says: /aws:SourceIp/,
	},
	{
		...principal,
		name: 'the trust policy asks for an organization',
		account: (healthy) =>
			changed(healthy, 'trust-policy', {
				Condition: {StringEquals: {...agreed.StringEquals, 'aws:PrincipalOrgID': 'o-a1b2c3d4e5'}},
			}),
		status: 'unknown',
		says: /aws:PrincipalOrgID/,
	},
	{
		...principal,
		name: 'the whole account of the vendor is trusted, as the console does it',
		account: trusting({AWS: creativeForceRoot}),
		status: 'warn',
		says: /whole account of Creative Force/,
	},
];

const id: Pick<Failure, 'connections' | 'id' | 'status' | 'blame' | 'after'> = {
	connections: ofRole,
	id: 'trust.external-id',
	status: 'fail',
	blame: {document: 'trust-policy', sid: '', index: 0},
	after: 'pass',
};

const under = (Condition: unknown): Failure['account'] => {
	return (healthy) => changed(healthy, 'trust-policy', {Condition});
};
const asking = (value: unknown, operator = 'StringEquals') =>
	under({[operator]: {'sts:ExternalId': value}});

const wrongIds: readonly Failure[] = [
	...(
		[
			['a blank stands after the external ID', `${externalId} `, /a blank at the end/],
			['a blank stands before the external ID', ` ${externalId}`, /a blank at the beginning/],
			['a tab stands after the external ID', `${externalId}\t`, /a blank at the end/],
			['a line break was pasted with the external ID', `${externalId}\n`, /a blank at the end/],
			['the external ID is in upper case', '2F6B0F0E-ACME', /upper and lower case/],
			['the external ID holds an O for a 0', '2f6bOf0e-acme', /looks like "0", but is "O"/],
			['the external ID holds an invisible character', '2f6b0f0e-\u200bacme', /invisible/],
			['the external ID was pasted in part', '2f6b0f0e', /ends too early/],
			['the external ID is an older one', 'b51a-old-value', /another value/],
		] as const
	).map(([name, value, says]): Failure => ({...id, name, account: asking(value), says})),
	{
		...id,
		name: 'the trust policy asks for no external ID',
		account: under(undefined),
		says: /does not ask for it/,
		besides: {'isolation.external-id': 'fail'},
	},
	{
		...id,
		name: 'the condition key is called aws:ExternalId',
		account: under({StringEquals: {'aws:ExternalId': externalId}}),
		says: /aws:ExternalId, which AWS does not know/,
	},
	{
		...id,
		name: 'the condition on the external ID is turned around',
		account: asking(externalId, 'StringNotEquals'),
		says: /StringNotEquals/,
		besides: {'isolation.external-id': 'fail'},
	},
	{
		...id,
		name: 'a second statement for the vendor asks for no external ID',
		account: (healthy) =>
			added(healthy, 'trust-policy', {
				Sid: 'FirstTry',
				Effect: 'Allow',
				Principal: {AWS: creativeForceUser},
				Action: 'sts:AssumeRole',
			}),
		says: /"FirstTry" of the trust policy does not ask for it/,
		blame: {document: 'trust-policy', sid: 'FirstTry', index: 1},
		besides: {'isolation.external-id': 'fail'},
	},
];

const loose: Pick<Failure, 'connections' | 'id' | 'status' | 'blame' | 'after'> = {
	...id,
	id: 'isolation.external-id',
};

const looseIds: readonly Failure[] = [
	{
		...loose,
		name: 'the external ID counts only if one is sent',
		account: asking(externalId, 'StringEqualsIfExists'),
		says: /without any external ID/,
	},
	{
		...loose,
		name: 'any external ID will do',
		account: asking('*', 'StringLike'),
		says: /with another external ID too/,
	},
	{
		...loose,
		name: 'every external ID with the right beginning will do',
		account: asking('2f6b0f0e-*', 'StringLike'),
		says: /with another external ID too/,
	},
	{
		...loose,
		name: 'the old external ID is accepted besides the agreed one',
		account: asking(['b51a-old-value', externalId]),
		says: /with another external ID too, for instance "b51a-old-value"/,
	},
	{
		...loose,
		name: 'the case of the external ID does not count',
		account: asking(externalId, 'StringEqualsIgnoreCase'),
		says: /with another external ID too/,
	},
	{
		...loose,
		name: 'the external ID is asked for with an empty set in mind',
		account: asking(externalId, 'ForAllValues:StringEquals'),
		says: /without any external ID/,
	},
];

const mfa: Pick<Failure, 'connections' | 'id' | 'status' | 'blame' | 'after'> = {
	...id,
	id: 'trust.mfa',
};

const secondFactors: readonly Failure[] = [
	{
		...mfa,
		name: '"Require MFA" was ticked',
		account: under({...agreed, Bool: {'aws:MultiFactorAuthPresent': 'true'}}),
		says: /multi-factor authentication/,
	},
	{
		...mfa,
		name: 'MFA is asked for where it could be present',
		account: under({...agreed, BoolIfExists: {'aws:MultiFactorAuthPresent': true}}),
		says: /multi-factor authentication/,
	},
	{
		...mfa,
		name: 'the MFA has to be a fresh one',
		account: under({...agreed, NumericLessThan: {'aws:MultiFactorAuthAge': '3600'}}),
		says: /multi-factor authentication/,
	},
	{
		...mfa,
		name: 'a Deny asks everybody for MFA',
		account: (healthy) =>
			added(healthy, 'trust-policy', {
				Sid: 'DenyWithoutMfa',
				Effect: 'Deny',
				Principal: '*',
				Action: 'sts:AssumeRole',
				Condition: {BoolIfExists: {'aws:MultiFactorAuthPresent': 'false'}},
			}),
		says: /"DenyWithoutMfa" of the trust policy/,
		blame: {document: 'trust-policy', sid: 'DenyWithoutMfa', index: 1},
	},
];

const others: readonly Failure[] = [
	{
		connections: ofRole,
		id: 'trust.others',
		status: 'warn',
		blame: {document: 'trust-policy', sid: 'Partner', index: 1},
		name: 'somebody else is trusted too',
		account: (healthy) =>
			added(healthy, 'trust-policy', {
				Sid: 'Partner',
				Effect: 'Allow',
				Principal: {AWS: 'arn:aws:iam::444455556666:root'},
				Action: 'sts:AssumeRole',
				Condition: agreed,
			}),
		says: /444455556666/,
	},
];

export const trustFailures: readonly Failure[] = [
	...wrongPrincipals,
	...wrongIds,
	...looseIds,
	...secondFactors,
	...others,
];
