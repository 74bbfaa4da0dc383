import {checkField} from '../connection/index.ts';
import {blocked, notSeen, type Planner, unchanged} from './plan-step.ts';
import type {PlanStep} from './types.ts';

const id = 'bucket';

/**
 * Creates the bucket where there certainly is none. In us-east-1 creating a bucket that one has already succeeds and
 * resets its ACLs, so anything less than certain is an obstacle.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html
 */
export const planBucket: Planner = (planning) => {
	const {connection, snapshot} = planning.situation;
	const {existence, isOwned} = snapshot.bucket;
	if (isOwned.status === 'found' && !isOwned.value) {
		return blocked(id, {code: 'bucket-of-another-account', facts: {}});
	}

	if (existence.status === 'absent') {
		return create(planning);
	}

	if (existence.status !== 'found') {
		return blocked(id, notSeen('bucket', existence));
	}

	if (isOwned.status !== 'found') {
		return blocked(id, notSeen('bucket-owner', isOwned));
	}

	const {region} = existence.value;
	return region !== undefined && region !== connection.region
		? blocked(id, {code: 'bucket-in-another-region', facts: {region}})
		: unchanged(id, {code: 'bucket-there', facts: {}});
};

function create(planning: Parameters<Planner>[0]): PlanStep {
	const {connection, profile, snapshot} = planning.situation;
	const {bucket, region, accountId} = connection;
	const {isOwned, encryption, policy, publicAccessBlock, ownership} = snapshot.bucket;
	const isDoubtful = [isOwned, encryption, policy, publicAccessBlock, ownership].some(
		({status}) => status === 'found',
	);
	if (isDoubtful) {
		return blocked(id, {code: 'contradicted', facts: {what: 'bucket'}});
	}

	const problem = checkField('bucket', bucket, {profile, region, accountId, newBucket: true});
	return problem === undefined
		? {
				id,
				action: 'create',
				detail: {code: 'creates-bucket', facts: {}},
				reason: 'article',
				change: {kind: 'create-bucket', bucket, region},
				diff: [],
			}
		: blocked(id, {code: 'unfit-name', facts: {problem}}, 'create');
}
