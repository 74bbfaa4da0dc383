import {listOf, type Principal} from '../policy/index.ts';
import {
	type About,
	listingConditionFor,
	type Mismatch,
	type NearStatement,
	principalsOf,
	rightResources,
} from '../verify/index.ts';
import {differenceInWords, shown} from './differences.ts';
import {additionInWords} from './open-question.ts';
import {capitalised, inWords, placeInWords, statementName, testInWords} from './statements.ts';

/** What is said of a near miss, a sentence each. */
type Explained = {readonly reason: string; readonly fix: string};

/** Why an Allow statement that comes near does not let a request through, and what to change. */
export function nearStatementInWords(
	miss: NearStatement,
	connected: About,
	used: 'bucket' | 'key',
): Explained {
	const about = {...connected, principal: miss.principal};
	const {reason, fix} = explained(miss, about);
	return {
		reason: `${capitalised(statementName(miss.place))} of ${placeInWords(miss.place)} ${reason}`,
		fix: miss.isOwn && fix !== undefined ? fix : besides(miss, about, used),
	};
}

/** By which condition an action lists the folder alone, to follow what it is allowed on; nothing for any other. */
export function listingInWords(about: About, action: string): string {
	return listingConditionFor(about, action) === undefined
		? ''
		: `, with the condition that s3:prefix is "${about.folder}/*" (StringLike)`;
}

/** To let the vendor in by a statement of its own beside this one. */
function besides({place, deleted}: NearStatement, about: About, used: 'bucket' | 'key'): string {
	return deleted.length === 0
		? additionInWords(place, about, used)
		: `Add a statement for ${about.principal} to ${placeInWords(place)}, and take ${inWords(deleted)} out of ${statementName(place)}: AWS does not save a policy that names a deleted user or role.`;
}

type Explanation = {
	/** What the statement does, to follow its name. */
	readonly reason: string;
	/** How to change it; undefined where only a statement beside it helps. */
	readonly fix: string | undefined;
};

function explained({statement, mismatch, asked}: NearStatement, about: About): Explanation {
	const {bucketArn, connection, principal} = about;
	const {Principal, NotPrincipal, Action, NotAction} = statement;
	const resources = rightResources(about, {statement, mismatch, asked}) ?? [];
	const [target = ''] = resources.slice(-1);
	switch (mismatch.kind) {
		case 'principal':
			return {
				reason: `allows it to ${everyOr(names(Principal), names(NotPrincipal), 'everybody', 'others')}, but not to ${principal}.`,
				fix: undefined,
			};
		case 'action':
			return {
				reason: `allows ${everyOr(listOf(Action), listOf(NotAction), 'everything', 'other actions')}, but not ${asked.action}.`,
				fix: NotAction === undefined ? `Add ${asked.action} to its actions.` : undefined,
			};
		case 'other-key':
			return {
				reason: `names ${resourcesOf(statement)}, which is not this key.`,
				fix: `Put ${asked.resource} there as the Resource. An alias does not work: AWS needs the ARN of the key itself.`,
			};
		case 'other-resource':
			return {
				reason: `is about ${resourcesOf(statement)}, not about ${asked.resource}.`,
				fix: `Put ${inWords(resources)} there as the Resource.`,
			};
		case 'bucket-alone':
			return {
				reason: `names the bucket (${bucketArn}), but not the objects in it, and ${asked.action} applies to objects.`,
				fix: `Add "${target}" to its Resource.`,
			};
		case 'objects-alone':
			return {
				reason: `names the objects (${shown(mismatch.named)}), but not the bucket itself, and ${asked.action} applies to the bucket.`,
				fix: `Move ${asked.action} to a statement with the Resource "${bucketArn}"${listingInWords(about, asked.action)}.`,
			};
		case 'folder': {
			const {named, folder} = mismatch;
			const wanted =
				about.folder === undefined ? 'the whole bucket' : `the folder "${shown(about.folder)}"`;
			return {
				reason: `allows it only in ${shown(named)}${folder === '' ? '' : `, which is the folder "${shown(folder)}"`}, not in ${wanted}.`,
				fix: `Put ${inWords(resources.map((one) => `"${one}"`))} there as the Resource.`,
			};
		}

		case 'other-bucket': {
			const {bucket, difference} = mismatch;
			return {
				reason: `names the bucket "${shown(bucket)}", but this one is "${connection.bucket}"${['none', 'other'].includes(difference.kind) ? '' : ` (${differenceInWords(difference)})`}.`,
				fix: `Put ${inWords(resources)} there as the Resource.`,
			};
		}

		case 'prefix':
			return {
				reason: `allows it only ${testInWords(mismatch.test)}, but ${about.profile.name} lists the folder "${shown(about.folder ?? '')}".`,
				fix: `Put "${about.folder}/*" into the condition on s3:prefix, with StringLike.`,
			};
		case 'tenant':
			return otherTenant(mismatch, about);
		case 'condition':
			return unmet(mismatch, about);
	}
}

function names(principal: Principal | undefined): string[] {
	return principalsOf(principal).map((name) => shown(name));
}

/** What is named, or everything except what is spared. */
function everyOr(
	named: readonly string[],
	spared: readonly string[],
	everything: string,
	others: string,
): string {
	return spared.length > 0 ? `${everything} except ${inWords(spared)}` : inWords(named) || others;
}

function resourcesOf({Resource, NotResource}: NearStatement['statement']): string {
	const [named, spared] = [Resource, NotResource].map((resources) =>
		listOf(resources).map((one) => shown(one)),
	);
	return everyOr(named ?? [], spared ?? [], 'everything', 'other resources');
}

function otherTenant(
	{test, asked, difference, isArticleExample}: Extract<Mismatch, {readonly kind: 'tenant'}>,
	{profile, connection}: About,
): Explanation {
	const {tenant, inputs} = profile;
	const own = connection.inputs[tenant?.input ?? ''] ?? '';
	const label = inputs.find(({field}) => field === tenant?.input)?.label ?? tenant?.input;
	const fix = `Put "${own}" into the condition on ${tenant?.conditionKey}.`;
	if (difference.kind === 'none' || /Not|^Null$/.test(test.operator)) {
		return {
			reason: `allows it only ${testInWords(test)}, but your ${label} is "${shown(own)}".`,
			fix,
		};
	}

	const how = isArticleExample
		? `the example in the article of ${profile.name}`
		: differenceInWords(difference);
	return {
		reason: `asks for the ${label} "${shown(asked)}" (${how}); yours is "${shown(own)}".`,
		fix,
	};
}

function unmet(
	{tests, misnamed, asksForTenant}: Extract<Mismatch, {readonly kind: 'condition'}>,
	{profile}: About,
): Explanation {
	const key = profile.tenant?.conditionKey;
	const when = inWords(tests.map((test) => testInWords(test))) || 'under a condition';
	return {
		reason: `allows it only ${when}, which is never the case when ${profile.name} asks.`,
		fix:
			misnamed === undefined
				? `Take this condition out of the statement${asksForTenant ? `, but keep the one on ${key}` : ''}.`
				: `Write ${key} instead of ${misnamed}.`,
	};
}
