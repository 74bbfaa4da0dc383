import type {DocumentId} from '../aws/index.ts';
import {isDeadPrincipal} from '../documents/index.ts';
import {
	type AccessRequest,
	listOf,
	type Statement,
	type StatementReference,
} from '../policy/index.ts';
import {testInWords} from '../words/conditions.ts';
import {differenceInWords, shown} from '../words/differences.ts';
import {capitalised, inWords} from '../words/lists.ts';
import {statementName} from '../words/statements.ts';
import {type ConditionTest, testsOf} from './condition-tests.ts';
import {failingTests, placeOf} from './denials.ts';
import {differenceBetween} from './differences.ts';
import {additionInWords, isVendorsOwn} from './own-statement.ts';
import {principalsOf} from './principals.ts';
import type {Situation} from './situation.ts';

/** Why an Allow statement that comes near does not let a request through, and what to change, a sentence each. */
export type NearMiss = {readonly reason: string; readonly fix: string};

type Near = StatementReference & {
	readonly fails: 'principal' | 'action' | 'resource' | 'condition';
};

/**
 * Explains a near miss in words. A statement is to be changed only where it is the vendor's own; where it is about others
 * too, a change of it would give them something or take it from them, so the vendor is to have a statement of its own.
 */
export function explainNear(
	situation: Situation,
	near: Near,
	statement: Statement,
	request: AccessRequest,
	resource: DocumentId,
): NearMiss {
	const miss = nearMiss(situation, near, statement, request, resource);
	const isReplaced = near.fails === 'resource';
	return isVendorsOwn(situation, near, statement, resource, {isReplaced})
		? miss
		: {...miss, fix: additionTo(situation, near, statement, resource)};
}

function additionTo(
	situation: Situation,
	near: Near,
	statement: Statement,
	resource: DocumentId,
): string {
	const dead = principalsOf(statement.Principal).filter((name) => isDeadPrincipal(name));
	return dead.length === 0
		? additionInWords(situation, near, resource)
		: `Add a statement for ${situation.principal} to ${placeOf(near, resource)}, and take ${inWords(dead)} out of ${statementName(near)}: AWS saves no policy that names somebody who was deleted.`;
}

function nearMiss(
	situation: Situation,
	near: Near,
	statement: Statement,
	request: AccessRequest,
	resource: DocumentId,
): NearMiss {
	const name = `${statementName(near)} of ${placeOf(near, resource)}`;
	switch (near.fails) {
		case 'resource':
			return resource === 'key-policy'
				? otherKey(name, statement, request)
				: otherResource(situation, name, statement, request);
		case 'condition': {
			const kind = resource === 'key-policy' ? 'key' : 'bucket';
			return unmet(situation, name, statement, failingTests(statement, request, near.kind, kind));
		}

		case 'principal': {
			const whom = inWords(principalsOf(statement.Principal).map((one) => shown(one)));
			return {
				reason: `${capitalised(name)} allows it to ${whom || 'others'}, and not to ${situation.principal}.`,
				fix: additionTo(situation, near, statement, resource),
			};
		}

		case 'action': {
			const actions = inWords(listOf(statement.Action));
			return {
				reason: `${capitalised(name)} allows ${actions || 'other actions'}, but not ${request.action}.`,
				fix: `Add ${request.action} to its actions.`,
			};
		}
	}
}

function otherKey(name: string, statement: Statement, request: AccessRequest): NearMiss {
	const given = inWords(listOf(statement.Resource).map((one) => shown(one)));
	return {
		reason: `${capitalised(name)} names ${given || 'other resources'}, which is not this key.`,
		fix: `Put ${request.resource} there as the Resource. An alias does not do: AWS wants the key's own ARN.`,
	};
}

function otherResource(
	{bucketArn, connection}: Situation,
	name: string,
	statement: Statement,
	request: AccessRequest,
): NearMiss {
	const resources = listOf(statement.Resource);
	const isObject = request.resource !== bucketArn;
	const beginning = capitalised(name);
	const within = resources.find((resource) => resource.startsWith(`${bucketArn}/`));
	if (isObject && within === undefined && resources.includes(bucketArn)) {
		return {
			reason: `${beginning} names the bucket (${bucketArn}), but not the objects in it, and ${request.action} is asked of an object.`,
			fix: `Add "${bucketArn}/*" to its Resource.`,
		};
	}

	if (!isObject && within !== undefined) {
		return {
			reason: `${beginning} names the objects (${shown(within)}), but not the bucket itself, and ${request.action} is asked of the bucket.`,
			fix: `Move ${request.action} to a statement with the Resource "${bucketArn}".`,
		};
	}

	if (within !== undefined) {
		const folder = within.slice(bucketArn.length + 1).replace(/\/?\*$/, '');
		return {
			reason: `${beginning} allows it in ${shown(within)} only${folder === '' ? '' : `, which is the folder "${shown(folder)}"`}, and not in the whole bucket.`,
			fix: `Put "${bucketArn}/*" there as the Resource.`,
		};
	}

	const other = resources
		.map((resource) => /^arn:aws:s3:::([^/]*)/.exec(resource)?.[1])
		.find((bucket) => bucket !== undefined);
	if (other === undefined) {
		return {
			reason: `${beginning} is about ${inWords(resources.map((one) => shown(one))) || 'other resources'}, not about ${request.resource}.`,
			fix: `Put ${isObject ? `${bucketArn}/*` : bucketArn} there as the Resource.`,
		};
	}

	const difference = differenceBetween(connection.bucket, other);
	return {
		reason: `${beginning} names the bucket "${shown(other)}", and this one is "${connection.bucket}"${['none', 'other'].includes(difference.kind) ? '' : ` (${differenceInWords(difference)})`}.`,
		fix: `Put ${isObject ? `${bucketArn}/*` : bucketArn} there as the Resource.`,
	};
}

function unmet(
	{profile, connection}: Situation,
	name: string,
	statement: Statement,
	tests: readonly ConditionTest[],
): NearMiss {
	const {tenant} = profile;
	const isTenantTest = ({key}: ConditionTest) =>
		key.toLowerCase() === tenant?.conditionKey.toLowerCase();
	const tenantTest = tests.find(isTenantTest);
	if (tenant !== undefined && tenantTest !== undefined) {
		const own = connection.inputs[tenant.input] ?? '';
		const [found = ''] = tenantTest.values;
		const difference = differenceBetween(own, found);
		const label = profile.inputs.find(({field}) => field === tenant.input)?.label ?? tenant.input;
		const example = profile.inputs.find(({field}) => field === tenant.input)?.articleExample;
		const words =
			found === example
				? `the example of the article of ${profile.name}`
				: difference.kind === 'none'
					? `compared by ${tenantTest.operator}`
					: differenceInWords(difference);
		return {
			reason: `${capitalised(name)} asks for the ${label} "${shown(found)}" (${words}); yours is "${shown(own)}".`,
			fix: `Put "${own}" into the condition on ${tenant.conditionKey}.`,
		};
	}

	const words = tests.map((test) => testInWords(test));
	const tagTypo = tests.find(({key}) => tenant !== undefined && /PrincipalTag/i.test(key));
	return {
		reason: `${capitalised(name)} allows it only ${inWords(words) || 'under a condition'}, and that is never so when ${profile.name} asks.`,
		fix:
			tagTypo === undefined
				? `Take this condition out of the statement${testsOf(statement).some(isTenantTest) ? `, and keep the one on ${tenant?.conditionKey}` : ''}.`
				: `Write ${tenant?.conditionKey} in place of ${tagTypo.key}.`,
	};
}
