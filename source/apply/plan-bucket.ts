import {checkField} from '../connection/index.ts';
import {whyUnseen} from '../words/index.ts';
import {blocked, changing, type Planner, unchanged} from './plan-step.ts';
import type {PlanStep} from './types.ts';

const id = 'bucket';
const defaults =
	'with the defaults of AWS: access lists (ACLs) disabled, all public access blocked';

/**
 * Creates the bucket where there certainly is none. In us-east-1 creating a bucket that one has already succeeds and
 * resets its ACLs, so anything less than certain is an obstacle.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html
 */
export const planBucket: Planner = (planning) => {
	const {connection, snapshot} = planning.situation;
	const {bucket, region, accountId} = connection;
	const {existence, isOwned} = snapshot.bucket;
	if (isOwned.status === 'found' && !isOwned.value) {
		return blocked(
			id,
			planning,
			`The name "${bucket}" is taken by another account. The name of a bucket exists only once in the world: choose another one, or correct it in the connection.`,
		);
	}

	switch (existence.status) {
		case 'absent':
			return create(planning);
		case 'refused':
			return blocked(
				id,
				planning,
				`There is a bucket "${bucket}", but you are not allowed to look at it (${existence.action} is refused): the name is taken by another account, or you lack that permission.`,
			);
		case 'failed':
		case 'not-looked':
			return blocked(
				id,
				planning,
				`Whether there is a bucket "${bucket}" could not be seen. ${whyUnseen(existence)}`,
			);
		case 'found':
			break;
	}

	if (isOwned.status !== 'found') {
		return blocked(
			id,
			planning,
			`There is a bucket "${bucket}", but it could not be seen whether it belongs to account ${accountId}.${isOwned.status === 'absent' ? '' : ` ${whyUnseen(isOwned)}`}`,
		);
	}

	const actual = existence.value.region;
	return actual !== undefined && actual !== region
		? blocked(
				id,
				planning,
				`The bucket "${bucket}" is in ${actual}, and the connection says ${region}. Put ${actual} into the connection; a second bucket is not created.`,
			)
		: unchanged(id, planning, 'The bucket is there and belongs to your account.');
};

function create(planning: Parameters<Planner>[0]): PlanStep {
	const {connection, profile, snapshot} = planning.situation;
	const {bucket, region, accountId} = connection;
	const {isOwned, encryption, policy, publicAccessBlock, ownership} = snapshot.bucket;
	const isDoubtful = [isOwned, encryption, policy, publicAccessBlock, ownership].some(
		({status}) => status === 'found',
	);
	if (isDoubtful) {
		return blocked(
			id,
			planning,
			`AWS says that there is no bucket "${bucket}", and yet tells something of it. Perhaps it was created or deleted just now; look again in a minute.`,
		);
	}

	const problem = checkField('bucket', bucket, {profile, region, accountId, newBucket: true});
	return problem === undefined
		? changing(id, planning, {
				action: 'create',
				detail: `Creates the bucket in ${region} ${defaults}.`,
				reason: 'article',
				change: {kind: 'create-bucket', bucket, region},
				diff: [],
			})
		: blocked(
				id,
				planning,
				`There is no bucket "${bucket}", and no new one can have this name. ${problem.rule}`,
				'create',
			);
}
