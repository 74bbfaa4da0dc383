import {describe, expect, test} from 'vitest';
import type {NamedPolicy, Statement} from '../../../source/policy/index.ts';
import {roleAccessChange, situationOf} from '../../../source/verify/index.ts';
import {creativeForce} from '../../support/connections.ts';
import {bucket, creative, objects, role} from '../../support/isolation-accounts.ts';

const situation = situationOf(role, creative, creativeForce);
const named = (name: string, ...Statement: readonly Statement[]): NamedPolicy => ({
	name,
	document: {Version: '2012-10-17', Statement},
});
const allow = (
	Action: string | readonly string[],
	Resource: string | readonly string[] = objects,
): Statement => ({
	Effect: 'Allow',
	Action,
	Resource,
});
const summary = (
	before: readonly NamedPolicy[],
	after: readonly NamedPolicy[],
	options: Parameters<typeof roleAccessChange>[3] = {},
) => {
	const {gains, losses, beyond, isCertain} = roleAccessChange(situation, before, after, options);
	const told = (list: typeof gains) => [...new Set(list.map(({witness}) => witness.action))];
	return {gains: told(gains), losses: told(losses), beyond: told(beyond), isCertain};
};
const nothing = {gains: [], losses: [], beyond: [], isCertain: true};

describe("what a change of a role's own policies gives and takes", () => {
	test('is nothing where the same stands in another policy', () => {
		const [read, write] = [allow('s3:GetObject'), allow('s3:PutObject')];
		expect(summary([named('A', read), named('B', write)], [named('C', write, read)])).toEqual(
			nothing,
		);
	});

	test('is what the role may do more, with a request of it', () => {
		const before = [named('A', allow('s3:GetObject'))];
		const after = [named('A', allow(['s3:GetObject', 's3:PutObject']))];
		expect(summary(before, after)).toEqual({...nothing, gains: ['s3:PutObject']});
		const [gain] = roleAccessChange(situation, before, after).gains;
		expect(gain).toMatchObject({
			party: 'vendor',
			witness: {principal: situation.principal, action: 's3:PutObject'},
		});
		expect(gain?.witness.resource).toMatch(/^arn:aws:s3:::acme-assets\//);
	});

	test.each<[string, Statement, string]>([
		['in another bucket', allow('s3:GetObject', 'arn:aws:s3:::other/*'), 's3:GetObject'],
		[
			'with another key',
			allow('kms:Decrypt', 'arn:aws:kms:eu-central-1:111122223333:key/other'),
			'kms:Decrypt',
		],
		[
			'by taking another role',
			allow('sts:AssumeRole', 'arn:aws:iam::111122223333:role/Admin'),
			'sts:AssumeRole',
		],
		['in another service, by name', allow('dynamodb:GetItem', '*'), 'dynamodb:GetItem'],
	])('is seen where it may no longer do something %s', (_where, statement, action) => {
		const policy = named('A', allow('s3:GetObject'));
		const {losses} = summary([policy, named('B', statement)], [policy]);
		expect(losses).toContain(action);
	});

	test('is seen where it may no longer do anything in any service', () => {
		const {losses} = summary(
			[named('A', allow('*', '*'))],
			[named('A', allow('s3:*', [bucket, objects]))],
			{mostExamples: 1000},
		);
		expect(losses).toContain('other-service:AnyAction');
	});

	test('is beyond the needs where neither form of the article gives it', () => {
		const gaining = (action: string, resource: string) =>
			summary([], [named('A', allow(action, resource))]);
		expect(gaining('s3:GetObject', objects).beyond).toEqual([]);
		expect(gaining('s3:DeleteBucket', bucket).beyond).toEqual(['s3:DeleteBucket']);
		expect(gaining('s3:GetObject', 'arn:aws:s3:::other/*').beyond).toEqual(['s3:GetObject']);
	});

	test('gives as many examples as are wanted', () => {
		const after = [named('A', allow('s3:*', [bucket, objects]))];
		expect(roleAccessChange(situation, [], after, {mostExamples: 3}).gains).toHaveLength(3);
	});
});
