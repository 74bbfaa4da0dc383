import {isPolicyId} from '../aws/index.ts';
import {changeStatements} from '../documents/index.ts';
import {listOf, type Statement} from '../policy/index.ts';
import {attempt, correctionWith} from './corrections.ts';
import type {Correction} from './finding.ts';
import {findInlinePolicy} from './inline-policy.ts';
import type {NearStatement} from './near-statement.ts';
import {objectsArn, policyOf, type ResourceDocument, type Situation} from './situation.ts';
import {type ConditionTest, withTests} from './statements.ts';

type EditablePolicy = 'role-policy' | ResourceDocument;

/** Whether a statement stands in a policy of which the vendor has statements of its own. */
function isEditable(place: NearStatement['place']['document']): place is EditablePolicy {
	return place !== 'boundary' && place !== 'queue-policy' && isPolicyId(place);
}

/**
 * The policy with the change of one statement that a sentence of advice describes, so that it can be tried; undefined where
 * only a statement beside it helps.
 */
export function nearEdit(situation: Situation, near: NearStatement): Correction | undefined {
	const edits = editsOf(situation, near);
	const {document: place, policy, index} = near.place;
	if (edits === undefined || !isEditable(place)) {
		return undefined;
	}

	const text = textOf(situation, place, policy);
	return attempt(() =>
		correctionWith(
			situation,
			place,
			text === undefined
				? undefined
				: changeStatements(text, {
						replaced: new Map([[index, edits.statement]]),
						removed: [],
						added: edits.added,
					}),
			policy,
		),
	);
}

function textOf(
	situation: Situation,
	place: EditablePolicy,
	policy: string | undefined,
): string | undefined {
	if (place !== 'role-policy') {
		const seen = policyOf(situation, place);
		return seen.state === 'there' ? seen.text : undefined;
	}

	return findInlinePolicy(situation, policy)?.text;
}

type Edits = {readonly statement: Statement; readonly added: readonly Statement[]};

function editsOf(
	situation: Situation,
	{statement, mismatch, asked}: NearStatement,
): Edits | undefined {
	const {bucketArn, profile, connection} = situation;
	const target = asked.resource === bucketArn ? bucketArn : objectsArn(situation);
	const changed = (change: Partial<Statement>): Edits => ({
		statement: {...statement, ...change} as Statement,
		added: [],
	});
	switch (mismatch.kind) {
		case 'principal':
			return undefined;
		case 'action':
			return statement.NotAction === undefined
				? changed({Action: [...listOf(statement.Action), asked.action]})
				: undefined;
		case 'other-key':
			return changed({Resource: asked.resource});
		case 'other-resource':
		case 'other-bucket':
		case 'folder':
			return changed({Resource: target});
		case 'bucket-alone':
			return changed({Resource: [...listOf(statement.Resource), target]});
		case 'objects-alone': {
			const {Sid: _sid, ...rest} = statement;
			return {
				statement,
				added: [{...rest, Action: asked.action, Resource: target}],
			};
		}

		case 'prefix': {
			const {test} = mismatch;
			const rest = withTests(
				statement,
				(one) => !(one.operator === test.operator && one.key === test.key),
			);
			return {
				statement: withValue(rest, 'StringLike', test.key, `${situation.folder}/*`),
				added: [],
			};
		}

		case 'tenant': {
			const own = connection.inputs[profile.tenant?.input ?? ''] ?? '';
			return {statement: withTest(statement, mismatch.test, mismatch.test.key, own), added: []};
		}

		case 'condition': {
			const {tests, misnamed} = mismatch;
			const key = profile.tenant?.conditionKey;
			const [test] = tests.filter((one) => one.key === misnamed);
			return test !== undefined && key !== undefined
				? {statement: withTest(statement, test, key, test.values), added: []}
				: {
						statement: withTests(
							statement,
							(one) =>
								!tests.some(
									({operator, key: name}) => one.operator === operator && one.key === name,
								),
						),
						added: [],
					};
		}
	}
}

/** The statement with another test in the place of one; one that is turned round asks for equality then. */
function withTest(
	statement: Statement,
	test: ConditionTest,
	key: string,
	values: string | readonly string[],
): Statement {
	const operator = /Not|^Null$/.test(test.operator) ? 'StringEquals' : test.operator;
	const rest = withTests(
		statement,
		(one) => !(one.operator === test.operator && one.key === test.key),
	);
	return withValue(rest, operator, key, values);
}

function withValue(
	statement: Statement,
	operator: string,
	key: string,
	values: string | readonly string[],
): Statement {
	const {Condition = {}} = statement;
	return {
		...statement,
		Condition: {...Condition, [operator]: {...Condition[operator], [key]: values}},
	};
}
