import {expect, test} from 'vitest';
import type {SignInNotice} from '../../source/account/index.ts';
import {signInNotice} from '../../source/words/index.ts';

test.each<[SignInNotice, RegExp]>([
	[{code: 'keys-passed-over', profile: 'work'}, /^The profile "work" is used\..*passed over\.$/],
	[
		{code: 'profile-passed-over', profile: 'work', variable: 'AWS_PROFILE'},
		/keys in AWS_ACCESS_KEY_ID .* are used.*"work" in AWS_PROFILE is passed over.*--profile/,
	],
	[{code: 'command-runs', profile: 'a\u001Bb'}, /credential_process of the profile "a\\u001bb"/],
])('a notice of a sign-in says what counts: %o', (notice, words) => {
	expect(signInNotice(notice)).toMatch(words);
});
