import {existsSync} from 'node:fs';
import path from 'node:path';
import {
	connectionProblems,
	problemsOfAnyVendor,
	readConnectionFile,
	tidyInput,
} from '../../connection/index.ts';
import {type Problem, UserError} from '../../errors.ts';
import {builtInProfiles, loadProfile} from '../../vendors/index.ts';
import type {WizardState} from '../../wizard/index.ts';
import type {Given} from '../call.ts';

/** An absolute path for a profile file, so that the answer means the same wherever the connection is saved. */
function resolveVendor(vendor: string, folder: string): string {
	const isBuiltIn = builtInProfiles.some((profile) => profile.id === vendor);
	return isBuiltIn ? vendor : path.resolve(folder, vendor);
}

async function rawAnswers({operands: [file], flags}: Given): Promise<Record<string, unknown>> {
	const raw: Record<string, unknown> =
		file !== undefined && existsSync(file) ? await readConnectionFile(file) : {version: 1};
	if (file !== undefined && typeof raw['vendor'] === 'string') {
		raw['vendor'] = resolveVendor(raw['vendor'], path.dirname(file));
	}

	for (const [field, text] of Object.entries(flags)) {
		raw[field] = tidyInput(field, text).value;
	}

	if (flags['vendor'] !== undefined) {
		raw['vendor'] = resolveVendor(flags['vendor'], process.cwd());
	}

	return raw;
}

/** What is wrong in a file should be known before anything is built on it. */
function refuseWrong(problems: readonly Problem[], hint: string): void {
	if (problems.length > 0) {
		throw new UserError('Some of the answers that were given are not valid.', {problems, hint});
	}
}

/**
 * The state to begin with, from file and flags; undefined where neither says anything. Throws UserError where they say
 * anything but valid values of fields.
 */
export async function initialStateFor(given: Given): Promise<WizardState | undefined> {
	const raw = await rawAnswers(given);
	const {answersFromConnection, initialState, stateFromAnswers} = await import(
		'../../wizard/index.ts'
	);
	const vendor = raw['vendor'];
	if (typeof vendor !== 'string') {
		refuseWrong(
			problemsOfAnyVendor(raw, {inputs: builtInProfiles.flatMap(({inputs}) => inputs)}),
			'Correct them, or leave them out. What one vendor alone asks for needs the field "vendor".',
		);
		const answers = answersFromConnection(raw);
		return Object.keys(answers).length === 0 ? undefined : {...initialState, answers};
	}

	const profile = await loadProfile(vendor);
	// What is missing the wizard asks for.
	refuseWrong(
		connectionProblems(raw, profile).filter((problem) => problem.value !== undefined),
		'Correct them, or leave them out: the wizard asks for what is missing.',
	);
	return stateFromAnswers(answersFromConnection(raw), profile);
}
