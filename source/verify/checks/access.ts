import {listsByPrefix} from '../../documents/index.ts';
import {listOf} from '../../policy/index.ts';
import type {ActionNeed, Need} from '../../vendors/index.ts';
import {mergedCorrection, rolePolicyCorrection} from '../corrections.ts';
import {
	type Blame,
	blameOf,
	type CheckFunction,
	type Details,
	type FindingOf,
	fail,
	pass,
	skip,
	unknown,
} from '../finding.ts';
import {forgottenFolders} from '../forgotten-folder.ts';
import {
	type Denial,
	denialBy,
	type NearStatement,
	nearest,
	nearStatement,
} from '../near-statement.ts';
import {actionsNeeded, type NeedRuling, ruleOnNeeds, worstOf} from '../needed-actions.ts';
import {type OpenQuestion, openFinding} from '../open-questions.ts';
import {orPartOfAccount, type PartFindings} from '../part-of-account.ts';
import {skipWithoutBucket, skipWithoutRole} from '../presence.ts';
import {bucketPolicies, type Policies, type Ruling} from '../rulings.ts';
import type {Situation} from '../situation.ts';
import {statementAt} from '../statements.ts';
import {accessKms} from './access-kms.ts';

/** Names that are no actions of IAM, though the API and the CLI use them, by the need that they were written for. */
const mistaken: Readonly<Record<Need, readonly string[]>> = {
	list: ['s3:listobjects', 's3:listobjectsv2', 's3:listbuckets', 's3:headbucket'],
	read: ['s3:headobject', 's3:downloadobject', 's3:getobjects'],
	write: ['s3:createmultipartupload', 's3:uploadpart', 's3:putobjects', 's3:uploadobject'],
	delete: ['s3:deleteobjects'],
};

type RefusedAction = Pick<ActionNeed, 'action' | 'on'>;

type Denied = RefusedAction & {readonly denial: Denial};

type NotAllowed = RefusedAction & {
	readonly lack:
		| {readonly kind: 'boundary'}
		| {readonly kind: 'near-miss'; readonly near: NearStatement}
		| {readonly kind: 'statement'; readonly hasBucketPolicy: boolean};
};

type Refusals = {
	readonly denied: Denied;
	readonly 'denied-in-part': Denied;
	readonly 'not-allowed': NotAllowed;
	readonly 'not-allowed-in-part': NotAllowed;
};

/** All that the vendor is allowed is in these folders, and the connection gives none. */
type FolderNotGiven = {
	readonly 'folder-not-given': RefusedAction & {readonly folders: readonly string[]};
};

type Findings = Refusals &
	PartFindings &
	FolderNotGiven & {
		readonly allowed: {
			/** The first statement that does. */
			readonly by: Blame | undefined;
		};
		readonly 'depends-on-keys': OpenQuestion;
	};

/** A check of one need; skipped where the purpose does not have it. */
function accessCheck(need: Need): CheckFunction<Findings> {
	const judge: CheckFunction<Findings> = (situation) => {
		const actions = actionsNeeded(situation, 'bucket').filter((action) => action.for === need);
		if (actions.length === 0) {
			return skip('not-needed', {because: 'not-for-purpose'});
		}

		const skipped =
			skipWithoutBucket(situation) ??
			(situation.isCustomerRole ? skipWithoutRole(situation) : undefined);
		if (skipped !== undefined) {
			return skipped;
		}

		const policies = bucketPolicies(situation);
		const rulings = ruleOnNeeds(situation, actions, policies);
		const {refused, open, unneededRefused, unneededOpen} = worstOf(rulings);
		const list =
			[refused, open, unneededRefused, unneededOpen].find(({length}) => length > 0) ?? [];
		const [first] = list;
		if (first === undefined) {
			const [reference] = rulings[0]?.all.ruling.statements ?? [];
			return pass('allowed', {by: blameOf(reference, 'bucket-policy')});
		}

		const {required} = first.need;
		const concerned = list.map((item) => item.need.action);
		if (first.all.extent === 'unknown') {
			const details = {required, actions: concerned};
			const {action, on} = first.need;
			const isOfPrefix = first.all.ruling.unknownKeys.some((key) => /^s3:prefix$/i.test(key));
			const folders = isOfPrefix ? foldersMissing(situation, first.need) : [];
			if (folders.length > 0) {
				const blame = blameOf(first.all.ruling.statements[0], 'bucket-policy');
				return unknown('folder-not-given', {action, on, folders}, {...details, blame});
			}

			return openFinding(situation, policies, first.all, 'bucket-policy', details);
		}

		const found = refusal(situation, need, policies, first, {actions: concerned});
		// What the article gives and the vendor works without is only told.
		return required ? found : {...found, status: 'warn'};
	};
	return (situation) => orPartOfAccount(situation, 'bucket-policy', judge);
}

