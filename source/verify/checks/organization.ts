import {type CheckFunction, type NoFacts, unknown} from '../finding.ts';

// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
const organizationPolicies: CheckFunction<NoFacts> = () =>
	unknown('not-seen', {unseen: []}, {required: false});

export const organizationChecks = {
	'organization.policies': organizationPolicies,
};
