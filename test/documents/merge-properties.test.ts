import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {bucketArn} from '../../source/aws/index.ts';
import {
	buildDocuments,
	type ConnectionPolicy,
	mergePolicy,
	saysTheSame,
} from '../../source/documents/index.ts';
import type {MergeManner} from '../../source/documents/merge-plan.ts';
import type {Statement} from '../../source/policy/index.ts';
import {isPolicyTemplate} from '../../source/vendors/index.ts';
import {connectionsWithProfile} from '../support/connections.ts';
import {foreignStatements, policyTexts, statementTexts} from '../support/policy-texts.ts';

/** What the customer may have done to a statement of the vendor. */
const changes = fc.constantFrom<(statement: Statement) => Statement>(
	(statement) => statement,
	(statement) => statement,
	({Condition: _condition, ...statement}) => statement,
	({Sid: _sid, ...statement}) => statement,
	({Condition = {}, ...statement}) => ({
		...statement,
		Condition: {...Condition, Bool: {'aws:SecureTransport': 'true'}},
	}),
	(statement) => ({...statement, Sid: 'Mine', Action: [statement.Action ?? []].flat().slice(0, 1)}),
);

/** A merge to try: foreign statements in any order and writing, mixed with earlier ones of the vendor. */
const merges = fc
	.record({
		subject: connectionsWithProfile,
		id: fc.constantFrom('bucket-policy', 'key-policy'),
		leastPrivilege: fc.boolean(),
		wasLeastPrivilege: fc.boolean(),
		isArticle: fc.boolean(),
		manner: fc.constantFrom<MergeManner['manner']>('mend', 'beside'),
		isNarrowing: fc.boolean(),
		change: changes,
	})
	.filter(
		({subject: {connection, profile}, id}) =>
			profile.documents.some((document) => document.id === id) &&
			(id === 'bucket-policy' || connection.kmsKeyArn !== undefined),
	)
	.chain(({subject: {connection, profile}, id, leastPrivilege, wasLeastPrivilege, ...rest}) => {
		const {isArticle, manner, isNarrowing, change} = rest;
		const only = id as 'bucket-policy' | 'key-policy';
		const build = (narrow: boolean) =>
			buildDocuments(connection, profile, {
				only,
				leastPrivilege: narrow,
			})[0] as ConnectionPolicy;
		const [articleSid] =
			profile.documents.filter(isPolicyTemplate).find(({id: one}) => one === only)?.articleSids ??
			[];
		const earlier = build(wasLeastPrivilege).forMerge.statements.map((statement, index) => ({
			...change(statement),
			...(isArticle && index === 0 && articleSid !== undefined && {Sid: articleSid}),
		}));
		const account = connection.kmsKeyArn?.split(':')[4];
		const admin = {
			Effect: 'Allow',
			Principal: {AWS: `arn:aws:iam::${account}:root`},
			Action: 'kms:*',
			Resource: '*',
		};
		const foreign =
			only === 'bucket-policy'
				? fc.array(foreignStatements(`${bucketArn(connection)}/*`, 's3'), {
						maxLength: 5,
					})
				: fc.array(foreignStatements('*', 'kms'), {maxLength: 5}).map((list) => [...list, admin]);
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
			context: {connection, profile, name: 'policy.json', manner, isNarrowing},
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

	test("holds the vendor's statements, each under a Sid that nothing else has", () => {
		fc.assert(
			fc.property(merges, ({text, addition, context, foreignTexts}) => {
				const result = mergePolicy(text, addition, context);
				const foreign = new Set(foreignTexts(result.text));
				const own = statementTexts(result.text)
					.filter((statement) => !foreign.has(statement))
					.map((statement) => JSON.parse(statement) as Statement);
				for (const {Sid, Condition: asked = {}, ...wanted} of addition.forMerge.statements) {
					const holds = own.some(
						({Sid: _sid, Condition, ...rest}) =>
							saysTheSame(rest, wanted) &&
							Object.entries(asked).every(([operator, tests]) =>
								saysTheSame({...Condition?.[operator], ...tests}, Condition?.[operator]),
							),
					);
					expect(holds, `${Sid} ${result.text}`).toBe(true);
				}

				const written = result.changes.filter(({kind}) => kind === 'added' || kind === 'replaced');
				const all = [result.document.Statement].flat().map(({Sid}) => Sid);
				// AWS takes no policy in which a Sid stands twice; one that was handed in so is not for a merge to mend.
				const before = statementTexts(text.replace(/^\uFEFF/, '')).map(
					(statement) => (JSON.parse(statement) as Statement).Sid,
				);
				const isOnce = (sid: string) => before.filter((one) => one === sid).length < 2;
				for (const {sid} of written.filter(({sid: one}) => isOnce(one))) {
					expect(all.filter((one) => sid !== '' && one === sid).length).toBeLessThan(2);
				}

				expect(JSON.parse(result.text)).toEqual(result.document);
			}),
		);
	});

	test('only a narrower document removes a statement, and beside others none is touched', () => {
		fc.assert(
			fc.property(merges, ({text, addition, context}) => {
				const {changes: made} = mergePolicy(text, addition, context);
				const kinds = new Set(made.map(({kind}) => kind));
				expect(kinds.has('removed') && !context.isNarrowing).toBe(false);
				expect(context.manner === 'beside' && kinds.has('replaced')).toBe(false);
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
