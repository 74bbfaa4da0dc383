import type {IncomingHttpHeaders} from 'node:http';

/** A request as it came, under the host's real name. */
export type ReplayedCall = {
	readonly host: string;
	readonly method: string;
	readonly path: string;
	readonly query: URLSearchParams;
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
	/** The API's name of what is asked, e.g. `GetBucketPolicy`. */
	readonly operation: string;
};

/** What a bucket has parts of, by the query that stands for the part. */
const bucketParts: Readonly<Record<string, string>> = {
	policy: 'BucketPolicy',
	policyStatus: 'BucketPolicyStatus',
	encryption: 'BucketEncryption',
	publicAccessBlock: 'PublicAccessBlock',
	ownershipControls: 'BucketOwnershipControls',
	location: 'BucketLocation',
	acl: 'BucketAcl',
	cors: 'BucketCors',
	notification: 'BucketNotificationConfiguration',
	versioning: 'BucketVersioning',
};

const verbs: Readonly<Record<string, string>> = {
	GET: 'Get',
	HEAD: 'Head',
	PUT: 'Put',
	DELETE: 'Delete',
};

function ofS3(host: string, method: string, query: URLSearchParams): string {
	const part = Object.keys(bucketParts).find((name) => query.has(name));
	if (part !== undefined) {
		return `${verbs[method] ?? method}${bucketParts[part]}`;
	}

	return method === 'PUT'
		? 'CreateBucket'
		: method === 'GET' && host.startsWith('s3.')
			? 'ListBuckets'
			: `${verbs[method] ?? method}Bucket`;
}

/** What a request asks for, by its target (JSON), its Action (Query), or its host, method and query (REST). */
export function operationOf(
	host: string,
	method: string,
	{pathname, searchParams}: URL,
	headers: IncomingHttpHeaders,
	body: string,
): string {
	const target = headers['x-amz-target'];
	if (typeof target === 'string') {
		return target.split('.').at(-1) ?? target;
	}

	if (host.startsWith('portal.sso.')) {
		return 'GetRoleCredentials';
	}

	if (host.startsWith('oidc.')) {
		return 'CreateToken';
	}

	if (host.includes('s3-control')) {
		return `${verbs[method] ?? method}AccountPublicAccessBlock`;
	}

	if (!/(?:^|\.)amazonaws\.com(?:\.cn)?$/.test(host)) {
		return `${method} ${pathname}`;
	}

	return new URLSearchParams(body).get('Action') ?? ofS3(host, method, searchParams);
}
