import {UserError} from '../../errors.ts';
import {ownCommand} from '../../own-command.ts';
import {visible} from '../../problems.ts';
import {reportFileNames, reportFiles} from '../../words/index.ts';
import {flag, type Given, json, type OptionValues, withValue} from '../call.ts';

const largestConcurrency = 64;

const reportOptions = Object.fromEntries(
	reportFileNames.map((name) => [name, withValue('file', reportFiles[name].help)]),
) as Readonly<Record<(typeof reportFileNames)[number], ReturnType<typeof withValue>>>;

export const options = {
	json,
	jsonLines: flag('print a line of JSON for each connection when it is done'),
	...reportOptions,
	mask: flag('mask names, numbers and IDs in the Markdown report'),
	documents: withValue(
		'folder',
		'check the documents in this folder instead of an account; of several, in a folder in it for each',
	),
	concurrency: withValue(
		'number',
		`how many connections are checked at once, 1 to ${largestConcurrency} (default: 4)`,
	),
	fixes: flag('print the corrected documents for several connections too'),
	permissions: flag('print the IAM policy that you need for this, and exit'),
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
		throw new UserError('No connection to check was given.', {
			hint: `Give one or more connection files, or each field as a flag: see ${ownCommand('verify --help')}.`,
		});
	}

	if (given.permissions && operands.length > 1) {
		throw new UserError('--permissions takes only one connection: each has its own policy.', {
			hint: 'Run the command once for each connection.',
		});
	}

	if (given.mask && given.report === undefined) {
		throw new UserError('--mask needs a Markdown report.', {
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
			`--concurrency must be a whole number from 1 to ${largestConcurrency}, not "${visible(given)}".`,
		);
	}

	return value;
}
