import {describe, expect, test} from 'vitest';
import {doubtsOf} from '../../source/vendors/index.ts';
import {
	asksForId,
	customerRoleText,
	doubtful,
	profileIn,
	rolePolicy,
	trustPolicy,
} from '../support/feature-profiles.ts';

describe('what a profile says and no page of the vendor does', () => {
	test('is found wherever it stands', () => {
		const shown = doubtsOf(profileIn(customerRoleText(doubtful))).map(
			({kind, part, name}) => `${kind} ${part} ${name}`,
		);
		expect(shown).toEqual([
			'inferred purpose Sync',
			'unconfirmed need s3:PutObjectAcl',
			'unconfirmed input Space',
			'unconfirmed queue AWS console > SQS > the queue > ARN.',
			'unconfirmed place Acme > Storage',
			'inferred field Bucket',
			'unconfirmed step Open the storage.',
			'inferred step Switch it on.',
			'inferred guidance Leave the rest.',
			'unconfirmed source https://help.acme.example/s3',
			'unconfirmed earlier It was the ID alone.',
			'inferred error Access Denied',
		]);
	});

	test('is told with its document', () => {
		const [first, second] = rolePolicy.statements;
		const inferred = [
			{...first, inferred: true},
			{...second, inferred: true},
		];
		const profile = profileIn(
			customerRoleText({
				documents: [
					{...rolePolicy, confirmed: false, statements: inferred},
					trustPolicy(asksForId),
				],
			}),
		);
		expect(doubtsOf(profile)).toEqual([
			{kind: 'unconfirmed', part: 'document', name: 'role-policy', document: 'role-policy'},
			{kind: 'inferred', part: 'statement', name: 'AcmeObjects', document: 'role-policy'},
			{kind: 'inferred', part: 'statement', name: 'AcmeBucket', document: 'role-policy'},
		]);
	});

	test('is nothing where the profile doubts nothing', () => {
		expect(doubtsOf(profileIn(customerRoleText({})))).toEqual([]);
	});
});
