import {UserError} from '../../errors.ts';
import {visible} from '../../problems.ts';
import {type DocumentId, documentIds} from '../../vendors/index.ts';
import {
	type Call,
	connectionFile,
	type Given,
	json,
	leastPrivilege,
	type OptionValues,
	withValue,
} from '../call.ts';

const options = {
	json,
	document: withValue('id', `print this document alone: ${documentIds.join(', ')}`),
	merge: withValue(
		'file',
		"print this bucket or key policy with the vendor's statements in it (- for stdin)",
	),
	leastPrivilege,
};

/** `policies`: prints the documents and the values of the vendor's form. */
export const policies: Call<typeof options> = {
	name: 'policies',
	operands: [connectionFile],
	summary: "print the documents and the values of the vendor's form",
	options,
	takesConnection: true,
	async run(given, common) {
		const asked = readGiven(given);
		return (await import('./run.ts')).runPolicies(asked, common);
	},
};

/** What `policies` is asked for, once it is known to make sense. */
export type PoliciesAsked = Omit<OptionValues<typeof options>, 'document'> & {
	/** The connection file; undefined where flags alone say everything. */
	readonly file: string | undefined;
	readonly flags: Given['flags'];
	/** The one document that is to be printed. */
	readonly document: DocumentId | undefined;
};

/** Throws UserError for a document that does not exist or is not merged. */
function readGiven({
	operands: [file],
	flags,
	options: given,
}: Given<typeof options>): PoliciesAsked {
	const document = documentIds.find((id) => id === given.document);
	if (given.document !== undefined && document === undefined) {
		throw new UserError(`There is no document "${visible(given.document)}".`, {
			hint: `The documents are: ${documentIds.join(', ')}.`,
		});
	}

	const isMergeable = document === 'bucket-policy' || document === 'key-policy';
	if (given.merge !== undefined && document !== undefined && !isMergeable) {
		throw new UserError(`The ${document} is not merged: it stands alone.`, {
			hint: '--merge goes with --document bucket-policy or --document key-policy.',
		});
	}

	return {...given, file, flags, document};
}
