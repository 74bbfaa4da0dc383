import type {WordsOf} from './words-of.ts';

export const organizationPolicies: WordsOf<'organization.policies'> = {
	title: 'Policies of the organization',
	'not-seen': (_facts, {profile, isCustomerRole}) => ({
		reason: [
			'If your account belongs to an AWS organization, its policies count too, and they cannot be seen from here.',
			isCustomerRole
				? `A service control policy (SCP) could limit what your role may do, and a resource control policy (RCP) could keep ${profile.name} from taking the role.`
				: `A resource control policy (RCP) could keep everybody outside the organization, ${profile.name} included, away from the bucket and its key.`,
		].join(' '),
		fix: `If all else is fine and ${profile.name} is refused all the same, ask the administrators of your organization for an exception.`,
	}),
};
