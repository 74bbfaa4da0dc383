import {describe, expect, test} from 'vitest';
import {factTexts, presentFacts} from '../../../source/words/vendor/index.ts';
import {customerRoleText, doubtful, profileIn} from '../../support/feature-profiles.ts';

describe('the facts of a profile', () => {
	test('are told with the days on which they were read, and what is to be doubted', () => {
		expect(factTexts(presentFacts(profileIn(customerRoleText(doubtful))))).toEqual([
			'The facts about Acme were read between 2026-11-20 and 2026-11-27. Compare them with its page.',
			'https://help.acme.example/s3',
			'No page confirms: that it needs s3:PutObjectAcl; what is said of Space; what is said of the queue; that the form is at "Acme > Storage"; the step "Open the storage."; the page https://help.acme.example/s3; what was before ("It was the ID alone.").',
			'Inferred, since no article says it: the purpose "Sync"; the step "Switch it on."; that "Leave the rest."; that it shows "Access Denied"; the field "Bucket" of the form.',
			'Left out, since no page confirms it: Encryption with a KMS key.',
			'Until 2026-07: It was the ID alone.',
		]);
	});

	test('are told with one day where all were read on it', () => {
		const {sources} = doubtful;
		const profile = profileIn(customerRoleText({sources: sources.slice(1)}));
		expect(presentFacts(profile)).toEqual({
			read: 'The facts about Acme were read on 2026-11-20. Compare them with its page.',
			page: 'https://help.acme.example/s3',
			doubts: [],
		});
	});

	test('are not told where the profile names no source', () => {
		expect(presentFacts(profileIn(customerRoleText({})))).toEqual({doubts: []});
	});
});
