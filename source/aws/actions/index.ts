import {kmsAcrossAccounts} from './across-accounts.ts';
import actionsFile from './actions.json' with {type: 'json'};
import {
	type ActionList,
	type ActionService,
	type ActionSource,
	type ActionTarget,
	actionServices,
	actionTargets,
} from './list.ts';

export type {ActionService, ActionSource, ActionTarget} from './list.ts';

/** An action of S3, KMS or STS. */
export type KnownAction = {
	/** As AWS writes it: `s3:GetObject`. */
	readonly name: string;
	/** The kinds of resource that it can be asked of; none for one like `s3:ListAllMyBuckets`. */
	readonly targets: readonly ActionTarget[];
	/** In lower case; one that ends in `/` or `:` stands for all keys that begin so. */
	readonly conditionKeys: readonly string[];
};

type Index = {
	readonly byName: ReadonlyMap<string, KnownAction>;
	readonly byTarget: ReadonlyMap<ActionTarget, readonly KnownAction[]>;
	readonly keysOfService: ReadonlyMap<ActionService, ReadonlySet<string>>;
	readonly acrossAccounts: ReadonlySet<string>;
};

// A test proves that the file has this form.
const list = actionsFile as ActionList;

/** Where the list of actions comes from. */
export const actionSource: ActionSource = list.source;

// Most starts of the program ask for no action at all, so this is made when the first one is asked for.
let madeIndex: Index | undefined;
const keySets = new WeakMap<KnownAction, ReadonlySet<string>>();

function index(): Index {
	madeIndex ??= makeIndex();
	return madeIndex;
}

function makeIndex(): Index {
	const all = actionServices.flatMap((service) => {
		const {keys, actions} = list.services[service];
		return actions.map(
			(action): KnownAction => ({
				name: `${service}:${action.name}`,
				targets: action.targets,
				conditionKeys: action.keys.flatMap((place) => keys[place] ?? []),
			}),
		);
	});
	return {
		byName: new Map(all.map((action) => [action.name.toLowerCase(), action])),
		byTarget: new Map(
			actionTargets.map((target) => [
				target,
				all.filter((action) => action.targets.includes(target)),
			]),
		),
		keysOfService: new Map(
			actionServices.map((service) => [service, new Set(list.services[service].keys)]),
		),
		acrossAccounts: new Set(kmsAcrossAccounts.map((name) => name.toLowerCase())),
	};
}

/** All actions that can be asked of a kind of resource: always the same list. */
export function actionsOn(target: ActionTarget): readonly KnownAction[] {
	return index().byTarget.get(target) ?? [];
}

/** The action of that name in any case; undefined for one that the list does not know, and for a pattern. */
export function findAction(name: string): KnownAction | undefined {
	return index().byName.get(name.toLowerCase());
}

/** The names of all actions of the list, as AWS writes them. */
export function actionNames(): readonly string[] {
	return [...index().byName.values()].map(({name}) => name);
}

/**
 * Whether a request for the action can carry the condition key, in any case. False for the global keys that every
 * request can carry: AWS lists them with no action.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function carries(action: KnownAction, conditionKey: string): boolean {
	let keys = keySets.get(action);
	if (keys === undefined) {
		keys = new Set(action.conditionKeys);
		keySets.set(action, keys);
	}

	return holds(keys, conditionKey);
}

/**
 * Whether AWS lists the condition key, in any case, for any action of the service. Where it does, an action that does
 * not carry the key comes without it for certain. A key that is not listed is a global one, one of a provider of
 * identities (`oidc.example.com:sub`), or nothing that AWS knows.
 */
export function isListedKey(service: ActionService, conditionKey: string): boolean {
	return holds(index().keysOfService.get(service) ?? new Set(), conditionKey);
}

/**
 * Whether a permission for the action, its name in any case, can take effect for a caller from another account than
 * that of the resource. False for the operations of KMS that only work within an account, true for all else.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html
 */
export function worksAcrossAccounts(actionName: string): boolean {
	const name = actionName.toLowerCase();
	return !name.startsWith('kms:') || index().acrossAccounts.has(name);
}

/** Whether a key is among the given ones, or begins as one that stands for all that begin so. */
function holds(keys: ReadonlySet<string>, conditionKey: string): boolean {
	const key = conditionKey.toLowerCase();
	if (keys.has(key)) {
		return true;
	}

	for (let place = 0; place < key.length; place += 1) {
		if ((key[place] === '/' || key[place] === ':') && keys.has(key.slice(0, place + 1))) {
			return true;
		}
	}

	return false;
}
