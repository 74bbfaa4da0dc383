import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
	type AccessRequest,
	decide,
	type PolicyDocument,
	type Statement,
} from '../../source/policy/index.ts';
import {situationOf} from '../../source/verify/index.ts';
import {mayTell, mayTellOf} from '../../source/verify/queue-access.ts';
import {connectionOf} from '../support/feature-profiles.ts';
import {healthySnapshot} from '../support/snapshots.ts';
import {withOwnEvents} from './features/settings.ts';

const queueArn = 'arn:aws:sqs:eu-central-1:111122223333:acme-events';
const connection = connectionOf(withOwnEvents, {externalId: '2f6b0f0e', queueArn});
const healthy = healthySnapshot(connection, {profile: withOwnEvents});
const situation = situationOf(healthy, connection, withOwnEvents);

const arn = (bucket: string) => `arn:aws:s3:::${bucket}`;
const arns = fc.constantFrom(
	arn('acme-assets'),
	arn('acme-*'),
	arn('*'),
	arn('named'),
	'arn:aws:s3:*:*:acme-assets',
);
const accounts = fc.constantFrom('111122223333', '999988887777', '1111*');
const test1 = fc.oneof(
	fc.record({
		operator: fc.constantFrom(
			'ArnLike',
			'ArnNotLike',
			'ArnEquals',
			'StringLike',
			'ArnLikeIfExists',
		),
		key: fc.constant('aws:SourceArn'),
		value: arns,
	}),
	fc.record({
		operator: fc.constantFrom('StringEquals', 'StringNotEquals', 'StringLike'),
		key: fc.constant('aws:SourceAccount'),
		value: accounts,
	}),
);
const statement = fc
	.record({
		Effect: fc.constantFrom<Statement['Effect'][]>('Allow', 'Allow', 'Deny'),
		Principal: fc.constantFrom<NonNullable<Statement['Principal']>[]>(
			'*',
			{Service: 's3.amazonaws.com'},
			{Service: 'sns.amazonaws.com'},
			{AWS: '111122223333'},
		),
		Action: fc.constantFrom('sqs:SendMessage', 'SQS:*', 'sqs:ReceiveMessage'),
		Resource: fc.constantFrom(queueArn, '*', `${queueArn}-2`),
		tests: fc.array(test1, {maxLength: 2}),
	})
	.map(({tests, ...rest}): Statement => {
		const condition: Record<string, Record<string, string>> = {};
		for (const {operator, key, value} of tests) {
			condition[operator] = {...condition[operator], [key]: value};
		}

		return {...rest, ...(tests.length > 0 && {Condition: condition})};
	});
const document = fc
	.array(statement, {minLength: 1, maxLength: 4})
	.map((Statement): PolicyDocument => ({Version: '2012-10-17', Statement}));

function isAllowed(policy: PolicyDocument, bucket: string, account: string): boolean {
	const request: AccessRequest = {
		principal: undefined,
		service: 's3.amazonaws.com',
		action: 'sqs:SendMessage',
		resource: queueArn,
		resourceAccount: '111122223333',
		context: {
			values: {'aws:SourceArn': arn(bucket), 'aws:SourceAccount': account},
			others: 'absent',
		},
	};
	const resource = {name: 'queue-policy', document: policy};
	return decide(request, {identity: [], resource, resourceKind: 'bucket'}).outcome === 'Allowed';
}

/** Buckets and accounts that no policy above spells out. */
const others = [
	['acme-q', '111122223333', 'other-buckets'],
	['q', '111122223333', 'other-buckets'],
	['acme-q', '222233334444', 'other-accounts'],
	['q', '222233334444', 'other-accounts'],
	['q', '111155556666', 'other-accounts'],
] as const;

describe('the policy of a queue', () => {
	test('lets S3 send for the bucket exactly where the point decision says so', () => {
		fc.assert(
			fc.property(document, (policy) => {
				const {extent} = mayTell(situation, policy);
				expect(extent).toBe(isAllowed(policy, 'acme-assets', '111122223333') ? 'all' : 'none');
			}),
			{numRuns: 300},
		);
	});

	test('lets S3 send for others wherever one of a list of them may', () => {
		fc.assert(
			fc.property(document, (policy) => {
				for (const [bucket, account, senders] of others) {
					if (isAllowed(policy, bucket, account)) {
						expect(mayTellOf(situation, senders, policy).answer).toBe('some');
					}
				}
			}),
			{numRuns: 300},
		);
	});
});
