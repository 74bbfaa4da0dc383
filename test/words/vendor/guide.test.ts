import {describe, expect, test} from 'vitest';
import {presentGuide} from '../../../source/words/vendor/index.ts';
import {customerRoleText, profileIn} from '../../support/feature-profiles.ts';

const profile = profileIn(
	customerRoleText({
		encryption: ['SSE-S3', 'SSE-KMS'],
		guide: [
			{at: 'encryption', text: 'Acme reads no archived objects.'},
			{at: 'encryption', text: 'The key rotates.', when: {encryption: ['SSE-KMS']}},
			{at: 'encryption', text: 'See its page.', helpOnly: true},
			{at: 'form', text: 'Leave the rest.'},
		],
	}),
);

describe('what the pages of a vendor say', () => {
	test('is told where it belongs, on the screen or in the help', () => {
		expect(presentGuide(profile, 'encryption', {encryption: 'SSE-KMS'})).toEqual({
			texts: ['Acme reads no archived objects.', 'The key rotates.'],
			more: ['See its page.'],
		});
	});

	test('is not told of another encryption, nor of one before it is chosen', () => {
		for (const answered of [{encryption: 'SSE-S3'}, {}]) {
			expect(presentGuide(profile, 'encryption', answered).texts).toEqual([
				'Acme reads no archived objects.',
			]);
		}
	});

	test('is nothing where the profile has no guide', () => {
		const without = profileIn(customerRoleText({}));
		expect(presentGuide(without, 'form', {})).toEqual({texts: [], more: []});
	});
});
