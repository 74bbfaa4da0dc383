import type {Snapshot} from '../../../source/account/index.ts';
import type {Statement} from '../../../source/policy/index.ts';
import {keyArn} from '../../support/connections.ts';
import {customerRoleText, profileIn, vendorRoleText} from '../../support/feature-profiles.ts';
import {found, withBucket, withStatements} from '../../support/snapshots.ts';
import type {Broken, Feature} from './feature.ts';

const us = ['52.33.3.219', '35.162.216.242', '52.27.10.221'];
const eu = ['3.124.22.25', '18.157.59.125', '18.192.47.195'];

const byDataCenter = {
	principal: {
		from: 'choice',
		field: 'dataCenter',
		label: 'Data center',
		where: 'Acme > Account settings.',
		ifWrong: 'Acme is refused.',
		choices: [
			{value: 'us', title: 'United States', arn: 'arn:aws:iam::444455556666:role/AcmeUs'},
			{value: 'eu', title: 'Europe', arn: 'arn:aws:iam::555566667777:role/AcmeEu'},
		],
	},
	addresses: [
		{ranges: us, choices: ['us'], source: 'https://help.acme.example/ips'},
		{ranges: eu, choices: ['eu'], source: 'https://help.acme.example/ips'},
	],
};

/** A vendor with addresses for each of its data centers. */
const fromAddresses = profileIn(customerRoleText(byDataCenter));

/** One with ranges of both versions, which comes over the internet alone. */
const fromInternet = profileIn(
	customerRoleText({
		addresses: [{ranges: ['203.0.113.0/28', '2001:db8:7::/48'], internetOnly: true}],
	}),
);

/** One with its own role and one address. */
const asItselfFromAddress = profileIn(vendorRoleText({addresses: [{ranges: ['203.0.113.7']}]}));

/** The same, which comes over the internet alone. */
const asItselfFromInternet = profileIn(
	vendorRoleText({addresses: [{ranges: ['203.0.113.7'], internetOnly: true}]}),
);

const denied = (Condition: Statement['Condition']): Statement => ({
	Sid: 'Network',
	Effect: 'Deny',
	Principal: '*',
	Action: 's3:*',
	Resource: ['arn:aws:s3:::acme-assets', 'arn:aws:s3:::acme-assets/*'],
	...(Condition !== undefined && {Condition}),
});

/** The account with a Deny for whoever comes from elsewhere in its bucket policy. */
function withDeny(snapshot: Snapshot, condition: Statement['Condition']): Snapshot {
	const {policy} = snapshot.bucket;
	return policy.status === 'found'
		? withStatements(snapshot, 'bucket-policy', (statement) => statement, denied(condition))
		: withBucket(snapshot, {
				policy: found(JSON.stringify({Version: '2012-10-17', Statement: [denied(condition)]})),
			});
}

/** The account with a Deny for whoever comes from elsewhere in its key policy. */
const withKeyDeny = (snapshot: Snapshot, condition: Statement['Condition']) =>
	withStatements(snapshot, 'key-policy', (statement) => statement, {
		...denied(condition),
		Action: 'kms:*',
		Resource: '*',
	});

const allButFrom = (...ranges: readonly string[]) => ({NotIpAddress: {'aws:SourceIp': ranges}});

const trusting = (snapshot: Snapshot, ranges: readonly string[]) =>
	withStatements(snapshot, 'trust-policy', (statement) => ({
		...statement,
		Condition: {...statement.Condition, IpAddress: {'aws:SourceIp': [...ranges]}},
	}));

/** The account with the vendor's statement in a policy for its address alone. */
const forAddress = (snapshot: Snapshot, id: 'bucket-policy' | 'key-policy') =>
	withStatements(snapshot, id, (statement) =>
		statement.Sid === 'AcmeAccess'
			? {...statement, Condition: {IpAddress: {'aws:SourceIp': '203.0.113.7/32'}}}
			: statement,
	);

