import type {ExitCode} from '../errors.ts';
import type {Io, Output} from '../output.ts';

/** What every call is given of the outside. */
export type Common = {readonly io: Io; readonly output: Output};

/** What a person gave on the command line. */
export type Given = {
	/** The operands, in order. */
	readonly operands: readonly string[];
	/** Fields of the connection that were given as flags, by field name, as typed. */
	readonly flags: Readonly<Record<string, string>>;
	/**
	 * The call's own options and those of every call (`profile`, `practice`), by camel case name: the value, or true for
	 * one without a value.
	 */
	readonly options: Readonly<Record<string, string | true | undefined>>;
};

/** A call of the program, as `--help` shows it and as it is run. */
export type Call = {
	readonly name: string;
	/** Operands in the notation of commander, e.g. `[file]`. */
	readonly operands?: readonly {
		readonly syntax: string;
		readonly description: string;
	}[];
	/** One line for `--help`. */
	readonly summary: string;
	/** The call's own options in the notation of commander. */
	readonly options?: readonly {
		readonly syntax: string;
		readonly description: string;
	}[];
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
	readonly calls?: readonly Call[];
	/** Loads the code and runs it. */
	run(given: Given, common: Common): Promise<ExitCode>;
};
