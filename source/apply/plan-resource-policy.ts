import {keyParts} from '../aws/index.ts';
import {buildDocuments, type ConnectionDocument, mergePolicy} from '../documents/index.ts';
import {listOf, type PolicyDocument} from '../policy/index.ts';
import {
	type CheckId,
	correctedPolicy,
	type MergeableId,
	publicStatements,
	type SeenPolicy,
	type Situation,
} from '../verify/index.ts';
import {unseenInWords} from '../words/index.ts';
import {statementName} from '../words/statements.ts';
import {isDenial} from './plan-denial.ts';
import {
	blocked,
	changing,
	checksOf,
	documentDiff,
	isKeyElsewhere,
	type Planner,
	type Planning,
	refusalText,
	unchanged,
} from './plan-step.ts';
import type {PlanStep} from './types.ts';

const things: Readonly<Record<MergeableId, string>> = {
	'bucket-policy': 'bucket policy',
	'key-policy': 'key policy',
};

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
	const {keyPolicy: seen, isCustomerRole, profile} = situation;
	const checks = checksOf(situation, 'key.exists', 'key.manager', 'key.policy');
	const byId = (wanted: CheckId) => checks.find((check) => check.id === wanted);
	const bad = [byId('key.exists'), byId('key.manager')].find((check) => check?.status === 'fail');
	if (bad !== undefined) {
		return blocked(id, planning, `${bad.reason} ${bad.fix}`.trim());
	}

	const policyCheck = byId('key.policy');
	if (isKeyElsewhere(situation)) {
		return policyCheck?.status === 'pass' && isSettled(planning, id)
			? unchanged(id, planning, policyCheck.reason)
			: blocked(id, planning, handOver(planning), 'update');
	}

	if (policyCheck?.status === 'skip') {
		return isCustomerRole && situation.snapshot.role.role.status === 'absent'
			? blocked(id, planning, policyCheck.reason)
			: unchanged(id, planning, policyCheck.reason);
	}

	if (isCustomerRole && seen.state === 'there') {
		if (policyCheck?.status !== 'fail') {
			return unchanged(id, planning, policyCheck?.reason ?? '');
		}

		if (isDenial(situation, policyCheck.blame)) {
			return unchanged(
				id,
				planning,
				`A statement of somebody else denies ${profile.name} the key; adding one that allows it would not help.`,
			);
		}
	}

	return seen.state === 'none'
		? blocked(id, planning, 'A key always has a policy, but none could be seen.')
		: planMerged(id, planning);
};

function planMerged(id: MergeableId, planning: Planning): PlanStep {
	const {situation, leastPrivilege} = planning;
	const {profile, principal} = situation;
	const seen = seenPolicy(situation, id);
	if (seen.state === 'unseen') {
		return blocked(id, planning, unseenInWords(seen.unseen));
	}

	const action = seen.state === 'there' ? 'update' : 'create';
	const before = seen.state === 'there' ? seen.text : undefined;
	if (before !== undefined && isMerged(planning, id, before)) {
		return unchanged(id, planning, `The ${things[id]} has the vendor's statements already.`);
	}

	const {correction, refusal} = correctedPolicy(situation, id, [], {leastPrivilege});
	if (correction === undefined) {
		return blocked(id, planning, refusal, action);
	}

	const after = correction.text;
	if (onlyAdds(seen, after) && isSettled(planning, id)) {
		return unchanged(id, planning, `The ${things[id]} lets ${profile.name} in already.`);
	}

	const obstacle = id === 'bucket-policy' ? publicObstacle(situation, after) : undefined;
	return obstacle === undefined
		? changing(id, planning, {
				action,
				detail: detailOf(id, principal, before, after),
				reason: isAdvice(planning, id) ? 'advice' : 'article',
				change: {kind: 'document', document: id, before, after},
				diff: documentDiff(before, after),
			})
		: blocked(id, planning, obstacle, action);
}

function seenPolicy({bucketPolicy, keyPolicy}: Situation, id: MergeableId): SeenPolicy {
	return id === 'bucket-policy' ? bucketPolicy : keyPolicy;
}

/** The vendor's document: the article's, or the narrower one. */
function documentOf(
	{connection, profile}: Situation,
	id: MergeableId,
	leastPrivilege: boolean,
): ConnectionDocument | undefined {
	return buildDocuments(connection, profile, {only: id, leastPrivilege})[0];
}

/** Whether the vendor's statements are there as they should be, the narrower ones being as good as the article's. */
function isMerged({situation, leastPrivilege}: Planning, id: MergeableId, text: string): boolean {
	const {connection, profile} = situation;
	return (leastPrivilege ? [true] : [false, true]).some((isNarrower) => {
		try {
			const document = documentOf(situation, id, isNarrower);
			const name = `The ${things[id]}`;
			return (
				document !== undefined && !mergePolicy(text, document, {connection, profile, name}).changed
			);
		} catch (error) {
			refusalText(error);
			return false;
		}
	});
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
	return checksOf(situation, ...decidingChecks[id]).every(
		({status}) => status === 'pass' || status === 'skip',
	);
}

/**
 * S3 takes no bucket policy with a public statement while BlockPublicPolicy is on, whoever wrote that statement.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PublicAccessBlockConfiguration.html
 */
function publicObstacle({snapshot}: Situation, after: string): string | undefined {
	const {publicAccessBlock, accountPublicAccessBlock} = snapshot.bucket;
	const isBlocked = [publicAccessBlock, accountPublicAccessBlock].some(
		(looked) => looked.status === 'found' && looked.value.blockPublicPolicy,
	);
	const document = JSON.parse(after) as PolicyDocument;
	const [index] = publicStatements(document);
	if (!isBlocked || index === undefined) {
		return undefined;
	}

	const sid = listOf(document.Statement)[index]?.Sid;
	return `In the bucket policy ${statementName({sid, index})} is public, and with BlockPublicPolicy on S3 saves no policy with such a statement. Name in it whom it is meant for, or take it out, then plan again.`;
}

function isAdvice({situation, leastPrivilege}: Planning, id: MergeableId): boolean {
	const template = situation.profile.documents.find((document) => document.id === id);
	return (leastPrivilege && template?.narrower !== undefined) || template?.offered === 'on-request';
}

function detailOf(
	id: MergeableId,
	principal: string,
	before: string | undefined,
	after: string,
): string {
	if (before === undefined) {
		return `Lets ${principal} in by a ${things[id]}; there is none yet.`;
	}

	const dead = /"A(?:IDA|ROA)[A-Z0-9]+"/;
	return [
		`Puts the statements for ${principal} into the ${things[id]}; everything else in it stays.`,
		dead.test(before) && !dead.test(after)
			? 'Users or roles that were deleted are taken out, since AWS saves no policy that names them.'
			: '',
	]
		.join(' ')
		.trim();
}

/** What somebody of the key's account has to do. */
function handOver({situation, leastPrivilege}: Planning): string {
	const {kmsKeyArn = ''} = situation.connection;
	const statements = documentOf(situation, 'key-policy', leastPrivilege)?.forMerge.statements ?? [];
	return [
		`The key belongs to account ${keyParts(kmsKeyArn).accountId}, and only that account can change its policy.`,
		`Whoever manages the key there has to add this to it: ${statements.map((statement) => JSON.stringify(statement)).join(', ')}`,
	].join(' ');
}
