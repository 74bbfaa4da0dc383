import type {Statement} from '../../../source/policy/index.ts';
import {keyArn} from '../../support/connections.ts';
import {profileIn, vendorRoleText} from '../../support/feature-profiles.ts';
import {found, nothingBlocked, withBucket, withStatements} from '../../support/snapshots.ts';
import type {Broken, Feature} from './feature.ts';

/** A vendor with one role for all its customers. */
const withoutTenant = profileIn(vendorRoleText({}));

/** The same with a whole account for some of them. */
const byDeployment = profileIn(
	vendorRoleText({
		principal: {
			from: 'choice',
			field: 'deployment',
			label: 'Deployment',
			where: 'Acme > Settings.',
			ifWrong: 'Acme is refused.',
			choices: [
				{value: 'shared', title: 'Shared', arn: 'arn:aws:iam::444455556666:role/AcmeStorage'},
				{value: 'dedicated', title: 'Dedicated', arn: 'arn:aws:iam::555566667777:root'},
			],
		},
	}),
);

const kms = {encryption: 'SSE-KMS', kmsKeyArn: keyArn};

// With the Sid of the vendor's it would be left to the customer.
const named = (AWS: string) => (statement: Statement) => ({
	...statement,
	Sid: 'Theirs',
	Principal: {AWS},
});

const ofBucket: readonly Broken[] = [
	{
		what: 'the bucket policy names somebody else',
		edit: (snapshot) =>
			withStatements(
				snapshot,
				'bucket-policy',
				named('arn:aws:iam::777788889999:role/AcmeStorage'),
			),
		found: {'bucket.policy': 'fail', 'access.read': 'fail', 'isolation.tenant': 'warn'},
		isCorrected: true,
	},
	{
		what: 'the bucket policy has not all actions',
		edit: (snapshot) =>
			withStatements(snapshot, 'bucket-policy', (statement) => ({
				...statement,
				Action: ['s3:ListBucket', 's3:GetObject'],
			})),
		found: {'access.write': 'fail', 'access.read': 'pass'},
		isCorrected: true,
	},
	{
		what: 'the bucket policy is open to everybody',
		edit: (snapshot) =>
			withBucket(
				withStatements(snapshot, 'bucket-policy', (statement) => ({
					...statement,
					Principal: '*',
				})),
				{
					publicAccessBlock: found(nothingBlocked),
					accountPublicAccessBlock: found(nothingBlocked),
				},
			),
		found: {'isolation.public': 'fail', 'isolation.tenant': 'warn'},
	},
];

/** A vendor's own role without anything that tells its customers apart. */
export const tenantFeatures: readonly Feature[] = [
	{
		feature: "the vendor's role without a tenant key",
		profile: withoutTenant,
		fields: kms,
		right: {'isolation.tenant': 'warn'},
		broken: [
			...ofBucket,
			{
				what: 'the key policy does not let it use the key',
				edit: (snapshot) =>
					withStatements(snapshot, 'key-policy', (statement) =>
						statement.Sid === 'AcmeAccess' ? undefined : statement,
					),
				found: {'access.kms': 'fail', 'isolation.tenant': 'warn'},
				isCorrected: true,
			},
		],
	},
	{
		feature: "the vendor's whole account without a tenant key",
		profile: byDeployment,
		fields: {...kms, deployment: 'dedicated'},
		right: {'isolation.tenant': 'warn'},
		broken: [
			...ofBucket,
			{
				what: 'the bucket policy names that of another deployment',
				edit: (snapshot) =>
					withStatements(
						snapshot,
						'bucket-policy',
						named('arn:aws:iam::444455556666:role/AcmeStorage'),
					),
				found: {'bucket.policy': 'fail', 'access.list': 'fail'},
				isCorrected: true,
			},
		],
	},
];
