import {describe, expect, test} from 'vitest';
import {buildDocuments, documentText, mergePolicy} from '../../source/documents/index.ts';
import {listOf, type PolicyDocument, type Statement} from '../../source/policy/index.ts';
import {creativeForce, creativeForceConnection, keyArn} from '../support/connections.ts';
import {policy, refusal} from '../support/merging.ts';
import {statementTexts} from '../support/policy-texts.ts';

const connection = creativeForceConnection();
const profile = creativeForce;
const [addition] = buildDocuments(connection, profile, {only: 'role-policy'});
const article = listOf(addition?.document.Statement);

function merge(existing: PolicyDocument | string) {
	if (addition === undefined) {
		throw new Error('There is no role policy.');
	}

	const text = typeof existing === 'string' ? existing : documentText(existing);
	return mergePolicy(text, addition, {connection, profile, name: 'The policy'});
}

const document = (...statements: readonly Statement[]) => policy(...statements) as PolicyDocument;
const foreign: Statement = {Sid: 'Logs', Effect: 'Allow', Action: 'logs:*', Resource: '*'};

describe('merging into a policy of a role', () => {
	test("replaces the vendor's statements by Sid and keeps the others as they are written", () => {
		const old = article.map((statement) =>
			statement.Sid === 'KMS' ? {...statement, Action: 'kms:Decrypt'} : statement,
		);
		const text = documentText(document(foreign, ...old));
		const {text: merged, changes} = merge(text);
		expect(statementTexts(merged)[0]).toBe(statementTexts(text)[0]);
		expect(JSON.parse(merged).Statement.slice(1)).toEqual(article);
		expect(changes.filter(({kind}) => kind === 'replaced')).toEqual([
			{kind: 'replaced', sid: 'KMS', index: 1},
		]);
	});

	test('adds what is missing and says when nothing is', () => {
		const {text, changed} = merge(document(foreign, ...article.slice(0, 2)));
		expect(changed).toBe(true);
		expect(JSON.parse(text).Statement).toEqual([foreign, ...article]);
		expect(merge(text)).toMatchObject({changed: false, text});
	});

	test('removes nothing that another purpose has', () => {
		const reading = creativeForceConnection({purpose: 'data-source'});
		const [readPolicy] = buildDocuments(reading, profile, {only: 'role-policy'});
		const merged = mergePolicy(documentText(document(...article)), readPolicy as never, {
			connection: reading,
			profile,
			name: 'The policy',
		});
		expect(merged.text).toContain('UploadObjectS3');
	});

	test.each([
		['another key', {Sid: 'KMS', Action: 'kms:Decrypt', Resource: `${keyArn}0`}],
		[
			'two buckets',
			{
				Sid: 'ReadObjectS3',
				Action: 's3:GetObject',
				Resource: ['arn:aws:s3:::acme-assets/*', 'arn:aws:s3:::b/*'],
			},
		],
		[
			'a bucket of a longer name',
			{Sid: 'ReadListS3', Action: 's3:ListBucket', Resource: 'arn:aws:s3:::acme-assets-old'},
		],
		['everything', {Sid: 'KMS', Action: 'kms:Decrypt', Resource: '*'}],
		['everything but one key', {Sid: 'KMS', Action: 'kms:Decrypt', NotResource: keyArn}],
	])(
		'leaves a statement with our Sid that is about %s alone, and ours has another',
		(_what, more) => {
			const statement = {Effect: 'Allow' as const, ...more} as Statement;
			expectBeside(statement);
		},
	);

	test('leaves a denial with our Sid alone, and ours has another', () => {
		expectBeside({Sid: 'KMS', Effect: 'Deny', Action: 'kms:*', Resource: keyArn});
	});

	test('leaves a statement of the customer alone that gives more than ours', () => {
		const [first] = article;
		expectBeside({...first, Action: 's3:*'} as Statement);
	});

	test('leaves a statement alone that is narrowed by a condition', () => {
		const [first] = article;
		const Condition = {Bool: {'aws:SecureTransport': 'true'}};
		expectBeside({...first, Condition} as Statement);
	});

	function expectBeside(statement: Statement) {
		const Sid = statement.Sid ?? '';
		const {document: merged, changes, remarks} = merge(document(statement));
		const [kept, ...own] = listOf(merged.Statement);
		expect(kept).toEqual(statement);
		expect(own).toEqual(article.map((one) => (one.Sid === Sid ? {...one, Sid: `${Sid}2`} : one)));
		expect(changes.map(({kind}) => kind)).toEqual(article.map(() => 'added'));
		expect(remarks).toEqual([{code: 'other-sid', taken: Sid, sid: `${Sid}2`}]);
		expect(merge(merged)).toMatchObject({changed: false});
	}

	test('refuses the policy of a resource', () => {
		const statement: Statement = {Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*'};
		expect(refusal(() => merge(document(statement))).message).toContain('policy of a resource');
	});
});
