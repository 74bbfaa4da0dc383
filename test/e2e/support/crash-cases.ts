import type {Snapshot} from '../../../source/account/index.ts';
import type {Connection} from '../../../source/connection/index.ts';
import type {Statement} from '../../../source/policy/index.ts';
import {creativeForceConnection, iconikConnection} from '../../support/connections.ts';
import type {Contents} from '../../support/moto-account.ts';
import {
	found,
	healthySnapshot,
	withBucket,
	withDocument,
	withoutBucket,
	withoutRole,
	withRole,
} from '../../support/snapshots.ts';

/** Statements of other people, by the document that they stand in; none of them may ever be missing. */
const foreign = {
	bucketPolicy: {
		Sid: 'PartnerReads',
		Effect: 'Allow',
		Principal: {AWS: 'arn:aws:iam::444455556666:role/Reader'},
		Action: 's3:GetObject',
		Resource: 'arn:aws:s3:::acme-assets/shared/*',
	},
	trustPolicy: {
		Sid: 'PartnerTakesOn',
		Effect: 'Allow',
		Principal: {AWS: 'arn:aws:iam::444455556666:role/Operator'},
		Action: 'sts:AssumeRole',
	},
	rolePolicies: {
		Sid: 'OwnQueue',
		Effect: 'Allow',
		Action: 'sqs:SendMessage',
		Resource: 'arn:aws:sqs:eu-central-1:111122223333:assets',
	},
	keyPolicy: {
		Sid: 'AdminsManage',
		Effect: 'Allow',
		Principal: {AWS: 'arn:aws:iam::111122223333:role/Admin'},
		Action: 'kms:*',
		Resource: '*',
	},
} as const;

const documentWith = (statement: object) => ({
	Version: '2012-10-17' as const,
	Statement: [statement as Statement],
});

/** Everything is there, and every document has only what others wrote into it. */
function withOthersAlone(connection: Connection): Snapshot {
	const healthy = withBucket(healthySnapshot(connection), {
		encryption: found([{algorithm: 'AES256'}]),
	});
	const ofBucketAndKey = withDocument(
		withDocument(healthy, 'bucket-policy', documentWith(foreign.bucketPolicy)),
		'key-policy',
		documentWith(foreign.keyPolicy),
	);
	return connection.vendor === 'iconik'
		? ofBucketAndKey
		: withRole(withDocument(ofBucketAndKey, 'trust-policy', documentWith(foreign.trustPolicy)), {
				policies: found([
					{
						kind: 'inline',
						name: 'Queue',
						text: found(JSON.stringify(documentWith(foreign.rolePolicies))),
					} as const,
				]),
			});
}

/** The key alone is there, with what others wrote into its policy. */
function withKeyAlone(connection: Connection): Snapshot {
	return withDocument(
		withoutRole(withoutBucket(healthySnapshot(connection))),
		'key-policy',
		documentWith(foreign.keyPolicy),
	);
}

/** A way in which an account may be found, and what apply writes into it. */
export type Case = {
	readonly name: string;
	readonly connection: Connection;
	readonly state: (connection: Connection) => Snapshot;
	/** The writes that it takes, in their order. */
	readonly writes: readonly string[];
};

export const cases: readonly Case[] = [
	{
		name: 'the customer’s role, from nothing but a key',
		connection: creativeForceConnection(),
		state: withKeyAlone,
		writes: [
			'CreateBucket',
			'PutBucketEncryption',
			'CreateRole',
			'PutRolePolicy',
			'PutBucketPolicy',
			'PutKeyPolicy',
		],
	},
	{
		name: 'the customer’s role, beside what others wrote',
		connection: creativeForceConnection(),
		state: withOthersAlone,
		writes: [
			'PutBucketEncryption',
			'UpdateAssumeRolePolicy',
			'PutRolePolicy',
			'PutBucketPolicy',
			'PutKeyPolicy',
		],
	},
	{
		name: 'the vendor’s role, from nothing but a key',
		connection: iconikConnection(),
		state: withKeyAlone,
		writes: ['CreateBucket', 'PutBucketEncryption', 'PutBucketPolicy', 'PutKeyPolicy'],
	},
	{
		name: 'the vendor’s role, beside what others wrote',
		connection: iconikConnection(),
		state: withOthersAlone,
		writes: ['PutBucketEncryption', 'PutBucketPolicy', 'PutKeyPolicy'],
	},
];

/** The Sids of others that stand in the documents. */
export function foreignSids(contents: Contents): string[] {
	const text = [
		contents.bucketPolicy,
		contents.trustPolicy,
		contents.keyPolicy,
		...Object.values(contents.rolePolicies),
	].join('\n');
	return Object.values(foreign)
		.map(({Sid}) => Sid)
		.filter((sid) => text.includes(`"${sid}"`));
}
