import {queueInArn} from '../aws/index.ts';
import {listOf, type PolicyDocument} from '../policy/index.ts';
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
import {type ConditionTest, testsOf} from './statements.ts';

/** Who sends to a queue what happens in a bucket. */
export const sender = 's3.amazonaws.com';

const send = 'sqs:SendMessage';

/** For which buckets S3 sends. */
export type Senders = 'this-bucket' | 'other-buckets' | 'other-accounts';

/** The bucket of which S3 sends, and the account that it belongs to. */
type Source = {readonly bucket: KeyState; readonly account: KeyState};

/**
 * The bucket that a policy spells out in a value of aws:SourceArn, also in the form of AWS's examples, which leaves Region and
 * account open; the ARN of a bucket has none. Undefined where the value is a pattern, or of no bucket.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html
 */
export function bucketSpelledOut(value: string): string | undefined {
	const [, name] = /^arn:aws:s3:\*?:\*?:([^*?:/$]+)$/.exec(value) ?? [];
	return name === undefined ? undefined : `arn:aws:s3:::${name}`;
}

function bucketsSpelledOut({Statement}: PolicyDocument): string[] {
	return listOf(Statement)
		.flatMap(testsOf)
		.filter(isSourceArnTest)
		.flatMap(({values}) => values.flatMap((value) => bucketSpelledOut(value) ?? []));
}

/** Whether a test asks of which bucket S3 sends. */
export function isSourceArnTest({key}: ConditionTest): boolean {
	return key.toLowerCase() === 'aws:sourcearn';
}

/** Whether a test asks in which account the bucket is. */
export function isSourceAccountTest({key}: ConditionTest): boolean {
	return key.toLowerCase() === 'aws:sourceaccount';
}

function sourceOf(
	{bucketArn, connection: {accountId}}: Situation,
	senders: Senders,
	document: PolicyDocument,
): Source {
	const otherBucket = chosen(
		{
			kind: 'text',
			within: [{text: 'arn:aws:s3:::?*'}],
			// A bucket that the policy spells out is meant to send, too.
			except: [bucketArn, ...bucketsSpelledOut(document)],
			usual: ['arn:aws:s3:::another-bucket'],
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
	return {
		bucket: senders === 'this-bucket' ? known(bucketArn) : otherBucket,
		account: senders === 'other-accounts' ? otherAccount : known(accountId),
	};
}

/**
 * What AWS supplies with a request that S3 makes for itself: a principal of AWS it has none, and it comes from no network of
 * anybody. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourcearn
 */
function keysOf({connection}: Situation, {bucket, account}: Source): ReadonlyMap<string, KeyState> {
	const {accountId, queueArn = ''} = connection;
	const queue = queueInArn(queueArn);
	const states: Readonly<Record<string, KeyState>> = {
		'aws:SourceArn': bucket,
		'aws:SourceAccount': account,
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
function sentBy(situation: Situation, source: Source): RequestSet {
	const keys = keysOf(situation, source);
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
	return rulingOn(situation, 'this-bucket', document);
}

/** Whether S3 may send to the queue what happens in other buckets, which the policy does not spell out. */
export function mayTellOf(
	situation: Situation,
	senders: Exclude<Senders, 'this-bucket'>,
	document: PolicyDocument,
): SetRuling {
	const requests = sentBy(situation, sourceOf(situation, senders, document));
	return findIn('allowed', requests, policiesWith(document));
}

/** The same of all of these buckets. */
export function mayTellOfAll(
	situation: Situation,
	senders: Exclude<Senders, 'this-bucket'>,
	document: PolicyDocument,
): boolean {
	return rulingOn(situation, senders, document).extent === 'all';
}

function rulingOn(situation: Situation, senders: Senders, document: PolicyDocument): AllRuling {
	const requests = sentBy(situation, sourceOf(situation, senders, document));
	return ruleOnAll(requests, policiesWith(document));
}

const anyAccount = chosen({kind: 'text', within: [{text: '????????????'}]}, {mayBeAbsent: false});
const anyBucket = chosen({kind: 'text', within: [{text: 'arn:aws:s3:::?*'}]}, {mayBeAbsent: false});

/** Whether S3 may send, or it cannot be told that it may not, what happens in one bucket, or in any of one account. */
export function mayTellOfOne(
	situation: Situation,
	one: {readonly bucket: string} | {readonly account: string},
	document: PolicyDocument,
): boolean {
	const source =
		'bucket' in one
			? {bucket: known(one.bucket), account: anyAccount}
			: {bucket: anyBucket, account: known(one.account)};
	return findIn('allowed', sentBy(situation, source), policiesWith(document)).answer !== 'none';
}
