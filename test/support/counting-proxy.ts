import {createServer, type IncomingHttpHeaders, request} from 'node:http';

type Service = 'iam' | 'kms' | 's3' | 's3-control' | 'sts';

/** One call of the program, as the services tell calls apart. */
export type ProxiedCall = {
	readonly service: Service;
	/** The API's name of what is asked, e.g. `PutBucketPolicy`. */
	readonly operation: string;
	readonly isWrite: boolean;
};

export type Reply = {
	readonly status: number;
	readonly type: string;
	readonly body: string | Buffer;
};

/** What a test does in the middle of a call. */
type Hooks = {
	/** Before the call goes on; a reply goes back in its place, and nothing goes on. */
	readonly before?: ((call: ProxiedCall) => Promise<Reply | undefined>) | undefined;
	/**
	 * Once the service has answered with this HTTP status, before the program hears of it; a reply goes back in place of
	 * the answer, and `cut` ends the connection without one.
	 */
	readonly after?:
		| ((call: ProxiedCall, status: number) => Promise<Reply | 'cut' | undefined>)
		| undefined;
};

export type CountingProxy = {
	/** Address of the proxy, without a slash at the end. */
	readonly endpoint: string;
	/** Every call since the start or the last `clear`, in the order in which they came. */
	readonly calls: readonly ProxiedCall[];
	/** The operations of those that write. */
	readonly writes: () => string[];
	/** Forgets the calls and the hooks. */
	readonly clear: () => void;
	/** Takes the place of the hooks that there are. */
	readonly use: (hooks: Hooks) => void;
	readonly stop: () => Promise<void>;
};

/** What a bucket has parts of, by the query that stands for the part. */
const bucketParts: Readonly<Record<string, string>> = {
	policy: 'BucketPolicy',
	encryption: 'BucketEncryption',
	publicAccessBlock: 'PublicAccessBlock',
	ownershipControls: 'BucketOwnershipControls',
	location: 'BucketLocation',
	policyStatus: 'BucketPolicyStatus',
};

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html */
function callOfS3(method: string, url: URL): ProxiedCall {
	if (url.pathname.startsWith('/v20180820/')) {
		return {
			service: 's3-control',
			operation: `${method}AccountSettings`,
			isWrite: method !== 'GET',
		};
	}

	const verb = {GET: 'Get', HEAD: 'Head', PUT: 'Put', DELETE: 'Delete'}[method] ?? method;
	const part = Object.keys(bucketParts).find((key) => url.searchParams.has(key));
	const whole = method === 'PUT' ? 'CreateBucket' : `${verb}Bucket`;
	return {
		service: 's3',
		operation: part === undefined ? whole : `${verb}${bucketParts[part]}`,
		isWrite: method !== 'GET' && method !== 'HEAD',
	};
}

function isReading(operation: string): boolean {
	return /^(?:Get|List|Describe|Head)/.test(operation);
}

function serviceOf(authorization: string | undefined): string | undefined {
	return /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(authorization ?? '')?.[1];
}

/** Which call a request is: by its target (KMS), its Action (IAM, STS), or its method and query (S3). */
function callOf(
	method: string,
	path: string,
	headers: IncomingHttpHeaders,
	body: string,
): ProxiedCall {
	const target = headers['x-amz-target'];
	if (typeof target === 'string') {
		const operation = target.split('.')[1] ?? target;
		return {service: 'kms', operation, isWrite: !isReading(operation)};
	}

	const action = new URLSearchParams(body).get('Action');
	if (method === 'POST' && action !== null) {
		const service = serviceOf(headers.authorization) === 'sts' ? 'sts' : 'iam';
		return {service, operation: action, isWrite: !isReading(action)};
	}

	return callOfS3(method, new URL(path, 'http://127.0.0.1'));
}

/** A refusal in the words of the service that is asked. */
export function refusalOf({service}: ProxiedCall): Reply {
	const message = 'User: arn:aws:iam::111122223333:user/deploy is not authorized';
	if (service === 'kms') {
		return {
			status: 400,
			type: 'application/x-amz-json-1.1',
			body: JSON.stringify({__type: 'AccessDeniedException', message}),
		};
	}

	const error = `<Error><Type>Sender</Type><Code>AccessDenied</Code><Message>${message}</Message></Error>`;
	return service === 's3' || service === 's3-control'
		? {status: 403, type: 'application/xml', body: `<?xml version="1.0"?>${error}`}
		: {
				status: 403,
				type: 'text/xml',
				body: `<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">${error}<RequestId>1</RequestId></ErrorResponse>`,
			};
}

/** Stands on 127.0.0.1 between the program and the server at `endpoint`, tells reads from writes, and counts them. */
export async function startCountingProxy(endpoint: string): Promise<CountingProxy> {
	const {hostname, port} = new URL(endpoint);
	const calls: ProxiedCall[] = [];
	let hooks: Hooks = {};

	const forward = (
		method: string,
		path: string,
		headers: IncomingHttpHeaders,
		body: Buffer,
	): Promise<{status: number; headers: IncomingHttpHeaders; body: Buffer}> =>
		new Promise((resolve, reject) => {
			const onward = request(
				{hostname, port, method, path, headers: {...headers, connection: 'close'}, timeout: 30_000},
				(answer) => {
					const chunks: Buffer[] = [];
					answer.on('data', (chunk: Buffer) => chunks.push(chunk));
					answer.once('error', reject);
					answer.once('end', () => {
						resolve({
							status: answer.statusCode ?? 500,
							headers: answer.headers,
							body: Buffer.concat(chunks),
						});
					});
				},
			);
			onward.once('error', reject);
			onward.once('timeout', () => onward.destroy(new Error('No answer within 30 s.')));
			onward.end(body);
		});

	const server = createServer((incoming, outgoing) => {
		const chunks: Buffer[] = [];
		incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
		// The program under test may be gone at any moment.
		incoming.once('error', () => undefined);
		outgoing.once('error', () => undefined);
		incoming.once('end', () => {
			const body = Buffer.concat(chunks);
			const {method = 'GET', url = '/', headers} = incoming;
			const answer = async () => {
				const call = callOf(method, url, headers, body.toString());
				calls.push(call);
				const {before, after} = hooks;
				const reply = await before?.(call);
				if (reply !== undefined) {
					outgoing.writeHead(reply.status, {'content-type': reply.type}).end(reply.body);
					return;
				}

				const {
					status,
					headers: answered,
					body: content,
				} = await forward(method, url, headers, body);
				const instead = await after?.(call, status);
				if (instead === 'cut') {
					outgoing.destroy();
					return;
				}

				if (instead !== undefined) {
					outgoing.writeHead(instead.status, {'content-type': instead.type}).end(instead.body);
					return;
				}

				const {
					connection: _connection,
					'transfer-encoding': _encoding,
					'content-length': _length,
					...kept
				} = answered;
				outgoing
					.writeHead(status, method === 'HEAD' ? kept : {...kept, 'content-length': content.length})
					.end(content);
			};

			answer().catch(() => outgoing.destroy());
		});
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', resolve);
	});
	const address = server.address();
	return {
		endpoint: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
		calls,
		writes: () => calls.filter(({isWrite}) => isWrite).map(({operation}) => operation),
		clear() {
			calls.length = 0;
			hooks = {};
		},
		use(next) {
			hooks = next;
		},
		async stop() {
			server.closeAllConnections();
			await new Promise((resolve) => {
				server.close(resolve);
			});
		},
	};
}
