import {applyEdits, type Edit, findNodeAtLocation, type Node, parseTree} from 'jsonc-parser';
import {accountInArn, wholeAccountIn} from '../aws/index.ts';
import {
	detectStyle,
	editList,
	indentOfEnd,
	type ListEdits,
	type Style,
	textsOf,
} from '../json/index.ts';
import type {Statement} from '../policy/index.ts';
import {readExisting} from './existing-policy.ts';

const exceptions =
	/^(?:ArnNotEquals|ArnNotLike|StringNotEquals|StringNotLike|StringNotEqualsIgnoreCase)(?:IfExists)?$/;
const principalKey = 'aws:PrincipalArn';

/**
 * The policy's text with a Deny statement that spares one more principal: in the list of exceptions that it has, else in
 * a new condition. All else stays byte for byte. `undefined` where there is no such statement or it cannot be done so.
 */
export function exceptPrincipal(
	input: string,
	index: number,
	principal: string,
): string | undefined {
	const found = statementAt(input, index);
	if (found === undefined) {
		return undefined;
	}

	const {text, node, style} = found;
	const spared = findNodeAtLocation(node, ['NotPrincipal']);
	if (spared !== undefined) {
		return sparedByArn(found, spared, principal);
	}

	const condition = findNodeAtLocation(node, ['Condition']);
	const edit =
		condition === undefined
			? member(text, node, 'Condition', {ArnNotEquals: {[principalKey]: principal}}, style)
			: exceptionIn(text, condition, principal, style);
	return applyEdits(text, [edit]);
}

/**
 * A Deny that spares by its condition whom it spared by NotPrincipal, and one more: NotPrincipal would have to list every
 * session of a role, and AWS advises against it. Whoever was spared as a whole account stays so.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
function sparedByArn(
	{text, node, style}: NonNullable<ReturnType<typeof statementAt>>,
	spared: Node,
	principal: string,
): string | undefined {
	const list = findNodeAtLocation(spared, ['AWS']);
	const condition = findNodeAtLocation(node, ['Condition']);
	const isPlain = spared.type === 'object' && spared.children?.length === 1 && list !== undefined;
	if (!isPlain || spared.parent === undefined || condition?.type === 'array') {
		return undefined;
	}

	const names = valuesOf(list);
	const accounts = names.flatMap((name) => wholeAccountIn(name) ?? []);
	const arns = names.filter((name) => wholeAccountIn(name) === undefined);
	// Beside one of its principals an account only stands because AWS asks for it.
	const whole = accounts.filter((account) => !arns.some((arn) => accountInArn(arn) === account));
	const operators = {
		ArnNotEquals: {[principalKey]: [...new Set([...arns, principal])]},
		...(whole.length > 0 && {StringNotEquals: {'aws:PrincipalAccount': whole}}),
	};
	const taken = (condition?.children ?? []).map(({children}) => children?.[0]?.value as unknown);
	if (Object.keys(operators).some((operator) => taken.includes(operator))) {
		return undefined;
	}

	const {offset, length, children: [name] = []} = spared.parent;
	const colon = name === undefined ? ':' : text.slice(name.offset + name.length, spared.offset);
	const conditions =
		condition === undefined
			? [member(text, node, 'Condition', operators, style)]
			: Object.entries(operators).map(([operator, keys]) =>
					member(text, condition, operator, keys, style),
				);
	return applyEdits(text, [{offset, length, content: `"Principal"${colon}"*"`}, ...conditions]);
}

/** The statements of a policy's text; none where it is empty. UserError where it is no policy. */
export function statementsIn(input: string): readonly Statement[] {
	// They were read as those of a policy; elements that this program does not know are let be.
	return (readExisting(input, 'The policy')?.items ?? []).map(
		({value}) => value as unknown as Statement,
	);
}

/** The policy's text without some statements; `undefined` where none would be left, which AWS does not take. */
export function removeStatements(input: string, indexes: readonly number[]): string | undefined {
	const policy = readExisting(input, 'The policy');
	if (policy === undefined || indexes.length >= policy.items.length) {
		return undefined;
	}

	return editList(policy, {replaced: new Map(), removed: indexes, added: []});
}

/**
 * The policy's text with some statements exchanged and some added to the end; all others stay byte for byte. `undefined`
 * where none would be left, which AWS does not take.
 */
export function changeStatements(input: string, edits: ListEdits): string | undefined {
	const policy = readExisting(input, 'The policy');
	return policy === undefined || policy.items.length + edits.added.length <= edits.removed.length
		? undefined
		: editList(policy, edits);
}

/**
 * The policy's text where a statement names some of its AWS principals no longer; without the statement where it names
 * nobody else. `undefined` where it does not name them, or nothing would be left.
 */
