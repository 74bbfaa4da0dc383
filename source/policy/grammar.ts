import * as v from 'valibot';
import {documentNames, type PolicyId} from '../aws/index.ts';
import {type Problem, UserError} from '../errors.ts';
import {
	type HandedIn,
	parseJsonText,
	placeAt,
	positionAt,
	readHandedInPolicy,
} from '../json/index.ts';
import {visible} from '../problems.ts';
import {kindIssues} from './kinds.ts';
import {type EmptyLists, policySchema} from './schema.ts';
import {type Stranger, strangerIn} from './strangers.ts';
import type {PolicyDocument} from './types.ts';

type Path = readonly (string | number)[];
type Issue = {
	readonly path: Path;
	readonly rule: string;
	readonly value?: unknown;
};

/**
 * All that is wrong with a document of the given kind, none where AWS would take it; lists may be empty only where
 * `emptyLists` says so. A problem's field is the place in the document, such as `Statement[2].Condition.StringEquals`, or
 * `policy` for the whole.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function policyProblems(
	document: unknown,
	kind: PolicyId,
	emptyLists: EmptyLists = 'none',
): Problem[] {
	return inspect(document, kind, emptyLists).issues.map((issue) => toProblem(issue));
}

/**
 * The policy that a text holds, as it is to be written. UserError where it is not JSON or not a policy of the given kind;
 * its problems carry line and column. `name` says in the message where the text came from.
 */
export function parsePolicy(text: string, kind: PolicyId, name: string): PolicyDocument {
	const plain = text.replace(/^\uFEFF/, '');
	const value = parseJsonText(plain, name);
	return checked(
		{text: plain, value, placeOf: (offset) => positionAt(plain, offset)},
		kind,
		name,
		'in statements',
	);
}

/** A policy with its own text. */
export type ReadPolicy = {readonly text: string; readonly document: PolicyDocument};

/**
 * The policy that somebody hands in, also within the answer of the AWS CLI, URL-encoded or put into JSON twice; lists may
 * be empty, as AWS stores them. UserError as `parsePolicy`, which also says what the text is where it is something else;
 * the places are those in what was handed in.
 */
export function readPolicy(input: string, kind: PolicyId, name: string): ReadPolicy {
	const handedIn = readHandedInPolicy(input, name);
	return {text: handedIn.text, document: checked(handedIn, kind, name, 'everywhere')};
}

function checked(
	handedIn: HandedIn,
	kind: PolicyId,
	name: string,
	emptyLists: EmptyLists,
): PolicyDocument {
	const {value} = handedIn;
	const stranger = strangerIn(value, kind);
	const {issues, document} = inspect(value, kind, emptyLists);
	if (stranger === undefined && document !== undefined && issues.length === 0) {
		return document;
	}

	const withPlace = (path: Path, problem: Problem): Problem => ({
		...problem,
		place: placeAt(handedIn, path),
	});
	throw new UserError(`${visible(name)} is not a valid ${documentNames[kind]}.`, {
		problems:
			stranger === undefined
				? issues.map((issue) => withPlace(issue.path, toProblem(issue)))
				: [withPlace(stranger.path, strangerProblem(stranger))],
	});
}

function strangerProblem({code, path, rule}: Stranger): Problem {
	return {field: code === 'template-function' ? fieldOf(path) : 'policy', rule, code};
}

const schemas = new Map<EmptyLists, ReturnType<typeof policySchema>>();

function schemaFor(emptyLists: EmptyLists) {
	const schema = schemas.get(emptyLists) ?? policySchema(emptyLists);
	schemas.set(emptyLists, schema);
	return schema;
}

function inspect(
	input: unknown,
	kind: PolicyId,
	emptyLists: EmptyLists,
): {readonly issues: readonly Issue[]; readonly document?: PolicyDocument} {
	const result = v.safeParse(schemaFor(emptyLists), input);
	if (result.success) {
		const document: PolicyDocument = result.output;
		return {issues: kindIssues(document, kind), document};
	}

	return {
		issues: result.issues.map((issue) => ({
			path: pathOf(issue),
			rule: isEllipsis(issue.input)
				? 'Something was left out here. The complete policy is needed.'
				: issue.message,
			...(issue.input !== undefined && {value: issue.input}),
		})),
	};
}

/** Whether a value is the mark that somebody shortened a text with. */
function isEllipsis(value: unknown): boolean {
	return typeof value === 'string' && /^\s*(?:\.{3}|\u2026)\s*$/.test(value);
}

function pathOf(issue: v.BaseIssue<unknown>): Path {
	return (issue.path ?? []).map(({key}) => (typeof key === 'number' ? key : String(key)));
}

function fieldOf(path: Path): string {
	const field = path
		.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
		.join('')
		.replace(/^\./, '');
	return field === '' ? 'policy' : field;
}

function toProblem({path, rule, value}: Issue): Problem {
	return {
		field: fieldOf(path),
		...(value !== undefined && {value: shorten(value)}),
		rule,
	};
}

function shorten(value: unknown): string {
	const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
	return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
