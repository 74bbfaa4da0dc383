import {describe, expect, test} from 'vitest';
import {buildDocuments, withinFolder} from '../../source/documents/index.ts';
import {decide, listOf, type Statement} from '../../source/policy/index.ts';
import {exampleConnection} from '../../source/rehearsal/index.ts';
import {profileOf} from '../support/connections.ts';

const bucketArn = 'arn:aws:s3:::acme-assets';
const objects = `${bucketArn}/*`;
const folder = 'in/2026';
const inFolder = `${bucketArn}/${folder}/*`;
const listed = {StringLike: {'s3:prefix': [`${folder}/*`]}};
const cut = (...statements: readonly Statement[]) => withinFolder(statements, {bucketArn, folder});
const allow = (changes: Partial<Statement>): Statement => ({
	Sid: 'Own',
	Effect: 'Allow',
	Action: 's3:GetObject',
	Resource: objects,
	...changes,
});

describe('the statements of a vendor for a folder', () => {
	test.each<[string, Partial<Statement>, readonly Partial<Statement>[]]>([
		['allow on its objects what was allowed on all', {}, [{Resource: inFolder}]],
		['list it alone', {Action: 's3:ListBucket', Resource: bucketArn}, [{Condition: listed}]],
		[
			'keep what is asked besides',
			{
				Action: 's3:ListBucket',
				Resource: bucketArn,
				Condition: {Bool: {'aws:SecureTransport': 'true'}},
			},
			[{Condition: {Bool: {'aws:SecureTransport': 'true'}, ...listed}}],
		],
		[
			'are two where one is about the bucket and its objects',
			{
				Action: ['s3:ListBucket', 's3:GetBucketLocation', 's3:GetObject'],
				Resource: [bucketArn, objects],
			},
			[
				{Action: ['s3:GetBucketLocation', 's3:GetObject'], Resource: [bucketArn, inFolder]},
				{Sid: 'OwnList', Action: ['s3:ListBucket'], Resource: [bucketArn], Condition: listed},
			],
		],
		[
			'name the bucket no more where nothing but a list is asked of it',
			{Action: ['s3:ListBucket', 's3:GetObject'], Resource: [bucketArn, objects]},
			[
				{Action: ['s3:GetObject'], Resource: [inFolder]},
				{Sid: 'OwnList', Action: ['s3:ListBucket'], Resource: [bucketArn], Condition: listed},
			],
		],
		[
			'spell out for the bucket a pattern that means lists too',
			{Action: ['s3:List*'], Resource: [bucketArn, objects]},
			[
				{Action: ['s3:List*'], Resource: [inFolder]},
				{
					Sid: 'OwnBucket',
					Action: ['s3:ListBucketMultipartUploads', 's3:ListTagsForResource'],
					Resource: [bucketArn],
				},
				{
					Sid: 'OwnList',
					Action: ['s3:ListBucket', 's3:ListBucketVersions'],
					Resource: [bucketArn],
					Condition: listed,
				},
			],
		],
	])('%s', (_what, given, wanted) => {
		expect(cut(allow(given))).toEqual(wanted.map((changes) => allow({...given, ...changes})));
	});

	test.each<[string, Partial<Statement>]>([
		['denies', {Effect: 'Deny'}],
		['is for the folder already', {Resource: inFolder}],
		['is for something in the folder', {Resource: `${bucketArn}/${folder}/a/*`}],
		['is about another bucket', {Resource: 'arn:aws:s3:::other/*'}],
		['asks for a prefix', {Action: 's3:ListBucket', Resource: bucketArn, Condition: listed}],
		['lists nothing', {Action: 's3:GetBucketLocation', Resource: bucketArn}],
	])('stay as they are where one %s', (_what, given) => {
		expect(cut(allow(given))).toEqual([allow(given)]);
	});

	test('have Sids that stand once', () => {
		const both = {Action: ['s3:ListBucket', 's3:GetObject'], Resource: [bucketArn, objects]};
		const sids = cut(allow(both), allow({Sid: 'OwnList'})).map(({Sid}) => Sid);
		expect(new Set(sids).size).toBe(sids.length);
	});
});

describe('the documents of Weights & Biases in a folder', () => {
	const wandb = profileOf('wandb');
	const connection = exampleConnection(wandb, {purpose: 'storage', encryption: 'SSE-KMS'});
	const [document] = buildDocuments(connection, wandb, {only: 'bucket-policy'});
	const written = document?.inFolder;

	test('are printed as the article has them', () => {
		expect(JSON.stringify(document?.document)).toContain('arn:aws:s3:::acme-assets/*');
	});

	test.each([
		['s3:GetObject', `${connection.folder}/a`, 'Allowed'],
		['s3:DeleteObject', `${connection.folder}/a`, 'Allowed'],
		['s3:GetObject', 'elsewhere/a', 'ImplicitlyDenied'],
		['s3:PutObject', `${connection.folder}-2/a`, 'ImplicitlyDenied'],
	])('allow %s on %s once they are written: %s', (action, key, outcome) => {
		const {outcome: found} = decide(
			{
				principal: 'arn:aws:iam::725579432336:role/WandbIntegration',
				action,
				resource: `arn:aws:s3:::${connection.bucket}/${key}`,
				resourceAccount: connection.accountId,
				context: {values: {}, others: 'absent'},
			},
			{
				identity: 'unseen',
				...(written !== undefined && {resource: {name: 'bucket', document: written}}),
				resourceKind: 'bucket',
			},
		);
		expect(found).toBe(outcome);
	});

	test('hold every action of the article once, on the bucket or in the folder', () => {
		const all = (statements: readonly Statement[]) =>
			statements.flatMap(({Action}) => listOf(Action)).toSorted();
		expect(all(listOf(written?.Statement))).toEqual(all(listOf(document?.document.Statement)));
	});
});
