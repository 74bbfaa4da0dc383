import {UserError} from '../../errors.ts';
import {ownCommand} from '../../own-command.ts';
import {flag, type Given, json, type OptionValues, withValue} from '../call.ts';

export const options = {
	out: withValue('folder', 'where the documents are written; for several, a folder in it for each'),
	yes: flag('replace documents that collect did not write, without asking'),
	json,
};

/** What `collect` is asked for, once it is known to make sense. */
export type CollectAsked = OptionValues<typeof options> & {
	/** The connection files; one `undefined` where flags alone say everything. */
	readonly files: readonly (string | undefined)[];
	readonly flags: Given['flags'];
	readonly out: string;
};

/** Throws UserError where too little is said. */
export function readGiven({operands, flags, options: given}: Given<typeof options>): CollectAsked {
	if (operands.length === 0 && Object.keys(flags).length === 0) {
		throw new UserError('No connection to collect was given.', {
			hint: `Give one or more connection files, or each field as a flag: see ${ownCommand('collect --help')}.`,
		});
	}

	const {out} = given;
	if (out === undefined || out === '') {
		throw new UserError('No folder was given to write the documents into.', {
			hint: 'Add --out FOLDER.',
		});
	}

	return {...given, out, files: operands.length === 0 ? [undefined] : operands, flags};
}
