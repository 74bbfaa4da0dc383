import type {Snapshot} from '../../../source/account/index.ts';
import type {Connection} from '../../../source/connection/index.ts';
import {listOf, type PolicyDocument, type Statement} from '../../../source/policy/index.ts';
import {
	creativeForce,
	creativeForceConnection,
	iconik,
	iconikConnection,
} from '../../support/connections.ts';
import {found, healthySnapshot, withBucket} from '../../support/snapshots.ts';

/** What an account holds of one connection. */
export type Account = {
	/** In words, for messages. */
	readonly name: string;
	readonly connection: Connection;
	readonly snapshot: Snapshot;
};

const bucket = 'arn:aws:s3:::acme-assets';
const everything = [bucket, `${bucket}/*`];

const tls: Statement = {
	Sid: 'DenyWithoutTls',
	Effect: 'Deny',
	Principal: '*',
	Action: 's3:*',
	Resource: everything,
	Condition: {Bool: {'aws:SecureTransport': 'false'}},
};

const cloudFront: Statement = {
	Sid: 'AllowCloudFrontServicePrincipal',
	Effect: 'Allow',
	Principal: {Service: 'cloudfront.amazonaws.com'},
	Action: 's3:GetObject',
	Resource: `${bucket}/*`,
	Condition: {
		StringEquals: {
			'AWS:SourceArn': 'arn:aws:cloudfront::111122223333:distribution/E1EXAMPLE2345',
		},
	},
};

const admin: Statement = {
	Sid: 'Admins',
	Effect: 'Allow',
	Principal: {AWS: 'arn:aws:iam::111122223333:role/StorageAdmin'},
	Action: 's3:*',
	Resource: everything,
};

/** What else people have in a bucket policy, nothing at all being the first. */
const besides: readonly {readonly name: string; readonly statements: readonly Statement[]}[] = [
	{name: 'nothing else', statements: []},
	{name: 'TLS only', statements: [tls]},
	{name: 'TLS only and CloudFront', statements: [tls, cloudFront]},
	{name: 'CloudFront and an admin role', statements: [cloudFront, admin]},
	{name: 'TLS only, CloudFront and an admin role', statements: [tls, cloudFront, admin]},
];

/** A valid connection for every purpose and encryption of both vendors. */
export const usualConnections: readonly Connection[] = [
	...creativeForce.purposes.flatMap(({id}) =>
		creativeForce.encryption.map((encryption) =>
			creativeForceConnection({purpose: id, encryption}),
		),
	),
	...iconik.purposes.flatMap(({id}) =>
		iconik.encryption.map((encryption) => iconikConnection({purpose: id, encryption})),
	),
];

/** The snapshot with statements at the end of the bucket policy, without white space so that as many as S3 takes fit. */
export function withBucketStatements(
	snapshot: Snapshot,
	statements: readonly Statement[],
): Snapshot {
	if (statements.length === 0) {
		return snapshot;
	}

	const {policy} = snapshot.bucket;
	const before =
		policy.status === 'found' ? (JSON.parse(policy.value) as PolicyDocument) : undefined;
	const document: PolicyDocument = {
		Version: '2012-10-17',
		...before,
		Statement: [...listOf(before?.Statement), ...statements],
	};
	return withBucket(snapshot, {policy: found(JSON.stringify(document))});
}

/**
 * Accounts as people have them: the healthy documents for every purpose and encryption of both vendors, the article's
 * and narrower ones, each with nothing or a few statements for others beside.
 */
export function usualAccounts(): Account[] {
	return usualConnections.flatMap((connection) =>
		[false, true].flatMap((leastPrivilege) => {
			const healthy = healthySnapshot(connection, {leastPrivilege});
			return besides.map(({name, statements}) => ({
				name: [
					connection.vendor,
					connection.purpose,
					connection.encryption,
					leastPrivilege ? 'narrower documents' : "the article's documents",
					name,
				].join(', '),
				connection,
				snapshot: withBucketStatements(healthy, statements),
			}));
		}),
	);
}
