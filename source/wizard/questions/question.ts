import type {ByField} from '../../connection/index.ts';
import type {Answers} from '../answers.ts';
import type {Tone} from '../theme.ts';

/** What is worth knowing beside a question, in one or more lines; the help of the screen has to say it too. */
export type Note = {
	readonly text: string;
	readonly tone?: Tone;
	/** An address that stands below it, a link where the terminal knows such a thing. */
	readonly url?: string;
};

/** What a field says in place of its own label and example, and of what is typed. Its rule is that of the connection. */
export type FieldLook = {
	readonly label?: string;
	readonly placeholder?: string;
	/** Takes what a value of another field says about it, even in place of what it holds: the path in a role's ARN. */
	readonly followsOthers?: boolean;
	/** What a value that fits says about other fields of the question that are empty. */
	gives?(value: string): Answers;
	/** What is worth knowing about a value that fits, in a few words: that it is good, or why it may not be meant. */
	describe?(value: string): string | {readonly doubt: string};
	/** Values that begin like what is typed, each with a few words about it. */
	suggest?(value: string): readonly {readonly value: string; readonly about: string}[];
};

/** Something to type: what is asked, why, and where it is found. The fields and their rules are those of the connection. */
export type TypedQuestion = {
	readonly asks: string;
	readonly looks: ByField<FieldLook>;
	/** The fields that are asked for; all of the step if left out. */
	readonly only?: readonly string[];
	/** What has to be read to answer it: where the value is found. */
	readonly told: readonly string[];
	/** What is worth knowing besides, the most important first. */
	readonly notes: readonly Note[];
	/** Whether the help says more than the notes. */
	readonly hasMore?: boolean;
};

/** Something to choose: what is asked, the choices, and what is worth knowing. */
export type ChoiceQuestion = {
	readonly asks: string;
	readonly options: readonly {
		readonly value: string;
		readonly label: string;
		readonly hint: string;
	}[];
	/** Chosen unless something else is. */
	readonly initial?: string;
	/** Whether there can be many, so that what is typed filters them. */
	readonly isLong?: boolean;
	/** What to be careful about. */
	readonly warnings?: readonly string[];
	readonly notes: readonly Note[];
	readonly hasMore?: boolean;
};

/** Where the account is found, for the questions that ask for it. */
export const whereAccountIs =
	'Account ID: in the AWS console, click your name at the top right. It is the account that owns the bucket.';
