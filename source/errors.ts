/** Exit codes that scripts rely on; see "Exit codes" in the README. */
export const exitCodes = {
	done: 0,
	failed: 1,
	invalid: 2,
	unknown: 3,
	interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** One thing that is wrong with what a person gave us. */
export type Problem = {
	/** Name of the field in the connection file or profile, e.g. `bucket`; a dotted path for nested ones. */
	readonly field: string;
	/** What was given, as text; absent where nothing was given. */
	readonly value?: string;
	/** The rule in plain words, a full sentence without the field's name in front. */
	readonly rule: string;
	/** A value that would be accepted. */
	readonly example?: string;
	/** What was found, in kebab case, for programs; absent where the rule alone says it. */
	readonly code?: string;
	/** Where in the file it stands, 1-based, where the input was a file with positions. */
	readonly place?: {readonly line: number; readonly column: number};
};

/**
 * The only error that is meant to be read by the user. Everything else that is thrown is a defect and is
 * reported as such. `problems` carries all that is wrong at once, `hint` what to do next.
 */
export class UserError extends Error {
	readonly exitCode: ExitCode;
	readonly problems: readonly Problem[];
	readonly hint: string | undefined;

	constructor(
		message: string,
		options: {
			readonly exitCode?: ExitCode;
			readonly problems?: readonly Problem[];
			readonly hint?: string;
			readonly cause?: unknown;
		} = {},
	) {
		super(message, options.cause === undefined ? undefined : {cause: options.cause});
		this.name = 'UserError';
		this.exitCode = options.exitCode ?? exitCodes.invalid;
		this.problems = options.problems ?? [];
		this.hint = options.hint;
	}
}

/** What a person may read of an error, as plain data. */
export type Refusal = Pick<UserError, 'message' | 'problems'> & {readonly hint?: string};

/** What a person may read of an error; one that is not for people is a defect and goes on. */
export function refusalOf(error: unknown): Refusal {
	if (!(error instanceof UserError)) {
		throw error;
	}

	const {message, problems, hint} = error;
	return {message, problems, ...(hint !== undefined && {hint})};
}
