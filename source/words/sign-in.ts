import type {SignInNotice} from '../account/index.ts';
import {quoted} from '../problems.ts';

/** What a person should know of a sign-in that goes on all the same, a sentence or two. */
export function signInNotice(notice: SignInNotice): string {
	switch (notice.code) {
		case 'keys-passed-over': {
			return `The profile ${quoted(notice.profile)} is used. The keys in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are passed over.`;
		}

		case 'profile-passed-over': {
			return `The keys in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are used, as the AWS CLI does. The profile ${quoted(notice.profile)} in ${notice.variable} is passed over; --profile uses it.`;
		}

		case 'command-runs': {
			return `Waiting for the command in credential_process of the profile ${quoted(notice.profile)}. It may wait for you, in another window or in the browser.`;
		}
	}
}
