import {type ActionService, carries, findAction, isListedKey} from '../../aws/actions/index.ts';
import {absent, chosen, type KeyState, notKnowable, type Requester} from '../sets/index.ts';
import {isChoosing, type RequestFacts} from './facts.ts';
import {claimState, providerHost} from './providers.ts';
import {findConditionKey} from './table.ts';

const services: readonly ActionService[] = ['s3', 'kms', 'sts'];

/**
 * A kind of requester with what AWS supplies for each condition key: what is known of it, else what the table says, else
 * what the list of actions says. A key that an action never carries is absent; one that AWS lists for no action of the
 * service cannot be known.
 */
export function requesterOf(facts: RequestFacts): Requester {
	// The same state for the same question, so that questions which nothing tells apart can be told to be so.
	const states = new Map<string, KeyState>();
	const byAction = new Map<string, Map<string, KeyState>>();
	const stateOf = (key: string, action: string): KeyState => {
		let known = byAction.get(action);
		if (known === undefined) {
			known = new Map();
			byAction.set(action, known);
		}

		let state = known.get(key);
		if (state === undefined) {
			const isCarried = carriesKey(key, action);
			const place = `${key}|${isCarried}`;
			state = states.get(place) ?? supply(facts, key, isCarried);
			states.set(place, state);
			known.set(key, state);
		}

		return state;
	};

	return {
		principal: facts.principal,
		...(facts.provider !== undefined && {provider: facts.provider}),
		...(facts.canonicalUser !== undefined && {canonicalUser: facts.canonicalUser}),
		stateOf,
	};
}

/** Keys that tell how a request came about, where the facts at hand are those of one way among several. */
const waysOfAsking =
	/^(?:aws:(?:viaawsservice|calledvia(?:first|last)?|multifactorauth(?:present|age)|tokenissuetime)|kms:(?:viaservice|grantisforawsresource))$/;

/**
 * The same kind of requester where nothing is known but who it is: whatever a request of it could hold, also what a policy
 * spells out, its tags, its network and its organization. For comparing what policies allow, where more requests than there
 * are do no harm.
 */
export function freeRequesterOf(facts: RequestFacts): Requester {
	const {stateOf, ...who} = requesterOf(facts);
	const freed = new Map<KeyState, KeyState>();
	return {
		...who,
		stateOf: (key, action) => {
			const state = stateOf(key, action);
			if (facts.values.has(key)) {
				return state;
			}

			let free = freed.get(state);
			if (free === undefined) {
				const isOpen = state.kind === 'open' || waysOfAsking.test(key);
				free = isOpen && carriesKey(key, action) !== false ? freeState(state) : state;
				freed.set(state, free);
			}

			return free;
		},
	};
}

function freeState(state: KeyState): KeyState {
	if (state.kind !== 'open') {
		return chosen({kind: 'text'});
	}

	const {domain, mayBeAbsent} = state;
	switch (domain.kind) {
		case 'text': {
			const {isOwn: _isOwn, ownUpTo: _ownUpTo, form: _form, ...rest} = domain;
			return chosen(rest, {mayBeAbsent});
		}

		case 'address':
			return chosen({kind: 'address'}, {mayBeAbsent});
		case 'date':
			return chosen({kind: 'date', form: domain.form}, {mayBeAbsent});
		default:
			return chosen(domain, {mayBeAbsent});
	}
}

/** Whether a request for the action can carry the key, as far as AWS lists that; undefined for a key of all requests. */
function carriesKey(key: string, action: string): boolean | undefined {
	const service = action.split(':')[0]?.toLowerCase() as ActionService;
	if (!services.includes(service)) {
		return undefined;
	}

	const known = findAction(action);
	if (known !== undefined && carries(known, key)) {
		return true;
	}

	// Of an action to come nothing is known, so it may carry whatever the service has.
	return services.some((one) => isListedKey(one, key))
		? known === undefined && isListedKey(service, key)
		: undefined;
}

/** Whether a key is a claim of another identity provider than the one that vouches: such a request has none of it. */
function isOfOtherProvider(provider: string, key: string): boolean {
	return /^[^:]*\./.test(key) && !key.startsWith(`${providerHost(provider).toLowerCase()}:`);
}

function supply(facts: RequestFacts, key: string, isCarried: boolean | undefined): KeyState {
	const given = facts.values.get(key);
	if (isCarried === false) {
		return absent;
	}

	if (given !== undefined) {
		return given;
	}

	if (facts.provider !== undefined && isOfOtherProvider(facts.provider, key)) {
		return absent;
	}

	const claim = facts.provider === undefined ? undefined : claimState(facts.provider, key);
	const row = findConditionKey(key);
	if (claim !== undefined || row !== undefined) {
		return claim ?? row?.supply(facts) ?? absent;
	}

	return isCarried === true && isChoosing(facts) ? chosen({kind: 'text'}) : notKnowable();
}