const allDenied = {'access.list': 'fail', 'access.read': 'fail', 'access.write': 'fail'} as const;
const allOpen = {
	'access.list': 'unknown',
	'access.read': 'unknown',
	'access.write': 'unknown',
} as const;
const allGood = {'access.list': 'pass', 'access.read': 'pass', 'access.write': 'pass'} as const;
const keyOpen = {'key.policy': 'unknown', 'access.kms': 'unknown'} as const;

const oneShutOut: Broken = {
	what: 'a Deny spares all addresses of the vendor but one',
	edit: (snapshot) => withDeny(snapshot, allButFrom('192.0.2.0/24', ...eu.slice(1))),
	found: allDenied,
};

/** Where the requests of a vendor come from, each with what a condition on that is worth. */
export const addressFeatures: readonly Feature[] = [
	{
		feature: 'addresses by data center',
		profile: fromAddresses,
		fields: {dataCenter: 'eu', externalId: '2f6b0f0e'},
		right: {},
		broken: [
			oneShutOut,
			{
				what: 'a Deny spares the addresses of the other data center',
				edit: (snapshot) => withDeny(snapshot, allButFrom(...us)),
				found: allDenied,
			},
			{
				what: 'a Deny hits one address of the vendor',
				edit: (snapshot) => withDeny(snapshot, {IpAddress: {'aws:SourceIp': eu[0] ?? ''}}),
				found: allDenied,
			},
			{
				what: 'a Deny spares the addresses of the vendor, and a VPC endpoint would have none',
				edit: (snapshot) => withDeny(snapshot, allButFrom('192.0.2.0/24', ...eu)),
				found: allOpen,
			},
			{
				what: 'a Deny hits whoever has no address',
				edit: (snapshot) => withDeny(snapshot, {Null: {'aws:SourceIp': 'true'}}),
				found: allOpen,
			},
			{
				what: 'a Deny hits whoever comes through a VPC endpoint',
				edit: (snapshot) => withDeny(snapshot, {Null: {'aws:SourceVpce': 'false'}}),
				found: allOpen,
			},
			{
				what: 'a Deny spares the addresses of the vendor and one VPC endpoint',
				edit: (snapshot) =>
					withDeny(snapshot, {
						...allButFrom(...eu),
						StringNotEquals: {'aws:SourceVpce': 'vpce-1a2b3c4d'},
					}),
				found: allOpen,
			},
			{
				what: 'a Deny spares the addresses of the vendor, and whoever has none',
				edit: (snapshot) =>
					withDeny(snapshot, {...allButFrom(...eu), Null: {'aws:SourceIp': 'false'}}),
				found: allGood,
			},
			{
				what: 'a Deny hits whoever has neither an address nor a VPC endpoint, which nobody is',
				edit: (snapshot) =>
					withDeny(snapshot, {Null: {'aws:SourceIp': 'true', 'aws:SourceVpce': 'true'}}),
				found: allGood,
			},
			{
				what: 'a Deny spares a VPC endpoint, and whether the vendor comes by one is not known',
				edit: (snapshot) =>
					withDeny(snapshot, {StringNotEquals: {'aws:SourceVpce': 'vpce-1a2b3c4d'}}),
				found: allOpen,
			},
			{
				what: 'the role is trusted from the addresses of the vendor alone, and a VPC endpoint would have none',
				edit: (snapshot) => trusting(snapshot, eu),
				found: {'trust.principal': 'unknown', 'trust.external-id': 'pass'},
			},
			{
				what: 'the role is trusted from another network',
				edit: (snapshot) => trusting(snapshot, ['192.0.2.0/24']),
				found: {'trust.principal': 'fail'},
			},
			{
				what: 'the addresses stand in place of the external ID',
				edit: (snapshot) =>
					withStatements(snapshot, 'trust-policy', (statement) => ({
						...statement,
						Condition: {IpAddress: {'aws:SourceIp': eu}},
					})),
				// The other customers of the vendor come from there too.
				found: {'isolation.external-id': 'fail'},
			},
		],
	},
	{
		feature: 'ranges of addresses, over the internet alone',
		profile: fromInternet,
		fields: {externalId: '2f6b0f0e'},
		right: {},
		broken: [
			{
				what: 'a Deny spares a part of the range',
				edit: (snapshot) => withDeny(snapshot, allButFrom('203.0.113.0/29', '2001:db8:7::/48')),
				found: allDenied,
			},
			{
				what: 'a Deny spares the addresses of one version of IP alone',
				edit: (snapshot) => withDeny(snapshot, allButFrom('203.0.113.0/28')),
				found: allDenied,
			},
			{
				what: 'a Deny spares a wider range',
				edit: (snapshot) => withDeny(snapshot, allButFrom('203.0.113.0/24', '2001:db8::/32')),
				found: allGood,
			},
			{
				what: 'a Deny hits whoever has no address',
				edit: (snapshot) => withDeny(snapshot, {Null: {'aws:SourceIp': 'true'}}),
				found: allGood,
			},
			{
				what: 'the role is trusted from the addresses of the vendor alone',
				edit: (snapshot) => trusting(snapshot, ['203.0.113.0/28', '2001:db8:7::/48']),
				found: {'trust.principal': 'pass', 'trust.external-id': 'pass'},
			},
			{
				what: 'a Deny spares a VPC endpoint, by which the vendor does not come',
				edit: (snapshot) =>
					withDeny(snapshot, {StringNotEquals: {'aws:SourceVpce': 'vpce-1a2b3c4d'}}),
				found: allDenied,
			},
			{
				what: 'a Deny hits a VPC endpoint, by which the vendor does not come',
				edit: (snapshot) => withDeny(snapshot, {StringEquals: {'aws:SourceVpce': 'vpce-1a2b3c4d'}}),
				found: allGood,
			},
		],
	},
	{
		feature: "an address of the vendor's own role",
		profile: asItselfFromAddress,
		fields: {},
		right: {'isolation.tenant': 'warn'},
		broken: [
			{
				what: 'a Deny spares another address',
				edit: (snapshot) => withDeny(snapshot, allButFrom('203.0.113.8')),
				found: allDenied,
			},
			{
				what: 'the statement of the vendor holds for its address, and a VPC endpoint would have none',
				edit: (snapshot) => forAddress(snapshot, 'bucket-policy'),
				found: {'access.read': 'unknown', 'isolation.tenant': 'warn'},
			},
		],
	},
	{
		feature: "an address of the vendor's own role, over the internet alone, with a key",
		profile: asItselfFromInternet,
		fields: {encryption: 'SSE-KMS', kmsKeyArn: keyArn},
		right: {'isolation.tenant': 'warn'},
		broken: [
			{
				what: 'the statement of the vendor holds for its address, from where its other customers come too',
				edit: (snapshot) => forAddress(snapshot, 'bucket-policy'),
				found: {'access.read': 'pass', 'isolation.tenant': 'warn'},
			},
			{
				what: 'the key is for its address, which KMS does not see of what S3 asks',
				edit: (snapshot) => forAddress(snapshot, 'key-policy'),
				found: {...keyOpen, 'access.read': 'pass'},
			},
			{
				what: 'a Deny of the key spares its address, which KMS does not see of what S3 asks',
				edit: (snapshot) => withKeyDeny(snapshot, allButFrom('203.0.113.7')),
				found: {...keyOpen, 'access.read': 'pass'},
			},
			{
				what: 'a Deny of the key hits a VPC endpoint, and from where S3 asks is not known',
				edit: (snapshot) => withKeyDeny(snapshot, {Null: {'aws:SourceVpce': 'false'}}),
				found: {...keyOpen, 'access.read': 'pass'},
			},
		],
	},
];
