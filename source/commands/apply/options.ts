import {UserError} from '../../errors.ts';
import {ownCommand} from '../../own-command.ts';
import {
	flag,
	type Given,
	json,
	leastPrivilege,
	type OptionValues,
	repeated,
	withValue,
} from '../call.ts';

export const options = {
	json,
	dryRun: flag('show the plan and change nothing'),
	yes: flag('make the changes without asking'),
	leastPrivilege,
	permissionsBoundary: withValue(
		'ARN',
		'a managed policy that limits the role, if one is made; many organizations demand it',
	),
	tag: repeated('KEY=VALUE', 'a tag of the role, if one is made; can be given several times'),
	undo: withValue(
		'run',
		'restore what a run changed, or what one backup file holds; needs no connection',
	),
	backups: withValue('folder', 'where backups are saved (default: your own data folder)'),
	permissions: flag('print the IAM policy that you need for this, and exit'),
};

/** What `apply` is asked for, once it is known to make sense. */
export type ApplyAsked = OptionValues<typeof options> & {
	/** The connection file; undefined where flags alone say everything, or nothing is said of a connection. */
	readonly file: string | undefined;
	readonly flags: Given['flags'];
	/** Whether anything is said of a connection. */
	readonly hasConnection: boolean;
};

/** Throws UserError where too little is said. */
export function readGiven({
	operands: [file],
	flags,
	options: given,
}: Given<typeof options>): ApplyAsked {
	const hasConnection = file !== undefined || Object.keys(flags).length > 0;
	if (!hasConnection && (given.undo === undefined || given.permissions)) {
		throw new UserError('No connection to set up was given.', {
			hint: `Give a connection file, or each field as a flag: see ${ownCommand('apply --help')}.`,
		});
	}

	return {...given, file, flags, hasConnection};
}
