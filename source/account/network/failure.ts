/** What is told of a certificate that was not accepted. */
export type ShownCertificate = {
	/** Who issued it, e.g. `Acme Web Gateway`. */
	readonly issuer?: string;
	/** For whom. */
	readonly subject?: string;
	/** As the certificate says it, e.g. `Jan 31 00:00:00 2027 GMT`. */
	readonly validFrom?: string;
	readonly validTo?: string;
};

const kept = Symbol('certificate');

/** Keeps at an error the certificate for which it came. */
export function attachCertificate(error: Error, certificate: ShownCertificate): void {
	Object.defineProperty(error, kept, {value: certificate, configurable: true});
}

/** The certificate that was kept at an error, or at its cause. */
export function certificateOf(error: unknown): ShownCertificate | undefined {
	if (!(error instanceof Error)) {
		return undefined;
	}

	const certificate: unknown = Reflect.get(error, kept);
	return typeof certificate === 'object' && certificate !== null
		? certificate
		: certificateOf(error.cause);
}

/** Over which way a request went that failed. */
export type Route = {
	readonly host: string;
	readonly proxy?: {readonly variable: string; readonly shown: string};
	/** The file whose certificates are trusted in place of Node's own. */
	readonly bundle?: string;
};

const route = Symbol('route');

/** Keeps at an error the way of the request that failed with it. */
export function attachRoute(error: unknown, taken: Route): void {
	if (error instanceof Error) {
		Object.defineProperty(error, route, {value: taken, configurable: true});
	}
}

/** The way that was kept at an error. */
export function routeOf(error: unknown): Route | undefined {
	const taken: unknown = error instanceof Error ? Reflect.get(error, route) : undefined;
	return isRoute(taken) ? taken : undefined;
}

function isRoute(value: unknown): value is Route {
	return typeof value === 'object' && value !== null && 'host' in value;
}

type Answer = {
	readonly statusCode: number;
	readonly headers: Readonly<Record<string, string | undefined>>;
};

/** Somebody between here and AWS answered. */
export class ForeignAnswerError extends Error {
	readonly code = 'NotFromAws';
	readonly host: string;
	readonly status: number;
	/** What the answer says of who gave it, e.g. `squid/6.6`. */
	readonly server: string | undefined;
	/** The host that the answer leads to. */
	readonly leadsTo: string | undefined;
	/** For the SDK, which tries a request again by the status. */
	readonly $metadata: {readonly httpStatusCode: number};

	constructor(host: string, {statusCode, headers}: Answer) {
		super(`The answer of ${host} with the status ${statusCode} is not AWS's.`);
		this.name = 'ForeignAnswerError';
		this.host = host;
		this.status = statusCode;
		this.$metadata = {httpStatusCode: statusCode};
		const {location = ''} = headers;
		const server = headers['server'] ?? headers['via'];
		this.server = server?.replace(/[^\w ./:()-]/g, '').slice(0, 60) || undefined;
		this.leadsTo = URL.canParse(location, `https://${host}`)
			? location && new URL(location, `https://${host}`).host
			: undefined;
	}
}
