import {describe, expect, test} from 'vitest';
import {buildDocuments} from '../../source/documents/index.ts';
import {iconik} from '../support/connections.ts';
import {admins, connection, merge, policy, refusal} from '../support/merging.ts';
import {statementsOf} from '../support/policy-texts.ts';

const [keyPolicy] = buildDocuments(connection, iconik, {only: 'key-policy'});
const [ourKey] = keyPolicy?.forMerge.statements ?? [];

describe('merging into a key policy', () => {
	test('adds the statement and leaves out what only a lone document needs', () => {
		expect(merge(policy(admins), 'key-policy').document).toEqual(policy(admins, ourKey));
		expect(
			statementsOf(merge(policy({...admins, Sid: 'Root'}), 'key-policy', true).document).map(
				({Sid}) => Sid,
			),
		).toEqual(['Root', 'IconikCMKAccess']);
	});

	test.each([
		['nothing', ''],
		['an empty object', '{}'],
		['no statement', policy()],
		["the vendor's document alone", policy(ourKey)],
		['another account', policy({...admins, Principal: {AWS: '222233334444'}})],
		['a deleted administrator', policy({...admins, Principal: {AWS: 'AROAEXAMPLEEXAMPLE123'}})],
		['a service', policy({...admins, Principal: {Service: 'logs.amazonaws.com'}})],
		['no PutKeyPolicy', policy({...admins, Action: ['kms:Get*', 'kms:PutX*']})],
		['all but PutKeyPolicy', policy({...admins, Action: undefined, NotAction: 'kms:Put*'})],
		[
			'an unknown rest',
			policy({
				...admins,
				Principal: undefined,
				NotPrincipal: {AWS: '222233334444'},
			}),
		],
		['no resource', policy({...admins, Resource: undefined})],
		[
			'use through S3 only',
			policy({
				...admins,
				Condition: {
					StringEquals: {'kms:ViaService': 's3.eu-central-1.amazonaws.com'},
				},
			}),
		],
		[
			'callers of another account',
			policy({
				...admins,
				Principal: '*',
				Condition: {StringEquals: {'kms:CallerAccount': '222233334444'}},
			}),
		],
		['a denial for everybody', policy(admins, {...admins, Effect: 'Deny', Principal: '*'})],
	])('refuses a policy with %s: the account would be locked out', (_what, existing) => {
		const error = refusal(() => merge(existing, 'key-policy'));
		expect(error.exitCode).toBe(1);
	});

	test.each([
		['an administrator under our Sid', {Sid: 'IconikCMKAccess'}],
		['an account number', {Principal: {AWS: '111122223333'}}],
		['a role', {Principal: {AWS: 'arn:aws:iam::111122223333:role/KeyAdmin'}}],
		['wildcards', {Action: ['KMS:Put*']}],
		['NotAction', {Action: undefined, NotAction: 'kms:ScheduleKeyDeletion'}],
		['the key itself', {Resource: connection.kmsKeyArn}],
		[
			'everybody of this account',
			{
				Principal: '*',
				Condition: {StringEquals: {'kms:CallerAccount': '111122223333'}},
			},
		],
	])('takes %s as keeping the account in', (_what, changes) => {
		const existing = JSON.parse(JSON.stringify(policy({...admins, ...changes})));
		expect(statementsOf(merge(existing, 'key-policy').document)).toHaveLength(2);
	});
});
