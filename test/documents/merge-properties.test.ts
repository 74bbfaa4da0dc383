import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {bucketArn} from '../../source/aws/index.ts';
import {
	buildDocuments,
	type ConnectionDocument,
	mergePolicy,
} from '../../source/documents/index.ts';
import {connectionsWithProfile} from '../support/connections.ts';
import {foreignStatements, policyTexts, statementTexts} from '../support/policy-texts.ts';

/** A merge to try: foreign statements in any order and writing, mixed with earlier ones of the vendor. */
const merges = fc
	.record({
		subject: connectionsWithProfile,
		id: fc.constantFrom('bucket-policy', 'key-policy'),
		leastPrivilege: fc.boolean(),
		wasLeastPrivilege: fc.boolean(),
		isArticle: fc.boolean(),
	})
	.filter(({subject, id}) => id === 'bucket-policy' || subject.connection.kmsKeyArn !== undefined)
	.chain(({subject: {connection, profile}, id, leastPrivilege, wasLeastPrivilege, isArticle}) => {
		const only = id as 'bucket-policy' | 'key-policy';
		const build = (narrow: boolean) =>
			buildDocuments(connection, profile, {
				only,
				leastPrivilege: narrow,
			})[0] as ConnectionDocument;
		const ownSids = build(leastPrivilege).forMerge.statements.map(({Sid}) => Sid);
		const [articleSid] =
			profile.documents.find((document) => document.id === only)?.articleSids ?? [];
		const earlier = build(wasLeastPrivilege).forMerge.statements.map((statement, index) => ({
			...statement,
			...(isArticle && index === 0 && articleSid !== undefined && {Sid: articleSid}),
		}));
		const account = connection.kmsKeyArn?.split(':')[4];
		const admin = {
			Effect: 'Allow',
			Principal: {AWS: `arn:aws:iam::${account}:root`},
			Action: 'kms:*',
			Resource: '*',
		};
		const anything =
			only === 'bucket-policy'
				? fc.array(foreignStatements(`${bucketArn(connection)}/*`, 's3'), {
						maxLength: 5,
					})
				: fc.array(foreignStatements('*', 'kms'), {maxLength: 5}).map((list) => [...list, admin]);
		// A statement with a Sid that we are about to write counts as the vendor's, whoever it is about.
		const foreign = anything.map((list) =>
			list.filter((item) => !('Sid' in item) || !ownSids.includes(item.Sid)),
		);
		const ownPrincipal = JSON.stringify(earlier[0]?.Principal);
		const statements = fc.tuple(foreign, fc.subarray(earlier)).chain(([others, own]) =>
			fc.shuffledSubarray([...others, ...own], {
				minLength: others.length + own.length,
			}),
		);
		return policyTexts(statements).map((text) => ({
			[fc.toStringMethod]: () => `${only} ${text}`,
			text,
			addition: build(leastPrivilege),
			context: {connection, profile, name: 'policy.json'},
			foreignTexts: (merged: string) =>
				statementTexts(merged.replace(/^\uFEFF/, '')).filter(
					(statement) => JSON.stringify(JSON.parse(statement).Principal) !== ownPrincipal,
				),
		}));
	});

describe('merging, whatever was there', () => {
	test('keeps every foreign statement as it is written, in its order', () => {
		fc.assert(
			fc.property(merges, ({text, addition, context, foreignTexts}) => {
				const result = mergePolicy(text, addition, context);
				expect(foreignTexts(result.text)).toEqual(foreignTexts(text));
			}),
		);
	});

	test("holds the vendor's statements, each once, and no earlier ones", () => {
		fc.assert(
			fc.property(merges, ({text, addition, context, foreignTexts}) => {
				const result = mergePolicy(text, addition, context);
				const foreign = new Set(foreignTexts(result.text));
				const own = statementTexts(result.text)
					.filter((statement) => !foreign.has(statement))
					.map((statement) => JSON.parse(statement) as {Sid: string});
				const bySid = (one: {Sid?: string}, other: {Sid?: string}) =>
					(one.Sid ?? '').localeCompare(other.Sid ?? '');
				expect(own.sort(bySid)).toEqual([...addition.forMerge.statements].sort(bySid));
				expect(JSON.parse(result.text)).toEqual(result.document);
			}),
		);
	});

	test('a second time changes nothing', () => {
		fc.assert(
			fc.property(merges, ({text, addition, context}) => {
				const once = mergePolicy(text, addition, context);
				const twice = mergePolicy(once.text, addition, context);
				expect(twice.text).toBe(once.text);
				expect(twice.changed).toBe(false);
			}),
		);
	});
});
