import {queueInArn} from '../aws/index.ts';
import type {PolicyDocument} from '../policy/index.ts';
import {
	absent,
	chosen,
	exactly,
	type KeyState,
	known,
	notKnowable,
	type Requester,
	type RequestSet,
} from '../policy/sets/index.ts';
import {type AllRuling, findIn, type Policies, ruleOnAll, type SetRuling} from './rulings.ts';
import type {Situation} from './situation.ts';

/** Who sends to a queue what happens in a bucket. */
export const sender = 's3.amazonaws.com';

const send = 'sqs:SendMessage';

/** For which buckets S3 sends. */
export type Senders = 'this-bucket' | 'other-buckets' | 'other-accounts';

/**
 * What AWS supplies with a request that S3 makes for itself: a principal of AWS it has none, and it comes from no network of
 * anybody. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourcearn
 */
function keysOf(
	{bucketArn, connection}: Situation,
	senders: Senders,
): ReadonlyMap<string, KeyState> {
	const {accountId, queueArn = ''} = connection;
	const queue = queueInArn(queueArn);
	const otherBucket = chosen(
		{
			kind: 'text',
			within: [{text: 'arn:aws:s3:::?*'}],
			except: [bucketArn],
			usual: ['arn:aws:s3:::another-bucket'],
			// A bucket that the policy spells out is meant to send, too.
			isOwn: true,
		},
		{mayBeAbsent: false},
	);
	const otherAccount = chosen(
		{
			kind: 'text',
			within: [{text: '????????????'}],
			except: [accountId],
			usual: ['999988887777'],
			isOwn: true,
		},
		{mayBeAbsent: false},
	);
	const states: Readonly<Record<string, KeyState>> = {
		'aws:SourceArn': senders === 'this-bucket' ? known(bucketArn) : otherBucket,
		'aws:SourceAccount': senders === 'other-accounts' ? otherAccount : known(accountId),
		'aws:PrincipalIsAWSService': known('true'),
		'aws:PrincipalServiceName': known(sender),
		'aws:PrincipalServiceNamesList': notKnowable({kind: 'text', isMultiValued: true}),
		'aws:PrincipalArn': absent,
		'aws:PrincipalOrgID': absent,
		'aws:PrincipalOrgPaths': absent,
		'aws:userid': absent,
		'aws:username': absent,
		'aws:MultiFactorAuthPresent': absent,
		'aws:SourceVpc': absent,
		'aws:SourceVpce': absent,
		'aws:ViaAWSService': known('false'),
		'aws:SecureTransport': known('true'),
		'aws:ResourceAccount': known(queue?.accountId ?? accountId),
		...(queue !== undefined && {'aws:RequestedRegion': known(queue.region)}),
	};
	return new Map(Object.entries(states).map(([key, state]) => [key.toLowerCase(), state]));
}

const notKnown = notKnowable();

/** All that S3 sends to the queue for some buckets. */
function sentBy(situation: Situation, senders: Senders): RequestSet {
	const keys = keysOf(situation, senders);
	const requester: Requester = {
		principal: undefined,
		service: sender,
		stateOf: (key) => keys.get(key) ?? notKnown,
	};
	const {queueArn = '', accountId} = situation.connection;
	return {
		requesters: [requester],
		asks: [{action: send, resources: [exactly(queueArn)]}],
		resourceAccount: queueInArn(queueArn)?.accountId ?? accountId,
	};
}

/** A service has no policies of its own, so the queue's policy alone lets it in, as that of a bucket would. */
function policiesWith(document: PolicyDocument): Policies {
	return {
		set: {identity: [], resource: {name: 'queue-policy', document}, resourceKind: 'bucket'},
		unseen: [],
	};
}

/** Whether S3 may send what happens in the bucket to the queue, by this policy of the queue. */
export function mayTell(situation: Situation, document: PolicyDocument): AllRuling {
	return ruleOnAll(sentBy(situation, 'this-bucket'), policiesWith(document));
}

/** Whether S3 may send to the queue what happens in other buckets, which the policy does not spell out. */
export function mayTellOf(
	situation: Situation,
	senders: Exclude<Senders, 'this-bucket'>,
	document: PolicyDocument,
): SetRuling {
	return findIn('allowed', sentBy(situation, senders), policiesWith(document));
}
