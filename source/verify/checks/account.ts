import {type CheckFunction, fail, type NoFacts, pass, skip, unknown} from '../finding.ts';

type SignedIn = {
	readonly accountId: string;
	/** ARN of the identity. */
	readonly arn: string;
};

const identity: CheckFunction<{
	readonly 'not-in-documents': NoFacts;
	readonly 'signed-in': SignedIn;
	readonly 'signed-in-elsewhere': SignedIn;
}> = ({snapshot, connection}) => {
	const {identity: looked} = snapshot;
	if (snapshot.source === 'documents' && looked.status === 'not-looked') {
		return skip('not-in-documents', {});
	}

	switch (looked.status) {
		case 'found': {
			const {accountId, arn} = looked.value;
			return accountId === connection.accountId
				? pass('signed-in', {accountId, arn})
				: fail('signed-in-elsewhere', {accountId, arn});
		}

		case 'absent':
			return unknown('not-seen', {unseen: [{why: {status: 'untold'}}]});
		default:
			return unknown('not-seen', {unseen: [{why: looked}]});
	}
};

export const accountChecks = {
	'account.identity': identity,
};

// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
const organizationPolicies: CheckFunction<NoFacts> = () =>
	unknown('not-seen', {unseen: []}, {required: false});

export const organizationChecks = {
	'organization.policies': organizationPolicies,
};
