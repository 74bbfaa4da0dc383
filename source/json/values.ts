/** Whether the value is an object with names, neither a list nor null. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value where it is an object with names, else one without any. */
export function objectOf(value: unknown): Readonly<Record<string, unknown>> {
	return isObject(value) ? value : {};
}

/** What may be one text or a list of them, as a list; whatever else stands there is left out. */
export function textsOf(value: unknown): string[] {
	return (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'string');
}

/** The value with each text in it, names of members included, replaced by what `change` makes of it. */
export function withTexts<T>(value: T, change: (text: string) => string): T {
	const visit = (item: unknown): unknown => {
		if (typeof item === 'string') {
			return change(item);
		}

		if (Array.isArray(item)) {
			return item.map(visit);
		}

		return isObject(item)
			? Object.fromEntries(Object.entries(item).map(([key, part]) => [change(key), visit(part)]))
			: item;
	};

	// Only texts change, so the type does not.
	return visit(value) as T;
}
