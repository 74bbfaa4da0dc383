import {GetQueueAttributesCommand, type SQSClient} from '@aws-sdk/client-sqs';
import {queueAddress, queueParts} from '../../aws/index.ts';
import {isObject} from '../../json/index.ts';
import {facts, noQueueKey, noQueuePolicy} from '../facts.ts';
import {foundOr} from '../looked.ts';
import {barePolicyIn, MalformedAnswerError, textIn} from '../shapes.ts';
import type {QueueFacts} from '../snapshot.ts';
import type {Looked} from '../types.ts';
import {type Asking, ask, sending} from './ask.ts';
import type {Clients} from './clients.ts';

/** What SQS knows a queue by, and the client of its region. UserError where it is not the ARN of a queue. */
export function queueAt(
	{sqs}: Pick<Clients, 'sqs'>,
	queueArn: string,
): {readonly client: SQSClient; readonly address: string} {
	const queue = queueParts(queueArn);
	return {client: sqs(queue.region), address: queueAddress(queue)};
}

/** What is set of a queue, as far as it matters here. */
type Attributes = {readonly policy: string | undefined; readonly key: string | undefined};

/** The policy of the customer's queue and the key that encrypts it, in the queue's own region, by one call. */
export async function lookAtQueue(asking: Asking, queueArn: string): Promise<QueueFacts> {
	const looked = await askAttributes(asking, queueArn);
	return {
		policy: partOf(looked, ({policy}) => foundOr(policy, noQueuePolicy)),
		encryptionKey: partOf(looked, ({key}) => foundOr(key, noQueueKey)),
	};
}

/** The policy of a queue as text; absent where it has none. */
export async function askQueuePolicy(asking: Asking, queueArn: string): Promise<Looked<string>> {
	return (await lookAtQueue(asking, queueArn)).policy;
}

function partOf(
	looked: Looked<Attributes>,
	part: (attributes: Attributes) => Looked<string>,
): Looked<string> {
	return looked.status === 'found' ? part(looked.value) : looked;
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html */
async function askAttributes(asking: Asking, queueArn: string): Promise<Looked<Attributes>> {
	const {client, address} = queueAt(asking.clients, queueArn);
	const [action = ''] = facts.queue.policy.permissions.queue ?? [];
	return ask(asking, {
		action,
		send: sending(
			client,
			new GetQueueAttributesCommand({
				QueueUrl: address,
				// With its ARN, which each queue has: an answer without it is not one of SQS.
				AttributeNames: ['Policy', 'KmsMasterKeyId', 'QueueArn'],
			}),
		),
		read: (answer) => attributesOf(answer, queueArn),
	});
}

/** An empty text is what is left of what was taken away. Throws `MalformedAnswerError`. */
function attributesOf(answer: unknown, queueArn: string): Attributes {
	const attributes = isObject(answer) ? answer.Attributes : undefined;
	if (!isObject(attributes) || attributes.QueueArn !== queueArn) {
		throw new MalformedAnswerError('QueueArn');
	}

	const {Policy: policy, KmsMasterKeyId: key} = attributes;
	const isSet = (value: unknown) => value !== undefined && value !== '';
	return {
		policy: isSet(policy) ? barePolicyIn(policy, 'Policy') : undefined,
		key: isSet(key) ? textIn(key, 'KmsMasterKeyId') : undefined,
	};
}
