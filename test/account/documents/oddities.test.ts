import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, describe, expect, test} from 'vitest';
import {
	type DocumentName,
	documentsFromTexts,
	openDocuments,
} from '../../../source/account/index.ts';
import {toFileFormat} from '../../../source/connection/index.ts';
import {buildDocuments, documentText} from '../../../source/documents/index.ts';
import type {Check} from '../../../source/words/index.ts';
import {creativeForce, creativeForceConnection, keyArn} from '../../support/connections.ts';
import {judge} from '../../support/findings.ts';

const connection = creativeForceConnection();
const arn = 'arn:aws:iam::111122223333:role/CreativeForceAccess';

const made = Object.fromEntries(
	(['role-policy', 'trust-policy', 'bucket-policy', 'key-policy'] as const).flatMap((only) =>
		buildDocuments(connection, creativeForce, {only}).map(({id, document}) => [
			id,
			documentText(document),
		]),
	),
) as Record<'role-policy' | 'trust-policy' | 'bucket-policy' | 'key-policy', string>;

/** Those that a connection without a queue, CORS rules and events has. */
type Document = Exclude<
	DocumentName,
	'queue-policy' | 'queue' | 'bucket-cors' | 'bucket-notification'
>;

/** Documents of a connection that agree with each other. */
const healthy: Readonly<Record<Document, string>> = {
	...made,
	'boundary-policy': documentText({
		Version: '2012-10-17',
		Statement: {Effect: 'Allow', Action: '*', Resource: '*'},
	}),
	bucket: documentText({
		region: connection.region,
		encryption: {
			Rules: [
				{ApplyServerSideEncryptionByDefault: {SSEAlgorithm: 'aws:kms', KMSMasterKeyID: keyArn}},
			],
		},
		publicAccessBlock: {
			BlockPublicAcls: true,
			IgnorePublicAcls: true,
			BlockPublicPolicy: true,
			RestrictPublicBuckets: true,
		},
		objectOwnership: 'BucketOwnerEnforced',
	} as never),
	key: documentText({
		KeyMetadata: {Arn: keyArn, KeyState: 'Enabled', KeyManager: 'CUSTOMER'},
	} as never),
	role: documentText({
		Role: {
			Arn: arn,
			PermissionsBoundary: {PermissionsBoundaryArn: 'arn:aws:iam::111122223333:policy/Limits'},
		},
	} as never),
	account: documentText({
		identity: {
			UserId: 'AIDAEXAMPLE',
			Account: '111122223333',
			Arn: 'arn:aws:iam::111122223333:user/deploy',
		},
	} as never),
};
const names = Object.keys(healthy) as Document[];
const policies = names.filter((name) => name.endsWith('-policy'));

const judged = async (texts: Partial<Record<Document, string>>): Promise<readonly Check[]> =>
	judge(await documentsFromTexts(texts).look(connection, creativeForce), connection, creativeForce);

/** What was found; corrections keep the line ends of the document. */
const findings = (checks: readonly Check[]) =>
	checks.map(({id, status, reason, fix}) => ({id, status, reason, fix}));

const idsOf = (checks: readonly Check[], wanted: Check['status']) =>
	checks.filter(({status}) => status === wanted).map(({id}) => id);

