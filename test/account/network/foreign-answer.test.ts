import {Readable} from 'node:stream';
import {HttpRequest, HttpResponse} from '@smithy/core/protocols';
import {describe, expect, test} from 'vitest';
import {answerOfAws} from '../../../source/account/network/foreign-answer.ts';

type Given = {
	readonly status: number;
	readonly headers?: Record<string, string>;
	readonly body?: string;
	readonly host?: string;
	readonly method?: string;
};

const aws = 'sts.eu-central-1.amazonaws.com';

function answer({status, headers = {}, body = '', host = aws, method = 'POST'}: Given) {
	return answerOfAws(
		new HttpRequest({hostname: host, method}),
		new HttpResponse({statusCode: status, headers, body: Readable.from([Buffer.from(body)])}),
	);
}

const html = {'content-type': 'text/html'};
const xml = '<ErrorResponse><Error><Code>AccessDenied</Code></Error></ErrorResponse>';

describe('an answer is of AWS', () => {
	test.each<[string, Given]>([
		['with the id of the request', {status: 403, headers: {'x-amzn-requestid': '1'}, body: 'odd'}],
		[
			'with the region of the bucket',
			{status: 301, headers: {'x-amz-bucket-region': 'eu-west-1'}, method: 'HEAD'},
		],
		['with an error in XML', {status: 403, body: xml}],
		[
			'with an error in XML behind a declaration',
			{status: 403, body: `<?xml version="1.0"?>\n${xml}`},
		],
		['with an error in JSON', {status: 400, body: '{"__type":"AccessDeniedException"}'}],
		['with an error of the OIDC service', {status: 400, body: '{"error":"invalid_grant"}'}],
		['with something good', {status: 200, body: '<GetCallerIdentityResponse/>'}],
		// As moto labels the policies of buckets.
		[
			'with something good that is called a page and is none',
			{status: 200, headers: html, body: '{"Version":"2012-10-17"}'},
		],
		['with nothing, of a server in its place', {status: 404, host: '127.0.0.1', method: 'HEAD'}],
	])('%s, and can be read', async (_what, given) => {
		const chunks: Buffer[] = [];
		for await (const chunk of (await answer(given)).body as Readable) {
			chunks.push(chunk as Buffer);
		}

		expect(Buffer.concat(chunks).toString()).toBe(given.method === 'HEAD' ? '' : given.body);
	});
});

describe('an answer is of somebody else', () => {
	test.each<[string, Given, object]>([
		[
			'where a proxy wants a sign-in',
			{status: 407, headers: {'x-amzn-requestid': '1', server: 'squid/6.6'}},
			{status: 407, server: 'squid/6.6'},
		],
		['with a page', {status: 403, headers: html, body: '<html></html>'}, {status: 403}],
		['with a text', {status: 502, body: 'Bad gateway'}, {status: 502}],
		['with JSON that is no error', {status: 403, body: '[]'}, {status: 403}],
		['with XML that has no code', {status: 403, body: '<Error>No</Error>'}, {status: 403}],
		['with nothing', {status: 403, method: 'HEAD'}, {status: 403}],
		[
			'leading elsewhere',
			{status: 302, headers: {location: 'https://login.example/x'}},
			{leadsTo: 'login.example'},
		],
		[
			'with a page for something good',
			{status: 200, headers: html, body: '<!DOCTYPE html><p>'},
			{status: 200},
		],
	])('%s', async (_what, given, error) => {
		await expect(answer(given)).rejects.toMatchObject({code: 'NotFromAws', host: aws, ...error});
	});

	test('and what it says of itself harms no terminal', async () => {
		const headers = {...html, server: 'sq\u001B[31muid', location: 'https://\u202Eevil'};
		const error: unknown = await answer({status: 403, headers, body: '<html>'}).catch(
			(one: unknown) => one,
		);
		expect(error).toMatchObject({server: 'sq31muid', leadsTo: undefined});
	});
});
