import {createHash} from 'node:crypto';
import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {Readable} from 'node:stream';

type SentRequest = {readonly hostname: string; readonly path: string};

/** A token of a session of IAM Identity Center, as `aws sso login` leaves it. */
export type SsoToken = {
	/** When it ends, in milliseconds from now. */
	readonly endsIn: number;
	readonly region: string;
};

/**
 * Puts the token of a session into the home directory where the AWS CLI puts it: under the hash of the session's name, or
 * of the start address in a profile without a session.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html
 */
export function writeSsoToken(session: string, {endsIn, region}: SsoToken): void {
	const folder = path.join(process.env.HOME ?? '', '.aws', 'sso', 'cache');
	mkdirSync(folder, {recursive: true});
	writeFileSync(
		path.join(folder, `${createHash('sha1').update(session).digest('hex')}.json`),
		JSON.stringify({
			accessToken: 'token',
			expiresAt: new Date(Date.now() + endsIn).toISOString(),
			region,
			clientId: 'client',
			clientSecret: 'secret',
			refreshToken: 'again',
		}),
	);
}

const end = new Date('2100-01-01T00:00:00Z');

const portalAnswer = JSON.stringify({
	roleCredentials: {
		accessKeyId: 'ASIAPORTAL',
		secretAccessKey: 'secret',
		sessionToken: 'session',
		expiration: end.getTime(),
	},
});

const tokenAnswer = JSON.stringify({accessToken: 'renewed', expiresIn: 28_800});

const stsAnswer = (action: string) => `<${action}Response><${action}Result>
	<Credentials>
		<AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>
		<SessionToken>session</SessionToken><Expiration>${end.toISOString()}</Expiration>
	</Credentials>
</${action}Result></${action}Response>`;

function answerTo({hostname, path: asked}: SentRequest, body: unknown): string {
	if (hostname.startsWith('portal.sso.')) {
		return portalAnswer;
	}

	return asked === '/token'
		? tokenAnswer
		: stsAnswer(new URLSearchParams(String(body)).get('Action') ?? '');
}

/** Answers in the place of the services that are asked at a sign-in, and keeps the names of the hosts asked. */
export function fakeSignIn() {
	const hosts: string[] = [];
	return {
		hosts,
		requestHandler: {
			handle: async (request: SentRequest & {readonly body?: unknown}) => {
				hosts.push(request.hostname);
				return {
					response: {
						statusCode: 200,
						headers: {},
						body: Readable.from([Buffer.from(answerTo(request, request.body))]),
					},
				};
			},
			metadata: {handlerProtocol: 'http/1.1'},
		},
	};
}
