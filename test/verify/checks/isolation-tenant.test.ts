import {describe} from 'vitest';
import {type CheckCase, testCases} from '../../support/check-cases.ts';
import {
	added,
	bucket,
	condition,
	creative,
	foreign,
	iconikRole,
	objects,
	ownId,
	role,
	tag,
	vendor,
} from '../../support/isolation-accounts.ts';
import {refused, withBucket, withKey, withoutBucket} from '../../support/snapshots.ts';

const tenantCases = [
	{name: 'the ID is asked for', snapshot: foreign, status: 'pass'},
	{
		name: 'no condition stands there',
		snapshot: condition(undefined),
		status: 'fail',
		says: /no condition on aws:PrincipalTag/,
		blame: {document: 'bucket-policy', sid: 'IconikStorageAccess', index: 0},
		isCorrected: true,
	},
	{
		name: 'it counts only if sent',
		snapshot: condition({StringEqualsIfExists: {[tag]: ownId}}),
		status: 'fail',
		says: /StringEqualsIfExists.*no ID is sent/,
		isCorrected: true,
	},
	{
		name: 'any fits',
		snapshot: condition({StringLike: {[tag]: '*'}}),
		status: 'fail',
		says: /StringLike/,
		isCorrected: true,
	},
	{
		name: 'another ID stands beside',
		snapshot: condition({StringEquals: {[tag]: [ownId, '1297c8b6-3563-11e7-adf1-6c4008b85488']}}),
		status: 'fail',
		says: /names the ID "1297c8b6-3563/,
		isCorrected: true,
	},
	{
		// Putting the ID in its place would let the vendor in, which is for the checks of its access to propose.
		name: 'another ID stands there',
		snapshot: condition({StringEquals: {[tag]: '1297c8b6-3563-11e7-adf1-6c4008b85488'}}),
		status: 'fail',
		// To take it out would leave no statement, and to give this customer access is what other checks propose.
		isCorrected: false,
	},
	{
		name: 'the condition is negated',
		snapshot: condition({StringNotEquals: {[tag]: 'x'}}),
		status: 'fail',
		isCorrected: true,
	},
	{
		name: 'a second statement has none',
		snapshot: added(foreign, {
			Sid: 'Old',
			Effect: 'Allow',
			Principal: {AWS: iconikRole},
			Action: 's3:GetObject',
			Resource: objects,
		}),
		status: 'fail',
		blame: {sid: 'Old', index: 1},
		isCorrected: true,
	},
	{
		name: 'a statement shared with others has none',
		snapshot: added(foreign, {
			Sid: 'All',
			Effect: 'Allow',
			Principal: {AWS: [iconikRole, '222233334444']},
			NotAction: 's3:Put*',
			Resource: objects,
		}),
		status: 'fail',
		blame: {sid: 'All'},
		isCorrected: true,
	},
	{
		name: 'the key has no condition',
		snapshot: condition(undefined, 'key-policy'),
		status: 'fail',
		says: /key policy/,
		blame: {document: 'key-policy', sid: 'IconikCMKAccess', index: 1},
		isCorrected: true,
	},
	{
		name: 'a Deny keeps others out',
		snapshot: added(condition(undefined), {
			Effect: 'Deny',
			Principal: '*',
			Action: 's3:*',
			Resource: [bucket, objects],
			Condition: {StringNotEquals: {[tag]: ownId}},
		}),
		status: 'pass',
	},
	{
		name: 'the bucket policy may not be looked at',
		snapshot: withBucket(foreign, {policy: refused('s3:GetBucketPolicy')}),
		status: 'unknown',
	},
	{
		name: 'the key policy may not be looked at',
		snapshot: withKey(foreign, {policy: refused('kms:GetKeyPolicy')}),
		status: 'unknown',
	},
	{name: 'there is no bucket', snapshot: withoutBucket(foreign), status: 'skip'},
	{name: 'the vendor has no tenants', connection: creative, snapshot: role, status: 'skip'},
].map((item) => ({id: 'isolation.tenant', connection: vendor, ...item}));

describe('isolation.tenant', () => {
	testCases(tenantCases.map((item) => item as CheckCase));
});
