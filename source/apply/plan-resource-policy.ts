import {buildDocuments, type ConnectionPolicy} from '../documents/index.ts';
import {isSameJson} from '../json/index.ts';
import {listOf, type PolicyDocument} from '../policy/index.ts';
import {isPolicyTemplate} from '../vendors/index.ts';
import {
	type CheckId,
	correctedPolicy,
	isServedBy,
	type MergeableId,
	manyExamples,
	type ProposedMerge,
	publicStatements,
	type SeenPolicy,
	type Situation,
} from '../verify/index.ts';
import {
	blocked,
	documentDiff,
	effectOf,
	findingsOf,
	isKeyElsewhere,
	type Planner,
	type Planning,
	told,
	unchanged,
	unseenPolicy,
} from './plan-step.ts';
import {isDenial} from './plan-untouched.ts';
import type {Detail, Obstacle, PlanStep} from './types.ts';

/** What has to be right where the vendor is let in under Sids that are not the article's. */
const decidingChecks: Readonly<Record<MergeableId, readonly CheckId[]>> = {
	'bucket-policy': [
		'bucket.policy',
		'access.list',
		'access.read',
		'access.write',
		'access.delete',
		'isolation.tenant',
	],
	'key-policy': ['key.policy', 'access.kms', 'isolation.tenant'],
};

/** Puts the vendor's statements into the bucket policy. */
export const planBucketPolicy: Planner = (planning) => planMerged('bucket-policy', planning);

/**
 * Puts the vendor's statements into the key policy; with the customer's own role only where the key policy leaves the key
 * neither to the role nor to IAM. The merge refuses what would lock the account out of its key.
 */
export const planKeyPolicy: Planner = (planning) => {
	const id = 'key-policy';
	const {situation} = planning;
	const {keyPolicy: seen, isCustomerRole} = situation;
	const findings = findingsOf(situation, 'key.exists', 'key.manager', 'key.policy');
	const finding = findings.find(({id: check}) => check === 'key.policy');
	const bad = findings.find((other) => other !== finding && other.status === 'fail');
	if (bad !== undefined) {
		return blocked(id, {code: 'finding', facts: {finding: bad}});
	}

	if (isKeyElsewhere(situation)) {
		return finding?.status === 'pass' && isSettled(planning, id)
			? unchanged(id, {code: 'as-found', facts: {finding}})
			: blocked(id, handOver(planning), 'update');
	}

	if (finding?.status === 'skip') {
		return isCustomerRole && situation.snapshot.role.role.status === 'absent'
			? blocked(id, {code: 'finding', facts: {finding}})
			: unchanged(id, {code: 'as-found', facts: {finding}});
	}

	if (isCustomerRole && seen.state === 'there' && finding !== undefined) {
		if (finding.status !== 'fail') {
			return unchanged(id, {code: 'as-found', facts: {finding}});
		}

		if (isDenial(situation, finding.blame)) {
			return unchanged(id, {code: 'denied-anyway', facts: {}});
		}
	}

	return seen.state === 'none'
		? blocked(id, {code: 'no-key-policy', facts: {}})
		: planMerged(id, planning);
};

