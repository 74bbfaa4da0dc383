import {actionsOn} from '../../aws/actions/index.ts';
import {bucketArn as arnOfBucket} from '../../aws/index.ts';
import {freeRequesterOf} from '../../policy/condition-keys/index.ts';
import type {NamedPolicy, PolicySet} from '../../policy/index.ts';
import {type Ask, findGained, type Glob} from '../../policy/sets/index.ts';
import {witnessOf} from '../finding.ts';
import type {Situation} from '../situation.ts';
import {articleDocuments} from './article.ts';
import type {AccessChange, AccessDifference, ComparisonOptions} from './compare.ts';

const anything: Glob = {text: '?*'};
// What no list knows, so that it stands for every action of every other service.
const anyOtherAction = 'other-service:AnyAction';

/**
 * What a change of a role's own policies gives and takes: the same as `accessChange` for the documents of resources. Of
 * S3 and KMS every action on anything is looked at, of all other services one that stands for all.
 */
export function roleAccessChange(
	situation: Situation,
	before: readonly NamedPolicy[],
	after: readonly NamedPolicy[],
	{leastPrivilege = false, mostExamples = 12}: Omit<ComparisonOptions, 'only'> = {},
): AccessChange {
	const {connection, snapshot, principal} = situation;
	const requester = freeRequesterOf({
		party: 'other-customer',
		principal,
		principalKind: 'session',
		service: 's3',
		now: Date.parse(snapshot.takenAt),
		region: connection.region,
		resourceAccount: connection.accountId,
		values: new Map(),
	});
	const policies = (identity: readonly NamedPolicy[]): PolicySet => ({
		identity,
		resourceKind: 'bucket',
	});
	const [old, now] = [policies(before), policies(after)];
	const article = articleDocuments(situation, leastPrivilege).map((documents) => {
		const document = documents.get('role-policy');
		return policies(document === undefined ? [] : [{name: 'article', document}]);
	});
	const asks = asksOf(situation, [...before, ...after]);
	let isCertain = true;
	const look = (from: readonly PolicySet[], to: PolicySet): AccessDifference[] => {
		const {witnesses, open} = findGained(
			{requesters: [requester], asks, resourceAccount: connection.accountId},
			from,
			to,
			{most: mostExamples},
		);
		isCertain &&= open === undefined;
		const differences = witnesses.map(
			({request}): AccessDifference => ({party: 'vendor', witness: witnessOf(request)}),
		);
		// What the vendor needs is asked by itself, and once more on anything.
		return [...new Map(differences.map((one) => [one.witness.action, one])).values()];
	};
	const gains = look([old], now);
	const mayGainMore = !isCertain;
	const losses = look([now], old);
	return {gains, mayGainMore, losses, beyond: look([old, ...article], now), isCertain};
}

function asksOf({connection, actions}: Situation, policies: readonly NamedPolicy[]): Ask[] {
	const bucket = arnOfBucket(connection);
	const own: Glob[] = [{text: bucket}, {text: `${bucket}/?*`}];
	const key: Glob[] = connection.kmsKeyArn === undefined ? [] : [{text: connection.kmsKeyArn}];
	const needed = actions.map(({action, on}) => ({
		action,
		resources: on === 'key' ? key : own.slice(on === 'object' ? 1 : 0, on === 'object' ? 2 : 1),
	}));
	const listed = (['bucket', 'object', 'key', 'role'] as const).flatMap((target) =>
		actionsOn(target).map(({name}) => name),
	);
	const named = policies
		.flatMap(({document}) => [document.Statement].flat())
		.flatMap(({Action, NotAction}) => [Action ?? [], NotAction ?? []].flat())
		.filter((action) => /^[\w-]+:\w+$/.test(action));
	const all = [...new Set([...listed, ...named, anyOtherAction])];
	return [
		...needed.filter(({resources}) => resources.length > 0),
		...all.map((action) => ({action, resources: [anything]})),
	];
}
