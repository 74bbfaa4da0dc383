import type {ExitCode} from '../errors.ts';
import type {Io, Output} from '../output.ts';

/** What every call is given of the outside. */
export type Common = {readonly io: Io; readonly output: Output};

type Flag = {readonly description: string};

type WithValue = Flag & {
	/** What stands for the value in `--help`. */
	readonly value: string;
};

type Repeated = WithValue & {readonly isRepeated: true};

/** Options by their names in camel case: `jsonLines` is given as `--json-lines`. */
type Options = Readonly<Record<string, Flag | WithValue | Repeated>>;

type NoOptions = Readonly<Record<never, Flag>>;

/** An option that is given or not. */
export function flag(description: string): Flag {
	return {description};
}

/** An option that is given with a value, for which `value` stands in `--help`. */
export function withValue(value: string, description: string): WithValue {
	return {value, description};
}

/** An option that can be given several times, each time with a value. */
export function repeated(value: string, description: string): Repeated {
	return {value, description, isRepeated: true};
}

/** Options that several calls have. */
export const json = flag('print JSON instead of text');
export const leastPrivilege = flag("narrower documents than those of the vendor's article");

/** The operand of calls that work with one connection. */
export const connectionFile = {
	syntax: '[file]',
	description: 'connection file; flags override it',
};

/** Options of every call. */
export const commonOptions = {
	profile: withValue('name', 'AWS CLI profile to sign in with (else AWS_PROFILE, else default)'),
	practice: flag('an AWS account simulated in memory; nothing leaves this machine'),
};

type WithCommon<Own extends Options> = Own & typeof commonOptions;

type ValueOf<Option> = Option extends Repeated
	? readonly string[]
	: Option extends WithValue
		? string
		: boolean;

/** What was given of a call's own options and of those of every call: the value or values, or true for a flag. */
export type OptionValues<Own extends Options = NoOptions> = {
	readonly [Name in keyof WithCommon<Own>]?: ValueOf<WithCommon<Own>[Name]> | undefined;
};

/** What a person gave on the command line to a call with these options of its own. */
export type Given<Own extends Options = NoOptions> = {
	/** The operands, in order. */
	readonly operands: readonly string[];
	/** Fields of the connection that were given as flags, by field name, as typed. */
	readonly flags: Readonly<Record<string, string>>;
	readonly options: OptionValues<Own>;
};

/** A call of the program with these options of its own, as `--help` shows it and as it is run. */
export type Call<Own extends Options = NoOptions> = {
	readonly name: string;
	/** Operands in the notation of commander, e.g. `[file]`. */
	readonly operands?: readonly {readonly syntax: string; readonly description: string}[];
	/** One line for `--help`. */
	readonly summary: string;
	readonly options?: Own;
	/** Options that exclude each other, and why, as the end of a sentence. */
	readonly conflicts?: readonly (readonly [
		one: keyof WithCommon<Own>,
		other: keyof WithCommon<Own>,
		why: string,
	])[];
	/** True where every field of the connection is a flag. */
	readonly takesConnection?: boolean;
	/** True for the call that is meant when none is named. */
	readonly isDefault?: boolean;
	/**
	 * True where the call itself ends in good order once it is interrupted, and gives the exit code; any other is left
	 * where it stands.
	 */
	readonly stopsItself?: boolean;
	/** Calls below this one, e.g. `vendors check`. */
	readonly calls?: readonly AnyCall[];
	/** Loads the code and runs it. */
	run(given: Given<Own>, common: Common): Promise<ExitCode>;
};

/** A call with whatever options. */
export type AnyCall = Call<Options>;

/** What was given to any call. */
export type AnyGiven = Given<Options>;