/** Texts in place of a document, and what the reasons say of them. */
const unreadable: readonly (readonly [string, (text: string) => string, string])[] = [
	['typographic quotes', (text) => text.replace(/"(\w+)"/, '“$1”'), 'typographic'],
	['a comma too many', (text) => text.replace(/\}\s*$/, ',}'), 'comma before this is not allowed'],
	['single quotes', (text) => text.replace(/"(\w+)"/, "'$1'"), 'double quotation marks'],
	['a placeholder', (text) => text.replace(/: ("[^"]*"|\{|\[)/, ': <bucket> $1'), '<bucket>'],
	['a placeholder in braces', (text) => text.replace('{', '{"x": {{bucket}},'), '{{bucket}}'],
	['a placeholder in capitals', (text) => text.replace('{', '{"x": YOUR_ACCOUNT,'), 'YOUR_ACCOUNT'],
	['a comment', (text) => text.replace('{', '{ // mine'), 'no comments'],
	['two documents', (text) => `${text}\n${text}`, 'another one begins'],
	['an ellipsis', (text) => text.replace('{', '{\n...'), 'left out'],
	[
		'half of it',
		(text) => text.slice(0, text.lastIndexOf('\n')),
		'not have been copied completely',
	],
	['YAML', () => 'Version: "2012-10-17"\nStatement: []', 'YAML'],
	['CloudFormation', () => 'Resources:\n  A:\n    Bucket: !Ref B', 'CloudFormation'],
	['CloudFormation in JSON', () => '{"Resources": {"A": {}}}', 'CloudFormation'],
	['its functions', (text) => text.replace('{', '{"x": !Sub "y",'), '!Sub'],
	['Terraform', () => 'resource "aws_s3_bucket_policy" "a" {\n}', 'Terraform'],
	[
		'an error page of S3',
		() => '<?xml version="1.0"?><Error><Code>NoSuchBucket</Code></Error>',
		'NoSuchBucket',
	],
	['a web page', () => '<!DOCTYPE html><html></html>', 'HTML'],
	['a connection file', () => JSON.stringify(toFileFormat(connection)), 'connection file'],
	['the caller', () => '{"UserId": "A", "Account": "1", "Arn": "a"}', 'get-caller-identity'],
	['statements alone', () => '[{"Effect": "Allow", "Action": "s3:*"}]', 'list of statements'],
	['half a URL-encoded text', () => '%7B%22Version%', 'URL-encoded'],
	['a name given twice', (text) => text.replace('{', '{"x": 1, "x": 2,'), 'twice'],
];

/** Unreadable documents make their checks unknown, and never let one pass that would not without the document. */
async function expectUnknown(name: Document, text: string, word: string): Promise<void> {
	const {[name]: _, ...others} = healthy;
	const checks = await judged({...others, [name]: text});
	const reasons = checks
		.filter(({status}) => status === 'unknown')
		.map(({reason}) => reason)
		.filter((reason) => reason.includes(word));
	expect(reasons).not.toEqual([]);
	expect(reasons[0]).toMatch(/line \d+, column \d+/);
	const passing = idsOf(await judged(others), 'pass');
	expect(idsOf(checks, 'pass').filter((id) => !passing.includes(id))).toEqual([]);
	expect(idsOf(checks, 'fail')).toEqual(idsOf(await judged(others), 'fail'));
}

describe('a document that cannot be read is named, and its checks are unknown', () => {
	const known = names.filter((name) => name !== 'role');
	test.each(
		unreadable.flatMap(([what, change, word]) =>
			known
				// Who is signed in is said by just that.
				.filter((name) => what !== 'the caller' || name !== 'account')
				.map((name) => [what, name, change(healthy[name]), word] as const),
		),
	)('%s in place of %s', async (_what, name, text, word) => {
		await expectUnknown(name, text, word);
	});

	// Beside a trust policy and a boundary of their own, role.json says nothing more that is judged.
	test.each(unreadable)('%s in place of role.json', async (_what, change, word) => {
		const checks = await judged({role: change(healthy.role)});
		const {reason} = checks.find(({id}) => id === 'role.exists') ?? {};
		expect(reason).toContain(word);
		expect(reason).toMatch(/line \d+, column \d+/);
	});

	test.each(
		policies.flatMap((name) =>
			(['Fn::Sub', 'Ref', 'Fn::Join'] as const).map((called) => [called, name] as const),
		),
	)('%s in place of a value of %s', async (called, name) => {
		const text = healthy[name].replace(
			/"Action": ("[^"]*"|\[[^\]]*\])/,
			`"Action": {"${called}": "x"}`,
		);
		await expectUnknown(name, text, called);
	});

	test.each([
		['role-policy', 'trust-policy', 'trust policy (it names a Principal)'],
		['role-policy', 'bucket-policy', 'bucket policy'],
		['role-policy', 'key-policy', 'key policy'],
		['boundary-policy', 'trust-policy', 'trust policy (it names a Principal)'],
		['trust-policy', 'role-policy', 'no statement names a Principal'],
		['trust-policy', 'bucket-policy', 'bucket policy'],
		['bucket-policy', 'role-policy', 'no statement names a Principal'],
		['bucket-policy', 'trust-policy', 'trust policy (it names a Principal)'],
		['bucket-policy', 'key-policy', 'key policy'],
		['bucket-policy', 'bucket', 'settings of a bucket'],
		['key-policy', 'key', 'describe-key'],
		['key-policy', 'role-policy', 'no statement names a Principal'],
		['key-policy', 'bucket-policy', 'bucket policy'],
		['bucket', 'bucket-policy', 'a policy'],
		['bucket', 'key', 'describe-key'],
		['key', 'key-policy', 'a policy'],
		['key', 'bucket', 'settings of a bucket'],
	] as const)('for the %s the %s', async (name, other, word) => {
		await expectUnknown(name, healthy[other], word);
	});
});

const cli: Readonly<Partial<Record<Document, (text: string) => string>>> = {
	'bucket-policy': (text) => JSON.stringify({Policy: text}, undefined, 4),
	'key-policy': (text) => JSON.stringify({Policy: text, PolicyName: 'default'}),
	'role-policy': (text) => `{"RoleName": "x", "PolicyName": "y", "PolicyDocument": ${text}}`,
	'trust-policy': (text) => `{"Role": {"Arn": "${arn}", "AssumeRolePolicyDocument": ${text}}}`,
	'boundary-policy': (text) => `{"PolicyVersion": {"Document": ${text}}}`,
};

describe('a document that is packed in is read as the document itself', () => {
	test.each(
		[
			['a byte order mark', (text: string) => `\uFEFF${text}`],
			['line ends of Windows', (text: string) => text.replaceAll('\n', '\r\n')],
			['JSON in JSON', (text: string) => JSON.stringify(text)],
			['URL-encoding', (text: string) => encodeURIComponent(text)],
		].flatMap(([what, pack]) =>
			names.map((name) => [what as string, name, pack as (text: string) => string] as const),
		),
	)('%s around the %s', async (_what, name, pack) => {
		const checks = await judged({...healthy, [name]: pack(healthy[name])});
		expect(findings(checks)).toEqual(findings(await judged(healthy)));
	});

	test.each(policies)('the answer of the AWS CLI around the %s', async (name) => {
		const text = cli[name]?.(healthy[name]) ?? '';
		expect(await judged({...healthy, [name]: text})).toEqual(await judged(healthy));
	});
});

describe('a folder in another encoding', () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'encodings-'));
	afterAll(() => rmSync(folder, {recursive: true, force: true}));

	test.each([
		['UTF-16 with a mark', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
		['UTF-16', (text: string) => Buffer.from(text, 'utf16le')],
		['big-endian UTF-16', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
		['UTF-8 with a mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
	])('is read: %s', async (_name, encode) => {
		for (const name of names) {
			writeFileSync(path.join(folder, `${name}.json`), encode(healthy[name]));
		}

		const snapshot = await openDocuments(folder).look(connection, creativeForce);
		expect(judge(snapshot, connection, creativeForce)).toEqual(await judged(healthy));
	});
});
