import {randomUUID} from 'node:crypto';

/** What goes back to the program. */
export type ReplayAnswer = {
	readonly status: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string;
};

const account = '111122223333';
const farOff = '2100-01-01T00:00:00Z';

/** An answer of IAM or STS in the Query protocol. */
export function queryAnswer(action: string, result: string): ReplayAnswer {
	const id = randomUUID();
	return {
		status: 200,
		headers: {'content-type': 'text/xml', 'x-amzn-requestid': id},
		body: `<${action}Response><${action}Result>${result}</${action}Result><ResponseMetadata><RequestId>${id}</RequestId></ResponseMetadata></${action}Response>`,
	};
}

/** An error of IAM or STS in the Query protocol. */
export function queryError(status: number, code: string, message = 'No.'): ReplayAnswer {
	const id = randomUUID();
	return {
		status,
		headers: {'content-type': 'text/xml', 'x-amzn-requestid': id},
		body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>${id}</RequestId></ErrorResponse>`,
	};
}

/** An answer of S3 or S3 Control in REST with XML. */
export function s3Answer(
	body: string,
	headers: Readonly<Record<string, string>> = {},
): ReplayAnswer {
	return {
		status: 200,
		headers: {
			'content-type': 'application/xml',
			'x-amz-request-id': 'TX1',
			'x-amz-id-2': 'host',
			...headers,
		},
		body,
	};
}

/** An error of S3 in REST with XML. */
export function s3Error(
	status: number,
	code: string,
	message = 'No.',
	headers: Readonly<Record<string, string>> = {},
): ReplayAnswer {
	return {
		...s3Answer(
			`<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message><RequestId>TX1</RequestId><HostId>host</HostId></Error>`,
			headers,
		),
		status,
	};
}

/** An answer of KMS, or an error with its code. */
export function jsonAnswer(value: unknown): ReplayAnswer {
	return {
		status: 200,
		headers: {'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': randomUUID()},
		body: JSON.stringify(value),
	};
}

/** An error of KMS. */
export function jsonError(status: number, code: string, message = 'No.'): ReplayAnswer {
	return {...jsonAnswer({__type: code, message}), status};
}

/** An error of the portal of IAM Identity Center, or of its OIDC service. */
export function restJsonError(status: number, code: string, message = 'No.'): ReplayAnswer {
	return {
		status,
		headers: {
			'content-type': 'application/json',
			'x-amzn-requestid': randomUUID(),
			'x-amzn-errortype': code,
		},
		body: JSON.stringify({message, __type: `com.amazonaws.switchboard.portal#${code}`}),
	};
}

/** Whose credentials the portal of IAM Identity Center gives. */
export function portalCredentials(accessKeyId = 'ASIAPORTAL'): ReplayAnswer {
	return jsonAnswer({
		roleCredentials: {
			accessKeyId,
			secretAccessKey: 'secret',
			sessionToken: 'session',
			expiration: Date.parse(farOff),
		},
	});
}

/** A token that the OIDC service of IAM Identity Center gives anew. */
export function newToken(accessToken = 'renewed'): ReplayAnswer {
	return jsonAnswer({accessToken, expiresIn: 28_800, refreshToken: 'again', tokenType: 'Bearer'});
}

/** The credentials of a role, for whichever call assumes it. */
export function roleCredentials(action: string, accessKeyId = 'ASIAROLE'): ReplayAnswer {
	return queryAnswer(
		action,
		`<Credentials><AccessKeyId>${accessKeyId}</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>session</SessionToken><Expiration>${farOff}</Expiration></Credentials><AssumedRoleUser><AssumedRoleId>AROAEXAMPLE:s</AssumedRoleId><Arn>arn:aws:sts::${account}:assumed-role/deploy/s</Arn></AssumedRoleUser>`,
	);
}

/** The credentials of a container. https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html */
export function containerCredentials(accessKeyId = 'ASIACONTAINER'): ReplayAnswer {
	return {
		status: 200,
		headers: {'content-type': 'application/json'},
		body: JSON.stringify({
			AccessKeyId: accessKeyId,
			SecretAccessKey: 'secret',
			Token: 'session',
			Expiration: farOff,
		}),
	};
}

/** Who signed a request: the identity is the access key, so that a test sees whose credentials were used. */
export function callerIdentity(accessKeyId: string): ReplayAnswer {
	return queryAnswer(
		'GetCallerIdentity',
		`<Arn>arn:aws:iam::${account}:user/${accessKeyId}</Arn><UserId>${accessKeyId}</UserId><Account>${account}</Account>`,
	);
}

/** The page of a proxy or of the network of a hotel. */
export function page(
	status: number,
	title: string,
	headers: Readonly<Record<string, string>> = {},
): ReplayAnswer {
	return {
		status,
		headers: {'content-type': 'text/html; charset=utf-8', ...headers},
		body: `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
	};
}
