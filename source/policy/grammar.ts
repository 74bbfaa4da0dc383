import {findNodeAtLocation, type Node, parseTree} from 'jsonc-parser';
import * as v from 'valibot';
import {parseJsonText, positionAt} from '../connection/index.ts';
import {type Problem, UserError} from '../errors.ts';
import {visible} from '../problems.ts';
import type {DocumentId} from '../vendors/index.ts';
import {kindIssues} from './kinds.ts';
import {policySchema} from './schema.ts';
import type {PolicyDocument} from './types.ts';

type Path = readonly (string | number)[];
type Issue = {
	readonly path: Path;
	readonly rule: string;
	readonly value?: unknown;
};

const names: Readonly<Record<DocumentId, string>> = {
	'role-policy': 'role policy',
	'trust-policy': 'trust policy',
	'bucket-policy': 'bucket policy',
	'key-policy': 'key policy',
};

/**
 * All that is wrong with a document of the given kind, none where AWS would take it. A problem's field is the place in
 * the document, such as `Statement[2].Condition.StringEquals`, or `policy` for the whole.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function policyProblems(document: unknown, kind: DocumentId): Problem[] {
	return inspect(document, kind).issues.map((issue) => toProblem(issue));
}

/**
 * The policy that a text holds. UserError where it is not JSON or not a policy of the given kind; its problems carry
 * line and column. `name` says in the message where the text came from.
 */
export function parsePolicy(text: string, kind: DocumentId, name: string): PolicyDocument {
	const plain = text.replace(/^\uFEFF/, '');
	const {issues, document} = inspect(parseJsonText(plain, name), kind);
	if (document !== undefined && issues.length === 0) {
		return document;
	}

	const root = parseTree(plain);
	throw new UserError(`${visible(name)} is not a valid ${names[kind]}.`, {
		problems: issues.map((issue) => ({
			...toProblem(issue),
			...(root !== undefined && {
				place: positionAt(plain, nearestNode(root, issue.path).offset),
			}),
		})),
	});
}

function inspect(
	input: unknown,
	kind: DocumentId,
): {readonly issues: readonly Issue[]; readonly document?: PolicyDocument} {
	const result = v.safeParse(policySchema, input);
	if (result.success) {
		const document: PolicyDocument = result.output;
		return {issues: kindIssues(document, kind), document};
	}

	return {
		issues: result.issues.map((issue) => ({
			path: pathOf(issue),
			rule: issue.message,
			...(issue.input !== undefined && {value: issue.input}),
		})),
	};
}

function pathOf(issue: v.BaseIssue<unknown>): Path {
	return (issue.path ?? []).map(({key}) => (typeof key === 'number' ? key : String(key)));
}

function toProblem({path, rule, value}: Issue): Problem {
	const field = path
		.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
		.join('')
		.replace(/^\./, '');
	return {
		field: field === '' ? 'policy' : field,
		...(value !== undefined && {value: shorten(value)}),
		rule,
	};
}

function shorten(value: unknown): string {
	const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
	return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** The node at the path, or of the closest part around it, for an element that is missing. */
function nearestNode(root: Node, path: Path): Node {
	for (let length = path.length; length > 0; length -= 1) {
		const node = findNodeAtLocation(root, path.slice(0, length));
		if (node !== undefined) {
			return node.parent?.type === 'property' ? node.parent : node;
		}
	}

	return root;
}
