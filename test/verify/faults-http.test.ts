import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {useSharedFiles} from '../account/support/shared-files.ts';
import {type AwsServer, startAwsServer} from '../bench/aws-server.ts';
import {connections, useFolder} from '../commands/files.ts';
import {runProgram} from '../commands/run-program.ts';
import {creativeForceConnection} from '../support/connections.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const write = useFolder();
let healthy: AwsServer;
let broken: {readonly url: string; readonly close: () => Promise<void>} | undefined;
let restore: () => void = () => undefined;

beforeEach(async () => {
	healthy = await startAwsServer(creativeForceConnection(), 0);
});
afterEach(async () => {
	restore();
	await broken?.close();
	await healthy.close();
});

/** Answers by the handler where it wants to, else as a healthy account would. */
async function startServer(handler: Handler, isBroken: (call: string) => boolean) {
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const body = Buffer.concat(chunks);
			if (isBroken(`${request.url} ${request.headers['x-amz-target']} ${body}`)) {
				handler(request, response);
			} else {
				void forward(request, body, response);
			}
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const {port} = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

async function forward(
	{url = '/', method = 'GET', headers}: IncomingMessage,
	body: Buffer,
	response: ServerResponse,
): Promise<void> {
	const target = headers['x-amz-target'];
	const answer = await fetch(`${healthy.url}${url}`, {
		method,
		...(method === 'POST' && {body: new Uint8Array(body)}),
		headers: typeof target === 'string' ? {'x-amz-target': target} : {},
	});
	const type = answer.headers.get('content-type') ?? 'text/plain';
	response.writeHead(answer.status, {
		'content-type': type,
		'x-amz-bucket-region': answer.headers.get('x-amz-bucket-region') ?? '',
	});
	response.end(Buffer.from(await answer.arrayBuffer()));
}

const whole = '<html><body>Sign in to the network</body></html>';
const handlers: readonly (readonly [string, Handler])[] = [
	[
		'is cut off in the middle',
		(_request, response) => {
			response.writeHead(200, {'content-type': 'text/xml', 'content-length': '4000'});
			response.write('<Response><Half>', () => response.destroy());
		},
	],
	['breaks off at once', (request) => request.socket.destroy()],
	[
		'is no HTTP',
		(request) => {
			request.socket.end('SSH-2.0-OpenSSH_9.9\r\n');
		},
	],
	[
		'is a page to sign in',
		(_request, response) => {
			response.writeHead(200, {'content-type': 'text/html'});
			response.end(whole);
		},
	],
	[
		'leads to a page to sign in',
		(_request, response) => {
			response.writeHead(302, {location: 'http://127.0.0.1:1/login'});
			response.end();
		},
	],
	[
		'is empty',
		(_request, response) => {
			response.end();
		},
	],
	[
		'is a fault of AWS',
		(_request, response) => {
			response.writeHead(500);
			response.end();
		},
	],
];

async function verify(handler: Handler, isBroken: (call: string) => boolean) {
	broken = await startServer(handler, isBroken);
	restore = useSharedFiles(
		{},
		{
			AWS_ENDPOINT_URL: broken.url,
			AWS_ACCESS_KEY_ID: 'testing',
			AWS_SECRET_ACCESS_KEY: 'testing',
			AWS_REGION: 'eu-central-1',
			AWS_MAX_ATTEMPTS: '1',
		},
	);
	const file = await write('connection.json', connections.creativeForce);
	const run = await runProgram(['verify', file, '--json']);
	expect(run.stdout + run.stderr).not.toMatch(/\n\s+at |file:\/\/|node:internal|\[object/);
	const json = JSON.parse(run.stdout) as {
		verdict: string;
		results: readonly {checks: readonly {id: string; status: string; reason: string}[]}[];
	};
	const checks = json.results[0]?.checks ?? [];
	const ids = (status: string) =>
		checks.filter((check) => check.status === status).map(({id}) => id);
	return {...run, verdict: json.verdict, ids};
}

test('the server passes what is healthy', async () => {
	const {verdict, code, ids} = await verify(
		() => undefined,
		() => false,
	);
	expect(ids('fail')).toEqual([]);
	expect(ids('unknown')).toEqual(['organization.policies']);
	expect([verdict, code]).toEqual(['pass', 0]);
});

describe.each(handlers)('where an answer %s', (_name, handler) => {
	test('nothing is known if that goes for all', async () => {
		const {verdict, code, ids, stderr} = await verify(handler, () => true);
		expect([verdict, code]).toEqual(['unknown', 3]);
		expect(ids('fail')).toEqual([]);
		expect(ids('pass')).toEqual([]);
		expect(stderr).toMatch(/Nothing could be checked/);
	});

	test.each([
		['the bucket policy', /\?policy/, 'bucket.policy'],
		['the role', /Action=GetRole&/, 'trust.external-id'],
		['the policy of the role', /Action=GetRolePolicy&/, 'access.read'],
		['the key', /TrentService\.DescribeKey/, 'key.state'],
		['the key policy', /TrentService\.GetKeyPolicy/, 'key.policy'],
	] as const)('%s is unknown, and with it the verdict', async (_what, pattern, id) => {
		const {verdict, code, ids} = await verify(handler, (call) => pattern.test(call));
		expect([verdict, code]).toEqual(['unknown', 3]);
		expect(ids('fail')).toEqual([]);
		expect(ids('unknown')).toContain(id);
	});
});
