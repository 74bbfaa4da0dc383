import path from 'node:path';
import {
	checkConnection,
	connectionProblems,
	fieldFlag,
	readConnectionFile,
	type StatedConnection,
	tidyInput,
} from '../connection/index.ts';
import {type Problem, UserError} from '../errors.ts';
import {visible} from '../problems.ts';
import {builtInProfiles, loadProfile, type VendorProfile} from '../vendors/index.ts';
import {originTexts, presentOrigin} from '../words/origin/index.ts';
import type {Common, OptionValues} from './call.ts';

type Tidy = {
	readonly flags: Readonly<Record<string, string>>;
	/** What the values say of fields that have no flag. */
	readonly implied: readonly Implied[];
	readonly notices: readonly string[];
};

type Implied = {
	readonly field: string;
	readonly value: string;
	readonly from: {readonly field: string; readonly text: string};
};

/** The values without blanks, quotation marks and the like around them. */
function tidy(given: Readonly<Record<string, string>>): Tidy {
	const entries = Object.entries(given).map(([field, text]) => ({
		field,
		text,
		...tidyInput(field, text),
	}));
	return {
		flags: Object.fromEntries(entries.map(({field, value}) => [field, value])),
		implied: entries.flatMap(({field, text, also = {}}) =>
			Object.entries(also).map(([other, value]) => ({
				field: other,
				value,
				from: {field, text},
			})),
		),
		notices: entries.flatMap(({field, notes}) =>
			notes.map((note) => `--${fieldFlag(field)}: ${note}`),
		),
	};
}

/**
 * The connection that a file and flags give together; a flag wins. The path of a vendor profile counts from the folder
 * of the file that names it, and in a flag from the working directory. Flags are made fit first (`"acme "`, an ARN for a
 * name); notices are full sentences for the person.
 *
 * @throws UserError with all that is wrong at once.
 */
export async function resolveConnection(
	file: string | undefined,
	flags: Readonly<Record<string, string>>,
): Promise<{
	readonly connection: StatedConnection;
	readonly profile: VendorProfile;
	readonly notices: readonly string[];
}> {
	const {flags: tidied, implied, notices} = tidy(flags);
	const inFile = file === undefined ? {version: 1} : await readConnectionFile(file);
	const given: Readonly<Record<string, unknown>> = {...inFile, ...tidied};
	const additions = implied.filter(({field}) => given[field] === undefined);
	const raw = {
		...given,
		...Object.fromEntries(additions.map(({field, value}) => [field, value])),
	};
	const conflicts = implied.flatMap((one) => conflictOf(one, given));
	const profile = await findProfile(raw, tidied.vendor === undefined ? file : undefined, conflicts);
	if (conflicts.length > 0) {
		throw new UserError('The connection is not valid.', {
			problems: [...conflicts, ...connectionProblems(raw, profile)],
		});
	}

	const {connection, notices: more} = checkConnection(raw, profile);
	profile.origin?.refuseFor(connection);
	return {connection, profile, notices: [...notices, ...more]};
}

function conflictOf(
	{field, value, from}: Implied,
	given: Readonly<Record<string, unknown>>,
): Problem[] {
	const said = given[field];
	return said === undefined || said === value
		? []
		: [
				{
					field: from.field,
					value: from.text,
					rule: `This says that ${field} is ${value}, but elsewhere it is ${String(said)}. Correct one of them.`,
				},
			];
}

/** The profile; an error about the vendor's name also says what is wrong with the other fields. */
async function findProfile(
	raw: Readonly<Record<string, unknown>>,
	file: string | undefined,
	conflicts: readonly Problem[],
): Promise<VendorProfile> {
	const {vendor} = raw;
	if (typeof vendor !== 'string' || vendor === '') {
		throw withoutVendor(raw, file, conflicts);
	}

	try {
		return await loadProfile(vendor, file === undefined ? undefined : path.dirname(file));
	} catch (error) {
		if (error instanceof UserError && error.problems.some(({field}) => field === 'vendor')) {
			throw new UserError('The connection is not valid.', {
				problems: [...error.problems, ...conflicts, ...certainProblems(raw)],
				...(error.hint === undefined ? {} : {hint: error.hint}),
				cause: error,
			});
		}

		throw error;
	}
}

function withoutVendor(
	raw: Readonly<Record<string, unknown>>,
	file: string | undefined,
	conflicts: readonly Problem[],
): UserError {
	const ids = builtInProfiles.map(({id}) => id);
	return new UserError('The connection is not valid.', {
		problems: [
			{
				field: 'vendor',
				...(raw.vendor === undefined ? {} : {value: String(raw.vendor)}),
				rule: `This field is missing or is not text. The vendor is one of ${ids.join(', ')}, or the path of a profile file.`,
				example: ids[0] ?? '',
			},
			...conflicts,
			...certainProblems(raw),
		],
		hint:
			file === undefined
				? 'Give a connection file, or each field as a flag: see --help. The wizard can write this file.'
				: 'Add it to the file, or give --vendor.',
	});
}

/** What is wrong with the other fields whoever the vendor is: what every built-in profile finds, in the same words. */
function certainProblems(raw: Readonly<Record<string, unknown>>): Problem[] {
	const [first = [], ...others] = builtInProfiles.map((profile) =>
		connectionProblems({...raw, vendor: profile.id}, profile),
	);
	return first.flatMap(({example, ...problem}) => {
		const same = others.map((problems) =>
			problems.find(({field, rule}) => field === problem.field && rule === problem.rule),
		);
		if (same.includes(undefined)) {
			return [];
		}

		const agreed = example !== undefined && same.every((other) => other?.example === example);
		return [agreed ? {...problem, example} : problem];
	});
}

/** Says on stderr where a vendor comes from that is not built in, and what in its profile needs a second look. */
export async function noteOrigin(
	profile: VendorProfile,
	{output}: Pick<Common, 'output'>,
): Promise<void> {
	const origin = presentOrigin(profile);
	for (const text of origin === undefined ? [] : originTexts(origin)) {
		await output.message(visible(text));
	}
}

/** Says on stderr that this call looks into no account, where an option about accounts was given. */
export async function noteNoAccount(
	given: Pick<OptionValues, 'profile' | 'practice'>,
	{output}: Pick<Common, 'output'>,
): Promise<void> {
	const flags = (['profile', 'practice'] as const)
		.filter((name) => given[name] !== undefined)
		.map((name) => `--${name}`);
	if (flags.length > 0) {
		await output.message(
			`${flags.join(' and ')} has no effect here: this command needs no AWS account.`,
		);
	}
}
