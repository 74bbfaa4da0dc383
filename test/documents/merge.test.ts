import {describe, expect, test} from 'vitest';
import {buildDocuments, documentText, mergePolicy} from '../../source/documents/index.ts';
import {creativeForce, creativeForceConnection, iconik} from '../support/connections.ts';
import {connection, merge, policy, refusal, tls} from '../support/merging.ts';
import {statementsOf, statementTexts} from '../support/policy-texts.ts';

const [bucketPolicy] = buildDocuments(connection, iconik, {only: 'bucket-policy'});
const [ours] = bucketPolicy?.forMerge.statements ?? [];
const iconikRole = {AWS: 'arn:aws:iam::283217727627:role/IconikS3AccessRole'};

describe('merging into a bucket policy', () => {
	test('adds the statement after those that are there', () => {
		const result = merge(policy(tls));
		expect(result.text).toBe(documentText(policy(tls, ours) as never));
		expect(result.document).toEqual(policy(tls, ours));
		expect(result.changes).toEqual([{kind: 'added', sid: 'IconikStorageAccess', index: 1}]);
		expect(result.changed).toBe(true);
		expect(result.notes).toEqual([]);
	});

	test.each(['', ' \n', '\uFEFF', '{}', '{"Version": "2008-10-17"}'])(
		'into %j gives the document alone',
		(existing) => {
			const result = merge(existing);
			expect(result.document).toEqual(bucketPolicy?.document);
			expect(result.text).toBe(documentText(result.document));
			expect(result.changes).toEqual([{kind: 'added', sid: 'IconikStorageAccess', index: 0}]);
		},
	);

	test.each([
		['the answer of the AWS CLI', (text: string) => JSON.stringify({Policy: text})],
		['JSON in JSON', (text: string) => JSON.stringify(text)],
		['a URL-encoded text', (text: string) => encodeURIComponent(text)],
	])('takes the policy out of %s', (_name, wrap) => {
		const text = documentText(policy(tls) as never);
		expect(merge(wrap(text)).text).toBe(merge(text).text);
	});

	test('fills an empty list of statements', () => {
		expect(merge('{"Id": "mine", "Statement": []}').text).toBe(
			`{"Id": "mine", "Statement": [${JSON.stringify(ours)}]}`,
		);
		expect(merge('{\n\t"Statement": []\n}').text).toBe(
			JSON.stringify({Statement: [ours]}, undefined, '\t'),
		);
	});

	test.each([2, 4, '\t'])('takes over the indentation %j', (indent) => {
		const pretty = (...statements: unknown[]) =>
			JSON.stringify(policy(...statements), undefined, indent);
		expect(merge(pretty(tls)).text).toBe(pretty(tls, ours));
		expect(merge(pretty(tls, {...ours, Action: 's3:Get*'})).text).toBe(pretty(tls, ours));
	});

	test('takes over CRLF and the last line end, and drops a byte order mark', () => {
		const crlf = (value: unknown) => JSON.stringify(value, undefined, 2).replaceAll('\n', '\r\n');
		expect(merge(`\uFEFF${crlf(policy(tls))}\r\n`).text).toBe(`${crlf(policy(tls, ours))}\r\n`);
	});

	test('keeps a policy on one line on one line', () => {
		expect(merge(JSON.stringify(policy(tls))).text).toBe(JSON.stringify(policy(tls, ours)));
	});

	test('keeps the text of a single statement inside the new list', () => {
		const existing = `{\n  "Statement": ${JSON.stringify(tls, undefined, 2).replaceAll('\n', '\n  ')}\n}`;
		const result = merge(existing);
		expect(statementTexts(result.text)[0]).toBe(statementTexts(existing)[0]);
		expect(statementsOf(result.document)).toEqual([tls, ours]);
	});

	test('replaces a single statement that is ours without a list around it', () => {
		const result = merge({Statement: {...ours, Action: 's3:Get*'}});
		expect(result.document).toEqual({Statement: ours});
	});

	test('keeps key order, odd spacing and numbers of many digits', () => {
		const foreign =
			'{ "Resource":"arn:aws:s3:::acme-assets/*" ,"Principal":"*","Action":"s3:*","Effect":"Deny",   "Condition":{"NumericGreaterThan":{"s3:max-keys":12345678901234567890.10}}}';
		const result = merge(
			`{"Id":"mine","Statement":[${foreign} , {"Sid":"IconikStorageAccess","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::283217727627:role/IconikS3AccessRole"},"Action":"s3:*","Resource":"arn:aws:s3:::acme-assets"}],"Version":"2012-10-17"}`,
		);
		expect(result.text).toBe(
			`{"Id":"mine","Statement":[${foreign} , ${JSON.stringify(ours)}],"Version":"2012-10-17"}`,
		);
	});

	test("replaces the article's statement with a wrong tenant in its place", () => {
		const wrong = {
			...ours,
			Sid: 'Statement1',
			Condition: {
				StringEquals: {
					'aws:PrincipalTag/IconikSystemDomainId': '1297c8b6-3563-11e7-adf1-6c4008b85488',
				},
			},
		};
		const result = merge(policy(wrong, tls));
		expect(result.document).toEqual(policy(ours, tls));
		expect(result.changes).toEqual([
			{kind: 'replaced', sid: 'IconikStorageAccess', was: 'Statement1', index: 0},
		]);
	});

	test("replaces two of the article's statements in the order of the new ones", () => {
		const [addition] = buildDocuments(connection, iconik, {
			only: 'bucket-policy',
			leastPrivilege: true,
		});
		if (addition === undefined) {
			throw new Error('There is no such document.');
		}

		const {statements, relatedSids} = addition.forMerge;
		const articles = ['Statement1', 'Statement2'];
		const existing = policy({...ours, Sid: articles[0]}, tls, {...ours, Sid: articles[1]});
		const result = mergePolicy(
			JSON.stringify(existing),
			{...addition, forMerge: {statements, relatedSids: [...relatedSids, ...articles]}},
			{connection, profile: iconik, name: 'policy.json'},
		);
		expect(result.document).toEqual(policy(statements[0], tls, statements[1]));
		expect(result.changes).toEqual([
			{kind: 'replaced', sid: 'IconikStorageAccess', was: 'Statement1', index: 0},
			{kind: 'replaced', sid: 'IconikBucketAccess', was: 'Statement2', index: 2},
		]);
	});

	test('leaves a second statement of the vendor alone, since what it gives is its own', () => {
		const second = {...ours, Sid: 'Statement1', Resource: 'arn:aws:s3:::acme-assets/reports/*'};
		const result = merge(policy(second, tls, ours));
		expect(result.document).toEqual(policy(second, tls, ours));
		expect(result.changed).toBe(false);
		expect(result.changes).toEqual([{kind: 'unchanged', sid: 'IconikStorageAccess', index: 2}]);
	});

	test.each([
		['somebody else', {Principal: {AWS: 'arn:aws:iam::222233334444:root'}}],
		['us and somebody else', {Principal: {AWS: [iconikRole.AWS, '222233334444']}}],
		['everybody', {Principal: '*'}],
		['us in a Deny', {Effect: 'Deny'}],
		['everybody but us', {Principal: undefined, NotPrincipal: iconikRole}],
	])('leaves a foreign Statement1 about %s alone', (_whom, changes) => {
		const foreign = JSON.parse(JSON.stringify({...ours, Sid: 'Statement1', ...changes}));
		expect(merge(policy(foreign)).document).toEqual(policy(foreign, ours));
	});

	test('leaves a statement that says the same untouched', () => {
		const text = `{"Statement": {"Resource": ["arn:aws:s3:::acme-assets/*", "arn:aws:s3:::acme-assets"], "Sid": "IconikStorageAccess", "Principal": {"AWS": ["${iconikRole.AWS}"]}, "Action": ["s3:*"], "Effect": "Allow", "Condition": ${JSON.stringify(ours?.Condition)}}}\n`;
		const result = merge(text);
		expect(result.text).toBe(text);
		expect(result.changed).toBe(false);
		expect(result.changes).toEqual([{kind: 'unchanged', sid: 'IconikStorageAccess', index: 0}]);
	});

	test.each([
		['somebody else too', {Principal: {AWS: ['222233334444', iconikRole.AWS]}}],
		['somebody else', {Principal: {AWS: 'arn:aws:iam::222233334444:role/a'}}],
		['everybody', {Principal: '*'}],
		['everybody except some', {Principal: undefined, NotPrincipal: iconikRole}],
		['the vendor in a Deny', {Effect: 'Deny'}],
		[
			'another customer of the vendor',
			{
				Condition: {
					StringEquals: {
						'aws:PrincipalTag/IconikSystemDomainId': '99999999-3563-11e7-adf1-6c4008b85488',
					},
				},
			},
		],
	])(
		'leaves a statement under our Sid about %s alone, and ours has another Sid',
		(_whom, changes) => {
			const statement = JSON.parse(JSON.stringify({...ours, ...changes}));
			const result = merge(policy(statement, tls));
			expect(result.document).toEqual(
				policy(statement, tls, {...ours, Sid: 'IconikStorageAccess2'}),
			);
			expect(result.changes).toEqual([{kind: 'added', sid: 'IconikStorageAccess2', index: 2}]);
			expect(result.remarks).toEqual([
				{code: 'other-sid', taken: 'IconikStorageAccess', sid: 'IconikStorageAccess2'},
			]);
			expect(merge(result.text)).toMatchObject({changed: false, text: result.text});
		},
	);

	test('counts on where the other Sid is taken, too', () => {
		const [one, two] = ['IconikStorageAccess', 'IconikStorageAccess2'].map((Sid) => ({
			...tls,
			Sid,
		}));
		expect(merge(policy(one, two)).document).toEqual(
			policy(one, two, {...ours, Sid: 'IconikStorageAccess3'}),
		);
	});

	test('a narrower document tells what it removes in the order in which it stood', () => {
		const wide = (Sid: string) => ({...ours, Sid});
		const result = merge(policy(wide('A'), wide('B'), tls, wide('C')), 'bucket-policy', true);
		expect(statementsOf(result.document).map(({Sid}) => Sid)).toEqual([
			'IconikStorageAccess',
			'IconikBucketAccess',
			'OnlyTls',
		]);
		expect(result.changes.filter(({kind}) => kind === 'removed')).toEqual([
			{kind: 'removed', sid: 'C', index: 3},
		]);
	});

	test('goes from the usual to the narrower document, and takes nothing on the way back', () => {
		const narrow = merge(policy(tls, ours), 'bucket-policy', true);
		expect(statementsOf(narrow.document).map(({Sid}) => Sid)).toEqual([
			'OnlyTls',
			'IconikStorageAccess',
			'IconikBucketAccess',
		]);
		const back = merge(narrow.text);
		expect(statementsOf(back.document)).toEqual([tls, ours, statementsOf(narrow.document)[2]]);
		expect(back.changes).toEqual([{kind: 'replaced', sid: 'IconikStorageAccess', index: 1}]);
	});

	test('a narrower document removes neighbours at the beginning, in the middle and at the end', () => {
		const narrow = statementsOf(merge(policy(tls), 'bucket-policy', true).document).slice(1);
		const wide = (Sid: string) => ({...ours, Sid});
		for (const list of [
			[wide('A'), wide('B'), tls, ...narrow],
			[tls, wide('A'), wide('B'), ...narrow],
			[tls, ...narrow, wide('A'), wide('B')],
			[wide('A'), tls, wide('B'), ...narrow, wide('C')],
		]) {
			const expected = list.filter((item) => !['A', 'B', 'C'].includes(item.Sid ?? ''));
			const existing = JSON.stringify(policy(...list));
			const {text} = merge(existing, 'bucket-policy', true);
			expect(text).toBe(JSON.stringify(policy(...expected)));
		}
	});

	test('drops line breaks where the policy would be too large with them', () => {
		const long = {
			...tls,
			Resource: Array.from({length: 1}, () => `arn:aws:s3:::acme-assets/${'x'.repeat(19_000)}`),
		};
		const existing = JSON.stringify(policy(long), undefined, 2);
		const result = merge(`${existing}${' '.repeat(2000)}`);
		expect(result.text).toBe(JSON.stringify(policy(long, ours)));
		expect(result.notes.join()).toMatch(/has no line breaks/);
		expect(merge(result.text)).toMatchObject({
			changed: false,
			text: result.text,
		});
	});

	test('fails where it would be too large even so', () => {
		const long = {
			...tls,
			Resource: `arn:aws:s3:::acme-assets/${'x'.repeat(20_300)}`,
		};
		const error = refusal(() => merge(policy(long)));
		expect(error.exitCode).toBe(1);
		expect(error.message).toMatch(/2\d,\d{3} bytes, but only 20,480 are allowed/);
		expect(error.hint).toBeDefined();
	});

	test('says no more than three things that AWS may refuse', () => {
		const odd = [1, 2, 3, 4].map((index) => ({...tls, Sid: `Odd${index}`, Effekt: 'Deny'}));
		expect(merge(policy(...odd)).notes).toHaveLength(3);
	});

	test('says where AWS may refuse what was there before', () => {
		expect(merge(policy({...tls, Effekt: 'Deny'})).notes).toEqual([
			'AWS may refuse Statement[0].Effekt: A statement has no such element.',
		]);
	});
});

const creativeConnection = creativeForceConnection();
test("the article's bucket policy of Creative Force is recognised by the role, under any Sid", () => {
	const [addition] = buildDocuments(creativeConnection, creativeForce, {
		only: 'bucket-policy',
	});
	const pasted = {
		...addition?.forMerge.statements[0],
		Sid: 'Stmt1641802481873',
	};
	const result = mergePolicy(JSON.stringify(policy(pasted)), addition as never, {
		connection: creativeConnection,
		profile: creativeForce,
		name: 'x.json',
	});
	expect(result.changes).toEqual([{kind: 'unchanged', sid: 'Stmt1641802481873', index: 0}]);
	expect(result.changed).toBe(false);
});