export function removePrincipals(
	input: string,
	index: number,
	isRemoved: (principal: string) => boolean,
): string | undefined {
	const found = statementAt(input, index);
	const principal = found && findNodeAtLocation(found.node, ['Principal']);
	const list = principal && findNodeAtLocation(principal, ['AWS']);
	if (found === undefined || principal === undefined || list === undefined) {
		return undefined;
	}

	const names = valuesOf(list);
	const kept = names.filter((name) => !isRemoved(name));
	if (kept.length === names.length) {
		return undefined;
	}

	const {text, style} = found;
	if (kept.length > 0) {
		const value = valueText(kept.length === 1 ? kept[0] : kept, style, indentOfEnd(text, list));
		return applyEdits(text, [{offset: list.offset, length: list.length, content: value}]);
	}

	if (principal.children?.length === 1) {
		return removeStatements(input, [index]);
	}

	const rest = (principal.children ?? []).filter((property) => property.children?.[1] !== list);
	const others = Object.fromEntries(
		rest.map((property) => [
			String(property.children?.[0]?.value),
			plain(valuesOf(property.children?.[1])),
		]),
	);
	const content = valueText(others, style, indentOfEnd(text, principal));
	return applyEdits(text, [{offset: principal.offset, length: principal.length, content}]);
}

function exceptionIn(text: string, condition: Node, principal: string, style: Style): Edit {
	const operators = (condition.children ?? []).filter((property) =>
		exceptions.test(String(property.children?.[0]?.value)),
	);
	for (const operator of operators) {
		const tests = operator.children?.[1]?.children ?? [];
		const test = tests.find(
			({children}) => String(children?.[0]?.value).toLowerCase() === principalKey.toLowerCase(),
		);
		const values = test?.children?.[1];
		if (values !== undefined) {
			return appended(text, values, [principal], style);
		}
	}

	const existing = findNodeAtLocation(condition, ['ArnNotEquals']);
	return existing === undefined
		? member(text, condition, 'ArnNotEquals', {[principalKey]: principal}, style)
		: member(text, existing, principalKey, principal, style);
}

function statementAt(input: string, index: number) {
	const policy = readExisting(input, 'The policy');
	const root = policy && parseTree(policy.text);
	const path = policy?.isSingle === true ? ['Statement'] : ['Statement', index];
	const node = root && findNodeAtLocation(root, path);
	return policy === undefined || node === undefined || (policy.isSingle && index > 0)
		? undefined
		: {text: policy.text, node, style: detectStyle(policy.text)};
}

function valuesOf(node: Node | undefined): string[] {
	return textsOf(node?.type === 'array' ? node.children?.map(({value}) => value) : node?.value);
}

function plain(values: readonly string[]): string | readonly string[] | undefined {
	return values.length === 1 ? values[0] : values;
}

function valueText(value: unknown, {lineEnd, indent}: Style, base: string): string {
	return lineEnd === undefined
		? JSON.stringify(value)
		: JSON.stringify(value, undefined, indent).replaceAll('\n', `${lineEnd}${base}`);
}

/** The white space that stands before the last child of a list or object. */
function separator(text: string, parent: Node): string {
	const [before, last] = [parent.children?.at(-2), parent.children?.at(-1)];
	const start = before === undefined ? parent.offset + 1 : before.offset + before.length;
	return text.slice(start, last?.offset ?? start).replace(',', '');
}

/** Puts one more member at the end of an object, spaced as its last one is. */
function member(text: string, object: Node, key: string, value: unknown, style: Style): Edit {
	const last = object.children?.at(-1);
	if (last === undefined) {
		const content = valueText({[key]: value}, style, indentOfEnd(text, object));
		return {offset: object.offset, length: object.length, content};
	}

	const space = separator(text, object);
	const [name, old] = last.children ?? [];
	const colon =
		name === undefined || old === undefined
			? ':'
			: text.slice(name.offset + name.length, old.offset);
	const written = space.includes('\n')
		? valueText(value, style, indentOfEnd(text, last))
		: JSON.stringify(value);
	const content = `,${space}${JSON.stringify(key)}${colon}${written}`;
	return {offset: last.offset + last.length, length: 0, content};
}

/** Puts texts at the end of a list; one value becomes a list with it. */
function appended(text: string, node: Node, items: readonly string[], style: Style): Edit {
	const last = node.children?.at(-1);
	if (node.type !== 'array' || last === undefined) {
		const content = valueText([...valuesOf(node), ...items], style, indentOfEnd(text, node));
		return {offset: node.offset, length: node.length, content};
	}

	const space = separator(text, node);
	const content = items.map((item) => `,${space}${JSON.stringify(item)}`).join('');
	return {offset: last.offset + last.length, length: 0, content};
}
