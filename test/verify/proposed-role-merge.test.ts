import {describe, expect, test} from 'vitest';
import {buildDocuments, documentText} from '../../source/documents/index.ts';
import type {Statement} from '../../source/policy/index.ts';
import {type ProposedMerge, proposeRoleMergeInto} from '../../source/verify/index.ts';
import {creativeForce, creativeForceConnection, iconik} from '../support/connections.ts';
import {refusal} from '../support/merging.ts';

const connection = creativeForceConnection();
const subject = {connection, profile: creativeForce};
const statementsOf = (leastPrivilege: boolean) =>
	buildDocuments(connection, creativeForce, {only: 'role-policy', leastPrivilege}).flatMap(
		({document}) => [document.Statement].flat(),
	);
const article = statementsOf(false);
const narrower = statementsOf(true);
const queue: Statement = {
	Sid: 'Queue',
	Effect: 'Allow',
	Action: 'sqs:SendMessage',
	Resource: '*',
};

const merged = (statements: readonly Statement[], leastPrivilege = false): ProposedMerge =>
	proposeRoleMergeInto(documentText({Version: '2012-10-17', Statement: statements}), subject, {
		leastPrivilege,
	});
const actionsOf = (differences: ProposedMerge['gains']) =>
	differences.map(({witness}) => witness.action);

describe('a policy of a role', () => {
	test('about something else keeps all of that, and the role gains what the vendor needs', () => {
		const {document, changed, gains, losses} = merged([queue]);
		expect(changed).toBe(true);
		expect(document.Statement).toEqual([queue, ...article]);
		expect(actionsOf(gains)).toContain('s3:PutObject');
		expect(losses).toEqual([]);
	});

	test('that has all the vendor needs stays as it is, whatever its statements are called', () => {
		const renamed = article.map((statement, index) => ({...statement, Sid: `Mine${index}`}));
		const result = merged([queue, ...renamed]);
		expect(result.changed).toBe(false);
		expect(result.changes.map(({sid, kind}) => `${kind} ${sid}`)).toEqual(
			renamed.map(({Sid}) => `unchanged ${Sid}`),
		);
	});

	test('that gives a part of it has its statement mended where it stands', () => {
		const [first, ...others] = article;
		const lacking = {...first, Action: ['kms:Decrypt']} as Statement;
		const {document, changes, gains} = merged([lacking, queue, ...others]);
		expect(document.Statement).toEqual([first, queue, ...others]);
		expect(changes.find(({kind}) => kind === 'replaced')?.index).toBe(0);
		expect(actionsOf(gains)).toContain('kms:GenerateDataKey');
	});

	test('keeps a condition of the customer where the vendor can meet it', () => {
		const office = {IpAddress: {'aws:SourceIp': '203.0.113.0/24'}};
		const conditional = article.map((statement) => ({...statement, Condition: office}));
		expect(merged(conditional).changed).toBe(false);
	});

	test('loses only what the narrower statements leave out, where these are wanted', () => {
		const {document, changed, gains, losses} = merged([...article, queue], true);
		expect(changed).toBe(true);
		expect(document.Statement).toContainEqual(queue);
		expect(gains).toEqual([]);
		expect(losses.length).toBeGreaterThan(0);
		expect(merged([...narrower, queue], true).changed).toBe(false);
	});

	test('that has all of it by a wide statement gets no narrower ones beside that', () => {
		const wide: Statement = {Sid: 'All', Effect: 'Allow', Action: '*', Resource: '*'};
		for (const leastPrivilege of [false, true]) {
			const {changed, changes} = merged([wide], leastPrivilege);
			expect(changed).toBe(false);
			expect(changes).toEqual([{kind: 'unchanged', sid: 'All', index: 0}]);
		}
	});

	test('is said to keep the vendor out where a Deny of it does', () => {
		const deny: Statement = {
			Sid: 'NoWrites',
			Effect: 'Deny',
			Action: 's3:PutObject',
			Resource: '*',
		};
		expect(merged([deny]).denials.map(({sid}) => sid)).toEqual(['NoWrites']);
		expect(merged([deny, ...article]).denials.map(({sid}) => sid)).toEqual(['NoWrites']);
		expect(merged([queue]).denials).toEqual([]);
	});

	test('comes out the same when it is merged once more', () => {
		for (const leastPrivilege of [false, true]) {
			const {document} = merged([queue], leastPrivilege);
			expect(merged([document.Statement].flat(), leastPrivilege).changed).toBe(false);
		}
	});

	test('is made of nothing where nothing is there', () => {
		expect(proposeRoleMergeInto('', subject).document.Statement).toEqual(article);
	});

	test('is refused where it is none, with what it seems to be', () => {
		const bucketPolicy = documentText({
			Version: '2012-10-17',
			Statement: [{...queue, Principal: '*'}],
		});
		expect(refusal(() => proposeRoleMergeInto(bucketPolicy, subject)).message).toContain(
			'looks like the policy of a resource',
		);
		expect(
			refusal(() => proposeRoleMergeInto('{', {connection, profile: iconik})).message,
		).toBeTruthy();
	});
});
