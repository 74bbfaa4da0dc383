import {describe} from 'vitest';
import {type CheckCase, testCases} from '../../support/check-cases.ts';
import {refused, withoutRole, withRole, withText} from '../../support/snapshots.ts';

import {
	added,
	changed,
	externalId,
	healthy,
	own,
	root,
	trusting,
	under,
	vendor,
} from '../../support/trust-accounts.ts';

const principalCases: CheckCase[] = [
	{name: 'the user is named', snapshot: healthy, status: 'pass'},
	{
		name: 'the account is named',
		snapshot: trusting(root),
		status: 'warn',
		says: /whole account/,
		fix: /user/,
	},
	{
		name: 'the account is named by its number',
		snapshot: trusting('092392787187'),
		status: 'warn',
		blame: {index: 0},
	},
	{name: 'the account stands next to the user', snapshot: trusting(vendor, root), status: 'warn'},
	{
		name: 'the user was deleted',
		snapshot: trusting('AIDACKCEVSQ6C2EXAMPLE'),
		status: 'fail',
		says: /AIDACKCEVSQ6C2EXAMPLE.*deleted/,
		blame: {document: 'trust-policy', index: 0},
	},
	{
		name: 'the account has another digit',
		snapshot: trusting('092392787188'),
		status: 'fail',
		says: /it trusts 092392787188; in the account number one digit differs/,
	},
	{
		name: 'two digits are swapped',
		snapshot: trusting('arn:aws:iam::092392781787:root'),
		status: 'fail',
		says: /swapped/,
	},
	{
		name: 'another user of the vendor is named',
		snapshot: trusting('arn:aws:iam::092392787187:user/CreativeForceCloudS4'),
		status: 'fail',
		says: /one digit differs/,
	},
	{
		name: 'the user is spelt in lower case',
		snapshot: trusting(vendor.toLowerCase()),
		status: 'fail',
		says: /upper and lower case/,
	},
	{
		name: 'a stranger is named',
		snapshot: trusting('arn:aws:iam::222233334444:root'),
		status: 'fail',
		says: /222233334444/,
	},
	{
		name: 'only a service is named',
		snapshot: changed({Principal: {Service: 'ec2.amazonaws.com'}}),
		status: 'fail',
		says: /ec2\.amazonaws\.com/,
	},
	{
		name: 'everybody is named',
		snapshot: changed({Principal: '*'}),
		status: 'fail',
		says: /everybody/,
		isCorrected: true,
	},
	{
		name: 'the action is another one',
		snapshot: changed({Action: 'sts:AssumeRoleWithSAML'}),
		status: 'fail',
		says: /only sts:AssumeRoleWithSAML.*needs sts:AssumeRole/,
	},
	{
		name: 'the effect is Deny',
		snapshot: changed({Effect: 'Deny', Condition: undefined}),
		status: 'fail',
		says: /denies sts:AssumeRole to user\/CreativeForceCloudS3/,
		isCorrected: true,
	},
	{
		name: 'a Deny hits the vendor',
		snapshot: added({
			Sid: 'OnlyUs',
			Effect: 'Deny',
			Principal: '*',
			Action: 'sts:*',
			Condition: {StringNotEquals: {'aws:PrincipalAccount': '111122223333'}},
		}),
		status: 'fail',
		says: /"OnlyUs" of the trust policy denies sts:\* to everybody except account 111122223333/,
		blame: {sid: 'OnlyUs', index: 1},
		isCorrected: true,
	},
	{
		name: 'a condition never holds',
		snapshot: under({
			StringEquals: {'sts:ExternalId': externalId, 'aws:SourceAccount': '092392787187'},
		}),
		status: 'fail',
		says: /aws:SourceAccount/,
	},
	{
		name: 'a condition is on addresses',
		snapshot: under({
			StringEquals: {'sts:ExternalId': externalId},
			IpAddress: {'aws:SourceIp': '203.0.113.0/24'},
		}),
		status: 'unknown',
		says: /aws:SourceIp/,
		fix: /addresses/,
	},
	{name: 'there is no role', snapshot: withoutRole(healthy), status: 'skip'},
	{
		name: 'the role may not be looked at',
		snapshot: withRole(healthy, {role: refused('iam:GetRole')}),
		status: 'unknown',
		says: /iam:GetRole/,
	},
	{
		name: 'the trust policy cannot be read',
		snapshot: withText(healthy, 'trust-policy', '{"Statement": 5}'),
		status: 'unknown',
	},
].map((item) => ({...own, id: 'trust.principal', ...item}) as CheckCase);

describe('trust.principal', () => {
	testCases(principalCases);
});
