import type {VendorId} from '../profiles.ts';

/** Values of one field that all break the same rule. */
export type InvalidInputs = {
	readonly field: string;
	/** Creative Force where it is absent. */
	readonly vendor?: VendorId;
	/** What else differs from the valid file. */
	readonly given?: Readonly<Record<string, unknown>>;
	readonly rule: string;
	/** Undefined stands for a missing field. */
	readonly values: readonly unknown[];
};
