import {describe} from 'vitest';
import type {AclGrant, Looked, Snapshot} from '../../../source/account/index.ts';
import {type CheckCase, testCases} from '../../support/check-cases.ts';
import {
	added,
	creative,
	foreign,
	open,
	ownId,
	role,
	tag,
	trust,
	vendor,
	website,
} from '../../support/isolation-accounts.ts';
import {found, nothingBlocked, notLooked, refused, withBucket} from '../../support/snapshots.ts';

/** A bucket whose access control lists count, with this one. */
function withLists(
	snapshot: Snapshot,
	setting: string,
	grants: readonly AclGrant[] | Looked<never>,
) {
	return withBucket(open(snapshot), {
		ownership: found(setting),
		acl: 'status' in grants ? grants : found(grants),
	});
}

const publicCases = [
	{name: 'nobody but the vendor is named', snapshot: role, status: 'pass'},
	{
		name: 'the bucket is a website',
		snapshot: open(added(role, website)),
		status: 'fail',
		says: /"Website" allows access to anybody on the internet/,
		blame: {document: 'bucket-policy', sid: 'Website', index: 1},
		isCorrected: true,
	},
	{
		name: 'Block Public Access is on',
		snapshot: added(role, website),
		status: 'pass',
		says: /RestrictPublicBuckets/,
	},
	{
		name: 'Block Public Access is unseen',
		snapshot: withBucket(added(role, website), {
			publicAccessBlock: refused('s3:GetBucketPublicAccessBlock'),
			accountPublicAccessBlock: notLooked('No.'),
		}),
		status: 'unknown',
		isCorrected: true,
	},
	{
		name: 'everybody in AWS is named',
		snapshot: open(
			added(role, {
				...website,
				Condition: {StringLike: {'aws:PrincipalArn': 'arn:aws:iam::*:role/*'}},
			}),
		),
		status: 'fail',
		says: /AWS account/,
		isCorrected: true,
	},
	{
		name: 'everybody with the tag is let in',
		connection: vendor,
		snapshot: open(added(foreign, {...website, Condition: {StringEquals: {[tag]: ownId}}})),
		status: 'fail',
		isCorrected: true,
	},
	{
		name: 'everybody from some addresses is let in',
		snapshot: open(
			added(role, {...website, Condition: {IpAddress: {'aws:SourceIp': '203.0.113.0/24'}}}),
		),
		status: 'pass',
	},
	{
		name: 'everybody with a browser is let in',
		snapshot: open(
			added(role, {...website, Condition: {StringLike: {'aws:Referer': 'https://acme.example/*'}}}),
		),
		status: 'fail',
		says: /s3:GetObject .*aws:Referer/,
	},
	{
		name: 'everybody may take the role',
		snapshot: trust({Principal: '*', Condition: undefined}),
		status: 'fail',
		says: /trust policy.*assume the role/,
		blame: {document: 'trust-policy', index: 0},
		isCorrected: true,
	},
	{
		name: 'everybody with the external ID may take the role',
		snapshot: trust({Principal: {AWS: '*'}}),
		status: 'fail',
		says: /not secret/,
		isCorrected: true,
	},
	{
		name: 'everybody may use the key',
		snapshot: added(
			role,
			{Sid: 'Any', Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*'},
			'key-policy',
		),
		status: 'fail',
		blame: {document: 'key-policy', sid: 'Any'},
		isCorrected: true,
	},
	...[
		['StringLike', 'aws:PrincipalAccount', '4444*'],
		['StringLike', 'aws:PrincipalAccount', '44445555666?'],
		['ArnLike', 'aws:PrincipalArn', 'arn:aws:iam:*:4444*:role/Admin'],
		['StringLike', 'aws:PrincipalArn', 'arn:aws:iam::4444*/Admin'],
	].map(([operator = '', key = '', pattern = '']) => ({
		name: `a wildcard leaves the account open, as ${operator} ${key} ${pattern} does`,
		snapshot: open(added(role, {...website, Condition: {[operator]: {[key]: pattern}}})),
		status: 'fail',
		says: /anybody with an AWS account/,
	})),
	{
		name: 'a wildcard leaves the name open and the account is told',
		snapshot: open(
			added(role, {
				...website,
				Condition: {ArnLike: {'aws:PrincipalArn': 'arn:aws:iam::444455556666:role/*'}},
			}),
		),
		status: 'pass',
	},
	{
		name: 'its access control list counts and lets everybody list the bucket',
		snapshot: withLists(role, 'BucketOwnerPreferred', [
			{permission: 'FULL_CONTROL'},
			{group: 'http://acs.amazonaws.com/groups/global/AllUsers', permission: 'READ'},
		]),
		status: 'fail',
		says: /grants READ to anybody on the internet/,
	},
	{
		name: 'its access control list counts and lets in everybody with an account',
		snapshot: withLists(role, 'ObjectWriter', [
			{
				group: 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers',
				permission: 'WRITE',
			},
		]),
		status: 'fail',
		says: /grants WRITE to anybody with an AWS account/,
	},
	{
		name: 'its access control list counts and names its owner and the log delivery alone',
		snapshot: withLists(role, 'BucketOwnerPreferred', [
			{permission: 'FULL_CONTROL'},
			{group: 'http://acs.amazonaws.com/groups/s3/LogDelivery', permission: 'WRITE'},
		]),
		status: 'pass',
	},
	{
		name: 'access control lists count and none was seen',
		snapshot: withLists(role, 'ObjectWriter', refused('s3:GetBucketAcl')),
		status: 'unknown',
		says: /ACLs.*s3:GetBucketAcl/,
	},
	{
		name: 'everybody may change the access control list, and a statement depends on what is not known',
		snapshot: withLists(
			added(role, {
				...website,
				Condition: {StringEquals: {'aws:SourceVpce': 'vpce-1'}},
			}),
			'ObjectWriter',
			[{group: 'http://acs.amazonaws.com/groups/global/AllUsers', permission: 'WRITE_ACP'}],
		),
		status: 'fail',
		says: /grants WRITE_ACP to anybody on the internet/,
	},
	{
		name: 'the bucket policy denies what the access control list gives everybody',
		snapshot: withLists(
			added(role, {
				Sid: 'OwnAccountOnly',
				Effect: 'Deny',
				Principal: '*',
				Action: 's3:*',
				Resource: ['arn:aws:s3:::acme-assets', 'arn:aws:s3:::acme-assets/*'],
				Condition: {StringNotEquals: {'aws:PrincipalAccount': '111122223333'}},
			}),
			'ObjectWriter',
			[{group: 'http://acs.amazonaws.com/groups/global/AllUsers', permission: 'READ'}],
		),
		status: 'pass',
	},
	{
		name: 'the access control list opens the bucket and only the policy is restricted',
		snapshot: withBucket(
			withLists(added(role, website), 'ObjectWriter', [
				{group: 'http://acs.amazonaws.com/groups/global/AllUsers', permission: 'FULL_CONTROL'},
			]),
			{publicAccessBlock: found({...nothingBlocked, restrictPublicBuckets: true})},
		),
		status: 'fail',
		says: /grants FULL_CONTROL/,
	},
	{
		name: 'access control lists of everybody are ignored',
		snapshot: withBucket(withLists(role, 'ObjectWriter', notLooked('Not this time.')), {
			publicAccessBlock: found({
				blockPublicAcls: false,
				ignorePublicAcls: true,
				blockPublicPolicy: false,
				restrictPublicBuckets: false,
			}),
		}),
		status: 'pass',
	},
	{
		name: 'the bucket policy may not be looked at',
		snapshot: withBucket(role, {policy: refused('s3:GetBucketPolicy')}),
		status: 'unknown',
	},
].map((item) => ({id: 'isolation.public', connection: creative, ...item}));

describe('isolation.public', () => {
	testCases(publicCases.map((item) => item as CheckCase));
});
