import {Readable} from 'node:stream';
import {ConfiguredRetryStrategy} from '@smithy/core/retry';
import type {Writer} from '../../../source/account/index.ts';
import {createAwsAccount} from '../../../source/account/sdk/aws-account.ts';
import {type Answer, type SentRequest, secretAccessKey} from './fake-aws.ts';

type Options = {
	/** Milliseconds. */
	readonly limit?: number;
	/** How the SDK tries reads again; its own way where it is undefined. */
	readonly retryStrategy?: ConfiguredRetryStrategy | undefined;
};

/** The writer behind the real SDK, whose requests are all answered by `reply`. */
export async function awsWriter(
	reply: (request: SentRequest) => Answer | Error | 'silence',
	options: Options = {},
): Promise<{readonly writer: Writer; readonly sent: readonly SentRequest[]}> {
	const {limit, retryStrategy} = {
		limit: 5000,
		retryStrategy: new ConfiguredRetryStrategy(1, () => 0),
		...options,
	};
	const sent: SentRequest[] = [];
	const account = createAwsAccount({
		label: 'fake',
		region: 'eu-central-1',
		credentials: async () => ({accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey}),
		network: {
			handler: () => ({
				async handle(request: SentRequest) {
					const {body} = request;
					sent.push({
						...request,
						body: body instanceof Uint8Array ? new TextDecoder().decode(body) : body,
					});
					const answer = reply(request);
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
				},
				destroy: () => undefined,
				metadata: {handlerProtocol: 'http/1.1'},
				updateHttpClientConfig: () => undefined,
				httpHandlerConfigs: () => ({}),
			}),
		},
		...(retryStrategy === undefined ? {} : {retryStrategy}),
		limits: {question: limit, connection: 1000},
	});
	return {writer: await account.writer(), sent};
}
