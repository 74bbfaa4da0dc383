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
		// The customer narrowed it; whether the vendor comes from there is to be asked, not to be given up.
		after: undefined,
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
		after: undefined,
	},
	{
		...principal,
		name: 'the whole account of the vendor is trusted, as the console does it',
		account: trusting({AWS: creativeForceRoot}),
		status: 'warn',
		says: /whole account of Creative Force/,
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

/** Whom the trust policy trusts. */
export const principalFailures: readonly Failure[] = [...wrongPrincipals, ...others];
