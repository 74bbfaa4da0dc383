import {quoted, visible} from '../../problems.ts';
import {certificateOf, ForeignAnswerError, type Route, routeOf} from './failure.ts';

/** A failure that is no answer of AWS to the question: what happened, a sentence, and what helps, a sentence or two. */
export type OutsideFailure = {
	readonly cause: 'network' | 'clock';
	readonly code: string;
	readonly what: string;
	readonly help: string;
};

const certificateCodes = new Set([
	'CERT_HAS_EXPIRED',
	'CERT_NOT_YET_VALID',
	'CERT_REVOKED',
	'CERT_REJECTED',
	'CERT_SIGNATURE_FAILURE',
	'CERT_UNTRUSTED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'INVALID_CA',
	'INVALID_PURPOSE',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_GET_ISSUER_CERT',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** Codes of the system where nobody answered at the address. */
const unreachableCodes = new Set([
	'ECONNREFUSED',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'ETIMEDOUT',
	'TimeoutError',
]);
const unknownNameCodes = new Set(['ENOTFOUND', 'EAI_AGAIN']);
const brokenOffCodes = new Set(['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE']);

const checkConnection = 'Check your internet connection, and any proxy or firewall.';
const correctClock = 'Set the clock of this computer right; best let the system set it by itself.';

function utc(date: Date): string {
	return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function dateIn(text: string | undefined): Date | undefined {
	const date = new Date(text ?? '');
	return Number.isNaN(date.getTime()) ? undefined : date;
}

/** What helps where somebody between here and AWS issued the certificate, or another one is expected. */
function trustHelp(route: Route | undefined): string {
	return route?.bundle === undefined
		? 'A proxy that reads the traffic does that. Ask your network administrators for the certificate of that issuer, and name its file in AWS_CA_BUNDLE, or in ca_bundle of the AWS profile.'
		: `Only the certificates in the file ${quoted(route.bundle)} are trusted, which AWS_CA_BUNDLE or ca_bundle of the profile names. Add the certificate of that issuer to it.`;
}

function certificateFailure(code: string, error: unknown): OutsideFailure {
	const route = routeOf(error);
	const certificate = certificateOf(error) ?? {};
	const server = route === undefined ? 'the server' : visible(route.host);
	const by = certificate.issuer === undefined ? '' : `, issued by ${quoted(certificate.issuer)},`;
	const now = `This computer's clock says ${utc(new Date())}`;
	if (code === 'CERT_NOT_YET_VALID') {
		const from = dateIn(certificate.validFrom);
		return {
			cause: 'clock',
			code,
			what: `The certificate of ${server}${by} is not valid yet${from === undefined ? '' : `, but from ${utc(from)} on`}. ${now}, which is probably wrong.`,
			help: correctClock,
		};
	}

	if (code === 'CERT_HAS_EXPIRED') {
		const until = dateIn(certificate.validTo);
		return {
			cause: 'network',
			code,
			what: `The certificate of ${server}${by} has expired${until === undefined ? '' : ` on ${utc(until)}`}. ${now}.`,
			help: `If that clock is wrong, set it right. Else a proxy that reads the traffic needs a new certificate: ask your network administrators.`,
		};
	}

	if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
		const whom = certificate.subject === undefined ? 'somebody else' : quoted(certificate.subject);
		return {
			cause: 'network',
			code,
			what: `The certificate of the server that answered for ${server}${by} is for ${whom}, not for that name.`,
			help: 'Something on this network answers in place of AWS. Sign in to the network in your browser if it asks for that, or ask your network administrators.',
		};
	}

	return {
		cause: 'network',
		code,
		what: `The certificate of ${server}${by} is not trusted.`,
		help: trustHelp(route),
	};
}

function foreignFailure(
	{host, status, server, leadsTo, code}: ForeignAnswerError,
	route: Route | undefined,
): OutsideFailure {
	const who = server === undefined ? '' : `, ${visible(server)}`;
	const proxy =
		route?.proxy === undefined
			? ''
			: ` The proxy ${visible(route.proxy.shown)} is in use, which ${route.proxy.variable} names.`;
	const what = `The answer did not come from AWS: something between here and ${visible(host)} answered in its place (HTTP ${status}${who}).${proxy}`;
	if (status === 407) {
		return {
			cause: 'network',
			code,
			what,
			help: `The proxy wants a user name and a password, and accepts none or not these. Put them into ${route?.proxy?.variable ?? 'HTTPS_PROXY'}, as in http://USER:PASSWORD@proxy.example.com:8080.`,
		};
	}

	if (status < 400) {
		const to = leadsTo === undefined || leadsTo === host ? '' : ` It leads to ${visible(leadsTo)}.`;
		return {
			cause: 'network',
			code,
			what: `${what}${to}`,
			help: 'Many networks let nobody through before they have signed in: open any page in your browser, sign in there, and try again.',
		};
	}

	return {
		cause: 'network',
		code,
		what,
		help:
			status >= 500
				? 'Try again in a minute. If it stays so, ask your network administrators.'
				: `A proxy or a firewall does not let this through. Ask your network administrators to allow ${visible(host)}.`,
	};
}

function codeIn(error: Error): string {
	const {cause} = error;
	const codes = [error, cause].map((one) =>
		typeof one === 'object' && one !== null && 'code' in one ? one.code : undefined,
	);
	const code = codes.find((one) => typeof one === 'string');
	return typeof code === 'string' ? code : error.name;
}

/** The proxy is spoken to alone: whatever goes wrong before an answer, goes wrong there. */
function proxyFailure(
	code: string,
	{variable, shown}: NonNullable<Route['proxy']>,
	host = 'AWS',
): OutsideFailure {
	const how = unknownNameCodes.has(code)
		? 'its name could not be found'
		: unreachableCodes.has(code)
			? 'it did not answer'
			: 'it broke the connection off';
	const mark = code === 'Error' ? '' : ` (${code})`;
	return {
		cause: 'network',
		code: code === 'Error' ? 'ProxyClosed' : code,
		what: `The proxy ${visible(shown)} does not let a connection to ${visible(host)} through: ${how}${mark}.`,
		help: `Check ${variable}, which names it. Hosts to be reached without it stand in NO_PROXY.`,
	};
}

/** What an error means that came from the network and not from AWS; undefined for every other one. */
export function networkFailure(error: unknown): OutsideFailure | undefined {
	if (!(error instanceof Error)) {
		return undefined;
	}

	const route = routeOf(error);
	if (error instanceof ForeignAnswerError) {
		return foreignFailure(error, route);
	}

	const code = codeIn(error);
	const {proxy} = route ?? {};
	if (certificateCodes.has(code)) {
		return certificateFailure(code, error);
	}

	if (proxy !== undefined && error.name !== 'AbortError') {
		return proxyFailure(code, proxy, route?.host);
	}

	if (unknownNameCodes.has(code)) {
		return {
			cause: 'network',
			code,
			what: `The AWS address${route === undefined ? '' : ` ${visible(route.host)}`} could not be found.`,
			help: 'Check your internet connection and the region.',
		};
	}

	if (unreachableCodes.has(code)) {
		return {
			cause: 'network',
			code,
			what: `AWS could not be reached${route === undefined ? '' : ` at ${visible(route.host)}`}.`,
			help: checkConnection,
		};
	}

	return brokenOffCodes.has(code)
		? {
				cause: 'network',
				code,
				what: 'The connection was lost before the answer was complete.',
				help: checkConnection,
			}
		: undefined;
}

const clockCodes = new Set(['RequestTimeTooSkewed', 'RequestExpired', 'RequestInTheFuture']);
/** These say so of a wrong secret, too; what AWS writes tells them apart. */
const signatureCodes = new Set(['SignatureDoesNotMatch', 'InvalidSignatureException']);

/**
 * What it means where AWS refuses a request for the time at which it was signed, in the forms of S3 and of IAM, STS and KMS;
 * undefined for every other error. `date` is that of the answer.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html
 */
export function clockFailure(
	code: string,
	message: string,
	date: string | undefined,
): OutsideFailure | undefined {
	const isClock =
		clockCodes.has(code) ||
		(signatureCodes.has(code) && /^Signature (?:expired|not yet current)\b/.test(message));
	if (!isClock) {
		return undefined;
	}

	const theirs = dateIn(date);
	const minutes =
		theirs === undefined ? 0 : Math.round(Math.abs(theirs.getTime() - Date.now()) / 60_000);
	const clocks =
		theirs === undefined || minutes === 0
			? ''
			: ` AWS's clock says ${utc(theirs)}, this one ${utc(new Date())}.`;
	return {
		cause: 'clock',
		code,
		what: `The clock of this computer differs too much from the clock of AWS.${clocks}`,
		help: correctClock,
	};
}
