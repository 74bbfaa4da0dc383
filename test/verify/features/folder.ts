import type {Snapshot} from '../../../source/account/index.ts';
import type {Statement} from '../../../source/policy/index.ts';
import {
	asksForId,
	customerRoleText,
	profileIn,
	trustPolicy,
	vendorRoleText,
} from '../../support/feature-profiles.ts';
import {withStatements} from '../../support/snapshots.ts';
import type {Broken, Feature} from './feature.ts';

const objects = '{{bucketArn}}/{{folder}}/*';

/** What the role may do in the folder alone. */
const folderPolicy = {
	id: 'role-policy',
	summary: 'lets the role use {{bucket}}/{{folder}}',
	offered: 'always',
	statements: [
		{
			statement: {
				Sid: 'AcmeObjects',
				Effect: 'Allow',
				Action: ['s3:GetObject', 's3:PutObject'],
				Resource: objects,
			},
		},
		{
			statement: {
				Sid: 'AcmeBucket',
				Effect: 'Allow',
				Action: 's3:ListBucket',
				Resource: '{{bucketArn}}',
				Condition: {StringLike: {'s3:prefix': ['{{folder}}/*']}},
			},
		},
	],
};

const asked = {where: 'Acme > Storage > Path.', example: 'landing/2026'};
const withFolder = (folder: object) =>
	profileIn(
		customerRoleText({
			folder,
			form: {
				where: 'Acme > Storage',
				fields: [
					{label: 'Bucket', value: '{{bucket}}/{{ownFolder}}'},
					{label: 'Address', value: 's3://{{bucket}}/{{folder}}/'},
					{label: 'Path', value: '{{ownFolder}}'},
				],
			},
			documents: [folderPolicy, trustPolicy(asksForId)],
		}),
	);

/** A vendor that always works in one folder. */
export const inFixedFolder = withFolder({fixed: 'acme-logs'});
/** One that works in a folder where the customer gives one. */
export const inOwnFolder = withFolder({asked: 'optional', ...asked});
/** One that has to be given a folder. */
export const inAskedFolder = withFolder({asked: 'required', ...asked});
/** One with a folder of its own under the customer's. */
export const inBothFolders = withFolder({fixed: 'acme-logs', asked: 'optional', ...asked});

/** One with its own role, in a folder. */
const asItselfInFolder = profileIn(
	vendorRoleText({
		folder: {asked: 'optional', ...asked},
		encryption: ['SSE-S3'],
		documents: [
			{
				id: 'bucket-policy',
				summary: 'lets Acme into {{bucket}}/{{folder}}',
				offered: 'always',
				statements: folderPolicy.statements.map(({statement}) => ({
					statement: {...statement, Principal: {AWS: '{{principal}}'}},
				})),
			},
		],
	}),
);

type Id = 'role-policy' | 'bucket-policy';

/** The statement about objects, or about the bucket, changed. */
const edited =
	(id: Id, sid: string, change: (statement: Statement) => Statement) => (snapshot: Snapshot) =>
		withStatements(snapshot, id, (statement) =>
			statement.Sid === sid ? change(statement) : statement,
		);

const replaced = (from: string, to: string) => (statement: Statement) =>
	JSON.parse(JSON.stringify(statement).replaceAll(from, to)) as Statement;

