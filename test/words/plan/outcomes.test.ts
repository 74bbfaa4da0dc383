import {describe, expect, test} from 'vitest';
import {notLooked, refused} from '../../../source/account/looked.ts';
import type {StepResult} from '../../../source/apply/index.ts';
import {resultInWords} from '../../../source/words/index.ts';
import {about, bucket, region} from '../../apply/support/plans.ts';

const answer = {
	message: 'AWS did not take it.',
	action: 's3:PutBucketPolicy',
	error: 'AccessDenied',
};
const why = refused('AccessDenied', 's3:GetBucketPolicy');
const target = {
	kind: 'bucket-policy',
	place: {bucket, region, ownerId: about.connection.accountId},
} as const;

describe('what came of a step', () => {
	test.each<[StepResult['detail'], RegExp]>([
		[
			{code: 'written', facts: {target}},
			/^Written and read back: the bucket policy of acme-assets\.$/,
		],
		[
			{code: 'not-taken', facts: {...answer, isUntouched: true}},
			/^Nothing was changed\. AWS did not take it\. \(s3:PutBucketPolicy: AccessDenied\) Fix that/,
		],
		[{code: 'not-taken', facts: {...answer, isUntouched: false}}, /^AWS did not take it\./],
		[
			{code: 'role-refused', facts: {...answer, extras: {tags: []}}},
			/AccessDenied\) Organizations often demand a permissions boundary or tags of every new role\. Ask your administrator which ones\.$/,
		],
		[
			{
				code: 'role-refused',
				facts: {
					...answer,
					extras: {
						permissionsBoundary: 'arn:aws:iam::aws:policy/P',
						tags: [
							{key: 'A', value: '1'},
							{key: 'B', value: ''},
						],
					},
				},
			},
			/This role was to be made with the permissions boundary arn:aws:iam::aws:policy\/P and the tags A=1, B=\. With tags you also need iam:TagRole\. Ask/,
		],
		[
			{
				code: 'boundary-not-taken',
				facts: {arn: 'arn:aws:iam::aws:policy/P', action: 'iam:CreateRole', error: 'NoSuchEntity'},
			},
			/^Nothing was changed: AWS does not know the policy arn:aws:iam::aws:policy\/P, or it cannot be a permissions boundary \(iam:CreateRole: NoSuchEntity\)\./,
		],
		[{code: 'not-taken-for-long', facts: answer}, /two minutes.*AccessDenied.*Run again/],
		[
			{code: 'names-dead', facts: {...answer, principal: 'AROAEXAMPLE12345'}},
			/AROAEXAMPLE12345, which was deleted/,
		],
		[
			{code: 'changed-meanwhile', facts: {isRemoval: false}},
			/changed since the plan.*nothing was overwritten/,
		],
		[
			{code: 'changed-in-doubt', facts: answer},
			/^AWS did not confirm the change, and somebody else.*Nothing was overwritten.*\(s3:PutBucketPolicy: AccessDenied\)/,
		],
		[{code: 'not-confirmed', facts: answer}, /still shows what was there before.*Run again/],
		[
			{code: 'not-known', facts: {...answer, why}},
			/^It is not known whether the change was made.*you lack s3:GetBucketPolicy\./,
		],
		[{code: 'changed-since', facts: {}}, /shows something else.*Nothing was overwritten/],
		[
			{code: 'not-read-again', facts: {why, isRemoval: true}},
			/so nothing was removed\. You are not allowed to read it: you lack s3:GetBucketPolicy\.$/,
		],
		[{code: 'bucket-not-seen', facts: {bucket, why}}, /you lack s3:GetBucketPolicy, or/],
		[
			{code: 'bucket-not-seen', facts: {bucket, why: notLooked('Nobody looked.')}},
			/none was created\. Nobody looked\.$/,
		],
		[
			{
				code: 'no-backup',
				facts: {message: 'Cannot write', problems: [{field: 'x', rule: 'Full.'}]},
			},
			/no backup could be made\. Cannot write: Full\.$/,
		],
		[
			{code: 'after-failure', facts: {step: 'bucket-policy'}},
			/an earlier step failed: Bucket policy of acme-assets\./,
		],
		[{code: 'needs-blocked', facts: {step: 'bucket'}}, /could not be run: Bucket acme-assets\.$/],
		[{code: 'role-appeared', facts: {roleName: 'R'}}, /R was created in the meantime.*Run again/],
		[{code: 'bucket-there', facts: {}}, /belongs to your account/],
		[
			{code: 'not-seen', facts: {what: 'account', unseen: {why: {status: 'untold'}}}},
			/^It is not known which account you are signed in to, so nothing is changed\.$/,
		],
	])('%o', (detail, says) => {
		expect(resultInWords({detail}, about)).toMatch(says);
	});
});
