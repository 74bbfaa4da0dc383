/** One mistake in a profile, by its path in the JSON; `check.ts` turns it into a problem with a place. */
export type Issue = {
	readonly path: readonly (string | number)[];
	/** The rule in plain words, a full sentence. */
	readonly rule: string;
	readonly value?: string;
	readonly example?: string;
	/** True where the name of the field is at fault and not its value. */
	readonly atKey?: boolean;
	/** Which danger of the table it is, where it is one. */
	readonly code?: string;
};

/** A part of a profile that has the right form, and where it stands. */
export type Part<T> = {
	readonly path: readonly (string | number)[];
	readonly value: T;
};
