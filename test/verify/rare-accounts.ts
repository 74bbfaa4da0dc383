import type {Snapshot} from '../../source/account/index.ts';
import type {Connection} from '../../source/connection/index.ts';
import type {VendorProfile} from '../../source/vendors/index.ts';
import {
	creativeForce,
	creativeForceUser,
	iconik,
	iconikConnection,
	iconikRole,
	keyArn,
} from '../support/connections.ts';
import {
	added,
	bucket,
	condition,
	creative,
	foreign,
	objects,
	open,
	role,
	trust,
	vendor,
	website,
} from '../support/isolation-accounts.ts';
import {
	absent,
	failed,
	found,
	healthySnapshot,
	refused,
	sameOfAll,
	withBoundary,
	withBucket,
	withKey,
	withoutBucket,
	withoutKey,
	withoutRole,
	withRole,
	withStatements,
} from '../support/snapshots.ts';
import {ofBoth} from './field-notes/failure.ts';

/** An account, with the profile where it is none of the built-in ones. */
export type RareAccount = {
	readonly connection: Connection;
	readonly snapshot: Snapshot;
	readonly profile?: VendorProfile;
};

const allow = {Effect: 'Allow', Action: '*', Resource: '*'} as const;
const deny = {Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [bucket, objects]};
const office = {IpAddress: {'aws:SourceIp': '203.0.113.0/24'}};
const elsewhere = {NotIpAddress: {'aws:SourceIp': '203.0.113.0/24'}};
const bounded = (...Statement: readonly object[]): Snapshot =>
	withBoundary(role, {Version: '2012-10-17', Statement: Statement as never});
const ofAws: Snapshot['key']['metadata'] = found({arn: keyArn, state: 'Enabled', manager: 'AWS'});
const of = (name: 'creative' | 'vendor') => (snapshot: Snapshot, profile?: VendorProfile) => ({
	connection: name === 'creative' ? creative : vendor,
	snapshot,
	...(profile !== undefined && {profile}),
});
const byRole = of('creative');
const byVendor = of('vendor');

/** The account with nothing in it that anybody may look at. */
const unseen = withBucket(sameOfAll(refused('s3:Anything')), {
	existence: failed('It took too long.'),
});

/** A connection whose key is asked for each object by its name. */
const withoutBucketKey = iconikConnection({encryption: 'DSSE-KMS'});
const account = `arn:aws:iam::${creative.accountId}`;
const secret = {StringLike: {'kms:EncryptionContext:aws:s3:arn': `${bucket}/secret/*`}};
const byArn = (arn: string) => ({ArnEquals: {'aws:PrincipalArn': arn}});
const withoutStatements = withStatements(foreign, 'bucket-policy', () => undefined);
/** The profile of a vendor that only reads, and whose article gives an action for writing all the same. */
const onlyReading = (profile: VendorProfile): VendorProfile => ({
	...profile,
	purposes: profile.purposes.map((purpose) => ({
		...purpose,
		needs: ['read', {action: 'kms:GenerateDataKey', on: 'key', for: 'write', required: false}],
	})),
});
const owned = (ownership: string, snapshot = foreign) =>
	withBucket(snapshot, {ownership: found(ownership)});

