import {describe} from 'vitest';
import {
	bucket,
	denying,
	foreign,
	objects,
	ofIconik,
	onlyAdmins,
	other,
} from '../../support/access-accounts.ts';
import {type CheckCase, testCases} from '../../support/check-cases.ts';
import {absent, withBucket} from '../../support/snapshots.ts';

const vendorCases = [
	{
		name: 'there is no bucket policy',
		id: 'access.read',
		snapshot: withBucket(foreign, {policy: absent('NoSuchBucketPolicy')}),
		status: 'fail',
		says: /has no policy/,
		isCorrected: true,
	},
	{
		name: 'the ID is the one of the article',
		id: 'access.read',
		snapshot: ofIconik({
			Condition: {
				StringEquals: {
					'aws:PrincipalTag/IconikSystemDomainId': '1297c8b6-3563-11e7-adf1-6c4008b85488',
				},
			},
		}),
		status: 'fail',
		says: /"1297c8b6-3563-11e7-adf1-6c4008b85488" \(the example in the article.*yours is "7d1f2c9e/,
		blame: {sid: 'IconikStorageAccess', index: 0},
		isCorrected: true,
	},
	{
		name: 'the ID has a blank at the end',
		id: 'access.list',
		snapshot: ofIconik({
			Condition: {
				StringEquals: {
					'aws:PrincipalTag/IconikSystemDomainId': '7d1f2c9e-4b7a-11ee-9c54-0a58a9feac02 ',
				},
			},
		}),
		status: 'fail',
		says: /a blank at the end/,
	},
	{
		name: 'the tag is called otherwise',
		id: 'access.list',
		snapshot: ofIconik({
			Condition: {
				StringEquals: {'aws:PrincipalTag/SystemDomainId': '7d1f2c9e-4b7a-11ee-9c54-0a58a9feac02'},
			},
		}),
		status: 'unknown',
		fix: /Write aws:PrincipalTag\/IconikSystemDomainId/,
		isCorrected: true,
	},
	{
		name: 'the objects are not named',
		id: 'access.delete',
		snapshot: ofIconik({Resource: bucket}),
		status: 'fail',
		says: /not the objects/,
		isCorrected: true,
	},
	{
		name: 'the bucket is not named',
		id: 'access.list',
		snapshot: ofIconik({Resource: objects}),
		status: 'fail',
		says: /not the bucket itself/,
		isCorrected: true,
	},
	{
		name: 'another role is named',
		id: 'access.read',
		snapshot: ofIconik({Principal: {AWS: 'arn:aws:iam::283217727627:role/IconikS3Role'}}),
		status: 'fail',
		says: /IconikS3Role, but not to/,
		isCorrected: true,
	},
	{
		name: 'an action is missing',
		id: 'access.delete',
		snapshot: ofIconik({Action: ['s3:ListBucket', 's3:GetObject', 's3:PutObject']}),
		status: 'fail',
		fix: /Add s3:DeleteObject/,
		isCorrected: true,
	},
	{
		name: 'only the organization may',
		id: 'access.write',
		snapshot: denying(foreign, {Condition: {StringNotEquals: {'aws:PrincipalOrgID': 'o-abc123'}}}),
		status: 'unknown',
		says: /outside the organization "o-abc123"/,
		isCorrected: true,
	},
	{
		name: 'only the account may',
		id: 'access.write',
		snapshot: denying(foreign, {
			Condition: {StringNotEquals: {'aws:PrincipalAccount': '111122223333'}},
		}),
		status: 'fail',
		says: /everybody except account 111122223333/,
		isCorrected: true,
	},
	{
		name: 'an exception is there for others',
		id: 'access.write',
		snapshot: denying(foreign, onlyAdmins),
		status: 'fail',
		isCorrected: true,
	},
	{
		name: 'the tenant is asked for',
		id: 'access.write',
		snapshot: foreign,
		status: 'pass',
		says: /own side.*cannot be checked/,
	},
].map((item) => ({...other, ...item}));

describe('access of a vendor with a role of its own', () => {
	testCases(vendorCases.map((item) => item as CheckCase));
});
