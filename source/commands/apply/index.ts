import {UserError} from '../../errors.ts';
import type {Given} from '../call.ts';

/** What `apply` is asked for, once it is known to make sense. */
export type ApplyAsked = {
	/** The connection file; undefined where flags alone say everything, or nothing is said of a connection. */
	readonly file: string | undefined;
	readonly flags: Given['flags'];
	readonly format: 'text' | 'json';
	readonly dryRun: boolean;
	readonly yes: boolean;
	readonly leastPrivilege: boolean;
	readonly permissions: boolean;
	/** Path of the backup to go back to. */
	readonly undo: string | undefined;
	/** Folder for backups; undefined for the usual one. */
	readonly backups: string | undefined;
	readonly profile: string | undefined;
	readonly practice: boolean;
};

/** Reads the options of `apply`. Throws UserError where they contradict each other or say too little. */
export function applyOptions({operands: [file], flags, options}: Given): ApplyAsked {
	const undo = text(options.undo);
	const saysConnection = namesConnection({file, flags});
	if (!saysConnection && (undo === undefined || options.permissions === true)) {
		throw new UserError('Which connection is to be set up?', {
			hint: 'Give a connection file, or each field as a flag: see s3-handshake apply --help.',
		});
	}

	if (undo !== undefined && options.leastPrivilege === true) {
		throw new UserError(
			'--undo and --least-privilege do not go together: undo puts back what was there before.',
		);
	}

	return {
		file,
		flags,
		format: options.json === true ? 'json' : 'text',
		dryRun: options.dryRun === true,
		yes: options.yes === true,
		leastPrivilege: options.leastPrivilege === true,
		permissions: options.permissions === true,
		undo,
		backups: text(options.backups),
		profile: text(options.profile),
		practice: options.practice === true,
	};
}

/** Whether anything is said of a connection. */
export function namesConnection({file, flags}: Pick<ApplyAsked, 'file' | 'flags'>): boolean {
	return file !== undefined || Object.keys(flags).length > 0;
}

function text(given: string | true | undefined): string | undefined {
	return typeof given === 'string' ? given : undefined;
}
