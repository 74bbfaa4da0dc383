import {unseenInWords} from '../unseen.ts';
import type {WordsOf} from './shared.ts';

const accountIdentity: WordsOf<'account.identity'> = {
	title: 'Signed-in account',
	'not-in-documents': () => ({reason: 'This checks documents, not an account.'}),
	'signed-in': ({accountId, arn}) => ({
		reason: `You are signed in to account ${accountId} as ${arn}.`,
	}),
	'signed-in-elsewhere': ({accountId, arn}, {connection}) => ({
		reason: `You are signed in to account ${accountId} as ${arn}, but the connection is for account ${connection.accountId}.`,
		fix: `Sign in to account ${connection.accountId}, for example with another AWS profile, and check again. If ${accountId} is the right account, correct accountId in the connection.`,
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

const organizationPolicies: WordsOf<'organization.policies'> = {
	title: 'Policies of the organization',
	'not-seen': (_facts, {profile, isCustomerRole}) => ({
		reason: [
			'If your account belongs to an AWS organization, its policies apply too, and they cannot be checked from here.',
			isCustomerRole
				? `A service control policy (SCP) could limit what your role may do, and a resource control policy (RCP) could keep ${profile.name} from assuming the role.`
				: `A resource control policy (RCP) could keep everybody outside the organization, including ${profile.name}, away from the bucket and its key.`,
		].join(' '),
		fix: `If everything else is fine and ${profile.name} is still refused, ask the administrators of your organization for an exception.`,
	}),
};

export const accountWords = {
	'account.identity': accountIdentity,
	'organization.policies': organizationPolicies,
};
