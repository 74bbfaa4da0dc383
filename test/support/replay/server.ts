import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo, Socket} from 'node:net';
import {createSecureContext, createServer as createTlsServer, TLSSocket} from 'node:tls';
import {creativeForceConnection} from '../connections.ts';
import {healthySnapshot} from '../snapshots.ts';
import {answerOfAccount} from './account.ts';
import {
	callerIdentity,
	jsonError,
	newToken,
	portalCredentials,
	queryError,
	type ReplayAnswer,
	roleCredentials,
	s3Error,
} from './answers.ts';
import {operationOf, type ReplayedCall} from './calls.ts';
import {type Authority, createAuthority, type Identity} from './certificates.ts';

/** An answer; no answer at all; the end of the connection without one. */
type Replayed = ReplayAnswer | 'silence' | 'cut';

/** What a test plays. */
export type Play = {
	/** Answers a call; undefined leaves it to a healthy account of the connection of Creative Force. */
	readonly answer?: (call: ReplayedCall) => Replayed | undefined;
	/** What the proxy says to a CONNECT in place of letting it through. */
	readonly connect?: (host: string) => ReplayAnswer | 'silence' | 'cut' | undefined;
	/** The certificate of a host; one of the authority that the program trusts where there is none. */
	readonly certificate?: (host: string) => Identity | undefined;
};

/** A proxy behind which all of AWS lies: it keeps the real names of the hosts, and answers in their place. */
export type ReplayServer = {
	/** Address of the proxy, without a slash at the end; also that of what a container or an instance asks. */
	readonly address: string;
	readonly authority: Authority;
	/** Where hosts are answered for without a proxy; see `ReplayHome`. */
	readonly direct: {readonly port: number};
	/** Each call since the last `play`, in the order in which they came. */
	readonly calls: readonly ReplayedCall[];
	/** Each host that a connection was wanted to, with what the proxy was told of who asks. */
	readonly connects: readonly {readonly host: string; readonly authorization?: string}[];
	/** The hosts asked, each once, in their order. */
	readonly hosts: () => string[];
	/** Plays this from now on, and forgets the calls. */
	readonly play: (play: Play) => void;
	readonly stop: () => Promise<void>;
};

function signerOf({headers}: ReplayedCall): string {
	return /Credential=([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? '';
}

const connection = creativeForceConnection();
const healthy = healthySnapshot(connection);

/** What is answered unless a test plays something else: all of a healthy account, to whoever asks. */
function usualAnswer(call: ReplayedCall): ReplayAnswer {
	const {host, operation} = call;
	switch (operation) {
		case 'GetCallerIdentity': {
			return callerIdentity(signerOf(call));
		}

		case 'AssumeRole':
		case 'AssumeRoleWithWebIdentity': {
			return roleCredentials(operation);
		}

		case 'GetRoleCredentials': {
			return portalCredentials();
		}

		case 'CreateToken': {
			return newToken();
		}
	}

	return (
		answerOfAccount(call, healthy, connection) ??
		(host.startsWith('kms.')
			? jsonError(400, 'AccessDeniedException')
			: /^(?:iam|sts)\./.test(host)
				? queryError(403, 'AccessDenied')
				: s3Error(403, 'AccessDenied'))
	);
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of incoming) {
		chunks.push(chunk as Buffer);
	}

	return Buffer.concat(chunks).toString();
}

/** Starts the proxy on a free port of 127.0.0.1. */
export async function startReplayServer(): Promise<ReplayServer> {
	const authority = createAuthority('Replay Root CA');
	const identities = new Map<string, Identity>();
	const calls: ReplayedCall[] = [];
	const connects: {host: string; authorization?: string}[] = [];
	const sockets = new Set<Socket>();
	const hostOf = new WeakMap<object, string>();
	let current: Play = {};

	const identityFor = (host: string): Identity => {
		const played = current.certificate?.(host);
		if (played !== undefined) {
			return played;
		}

		const identity = identities.get(host) ?? authority.issue(host);
		identities.set(host, identity);
		return identity;
	};

	const answer = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
		const {method = 'GET', url = '/', headers} = incoming;
		const host = hostOf.get(incoming.socket) ?? headers.host ?? '';
		const asked = new URL(url, 'http://replay');
		const body = await bodyOf(incoming);
		const call: ReplayedCall = {
			host,
			method,
			path: asked.pathname,
			query: asked.searchParams,
			headers,
			body,
			operation: operationOf(host, method, asked, headers, body),
		};
		calls.push(call);
		const reply = current.answer?.(call) ?? usualAnswer(call);
		if (reply === 'cut') {
			outgoing.destroy();
		} else if (reply !== 'silence') {
			outgoing
				.writeHead(reply.status, reply.headers)
				.end(method === 'HEAD' ? undefined : (reply.body ?? ''));
		}
	};

	const server = createServer((incoming, outgoing) => {
		answer(incoming, outgoing).catch(() => outgoing.destroy());
	});
	server.on('connection', (socket: Socket) => {
		sockets.add(socket);
		socket.once('close', () => sockets.delete(socket));
		// The program under test may be gone at any moment.
		socket.on('error', () => undefined);
	});
	server.on('connect', (incoming: IncomingMessage, socket: Socket) => {
		const [host = ''] = (incoming.url ?? '').split(':');
		const {'proxy-authorization': authorization} = incoming.headers;
		connects.push({host, ...(authorization !== undefined && {authorization})});
		const refusal = current.connect?.(host);
		if (refusal === 'cut') {
			socket.destroy();
			return;
		}

		if (refusal === 'silence') {
			return;
		}

		if (refusal !== undefined) {
			const {status, headers = {}, body = ''} = refusal;
			const lines = Object.entries({...headers, 'content-length': Buffer.byteLength(body)}).map(
				([name, value]) => `${name}: ${value}\r\n`,
			);
			socket.end(`HTTP/1.1 ${status} No\r\n${lines.join('')}\r\n${body}`);
			return;
		}

		socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
		const {certificate, key} = identityFor(host);
		const secure = new TLSSocket(socket, {
			isServer: true,
			secureContext: createSecureContext({cert: certificate, key}),
		});
		secure.on('error', () => undefined);
		hostOf.set(secure, host);
		server.emit('connection', secure);
	});
	// By the name that is asked for in TLS.
	const direct = createTlsServer({
		SNICallback(host, done) {
			const {certificate, key} = identityFor(host);
			done(null, createSecureContext({cert: certificate, key}));
		},
	});
	direct.on('secureConnection', (secure) => {
		hostOf.set(secure, secure.servername || '');
		server.emit('connection', secure);
	});
	direct.on('tlsClientError', () => undefined);
	direct.on('connection', (socket: Socket) => {
		sockets.add(socket);
		socket.once('close', () => sockets.delete(socket));
	});
	for (const listening of [server, direct]) {
		await new Promise<void>((resolve, reject) => {
			listening.once('error', reject);
			listening.listen(0, '127.0.0.1', resolve);
		});
	}

	const {port} = server.address() as AddressInfo;
	const {port: directPort} = direct.address() as AddressInfo;
	return {
		address: `http://127.0.0.1:${port}`,
		authority,
		direct: {port: directPort},
		calls,
		connects,
		hosts: () => [...new Set(calls.map(({host}) => host))],
		play(play) {
			current = play;
			calls.length = 0;
			connects.length = 0;
		},
		async stop() {
			for (const socket of sockets) {
				socket.destroy();
			}

			for (const listening of [server, direct]) {
				await new Promise((resolve) => {
					listening.close(resolve);
				});
			}
		},
	};
}
