import type {Target} from './target.ts';

function parsed(text: string): {readonly value: unknown} | undefined {
	try {
		return {value: JSON.parse(text)};
	} catch {
		return undefined;
	}
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
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

function sameBy(one: string, other: string, inner: (value: unknown, name: string) => unknown) {
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
	return sameBy(one, other, (value) => value);
}

/**
 * AWS gives a policy back written its own way: single values without a list, lists of names in another order, true
 * and false as texts, and an account number as the ARN of its root.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
function asAwsWrites(value: unknown, name: string): unknown {
	if (typeof value === 'string' && name === 'AWS' && /^\d{12}$/.test(value)) {
		return `arn:aws:iam::${value}:root`;
	}

	if (typeof value === 'boolean' || typeof value === 'number') {
		return String(value);
	}

	if (!Array.isArray(value)) {
		return value;
	}

	if (value.every((item) => typeof item === 'string')) {
		const sorted = [...new Set(value)].sort();
		return sorted.length === 1 ? sorted[0] : sorted;
	}

	return value.length === 1 ? value[0] : value;
}

/** What is not switched on is left out by some of S3's answers and written as false or empty by others. */
function withoutDefaults(value: unknown, name: string): unknown {
	if (name === 'bucketKeyEnabled' && value === false) {
		return undefined;
	}

	return name === 'blockedTypes' && Array.isArray(value)
		? value.length === 0
			? undefined
			: [...value].sort()
		: value;
}

/** Whether what AWS gives is what was written, though perhaps in AWS's own way of writing it. */
export function isAsWritten(kind: Target['kind'], current: string, written: string): boolean {
	return sameBy(current, written, kind === 'bucket-encryption' ? withoutDefaults : asAwsWrites);
}
