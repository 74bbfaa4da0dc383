import {isObject} from './values.ts';

function parsed(text: string): {readonly value: unknown} | undefined {
	try {
		return {value: JSON.parse(text)};
	} catch {
		return undefined;
	}
}

/** The value as text in which the order of names does not count; `inner` is applied to every value, innermost first. */
function canonical(value: unknown, inner: (value: unknown, name: string) => unknown): string {
	const walk = (node: unknown, name: string): unknown => {
		if (Array.isArray(node)) {
			return inner(
				node.map((item) => walk(item, name)),
				name,
			);
		}

		if (!isObject(node)) {
			return inner(node, name);
		}

		const entries = Object.keys(node)
			.sort()
			.map((key) => [key, walk(node[key], key)] as const)
			.filter(([, entry]) => entry !== undefined);
		return inner(Object.fromEntries(entries), name);
	};
	return JSON.stringify(walk(value, '')) ?? '';
}

/**
 * Whether two JSON texts hold the same once `inner` was applied to every value and its name, innermost first; what it
 * makes undefined is left out.
 */
export function isSameWith(
	one: string,
	other: string,
	inner: (value: unknown, name: string) => unknown,
): boolean {
	if (one === other) {
		return true;
	}

	const [left, right] = [parsed(one), parsed(other)];
	return (
		left !== undefined &&
		right !== undefined &&
		canonical(left.value, inner) === canonical(right.value, inner)
	);
}

/** Whether two JSON texts hold the same, apart from white space and the order of names. Other texts: byte for byte. */
export function isSameJson(one: string, other: string): boolean {
	return isSameWith(one, other, (value) => value);
}
