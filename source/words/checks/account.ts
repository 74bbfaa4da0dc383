import {unseenInWords} from '../unseen.ts';
import type {WordsOf} from './words-of.ts';

export const accountIdentity: WordsOf<'account.identity'> = {
	title: 'Account that is signed in',
	'not-in-documents': () => ({reason: 'Documents are judged here, not an account.'}),
	'signed-in': ({accountId, arn}) => ({
		reason: `You are signed in to account ${accountId} as ${arn}.`,
	}),
	'signed-in-elsewhere': ({accountId, arn}, {connection}) => ({
		reason: `You are signed in to account ${accountId} as ${arn}, and the connection is about account ${connection.accountId}.`,
		fix: `Sign in to account ${connection.accountId}, for instance with another AWS profile, and check again. If ${accountId} is the right account, correct accountId in the connection.`,
	}),
	'not-seen': ({unseen: [unseen]}, {connection: {accountId}}) =>
		unseen === undefined || unseen.why.status === 'untold'
			? {
					reason: 'AWS did not say which account you are signed in to.',
					fix: `Sign in to account ${accountId} and check again.`,
				}
			: {
					reason: unseenInWords(unseen),
					fix: `Make sure that you are signed in to account ${accountId}, and check again.`,
				},
};