function planMerged(id: MergeableId, planning: Planning): PlanStep {
	const {situation, leastPrivilege} = planning;
	const seen = seenPolicy(situation, id);
	if (seen.state === 'unseen') {
		return blocked(id, unseenPolicy(seen.unseen));
	}

	const action = seen.state === 'there' ? 'update' : 'create';
	const before = seen.state === 'there' ? seen.text : undefined;
	const {correction, merged, refusal} = correctedPolicy(situation, id, [], {
		leastPrivilege,
		mostExamples: manyExamples,
	});
	if (correction === undefined || merged === undefined) {
		return blocked(id, {code: 'merge-refused', facts: {refusal}}, action);
	}

	const after = correction.text;
	if (before !== undefined && isSameJson(before.replace(/^\uFEFF/, ''), after)) {
		return unchanged(id, {code: 'lets-in-already', facts: {document: id}});
	}

	// Whoever was deleted goes where the policy has to be saved anyway.
	const servesAsItIs =
		seen.state === 'there' && !merged.changed && isServedBy(situation, id, seen.document);
	if (servesAsItIs || (onlyAdds(seen, after) && isSettled(planning, id))) {
		return unchanged(id, {code: 'lets-in-already', facts: {document: id}});
	}

	const obstacle = id === 'bucket-policy' ? publicObstacle(situation, after) : undefined;
	return obstacle === undefined
		? {
				id,
				action,
				detail: detailOf(id, before, after, merged),
				reason: isAdvice(planning, id) ? 'advice' : 'article',
				change: {kind: 'document', document: id, before, after},
				diff: documentDiff(before, after),
				effect: effectOf(situation, merged),
			}
		: blocked(id, obstacle, action);
}

function seenPolicy({bucketPolicy, keyPolicy}: Situation, id: MergeableId): SeenPolicy {
	return id === 'bucket-policy' ? bucketPolicy : keyPolicy;
}

/** The vendor's document: the article's, or the narrower one. */
function documentOf(
	{connection, profile}: Situation,
	id: MergeableId,
	leastPrivilege: boolean,
): ConnectionPolicy | undefined {
	return buildDocuments(connection, profile, {only: id, leastPrivilege})[0];
}

/** Whether all that is there stays as it is, so that none of it is the vendor's under a Sid of the article. */
function onlyAdds(seen: SeenPolicy, after: string): boolean {
	if (seen.state !== 'there') {
		return false;
	}

	const [old, now] = [seen.document, JSON.parse(after) as PolicyDocument].map(({Statement}) =>
		listOf(Statement).map((statement) => JSON.stringify(statement)),
	);
	return old?.every((statement, index) => statement === now?.[index]) ?? false;
}

function isSettled({situation}: Planning, id: MergeableId): boolean {
	return findingsOf(situation, ...decidingChecks[id]).every(
		({status}) => status === 'pass' || status === 'skip',
	);
}

/**
 * S3 takes no bucket policy with a public statement while BlockPublicPolicy is on, whoever wrote that statement.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PublicAccessBlockConfiguration.html
 */
function publicObstacle({snapshot}: Situation, after: string): Obstacle | undefined {
	const {publicAccessBlock, accountPublicAccessBlock} = snapshot.bucket;
	const isBlocked = [publicAccessBlock, accountPublicAccessBlock].some(
		(looked) => looked.status === 'found' && looked.value.blockPublicPolicy,
	);
	const document = JSON.parse(after) as PolicyDocument;
	const [index] = publicStatements(document);
	if (!isBlocked || index === undefined) {
		return undefined;
	}

	const {Sid: sid = ''} = listOf(document.Statement)[index] ?? {};
	return {code: 'public-statement', facts: {sid, index}};
}

function isAdvice({situation, leastPrivilege}: Planning, id: MergeableId): boolean {
	const template = situation.profile.documents
		.filter(isPolicyTemplate)
		.find((document) => document.id === id);
	return (leastPrivilege && template?.narrower !== undefined) || template?.offered === 'on-request';
}

function detailOf(
	document: MergeableId,
	before: string | undefined,
	after: string,
	merged: ProposedMerge,
): Detail {
	if (before === undefined) {
		return {code: 'adds-policy', facts: {document}};
	}

	const dead = /"A(?:IDA|ROA)[A-Z0-9]+"/;
	const takesOutDead = dead.test(before) && !dead.test(after);
	return {code: 'completes-policy', facts: {document, merge: told(merged), takesOutDead}};
}

/** What somebody of the key's account has to do. */
function handOver({situation, leastPrivilege}: Planning): Obstacle {
	const statements = documentOf(situation, 'key-policy', leastPrivilege)?.forMerge.statements ?? [];
	return {code: 'key-of-another-account', facts: {statements}};
}
