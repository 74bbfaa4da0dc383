import type {BuiltIn} from './edit-profile.ts';

/** A change that breaks a profile, the one mistake that it makes, and where: snippets to look for one after another. */
export type BrokenProfile = {
	readonly name: string;
	readonly base: BuiltIn;
	readonly changes: Readonly<Record<string, unknown>>;
	readonly field: string;
	readonly rule: RegExp;
	readonly at: readonly string[];
};

function broken(
	base: BuiltIn,
	name: string,
	changes: BrokenProfile['changes'],
	field: string,
	rule: RegExp,
	...at: string[]
): BrokenProfile {
	return {name, base, changes, field, rule, at};
}

/** A mistake in the profile of Creative Force. */
export const customerRole = (
	...rest: [string, BrokenProfile['changes'], string, RegExp, ...string[]]
) => broken('creative-force', ...rest);
/** A mistake in the profile of iconik. */
export const vendorRole = (
	...rest: [string, BrokenProfile['changes'], string, RegExp, ...string[]]
) => broken('iconik', ...rest);