/** What is wrong with a folder, whoever uses it. */
function brokenIn(id: Id, folder: string): Broken[] {
	return [
		{
			what: 'the objects are those of another folder',
			edit: edited(id, 'AcmeObjects', replaced(`${folder}/*`, 'elsewhere/*')),
			found: {'access.read': 'fail', 'access.write': 'fail', 'access.list': 'pass'},
			isCorrected: true,
		},
		{
			what: 'the folder is mistyped',
			edit: edited(id, 'AcmeObjects', replaced(`${folder}/*`, `${folder}s/*`)),
			found: {'access.read': 'fail', 'access.list': 'pass'},
			isCorrected: true,
		},
		{
			what: 'a part of the folder alone is allowed',
			edit: edited(id, 'AcmeObjects', replaced(`${folder}/*`, `${folder}/a/*`)),
			found: {'access.read': 'fail'},
			isCorrected: true,
		},
		{
			what: 'another prefix is listed',
			edit: edited(id, 'AcmeBucket', replaced(`${folder}/*`, 'elsewhere/*')),
			found: {'access.list': 'fail', 'access.read': 'pass'},
			isCorrected: true,
		},
		{
			what: 'an action is missing',
			edit: edited(id, 'AcmeObjects', (statement) => ({...statement, Action: 's3:GetObject'})),
			found: {'access.write': 'fail', 'access.read': 'pass'},
			isCorrected: true,
		},
		{
			what: 'all objects of the bucket are allowed',
			edit: edited(id, 'AcmeObjects', replaced(`${folder}/*`, '*')),
			found: {'isolation.excess': 'warn', 'access.read': 'pass'},
			isCorrected: true,
		},
		{
			what: 'all of the bucket is listed',
			edit: edited(id, 'AcmeBucket', ({Condition: _condition, ...statement}) => statement),
			found: {'isolation.excess': 'warn', 'access.list': 'pass'},
			isCorrected: true,
		},
		{
			what: 'another folder may be deleted',
			edit: (snapshot) =>
				withStatements(snapshot, id, (statement) => statement, {
					Effect: 'Allow',
					...(id === 'bucket-policy' && {
						Principal: {AWS: 'arn:aws:iam::444455556666:role/AcmeStorage'},
					}),
					Action: 's3:DeleteObject',
					Resource: 'arn:aws:s3:::acme-assets/elsewhere/*',
				}),
			found: {'isolation.excess': 'warn'},
		},
		{
			what: 'a Deny hits a part of the folder',
			edit: (snapshot) =>
				withStatements(snapshot, id, (statement) => statement, {
					Effect: 'Deny',
					...(id === 'bucket-policy' && {Principal: '*'}),
					Action: 's3:GetObject',
					Resource: `arn:aws:s3:::acme-assets/${folder}/private/*`,
				}),
			found: {'access.read': 'fail', 'access.write': 'pass'},
		},
	];
}

/** A Deny beside the folder is no matter of the vendor's. */
export const deniedElsewhere = (snapshot: Snapshot, id: Id): Snapshot =>
	withStatements(snapshot, id, (statement) => statement, {
		Effect: 'Deny',
		...(id === 'bucket-policy' && {Principal: '*'}),
		Action: 's3:*',
		Resource: 'arn:aws:s3:::acme-assets/private/*',
	});

const externalId = '2f6b0f0e';

/** The part of the bucket that the vendor works in. */
export const folderFeatures: readonly Feature[] = [
	{
		feature: 'a folder that the vendor fixes',
		profile: inFixedFolder,
		fields: {externalId},
		right: {},
		broken: brokenIn('role-policy', 'acme-logs'),
	},
	{
		feature: 'a folder that the customer gives',
		profile: inAskedFolder,
		fields: {externalId, folder: 'landing/2026'},
		right: {},
		broken: brokenIn('role-policy', 'landing/2026'),
	},
	{
		feature: "the vendor's folder under the customer's own",
		profile: inBothFolders,
		fields: {externalId, folder: 'landing'},
		right: {},
		broken: [
			...brokenIn('role-policy', 'landing/acme-logs'),
			{
				what: 'the objects are those of the folder without the own one',
				edit: edited('role-policy', 'AcmeObjects', replaced('landing/acme-logs', 'acme-logs')),
				found: {'access.read': 'fail'},
				isCorrected: true,
			},
		],
	},
	{
		feature: 'no folder where the customer gives none',
		profile: inOwnFolder,
		fields: {externalId},
		right: {},
		broken: [
			{
				what: 'a folder alone is allowed',
				edit: edited(
					'role-policy',
					'AcmeObjects',
					replaced('acme-assets/*', 'acme-assets/landing/*'),
				),
				// The folder is what is missing, in the connection: nothing gives the whole bucket.
				found: {'access.read': 'fail'},
			},
		],
	},
	{
		feature: "a folder for the vendor's own role",
		profile: asItselfInFolder,
		fields: {folder: 'landing'},
		right: {'isolation.tenant': 'warn'},
		broken: brokenIn('bucket-policy', 'landing'),
	},
];
