import {describe, expect, test} from 'vitest';
import {refused} from '../../../source/account/looked.ts';
import type {UndoPlan} from '../../../source/apply/index.ts';
import {undoCommand, undoInWords, undoTitle} from '../../../source/words/index.ts';
import {accountId, place, policy} from '../../apply/support/plans.ts';

const resource = {kind: 'bucket-policy', place} as const;
const plan: UndoPlan = {
	backup: {
		version: 1,
		takenAt: '2026-11-21T20:15:30.123Z',
		accountId,
		kind: resource.kind,
		resource,
		before: policy('Foreign'),
		after: policy('Vendor'),
	},
	action: 'restore',
	diff: [],
	seen: policy('Vendor'),
};

describe('an undoing', () => {
	test('says what it is about', () => {
		expect(undoTitle(plan)).toBe('The bucket policy of acme-assets');
	});

	test.each<[Partial<UndoPlan>, RegExp]>([
		[
			{},
			/^Restores the bucket policy of acme-assets to what it was at 2026-11-21T20:15:30.123Z\.$/,
		],
		[
			{action: 'delete'},
			/^Removes the bucket policy of acme-assets, which did not exist before\.$/,
		],
		[{action: 'nothing'}, /^There is nothing to undo: the bucket policy of acme-assets is as/],
		[
			{obstacle: {code: 'not-seen', facts: {why: refused('AccessDenied', 's3:GetBucketPolicy')}}},
			/Could not see.*lack s3:GetBucketPolicy/,
		],
		[
			{obstacle: {code: 'not-removable', facts: {kind: 'trust-policy'}}},
			/always has a trust policy/,
		],
		[{obstacle: {code: 'role-gone', facts: {}}}, /create a deleted role again/],
		[{obstacle: {code: 'not-removable', facts: {kind: 'bucket'}}}, /created stays.*delete it/],
		[
			{obstacle: {code: 'needed-by', facts: {target: resource}}},
			/^It stays, because the bucket policy of acme-assets could not be restored/,
		],
		[
			{obstacle: {code: 'changed-after', facts: {target: resource}}},
			/^Somebody changed it after the backup: the bucket policy of acme-assets is neither/,
		],
	])('says what it would do, or why it is not done: %o', (changes, says) => {
		expect(undoInWords({...plan, ...changes})).toMatch(says);
	});
});

describe('the command that undoes a run', () => {
	const run = '20260131T101500-4f2a';

	test.each([
		[{}, ''],
		[{practice: true}, ' --practice'],
		[{backups: '/data/backups', profile: 'work'}, ' --backups /data/backups --profile work'],
		[{backups: "/my data/it's"}, ` --backups '/my data/it'\\''s'`],
		[{profile: 'a;b $(c)'}, " --profile 'a;b $(c)'"],
	])('leads to the same account and folder, each as one word of a shell: %o', (given, rest) => {
		expect(undoCommand(run, given)).toBe(`s3-handshake apply --undo ${run}${rest}`);
	});
});
