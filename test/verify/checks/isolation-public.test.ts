import {describe} from 'vitest';
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
import {notLooked, refused, withBucket} from '../../support/snapshots.ts';

const publicCases = [
	{name: 'nobody but the vendor is named', snapshot: role, status: 'pass'},
	{
		name: 'the bucket is a website',
		snapshot: open(added(role, website)),
		status: 'fail',
		says: /"Website" lets in anybody on the internet/,
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
		says: /trust policy.*take the role/,
		blame: {document: 'trust-policy', index: 0},
		isCorrected: true,
	},
	{
		name: 'everybody with the external ID may take the role',
		snapshot: trust({Principal: {AWS: '*'}}),
		status: 'fail',
		says: /no secret/,
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
	{
		name: 'the bucket policy may not be looked at',
		snapshot: withBucket(role, {policy: refused('s3:GetBucketPolicy')}),
		status: 'unknown',
	},
].map((item) => ({id: 'isolation.public', connection: creative, ...item}));

describe('isolation.public', () => {
	testCases(publicCases.map((item) => item as CheckCase));
});
