import {Readable} from 'node:stream';
import {ConfiguredRetryStrategy} from '@smithy/core/retry';
import type {WritableAccount} from '../../../source/account/index.ts';
import {createAwsAccount} from '../../../source/account/sdk/aws-account.ts';
import type {Connection} from '../../../source/connection/index.ts';
import type {VendorProfile} from '../../../source/vendors/index.ts';
import {creativeForce, creativeForceConnection} from '../../support/connections.ts';
import {healthyAnswers} from './healthy-answers.ts';

/** A request as the SDK hands it to whatever sends it. */
export type SentRequest = {
	readonly method: string;
	readonly hostname: string;
	readonly path: string;
	readonly query: Readonly<Record<string, unknown>>;
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: unknown;
};

export type Answer = {
	readonly status: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string;
};

/** An answer, an error to be thrown, or silence. */
export type Reply = Answer | Error | 'silence' | ((request: SentRequest) => Answer | Error);

/** The calls by which this program looks at an account, in the words of the API. */
export const operations = [
	'GetCallerIdentity',
	'HeadBucket',
	'GetBucketEncryption',
	'GetBucketPolicy',
	'GetPublicAccessBlock',
	'GetAccountPublicAccessBlock',
	'GetBucketOwnershipControls',
	'GetBucketAcl',
	'GetBucketCors',
	'GetBucketNotificationConfiguration',
	'GetBucketVersioning',
	'ListBuckets',
	'GetRole',
	'ListRolePolicies',
	'GetRolePolicy',
	'ListAttachedRolePolicies',
	'GetPolicy',
	'GetPolicyVersion',
	'DescribeKey',
	'GetKeyPolicy',
] as const;
/** The call about the queue, which most connections do without. */
const ofQueue = 'GetQueueAttributes';
/** The calls that list what an account holds, besides ListBuckets. */
const lists = ['ListRoles', 'ListKeys', 'ListAliases'] as const;
export type Operation = (typeof operations)[number] | typeof ofQueue;
type AnyOperation = Operation | (typeof lists)[number];
export type Replies = Partial<Record<AnyOperation, Reply>>;

const bucketQueries: Readonly<Record<string, Operation>> = {
	encryption: 'GetBucketEncryption',
	policy: 'GetBucketPolicy',
	publicAccessBlock: 'GetPublicAccessBlock',
	ownershipControls: 'GetBucketOwnershipControls',
	acl: 'GetBucketAcl',
	cors: 'GetBucketCors',
	notification: 'GetBucketNotificationConfiguration',
	versioning: 'GetBucketVersioning',
};

/** The answer to a call that the fake does not know, e.g. about a fact that came later than a test. */
const notKnown: Answer = {
	status: 400,
	body: '<ErrorResponse><Error><Code>NotKnownToTheFake</Code></Error></ErrorResponse>',
};

function operationOf({
	method,
	hostname,
	query,
	headers,
	body,
}: SentRequest): AnyOperation | undefined {
	const target = headers['x-amz-target']?.split('.')[1];
	const action = typeof body === 'string' ? new URLSearchParams(body).get('Action') : undefined;
	const ofBucket = Object.entries(bucketQueries).find(([name]) => name in query)?.[1];
	const ofS3 =
		method === 'HEAD' ? 'HeadBucket' : hostname.startsWith('s3.') ? 'ListBuckets' : undefined;
	const candidate = hostname.includes('s3-control')
		? 'GetAccountPublicAccessBlock'
		: (target ?? action ?? ofBucket ?? ofS3);
	return [...operations, ofQueue, ...lists].find(
		(known): known is AnyOperation => known === candidate,
	);
}

/** What IAM, STS and S3 Control write around the error of the same form as that of S3. */
export function errorAnswer(operation: AnyOperation, status: number, code: string): Answer {
	if (operation === 'HeadBucket') {
		return {status};
	}

	if (['DescribeKey', 'GetKeyPolicy', 'ListKeys', 'ListAliases', ofQueue].includes(operation)) {
		return {status: 400, body: JSON.stringify({__type: code, message: 'No.'})};
	}

	const error = `<Error><Code>${code}</Code><Message>No.</Message></Error>`;
	const isBare = operation.includes('Bucket') || operation === 'GetPublicAccessBlock';
	return {status, body: isBare ? error : `<ErrorResponse>${error}</ErrorResponse>`};
}

export const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

export type FakeAws = {
	readonly account: WritableAccount;
	/** Every request so far, with the call that it was; undefined where the fake does not know it. */
	readonly sent: readonly (SentRequest & {readonly operation: AnyOperation | undefined})[];
	readonly countOf: (operation: Operation) => number;
};

/**
 * An account behind the real SDK, whose requests go to the replies given here, else to those of a healthy account.
 * Attempts follow each other without a pause; `limit` is the time for one question in milliseconds.
 */
export function fakeAws(
	replies: Replies = {},
	options: {
		readonly limit?: number;
		readonly attempts?: number;
		readonly connection?: Connection;
	} = {},
): FakeAws {
	const sent: (SentRequest & {operation: AnyOperation | undefined})[] = [];
	const healthy: Partial<Record<AnyOperation, Answer>> = healthyAnswers(
		options.connection ?? creativeForceConnection(),
	);
	const handle = async (request: SentRequest) => {
		const operation = operationOf(request);
		sent.push({...request, operation});
		const reply =
			operation === undefined ? notKnown : (replies[operation] ?? healthy[operation] ?? notKnown);
		const answer = typeof reply === 'function' ? reply(request) : reply;
		if (answer === 'silence') {
			return new Promise<never>(() => undefined);
		}

		if (answer instanceof Error) {
			throw answer;
		}

		return {
			response: {
				statusCode: answer.status,
				headers: answer.headers ?? {},
				body: Readable.from([Buffer.from(answer.body ?? '')]),
			},
		};
	};
	const account = createAwsAccount({
		label: 'fake',
		region: 'eu-central-1',
		credentials: async () => ({accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey}),
		network: {
			handler: () => ({
				handle,
				destroy: () => undefined,
				metadata: {handlerProtocol: 'http/1.1'},
				updateHttpClientConfig: () => undefined,
				httpHandlerConfigs: () => ({}),
			}),
		},
		retryStrategy: new ConfiguredRetryStrategy(options.attempts ?? 1, () => 0),
		limits: {question: options.limit ?? 5000, connection: 1000},
		now: () => new Date('2026-01-15T09:30:00Z'),
	});
	return {
		account,
		sent,
		countOf: (operation) => sent.filter((request) => request.operation === operation).length,
	};
}

/** A look at the connection of Creative Force with SSE-KMS, unless another is given. */
export async function lookAt(
	replies: Replies = {},
	connection: Connection = creativeForceConnection(),
	profile: VendorProfile = creativeForce,
) {
	return fakeAws(replies, {connection}).account.look(connection, profile);
}
