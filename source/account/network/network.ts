import {Agent as HttpsAgent} from 'node:https';
import {Socket} from 'node:net';
import type {Duplex} from 'node:stream';
import type {HttpRequest, HttpResponse} from '@smithy/core/protocols';
import {NodeHttpHandler} from '@smithy/node-http-handler';
import {keepCertificate} from './certificate.ts';
import {attachRoute} from './failure.ts';
import {answerOfAws} from './foreign-answer.ts';
import {isDirect, proxyIn, type UsedProxy} from './proxy.ts';
import {type Bundle, trustedBundle} from './trusted.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** How requests leave this machine. */
export type Network = {
	/** The proxy, if there is one, as it may be shown. */
	readonly proxy?: Pick<UsedProxy, 'variable' | 'shown'>;
	/** The file whose certificates are trusted in place of Node's own. */
	readonly bundle?: string;
	/** What sends requests, with a pool of connections of its own; the limit is for opening one, in milliseconds. */
	readonly handler: (connectionTimeout: number) => NodeHttpHandler;
};

/** The SDK would print over the screen. */
export const silent = {
	trace: () => undefined,
	debug: () => undefined,
	info: () => undefined,
	warn: () => undefined,
	error: () => undefined,
};

/** As many as the SDK's own handler opens to one host. */
const pool = {keepAlive: true, maxSockets: 50};

/** How much longer a connection may take that somebody else opens for us. */
const patience = 3;

class DirectAgent extends HttpsAgent {
	override createConnection(
		...parameters: Parameters<HttpsAgent['createConnection']>
	): ReturnType<HttpsAgent['createConnection']> {
		const socket: Duplex | null | undefined = super.createConnection(...parameters);
		if (socket instanceof Socket) {
			keepCertificate(socket);
		}

		return socket;
	}
}

function optionsFor(bundle: Bundle | undefined) {
	return {...pool, ...(bundle !== undefined && {ca: bundle.text})};
}

async function proxyAgents({url}: UsedProxy, bundle: Bundle | undefined) {
	const {HttpsProxyAgent} = await import('https-proxy-agent');

	class ProxyAgent extends HttpsProxyAgent<string> {
		override async connect(
			...[request, options]: Parameters<InstanceType<typeof HttpsProxyAgent>['connect']>
		): Promise<Socket> {
			// The proxy's agent heeds the options of an agent on the way to the proxy alone.
			const ofServer = bundle === undefined ? options : {...options, ca: bundle.text};
			const socket = await super.connect(request, ofServer);
			keepCertificate(socket);
			return socket;
		}
	}

	return () => new ProxyAgent(url, optionsFor(bundle));
}

/** Sends each request directly or through the proxy, as its host wants it, and takes answers of AWS alone. */
class AwsHandler extends NodeHttpHandler {
	readonly #viaProxy: NodeHttpHandler | undefined;
	readonly #environment: Environment;
	readonly #route: Pick<Network, 'proxy' | 'bundle'>;

	constructor(
		connectionTimeout: number,
		{
			bundle,
			agent,
			environment,
			route,
		}: {
			readonly bundle: Bundle | undefined;
			readonly agent: HttpsAgent | undefined;
			readonly environment: Environment;
			readonly route: Pick<Network, 'proxy' | 'bundle'>;
		},
	) {
		super({connectionTimeout, logger: silent, httpsAgent: new DirectAgent(optionsFor(bundle))});
		this.#environment = environment;
		this.#route = route;
		this.#viaProxy =
			agent &&
			new NodeHttpHandler({
				connectionTimeout: connectionTimeout * patience,
				logger: silent,
				httpsAgent: agent,
			});
	}

	override async handle(
		...[request, options]: Parameters<NodeHttpHandler['handle']>
	): Promise<{response: HttpResponse}> {
		const viaProxy = this.#handlerFor(request);
		try {
			const {response} =
				viaProxy === undefined
					? await super.handle(request, options)
					: await viaProxy.handle(request, options);
			return {response: await answerOfAws(request, response)};
		} catch (error) {
			const {proxy, bundle} = this.#route;
			attachRoute(error, {
				host: request.hostname,
				...(viaProxy !== undefined && proxy !== undefined && {proxy}),
				...(bundle !== undefined && {bundle}),
			});
			throw error;
		}
	}

	override destroy(): void {
		super.destroy();
		this.#viaProxy?.destroy();
	}

	override updateHttpClientConfig(
		...parameters: Parameters<NodeHttpHandler['updateHttpClientConfig']>
	): void {
		super.updateHttpClientConfig(...parameters);
		this.#viaProxy?.updateHttpClientConfig(...parameters);
	}

	#handlerFor({protocol, hostname, port}: HttpRequest): NodeHttpHandler | undefined {
		return protocol === 'https:' && !isDirect(hostname, port ?? 443, this.#environment)
			? this.#viaProxy
			: undefined;
	}
}

/**
 * The network as the environment and the profile describe it: the proxy of `HTTPS_PROXY`, the hosts of `NO_PROXY`, and the
 * certificates of `AWS_CA_BUNDLE` or `ca_bundle`. Throws `UserError` where one of them is of no use.
 */
export async function openNetwork(
	environment: Environment,
	{ca_bundle: ofProfile}: {readonly ca_bundle?: string} = {},
): Promise<Network> {
	const proxy = proxyIn(environment);
	const bundle = await trustedBundle(environment.AWS_CA_BUNDLE, ofProfile);
	const newAgent = proxy && (await proxyAgents(proxy, bundle));
	const route = {
		...(proxy !== undefined && {proxy: {variable: proxy.variable, shown: proxy.shown}}),
		...(bundle !== undefined && {bundle: bundle.file}),
	};
	return {
		...route,
		handler: (connectionTimeout) =>
			new AwsHandler(connectionTimeout, {bundle, agent: newAgent?.(), environment, route}),
	};
}
