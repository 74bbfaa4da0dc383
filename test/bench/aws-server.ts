import {createServer, type IncomingMessage} from 'node:http';
import type {AddressInfo} from 'node:net';
import type {Connection} from '../../source/connection/index.ts';
import {buildDocuments} from '../../source/documents/index.ts';
import {profileOf} from '../support/connections.ts';
import {defaultKeyPolicy} from '../support/snapshots.ts';

export type AwsServer = {
	readonly url: string;
	/** How many requests were answered since the last call of this function. */
	readonly takeCount: () => number;
	readonly close: () => Promise<void>;
};

type Answer = {readonly status?: number; readonly type: string; readonly body: string};

/**
 * Answers, each after `delay` milliseconds, what AWS would answer about one connection that is all right. Knows the calls
 * of `verify` and nothing else; signatures are not looked at.
 */
export async function startAwsServer(connection: Connection, delay: number): Promise<AwsServer> {
	let count = 0;
	const server = createServer((request, response) => {
		const body: Buffer[] = [];
		request.on('data', (chunk: Buffer) => body.push(chunk));
		request.on('end', () => {
			count += 1;
			const {status = 200, ...answer} = answerTo(
				request,
				Buffer.concat(body).toString(),
				connection,
			);
			setTimeout(() => {
				response.writeHead(status, {
					'content-type': answer.type,
					'x-amz-bucket-region': connection.region,
				});
				response.end(answer.body);
			}, delay);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const {port} = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		takeCount() {
			const taken = count;
			count = 0;
			return taken;
		},
		close: () => new Promise((resolve) => server.close(() => resolve())),
	};
}

function answerTo(request: IncomingMessage, body: string, connection: Connection): Answer {
	const url = new URL(request.url ?? '/', 'http://127.0.0.1');
	const target = String(request.headers['x-amz-target'] ?? '').split('.')[1];
	if (target !== undefined) {
		return answerOfKms(target, connection);
	}

	if (url.pathname.startsWith('/v20180820/')) {
		return xml(publicAccessBlock);
	}

	const action = new URLSearchParams(body).get('Action');
	return action === null ? answerOfS3(url, connection) : answerOfQuery(action, connection);
}

const publicAccessBlock = element(
	'PublicAccessBlockConfiguration',
	['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets']
		.map((name) => element(name, 'true'))
		.join(''),
);

/** The settings that nothing hangs on here, by what asks for them. */
const settings = [
	[
		'acl',
		element('AccessControlPolicy', `${element('Owner', element('ID', 'a'))}<AccessControlList/>`),
	],
	['cors', element('CORSConfiguration', '')],
	['notification', element('NotificationConfiguration', '')],
	['versioning', element('VersioningConfiguration', element('Status', 'Enabled'))],
] as const;

function answerOfS3(url: URL, connection: Connection): Answer {
	const {searchParams} = url;
	if (searchParams.has('policy')) {
		return {type: 'application/json', body: policyText('bucket-policy', connection)};
	}

	if (searchParams.has('encryption')) {
		const rule = `<ApplyServerSideEncryptionByDefault><SSEAlgorithm>aws:kms</SSEAlgorithm><KMSMasterKeyID>${connection.kmsKeyArn}</KMSMasterKeyID></ApplyServerSideEncryptionByDefault>`;
		return xml(element('ServerSideEncryptionConfiguration', element('Rule', rule)));
	}

	if (searchParams.has('publicAccessBlock')) {
		return xml(publicAccessBlock);
	}

	const setting = settings.find(([name]) => searchParams.has(name));
	if (setting !== undefined) {
		return xml(setting[1]);
	}

	return searchParams.has('ownershipControls')
		? xml(
				element(
					'OwnershipControls',
					element('Rule', element('ObjectOwnership', 'BucketOwnerEnforced')),
				),
			)
		: xml('');
}

function answerOfQuery(action: string, connection: Connection): Answer {
	const {accountId, roleName} = connection;
	const encoded = (id: 'trust-policy' | 'role-policy') =>
		encodeURIComponent(policyText(id, connection));
	const results: Readonly<Record<string, string>> = {
		GetCallerIdentity: `<Account>${accountId}</Account><Arn>arn:aws:iam::${accountId}:user/deploy</Arn><UserId>AIDA</UserId>`,
		GetRole: `<Role><Path>/</Path><RoleName>${roleName}</RoleName><RoleId>AROA</RoleId><Arn>arn:aws:iam::${accountId}:role/${roleName}</Arn><CreateDate>2025-01-01T00:00:00Z</CreateDate><AssumeRolePolicyDocument>${encoded('trust-policy')}</AssumeRolePolicyDocument></Role>`,
		ListRolePolicies:
			'<PolicyNames><member>Access</member></PolicyNames><IsTruncated>false</IsTruncated>',
		ListAttachedRolePolicies: '<AttachedPolicies/><IsTruncated>false</IsTruncated>',
		GetRolePolicy: `<RoleName>${roleName}</RoleName><PolicyName>Access</PolicyName><PolicyDocument>${encoded('role-policy')}</PolicyDocument>`,
	};
	const result = results[action];
	return result === undefined
		? {
				...xml(element('ErrorResponse', element('Error', element('Code', 'InvalidAction')))),
				status: 400,
			}
		: xml(element(`${action}Response`, element(`${action}Result`, result)));
}

function answerOfKms(target: string, connection: Connection): Answer {
	const value =
		target === 'DescribeKey'
			? {
					KeyMetadata: {
						KeyId: connection.kmsKeyArn?.split('/')[1],
						Arn: connection.kmsKeyArn,
						KeyState: 'Enabled',
						KeyManager: 'CUSTOMER',
						KeySpec: 'SYMMETRIC_DEFAULT',
						KeyUsage: 'ENCRYPT_DECRYPT',
					},
				}
			: {Policy: JSON.stringify(defaultKeyPolicy(connection.accountId)), PolicyName: 'default'};
	return {type: 'application/x-amz-json-1.1', body: JSON.stringify(value)};
}

function policyText(
	only: 'bucket-policy' | 'trust-policy' | 'role-policy',
	connection: Connection,
): string {
	const [document] = buildDocuments(connection, profileOf(connection.vendor), {only});
	return JSON.stringify(document?.document);
}

function element(name: string, content: string): string {
	return `<${name}>${content}</${name}>`;
}

function xml(body: string): Answer {
	return {type: 'text/xml', body};
}
