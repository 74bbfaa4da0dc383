import {UserError} from '../../errors.ts';
import {visible} from '../../problems.ts';
import {reportFileNames, reportFiles} from '../../words/index.ts';
import {flag, type Given, json, type OptionValues, withValue} from '../call.ts';

const largestConcurrency = 64;

const reportOptions = Object.fromEntries(
	reportFileNames.map((name) => [name, withValue('file', reportFiles[name].help)]),
) as Readonly<Record<(typeof reportFileNames)[number], ReturnType<typeof withValue>>>;

export const options = {
	json,
	jsonLines: flag('print a line of JSON for each connection as it finishes'),
	...reportOptions,
	mask: flag('mask names, numbers and IDs in the Markdown report'),
	documents: withValue('folder', 'judge the policies in this folder instead of an account'),
	concurrency: withValue(
		'number',
		`how many connections are checked at once, 1 to ${largestConcurrency} (default: 4)`,
	),
	fixes: flag('print the corrected documents of many connections too'),
	permissions: flag('print the IAM policy that you need to look, and stop'),
};

/** What `verify` is asked for, once it is known to make sense. */
export type VerifyAsked = Omit<OptionValues<typeof options>, 'concurrency'> & {
	/** The connection files; one `undefined` where flags alone say everything. */
	readonly files: readonly (string | undefined)[];
	readonly flags: Given['flags'];
	readonly format: 'text' | 'json' | 'json-lines';
	readonly concurrency: number;
};

/** Throws UserError where what was given contradicts itself or says too little. */
export function readGiven({operands, flags, options: given}: Given<typeof options>): VerifyAsked {
	if (operands.length === 0 && Object.keys(flags).length === 0) {
		throw new UserError('Which connection is to be checked?', {
			hint: 'Give one or many connection files, or each field as a flag: see s3-handshake verify --help.',
		});
	}

	if (given.documents !== undefined && operands.length > 1) {
		throw new UserError(
			'--documents goes with one connection: a folder holds the policies of one.',
			{hint: 'Run the program once for each connection and its folder.'},
		);
	}

	if (given.permissions && operands.length > 1) {
		throw new UserError('--permissions goes with one connection: each has a policy of its own.', {
			hint: 'Run the program once for each connection.',
		});
	}

	if (given.mask && given.report === undefined) {
		throw new UserError('--mask is about the Markdown report, and none is asked for.', {
			hint: 'Add --report FILE.',
		});
	}

	return {
		...given,
		files: operands.length === 0 ? [undefined] : operands,
		flags,
		format: given.json ? 'json' : given.jsonLines ? 'json-lines' : 'text',
		concurrency: concurrencyOf(given.concurrency ?? '4'),
	};
}

function concurrencyOf(given: string): number {
	const value = Number(given);
	if (!/^\d+$/.test(given) || value < 1 || value > largestConcurrency) {
		throw new UserError(
			`--concurrency is a whole number from 1 to ${largestConcurrency}, not "${visible(given)}".`,
		);
	}

	return value;
}
