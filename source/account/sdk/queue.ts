import {GetQueueAttributesCommand, type SQSClient} from '@aws-sdk/client-sqs';
import {queueAddress, queueParts} from '../../aws/index.ts';
import {isObject} from '../../json/index.ts';
import {facts, noQueuePolicy} from '../facts.ts';
import {foundOr} from '../looked.ts';
import {barePolicyIn, MalformedAnswerError} from '../shapes.ts';
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

/** The policy of the customer's queue, in the queue's own region. */
export async function lookAtQueue(asking: Asking, queueArn: string): Promise<QueueFacts> {
	return {policy: await askQueuePolicy(asking, queueArn)};
}

/**
 * The policy of a queue as text; absent where it has none.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html
 */
export async function askQueuePolicy(asking: Asking, queueArn: string): Promise<Looked<string>> {
	const {client, address} = queueAt(asking.clients, queueArn);
	const [action = ''] = facts.queue.policy.permissions.queue ?? [];
	const looked = await ask(asking, {
		action,
		send: sending(
			client,
			// With its ARN, which each queue has: an answer without it is not one of SQS.
			new GetQueueAttributesCommand({QueueUrl: address, AttributeNames: ['Policy', 'QueueArn']}),
		),
		read: (answer) => policyOf(answer, queueArn),
	});
	return looked.status === 'found' ? foundOr(looked.value, noQueuePolicy) : looked;
}

/** An empty text is what is left of a policy that was taken away. Throws `MalformedAnswerError`. */
function policyOf(answer: unknown, queueArn: string): string | undefined {
	const attributes = isObject(answer) ? answer.Attributes : undefined;
	if (!isObject(attributes) || attributes.QueueArn !== queueArn) {
		throw new MalformedAnswerError('QueueArn');
	}

	const {Policy: policy} = attributes;
	return policy === undefined || policy === '' ? undefined : barePolicyIn(policy, 'Policy');
}
