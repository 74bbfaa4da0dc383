import type {PolicyDocument} from '../policy/index.ts';
import type {Requester} from '../policy/sets/index.ts';
import {outsideRequests} from './outsiders.ts';
import {type Policies, trustPolicies} from './policy-sets.ts';
import {askOf, requestsOf} from './request-sets.ts';
import {type AllRuling, findIn, findInAny, ruleOnAll, type SetRuling} from './set-rulings.ts';
import type {Situation} from './situation.ts';

/** What a trust policy, by default the role's own, says to whoever takes the role by AssumeRole. */
export function ruleOnTaking(
	situation: Situation,
	requester: Requester,
	document?: PolicyDocument,
): AllRuling {
	const asks = [askOf(situation, 'sts:AssumeRole', 'role')];
	return ruleOnAll(
		requestsOf(situation, 'role', [requester], asks),
		document === undefined ? trustPolicies(situation) : policiesOf(document),
	);
}

/** Whether any of the requesters can take the role by AssumeRole. */
export function findTaking(
	situation: Situation,
	requesters: readonly Requester[],
	document?: PolicyDocument,
): SetRuling {
	return findIn(
		'allowed',
		requestsOf(situation, 'role', requesters, [askOf(situation, 'sts:AssumeRole', 'role')]),
		document === undefined ? trustPolicies(situation) : policiesOf(document),
	);
}

/** Whether anybody who has nothing to do with the connection can take the role, in whatever way. */
export function findOutsidersTaking(situation: Situation, document?: PolicyDocument): SetRuling {
	return findInAny(
		'allowed',
		outsideRequests(situation, 'role'),
		document === undefined ? trustPolicies(situation) : policiesOf(document),
	);
}

function policiesOf(document: PolicyDocument): Policies {
	return {
		set: {
			identity: 'unseen',
			resource: {name: 'trust-policy', document},
			resourceKind: 'trust',
		},
		unseen: [],
	};
}
