import type {NamedPolicy} from '../policy/index.ts';
import type {ActionNeed} from '../vendors/index.ts';
import {neededAsk, requestsOf, vendorFor, vendorWorking} from './request-sets.ts';
import {type AllRuling, findIn, type Policies, ruleOnAll} from './rulings.ts';
import type {Situation} from './situation.ts';

/** What the policies say to an action that the vendor needs, on everything that it works on. */
export type NeedRuling = {readonly need: ActionNeed; readonly all: AllRuling};

/** The actions that the vendor asks of the bucket and its objects, or of the key where there is one. */
export function actionsNeeded({actions, usesKms}: Situation, on: 'bucket' | 'key'): ActionNeed[] {
	return actions.filter((need) => (need.on === 'key' ? on === 'key' && usesKms : on === 'bucket'));
}

/** What the policies say to each of some needed actions. */
export function ruleOnNeeds(
	situation: Situation,
	needs: readonly ActionNeed[],
	policies: Policies,
): NeedRuling[] {
	return needs.map((need) => {
		const resource = need.on === 'key' ? 'key' : 'bucket';
		const asks = [neededAsk(situation, need.action, need.on)];
		return {
			need,
			all: ruleOnAll(
				requestsOf(situation, resource, vendorWorking(situation, resource), asks),
				policies,
			),
		};
	});
}

/** The rulings that matter first: what the vendor cannot do without before the rest, what is refused before what is open. */
export function worstOf(rulings: readonly NeedRuling[]): {
	readonly refused: readonly NeedRuling[];
	readonly open: readonly NeedRuling[];
	readonly unneededRefused: readonly NeedRuling[];
	readonly unneededOpen: readonly NeedRuling[];
} {
	const isRefused = ({all}: NeedRuling) => all.extent === 'none' || all.extent === 'part';
	const isOpen = ({all}: NeedRuling) => all.extent === 'unknown';
	const required = rulings.filter(({need}) => need.required);
	const rest = rulings.filter(({need}) => !need.required);
	return {
		refused: required.filter(isRefused),
		open: required.filter(isOpen),
		unneededRefused: rest.filter(isRefused),
		unneededOpen: rest.filter(isOpen),
	};
}

/** What these policies of the role alone say to an action on everything that the vendor works on. */
export function ruleOfRole(
	situation: Situation,
	identity: readonly NamedPolicy[],
	action: string,
	on: ActionNeed['on'],
): AllRuling {
	const resource = on === 'key' ? 'key' : 'bucket';
	// As if all of it were the role's own account's, so that the role's policies alone decide.
	const requests = {
		...requestsOf(situation, resource, vendorWorking(situation, resource), [
			neededAsk(situation, action, on),
		]),
		resourceAccount: situation.connection.accountId,
	};
	const policies: Policies = {set: {identity, resourceKind: 'bucket'}, unseen: []};
	return ruleOnAll(requests, policies);
}

/**
 * Whether these policies of the role alone allow an action on everything that the vendor works on: `all`, or `unknown` where
 * that hangs on what cannot be known from here.
 */
export function rolePoliciesAllow(
	situation: Situation,
	identity: readonly NamedPolicy[],
	action: string,
	on: ActionNeed['on'],
): AllRuling['extent'] {
	return ruleOfRole(situation, identity, action, on).extent;
}

/** Whether these policies of the role allow an action on anything that the resources, as in a statement, stand for. */
export function rolePolicyAllows(
	situation: Situation,
	identity: readonly NamedPolicy[],
	action: string,
	resources: readonly string[],
): boolean {
	const requests = {
		...requestsOf(situation, 'bucket', vendorFor(situation, 'bucket'), [
			{action, resources: resources.map((text) => ({text}))},
		]),
		resourceAccount: situation.connection.accountId,
	};
	const policies: Policies = {set: {identity, resourceKind: 'bucket'}, unseen: []};
	return findIn('allowed', requests, policies).answer !== 'none';
}
