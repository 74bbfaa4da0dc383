import {visible} from '../problems.ts';
import type {Denial} from './denial.ts';

/** Why AWS refuses it, in its own terms, to follow what is refused; empty where it does not tell. */
export function becauseOf(denial: Denial | undefined): string {
	if (denial?.by === undefined) {
		return '';
	}

	const {by, policyKind, policyArn} = denial;
	const which = policyArn === undefined ? '' : ` (${visible(policyArn)})`;
	if (policyKind === undefined) {
		return 'a policy explicitly denies it.';
	}

	const article = /^[ai]/i.test(policyKind) ? 'an' : 'a';
	return by === 'deny'
		? `${article} ${policyKind}${which} explicitly denies it.`
		: `no ${policyKind} allows it${which}.`;
}

/** Where the policy of a thing is changed, by the service of the action. */
const resourcePolicies: Readonly<Record<string, string>> = {
	s3: 'the bucket policy',
	kms: 'the key policy',
	iam: 'the policy of that resource',
	sts: 'the trust policy of the role',
};

/** Who can change what AWS refuses by, a sentence or two; undefined where it does not tell. */
export function whoCanChange(denial: Denial | undefined): string | undefined {
	if (denial?.policyKind === undefined) {
		return undefined;
	}

	const {action, by, policyKind} = denial;
	const name = visible(action);
	const isDeny = by === 'deny';
	switch (policyKind) {
		case 'identity-based policy':
			return isDeny
				? `Whoever gives you your permissions in AWS can take ${name} out of that Deny. An Allow beside it does not help.`
				: `Ask whoever gives you your permissions in AWS to allow you ${name}.`;
		case 'resource-based policy': {
			const policy = resourcePolicies[action.split(':')[0] ?? ''] ?? 'that policy';
			return isDeny
				? `Whoever may change ${policy} can make an exception for you in its Deny. An Allow beside it does not help.`
				: `Whoever may change ${policy} can allow you ${name} in it.`;
		}

		case 'permissions boundary':
			return isDeny
				? 'An administrator of your account can change the permissions boundary of your user or role. Other permissions do not help.'
				: `An administrator of your account can allow ${name} in the permissions boundary of your user or role. Other permissions do not help.`;
		case 'session policy':
			return `The policy was set when you signed in: sign in without it, or ask whoever set it to ${isDeny ? `take the Deny for ${name} out` : `allow ${name}`}.`;
		case 'service control policy':
		case 'resource control policy':
			return `Only an administrator of your AWS organization can change a ${policyKind}. Nothing in this account overrides it.`;
		case 'VPC endpoint policy':
			return 'Whoever runs the network (VPC) that you are in can change the policy of its endpoint. Or check again from another network.';
	}
}
