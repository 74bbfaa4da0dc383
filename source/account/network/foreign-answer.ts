import {Readable} from 'node:stream';
import type {HttpRequest, HttpResponse} from '@smithy/core/protocols';
import {ForeignAnswerError} from './failure.ts';

/** Nothing but AWS, or what stands in for it, names a request or an error so. */
const headersOfAws = [
	'x-amzn-requestid',
	'x-amzn-request-id',
	'x-amz-request-id',
	'x-amz-id-2',
	'x-amzn-errortype',
	'x-amz-bucket-region',
];

/** More than AWS writes about an error, in bytes. */
const mostRead = 64 * 1024;

async function beginningOf(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of body) {
		chunks.push(chunk);
		size += chunk.byteLength;
		if (size > mostRead) {
			break;
		}
	}

	return Buffer.concat(chunks);
}

/** An error as the services write it: XML with a code, or JSON with a type or a message. */
function isErrorOfAws(text: string): boolean {
	if (/^\s*(?:<\?xml[^>]*>\s*)?<(?:Error|ErrorResponse|Response)\b/.test(text)) {
		return /<Code>/.test(text);
	}

	try {
		const value: unknown = JSON.parse(text);
		return (
			typeof value === 'object' &&
			value !== null &&
			['__type', 'code', 'Code', 'error', 'message', 'Message'].some((name) =>
				Object.hasOwn(value, name),
			)
		);
	} catch {
		return false;
	}
}

function isPage(text: string): boolean {
	return /^\s*<(?:!doctype\s+html|html)\b/i.test(text);
}

const proxyWantsSignIn = 407;

/** The error, and the end of the connection: what is left of such an answer would keep the program from ending. */
function foreign(host: string, response: HttpResponse): ForeignAnswerError {
	const {body}: {body?: unknown} = response;
	if (body instanceof Readable) {
		body.destroy();
	}

	return new ForeignAnswerError(host, response);
}

/**
 * The answer, if AWS gave it. Throws `ForeignAnswerError` where somebody else did: AWS names the request in every answer, and
 * writes an error in a form of its own.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/get-request-ids.html
 */
export async function answerOfAws(
	{hostname, method}: HttpRequest,
	response: HttpResponse,
): Promise<HttpResponse> {
	const {statusCode, headers} = response;
	if (statusCode === proxyWantsSignIn) {
		throw foreign(hostname, response);
	}

	const isNamed = headersOfAws.some((name) => headers[name] !== undefined);
	const isHtml = headers['content-type']?.includes('html') ?? false;
	if (isNamed || (statusCode < 300 && !isHtml)) {
		return response;
	}

	const body = method === 'HEAD' ? Buffer.alloc(0) : await beginningOf(response.body);
	const text = body.toString();
	// A server that stands in for AWS may leave out what AWS never does.
	const isOfAwsHost = /\.amazonaws\.com(?:\.cn)?$|\.amazonaws\.eu$/.test(hostname);
	const isForeign =
		statusCode < 300 ? isPage(text) : text === '' ? isOfAwsHost : !isErrorOfAws(text);
	if (isForeign) {
		throw foreign(hostname, response);
	}

	response.body = Readable.from([body]);
	return response;
}
