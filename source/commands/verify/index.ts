import {UserError} from '../../errors.ts';
import {visible} from '../../problems.ts';
import type {Given} from '../call.ts';

/** What `verify` is asked for, once it is known to make sense. */
export type VerifyAsked = {
	/** The connection files; one `undefined` where flags alone say everything. */
	readonly files: readonly (string | undefined)[];
	readonly flags: Given['flags'];
	readonly format: 'text' | 'json' | 'json-lines';
	readonly fixes: boolean;
	readonly concurrency: number;
	readonly junit: string | undefined;
	readonly report: string | undefined;
	readonly mask: boolean;
	readonly documents: string | undefined;
	readonly profile: string | undefined;
	readonly practice: boolean;
	/** Whether only the policy for looking is asked for. */
	readonly permissions: boolean;
};

const largestConcurrency = 64;

/** Reads the options of `verify`. Throws UserError where they contradict each other or say too little. */
export function verifyOptions({operands, flags, options}: Given): VerifyAsked {
	if (operands.length === 0 && Object.keys(flags).length === 0) {
		throw new UserError('Which connection is to be checked?', {
			hint: 'Give one or many connection files, or each field as a flag: see s3-handshake verify --help.',
		});
	}

	const documents = text(options.documents);
	if (documents !== undefined && operands.length > 1) {
		throw new UserError(
			'--documents goes with one connection: a folder holds the policies of one.',
			{
				hint: 'Run the program once for each connection and its folder.',
			},
		);
	}

	refuseTogether(options, 'documents', 'practice', 'documents are judged without any account');
	refuseTogether(options, 'documents', 'profile', 'documents are judged without any account');
	refuseTogether(options, 'json', 'jsonLines', 'one of them goes to the output');
	if (options.permissions === true && operands.length > 1) {
		throw new UserError('--permissions goes with one connection: each has a policy of its own.', {
			hint: 'Run the program once for each connection.',
		});
	}

	const report = text(options.report);
	if (options.mask && report === undefined) {
		throw new UserError('--mask is about the Markdown report, and none is asked for.', {
			hint: 'Add --report FILE.',
		});
	}

	return {
		files: operands.length === 0 ? [undefined] : operands,
		flags,
		format: options.json ? 'json' : options.jsonLines ? 'json-lines' : 'text',
		fixes: options.fixes === true,
		concurrency: concurrencyOf(options.concurrency),
		junit: text(options.junit),
		report,
		mask: options.mask === true,
		documents,
		profile: text(options.profile),
		practice: options.practice === true,
		permissions: options.permissions === true,
	};
}

function text(given: string | true | undefined): string | undefined {
	return typeof given === 'string' ? given : undefined;
}

function refuseTogether(options: Given['options'], one: string, other: string, why: string): void {
	if (options[one] !== undefined && options[other] !== undefined) {
		throw new UserError(`${flagOf(one)} and ${flagOf(other)} do not go together: ${why}.`);
	}
}

function flagOf(option: string): string {
	return `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function concurrencyOf(given: string | true | undefined): number {
	if (given === undefined) {
		return 4;
	}

	const value = Number(given);
	if (!/^\d+$/.test(String(given)) || value < 1 || value > largestConcurrency) {
		throw new UserError(
			`--concurrency is a whole number from 1 to ${largestConcurrency}, not "${visible(String(given))}".`,
		);
	}

	return value;
}
