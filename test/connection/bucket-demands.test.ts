import {describe, expect, test} from 'vitest';
import {bucketRuleText, checkConnection} from '../../source/connection/index.ts';
import {connectionOf, customerRoleText, profileIn} from '../support/feature-profiles.ts';

const own = {externalId: '2f6b0f0e'};

/** What is said of a connection with these fields where the vendor asks this of the bucket. */
function noticesFor(bucketRules: readonly object[], fields: object): readonly string[] {
	const profile = profileIn(customerRoleText({bucketRules}));
	const {inputs: _inputs, ...connection} = connectionOf(profile, {...own, ...fields});
	return checkConnection(connection, profile).notices;
}

describe('what a vendor asks of the bucket', () => {
	test('is doubted where the name has a dot', () => {
		expect(noticesFor([{rule: 'no-dots'}], {bucket: 'acme.assets'})).toEqual([
			'Acme takes no bucket with a dot in its name, as in acme.assets.',
		]);
		expect(noticesFor([{rule: 'no-dots'}], {bucket: 'acme-assets'})).toEqual([]);
		expect(noticesFor([{rule: 'empty'}], {bucket: 'acme.assets'})).toEqual([]);
	});

	test('is doubted where the Region is another', () => {
		const rules = [{rule: 'regions', regions: ['us-east-1', 'us-west-2']}];
		expect(noticesFor(rules, {region: 'eu-central-1'})).toEqual([
			'Acme takes buckets in us-east-1 or us-west-2 alone, and this one is in eu-central-1.',
		]);
		expect(noticesFor(rules, {region: 'us-west-2'})).toEqual([]);
	});

	test.each([
		[{rule: 'no-dots'}, 'has no dot in its name'],
		[{rule: 'empty'}, 'is empty at the start'],
		[{rule: 'no-object-lock'}, 'has no Object Lock'],
		[{rule: 'versioning'}, 'has versioning turned on'],
		[{rule: 'acls'}, 'has ACLs enabled (Object Ownership: not "Bucket owner enforced")'],
		[{rule: 'regions', regions: ['us-east-1']}, 'is in us-east-1'],
		[{rule: 'same-region', as: 'your account'}, 'is in the same Region as your account'],
	] as const)('is told in words: %o', (rule, words) => {
		expect(bucketRuleText(rule)).toBe(words);
	});
});