function refusal(
	situation: Situation,
	need: Need,
	policies: Policies,
	{need: {action, on}, all: {ruling, request, extent}}: NeedRuling,
	{actions}: Pick<Details, 'actions'>,
): FindingOf<Refusals & FolderNotGiven> {
	const isPart = extent === 'part';
	const details: Details = {actions, request};
	const [first, ...others] = ruling.statements;
	if (ruling.outcome === 'ExplicitlyDenied' && first !== undefined) {
		const {denial, details: beside} = denialBy(
			situation,
			policies,
			[first, ...others],
			'bucket-policy',
		);
		return fail(
			isPart ? 'denied-in-part' : 'denied',
			{action, on, denial},
			{...details, ...beside},
		);
	}

	const code = isPart ? 'not-allowed-in-part' : 'not-allowed';
	if (ruling.missing.includes('boundary') && !ruling.missing.includes('identity')) {
		const blame = blameOf(nearest(ruling, ['boundary']), 'bucket-policy');
		return fail(code, {action, on, lack: {kind: 'boundary'}}, {...details, blame});
	}

	const correction = situation.isCustomerRole
		? rolePolicyCorrection(situation)
		: mergedCorrection(situation, 'bucket-policy');
	const near = situation.isCustomerRole
		? nearOfRole(ruling, policies, need)
		: nearest(ruling, ['resource']);
	const folders = foldersMissing(situation, {action, on});
	if (folders.length > 0) {
		const blame = near && blameOf(near, 'bucket-policy');
		return fail('folder-not-given', {action, on, folders}, {...details, blame});
	}

	if (near === undefined || request === undefined) {
		const hasBucketPolicy = situation.bucketPolicy.state !== 'none';
		return fail(
			code,
			{action, on, lack: {kind: 'statement', hasBucketPolicy}},
			{...details, correction},
		);
	}

	const miss = nearStatement(situation, policies, near, request, 'bucket-policy');
	return fail(
		code,
		{action, on, lack: {kind: 'near-miss', near: miss}},
		{...details, blame: miss.place, correction},
	);
}

/** The folders that the connection lacks for an action that is asked of objects, or lists them. */
function foldersMissing(situation: Situation, {action, on}: RefusedAction): readonly string[] {
	return on === 'object' || listsByPrefix(action) ? forgottenFolders(situation) : [];
}

/**
 * The article's bucket policy comes near every request, since it names the bucket; so the role's own policies tell more.
 * What allows other actions is beside the point, unless one of them was meant to be this one.
 */
function nearOfRole(ruling: Ruling, policies: Policies, need: Need) {
	const own = nearest(ruling, ['identity']);
	if (own !== undefined && own.fails !== 'action') {
		return own;
	}

	return ruling.near.find(
		(near) =>
			near.fails === 'action' &&
			listOf(statementAt(policies, near).Action).some((action) =>
				mistaken[need].includes(action.toLowerCase()),
			),
	);
}

export const accessChecks = {
	'access.list': accessCheck('list'),
	'access.read': accessCheck('read'),
	'access.write': accessCheck('write'),
	'access.delete': accessCheck('delete'),
	'access.kms': accessKms,
};
