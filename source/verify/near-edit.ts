import {isPolicyId} from '../aws/index.ts';
import {
	changeStatements,
	listingTest,
	listsByPrefix,
	saysTheSame,
	statementsIn,
} from '../documents/index.ts';
import {listOf, type Statement} from '../policy/index.ts';
import {attempt, correctionWith, mergedCorrection, rolePolicyCorrection} from './corrections.ts';
import type {Correction} from './finding.ts';
import {findInlinePolicy} from './inline-policy.ts';
import type {NearStatement} from './near-statement.ts';
import {
	type About,
	objectsArn,
	policyOf,
	type ResourceDocument,
	type Situation,
} from './situation.ts';
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

/** The policy with the vendor's statements beside the one that comes near, which stays as it is; undefined where there is none. */
export function correctionBeside(
	situation: Situation,
	{place: {document}}: NearStatement,
): Correction | undefined {
	switch (document) {
		case 'role-policy':
			return rolePolicyCorrection(situation, {beside: true});
		case 'bucket-policy':
		case 'key-policy':
			return mergedCorrection(situation, document, {beside: true});
		default:
			return undefined;
	}
}

/** Whether a correction of the policy in which a statement comes near leaves that one as it is. */
export function leaves(correction: Correction, {place, statement}: NearStatement): boolean {
	return (
		correction.document !== place.document ||
		correction.policy !== place.policy ||
		statementsIn(correction.text).some((one) => saysTheSame(one, statement))
	);
}

/**
 * Whether a correction makes the change of one statement, and besides puts nothing but further actions that the vendor needs
 * into that one: that they are missing, other findings say of it in the same words.
 */
export function doesAlso(
	{actions: needed}: Situation,
	correction: Correction,
	edit: Correction,
	{place: {index}}: NearStatement,
): boolean {
	if (correction.document !== edit.document || correction.policy !== edit.policy) {
		return false;
	}

	const [after, wanted] = [correction, edit].map(({text}) => statementsIn(text));
	return (
		after?.length === wanted?.length &&
		(wanted ?? []).every((statement, position) => {
			const one = after?.[position];
			if (one === undefined || position !== index) {
				return one !== undefined && saysTheSame(bare(one), bare(statement));
			}

			const {Action: wantedActions, ...rest} = bare(statement);
			const {Action: actions, ...others} = bare(one);
			const more = listOf(actions).filter((action) => !listOf(wantedActions).includes(action));
			return (
				saysTheSame(rest, others) &&
				listOf(wantedActions).every((action) => listOf(actions).includes(action)) &&
				more.every((action) => needed.some((need) => need.action === action))
			);
		})
	);
}

/** A statement without how it is called. */
function bare({Sid: _sid, ...statement}: Statement): Omit<Statement, 'Sid'> {
	return statement;
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

/**
 * What a statement that names something else is to name in its place, all of it in its order: the bucket, the objects that
 * the vendor works on, or the key. Undefined where its Resource is not what is wrong.
 */
export function rightResources(
	about: Pick<About, 'bucketArn' | 'folder'>,
	{statement, mismatch, asked}: Pick<NearStatement, 'statement' | 'mismatch' | 'asked'>,
): readonly string[] | undefined {
	const {bucketArn} = about;
	const objects = objectsArn(about);
	const target = asked.resource === bucketArn ? bucketArn : objects;
	const named = listOf(statement.Resource);
	const exchanged = (isWrong: (resource: string) => string | undefined) => [
		...new Set([
			...(named.length === 1 ? [] : named.map((resource) => isWrong(resource) ?? resource)),
			target,
		]),
	];
	switch (mismatch.kind) {
		case 'other-key':
			return [asked.resource];
		case 'other-resource':
			return [target];
		case 'folder':
			return exchanged((one) => (one.startsWith(`${bucketArn}/`) ? objects : undefined));
		case 'other-bucket': {
			const other = `arn:aws:s3:::${mismatch.bucket}`;
			return exchanged((one) =>
				one === other ? bucketArn : one.startsWith(`${other}/`) ? objects : undefined,
			);
		}

		case 'bucket-alone':
			return [...named, target];
		default:
			return undefined;
	}
}

/** What lists the folder alone, where the vendor works in one; any other request has no prefix. */
export function listingConditionFor(
	{folder}: Pick<About, 'folder'>,
	action: string,
): Statement['Condition'] {
	return folder !== undefined && listsByPrefix(action) ? listingTest(folder) : undefined;
}

function editsOf(situation: Situation, near: NearStatement): Edits | undefined {
	const {statement, mismatch, asked} = near;
	const {bucketArn, profile, connection} = situation;
	const changed = (change: Partial<Statement>): Edits => ({
		statement: {...statement, ...change} as Statement,
		added: [],
	});
	const resources = rightResources(situation, near);
	if (resources !== undefined) {
		const [first] = resources;
		return changed({Resource: resources.length === 1 && first !== undefined ? first : resources});
	}

	switch (mismatch.kind) {
		case 'action':
			return statement.NotAction === undefined
				? changed({Action: [...listOf(statement.Action), asked.action]})
				: undefined;
		case 'objects-alone':
			return moved(
				statement,
				asked.action,
				bucketArn,
				listingConditionFor(situation, asked.action),
			);
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

		default:
			return undefined;
	}
}

/** The statement without an action, as far as it names it, and one that allows it on another resource. */
function moved(
	statement: Statement,
	action: string,
	resource: string,
	condition: Statement['Condition'],
): Edits {
	const {Sid: _sid, ...rest} = statement;
	const {Condition = {}} = statement;
	const others = listOf(statement.Action).filter(
		(name) => name.toLowerCase() !== action.toLowerCase(),
	);
	const there: Statement = {
		...rest,
		Action: action,
		Resource: resource,
		...(condition !== undefined && {
			Condition: {
				...Condition,
				StringLike: {...Condition['StringLike'], ...condition['StringLike']},
			},
		}),
	};
	return others.length === 0
		? {statement: statement.Sid === undefined ? there : {Sid: statement.Sid, ...there}, added: []}
		: {
				statement:
					others.length === listOf(statement.Action).length
						? statement
						: {...statement, Action: others},
				added: [there],
			};
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
