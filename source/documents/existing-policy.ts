import {type Node, parseTree} from 'jsonc-parser';
import {UserError} from '../errors.ts';
import type {ListInText, Span} from '../json/index.ts';
import {type HandedIn, isObject, placeAt, readHandedInPolicy} from '../json/index.ts';
import {strangerIn} from '../policy/index.ts';
import {quoted, visible} from '../problems.ts';

/** One statement of a policy that is there already. */
export type ExistingStatement = Span & {
	readonly index: number;
	readonly sid: string | undefined;
	readonly value: Readonly<Record<string, unknown>>;
};

/**
 * A policy that is there already: its text without a byte order mark, in which `Statement` is the list, or the one object
 * in place of it.
 */
export type ExistingPolicy = Omit<ListInText, 'items'> & {
	readonly items: readonly ExistingStatement[];
};

/**
 * Reads the text of a policy for a merge, also within the answer of the AWS CLI, URL-encoded or put into JSON twice;
 * `undefined` where it is empty or says nothing (`{}`). UserError where it is not JSON, repeats a key, is no policy, or
 * holds functions of CloudFormation. Elements that this program does not know are let be.
 */
export function readExisting(input: string, name: string): ExistingPolicy | undefined {
	if (input.replace(/^\uFEFF/, '').trim() === '') {
		return undefined;
	}

	const handedIn = readHandedInPolicy(input, name);
	const {text, value} = handedIn;
	const root = parseTree(text);
	refuseStranger(handedIn, name);
	if (!isObject(value) || root === undefined) {
		throw notPolicy(name, 'It is not a JSON object.');
	}

	const container = childNamed(root, 'Statement');
	if (container === undefined) {
		return refuseOthers(value, name);
	}

	const isSingle = container.type === 'object';
	if (!isSingle && container.type !== 'array') {
		throw notPolicy(name, 'Its Statement is neither an object nor a list.');
	}

	const nodes = isSingle ? [container] : (container.children ?? []);
	const values = isSingle ? [value.Statement] : value.Statement;
	return {
		text,
		container,
		isSingle,
		items: nodes.map(({offset, length}, index) => {
			const statement: unknown = Array.isArray(values) ? values[index] : undefined;
			if (!isObject(statement)) {
				throw notPolicy(name, `Statement ${index + 1} is not an object.`);
			}

			const sid = statement.Sid;
			return {
				offset,
				length,
				index,
				sid: typeof sid === 'string' ? sid : undefined,
				value: statement,
			};
		}),
	};
}

/** What the document is, where it is no policy; which kind of policy it is, is looked at with its statements. */
function refuseStranger(handedIn: HandedIn, name: string): void {
	const stranger = strangerIn(handedIn.value, 'policy');
	if (stranger !== undefined) {
		const {code, path, rule} = stranger;
		throw new UserError(`${visible(name)} is not a policy. ${rule}`, {
			problems: [{field: 'policy', rule, code, place: placeAt(handedIn, path)}],
			hint: policyHint,
		});
	}
}

/** A policy may lack statements; an object with something else in it is not a policy. */
function refuseOthers(value: Readonly<Record<string, unknown>>, name: string): undefined {
	const stranger = Object.keys(value).find((key) => key !== 'Version' && key !== 'Id');
	if (stranger !== undefined) {
		throw notPolicy(name, `It has no Statement, only ${quoted(stranger)}.`);
	}

	return undefined;
}

const policyHint = 'A policy is an object with Version and Statement, as the AWS console shows it.';

function notPolicy(name: string, reason: string): UserError {
	return new UserError(`${visible(name)} is not a policy. ${reason}`, {
		hint: policyHint,
	});
}

function childNamed(node: Node, key: string): Node | undefined {
	return node.children?.find((property) => property.children?.[0]?.value === key)?.children?.[1];
}