/** Accounts in which checks find what they seldom find. */
export const rareAccounts: readonly RareAccount[] = [
	...ofBoth.flatMap((connection) =>
		[false, true].map((leastPrivilege) => ({
			connection,
			snapshot: healthySnapshot(connection, {leastPrivilege}),
		})),
	),
	...[creative, vendor].flatMap((connection) => {
		const snapshot = healthySnapshot(connection);
		return [
			unseen,
			{...snapshot, source: 'documents' as const},
			withoutBucket(snapshot),
			withoutRole(snapshot),
			withoutRole(withoutBucket(snapshot)),
			withoutKey(snapshot),
			{
				...snapshot,
				identity: found({accountId: '999988887777', arn: 'arn:aws:iam::999988887777:root'}),
			},
			withKey(snapshot, {metadata: ofAws}),
			withBucket(snapshot, {policy: absent('NoSuchBucketPolicy')}),
			owned('BucketOwnerPreferred', snapshot),
			owned('ObjectWriter', open(snapshot)),
		].map((changed) => ({connection, snapshot: changed}));
	}),
	byRole(role, {...creativeForce, encryption: ['SSE-S3']}),
	byRole(
		withRole(role, {
			role: found({
				arn: 'arn:aws:iam::111122223333:role/vendors/CreativeForceAccess',
				trustPolicy: role.role.role.status === 'found' ? role.role.role.value.trustPolicy : '',
			}),
		}),
	),
	byRole(bounded(allow)),
	byRole(bounded({...allow, Action: ['s3:*']})),
	byRole(bounded(allow, {...deny, Principal: undefined, Resource: `${bucket}/a/*`})),
	byRole(
		bounded(
			{...allow, Action: ['s3:List*', 'kms:*']},
			{...allow, Action: 's3:*', Resource: `${bucket}/a*`},
		),
	),
	byRole(bounded({...allow, Condition: office})),
	byVendor(owned('BucketOwnerEnforced'), {...iconik, aclHeader: 'other'}),
	byVendor(owned('BucketOwnerPreferred'), {...iconik, aclHeader: 'bucket-owner-full-control'}),
	// Access that is denied, missing or open for a part.
	...[
		{...deny, Resource: `${bucket}/secret/*`},
		{
			...deny,
			Action: 's3:ListBucket',
			Resource: bucket,
			Condition: {StringLike: {'s3:prefix': 'secret/*'}},
		},
		{...deny, Condition: elsewhere},
	].flatMap((statement) => [byRole(added(role, statement)), byVendor(added(foreign, statement))]),
	...[
		{...deny, Action: 'kms:*', Resource: '*', Condition: secret},
		{...deny, Action: 'kms:Decrypt', Resource: '*', Condition: elsewhere},
		{...allow, Sid: 'Admin', Principal: {AWS: ['AIDAEXAMPLEID', `${account}:role/Admin`]}},
		{...allow, Sid: 'Any', Principal: '*'},
	].map((statement) => ({
		connection: withoutBucketKey,
		snapshot: added(healthySnapshot(withoutBucketKey), statement, 'key-policy'),
	})),
	{
		connection: withoutBucketKey,
		snapshot: withStatements(healthySnapshot(withoutBucketKey), 'key-policy', (statement) => ({
			...statement,
			Condition: {...statement.Condition, StringNotLike: secret.StringLike},
		})),
	},
	byVendor(
		withStatements(foreign, 'bucket-policy', (statement) => ({
			...statement,
			Resource: [bucket, `${bucket}/a*`],
		})),
	),
	byVendor(foreign, {...iconik, purposes: []}),
	byVendor(
		added(foreign, {
			Effect: 'Allow',
			Principal: {AWS: iconikRole.replace('S3Access', 'Transcoder')},
			Action: 's3:GetObject',
			Resource: objects,
		}),
	),
	byVendor(
		withStatements(foreign, 'key-policy', (statement) =>
			statement.Sid === 'IconikCMKAccess' ? {...statement, Action: 'kms:Decrypt'} : statement,
		),
		onlyReading(iconik),
	),
	byRole(bounded({...allow, Action: ['s3:*', 'kms:Decrypt']}), onlyReading(creativeForce)),
	{
		connection: {...creative, kmsKeyArn: keyArn.replace('eu-central-1', 'us-east-1')},
		snapshot: role,
	},
	// Those who are let in by their condition, and everybody.
	byVendor(added(withoutStatements, {...deny, Effect: 'Allow', Condition: byArn(iconikRole)})),
	byRole(trust({Principal: {AWS: '*'}, Condition: byArn(creativeForceUser)})),
	byRole(trust({Condition: office})),
	byVendor(condition(office)),
	byRole(open(added(role, {...website, Condition: {StringEquals: {'acme:team': 'press'}}}))),
	byRole(
		added(
			role,
			{
				Effect: 'Deny',
				Principal: '*',
				Action: 'sts:AssumeRole',
				Condition: {StringEquals: {'sts:ExternalId': creative.externalId}},
			},
			'trust-policy',
		),
	),
	byRole(trust({Principal: '*', Condition: undefined})),
	...[role, foreign].map((snapshot) => {
		const hidden = withBucket(added(snapshot, website), {
			publicAccessBlock: refused('s3:GetBucketPublicAccessBlock'),
			accountPublicAccessBlock: refused('s3:GetAccountPublicAccessBlock'),
		});
		return snapshot === role ? byRole(hidden) : byVendor(hidden);
	}),
	byRole(
		withBucket(open(owned('ObjectWriter', role)), {
			acl: found([{group: 'http://acs.amazonaws.com/groups/global/AllUsers', permission: 'READ'}]),
		}),
	),
];
