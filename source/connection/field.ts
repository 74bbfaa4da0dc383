import type {VendorTerms} from './vendor-terms.ts';

/** What the rules of one field may need to know of the others. Absent means not known yet. */
export type FieldContext = {
	readonly profile: VendorTerms;
	readonly region?: string;
	readonly accountId?: string;
	readonly encryption?: string;
	/** True where the bucket is still to be created: the stricter rules of today apply. */
	readonly newBucket?: boolean;
};

/** The part of a text that a field wants, e.g. the name in an ARN. */
export type Reading = {
	readonly value: string;
	/** One sentence for the person. */
	readonly note: string;
	/** What the text says about other fields. */
	readonly also?: {
		readonly rolePath?: string;
		readonly accountId?: string;
		readonly region?: string;
	};
};

/** Values of fields by their names, of those that a connection has. */
export type FieldValues = Readonly<Record<string, string | undefined>>;

/** All that the program knows of one field of the connection. */
export type Field = {
	/** Name in the connection file, camel case; the flag is the same in kebab case. */
	readonly name: string;
	readonly label: string;
	readonly example: string;
	/** The example for this vendor, near to what is known of the other fields. */
	nearExample?(context: FieldContext): string | undefined;
	/** One sentence for `--help`. */
	readonly help: string;
	/** Where a person finds the value. */
	readonly where?: string;
	/** The same where the vendor's profile says it. */
	whereFor?(profile: VendorTerms): string | undefined;
	/** Other names under which people look for the field, in lower case without punctuation. */
	readonly otherNames?: readonly string[];
	/**
	 * What a connection has to have for the field to be there: the customer's role, an external ID, a KMS key, a principal that
	 * the vendor's product shows, a folder, a queue, something that an account has to own. Absent: nothing.
	 */
	readonly belongsTo?:
		| 'account'
		| 'role'
		| 'external-id'
		| 'key'
		| 'principal'
		| 'folder'
		| 'queue';
	readonly isOptional?: true;
	/** What holds where an optional field is left out; then the file leaves it out too. */
	readonly default?: string;
	/** The only values there are. */
	readonly oneOf?: readonly string[];
	/** Takes the wanted part out of what was typed or pasted; undefined where it is taken as it is. */
	read?(text: string): Reading | undefined;
	/** The sentence that a value breaks; whether the field belongs there is not looked at. */
	rule(value: string, context: FieldContext): string | undefined;
	/** What to say where the field is missing, in place of its label. */
	missingRule?(context: FieldContext): string;
	/** Whether the file may hold a list of texts, for a value of several parts with blanks between them. */
	readonly isList?: true;
	/** What to say where the file holds a number. */
	readonly numberRule?: string;
	/** True where the value is shown on no screen and in no text that others get to see, its own question aside. */
	readonly isSecret?: true;
	/**
	 * What a masked report calls the value, e.g. `BUCKET-1`; `open` where it tells nothing of whose it is and stays.
	 * Absent: an input, as those of a profile.
	 */
	readonly maskedAs?: 'open' | 'ACCOUNT' | 'BUCKET' | 'EXTERNAL-ID' | 'PATH' | 'ROLE' | 'VENDOR';
	/** What templates get from the value: its text under the field's own name, and what follows from it. */
	readonly placeholders?: Readonly<Record<string, (value: string, all: FieldValues) => string>>;
};
