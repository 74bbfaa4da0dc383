import {existsSync} from 'node:fs';
import path from 'node:path';
import {connectionProblems, readConnectionFile, tidyInput} from '../../connection/index.ts';
import {type ExitCode, exitCodes, UserError} from '../../errors.ts';
import {dataFolder} from '../../own-folder.ts';
import {visible} from '../../problems.ts';
import {builtInProfiles, loadProfile} from '../../vendors/index.ts';
import type {Access, WizardResult, WizardState} from '../../wizard/index.ts';
import type {Common, Given} from '../call.ts';

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

/** The state to begin with, from file and flags; undefined where neither says anything. Throws UserError. */
async function initialStateFor(given: Given): Promise<WizardState | undefined> {
	const raw = await rawAnswers(given);
	const {answersFromConnection, initialState, stateFromAnswers} = await import(
		'../../wizard/index.ts'
	);
	const vendor = raw['vendor'];
	if (typeof vendor !== 'string') {
		const answers = answersFromConnection(raw);
		return Object.keys(answers).length === 0 ? undefined : {...initialState, answers};
	}

	const profile = await loadProfile(vendor);
	// What is missing the wizard asks for; what is wrong in a file should be known before anything is built on it.
	const wrong = connectionProblems(raw, profile).filter((problem) => problem.value !== undefined);
	if (wrong.length > 0) {
		throw new UserError('Some of the answers that were given are not valid.', {
			problems: wrong,
			hint: 'Correct them, or leave them out: the wizard asks for what is missing.',
		});
	}

	return stateFromAnswers(answersFromConnection(raw), profile);
}

/** The way of access that the options ask for. */
function accessFor({practice, profile}: Given['options']): Access | undefined {
	if (practice) {
		return {kind: 'practice'};
	}

	return profile === undefined ? undefined : {kind: 'profile', profile};
}

/** What an earlier start left behind, if it can still be used. */
async function savedState() {
	const {loadProgress, stateFromProgress} = await import('../../wizard/index.ts');
	const progress = await loadProgress();
	const vendor = progress?.answers['vendor'];
	if (progress === undefined || vendor === undefined) {
		return undefined;
	}

	try {
		const profile = await loadProfile(vendor);
		return {
			state: stateFromProgress(progress, profile),
			savedAt: new Date(progress.savedAt),
		};
	} catch {
		// The profile was moved or no longer fits: the answers alone would lead nowhere.
		return undefined;
	}
}

/**
 * Runs the wizard in the terminal. Gives `interrupted` when it was left before its end. Throws UserError without a
 * terminal, before anything of the screen is loaded.
 */
export async function runWizard(given: Given, {output}: Common): Promise<ExitCode> {
	const {stdin, stdout} = process;
	if (!stdin.isTTY || !stdout.isTTY) {
		throw new UserError('The wizard needs a terminal for its input and its output.', {
			hint: 'In scripts use: s3-handshake policies, verify or apply with a FILE, or vendors (see --help).',
		});
	}

	const initial = await initialStateFor(given);
	const access = accessFor(given.options);
	const saved = initial === undefined && access === undefined ? await savedState() : undefined;
	// Keys that are pressed while the screen is being loaded belong to it: not to be echoed, and not lost.
	stdin.setRawMode(true);
	const result = await (async () => {
		try {
			const {initialState, showWizard} = await import('../../wizard/index.ts');
			return await showWizard({
				file: given.operands[0],
				initial: access === undefined ? initial : {...(initial ?? initialState), access},
				saved,
			});
		} finally {
			stdin.setRawMode(false);
		}
	})();
	if (result.end === 'finished') {
		await output.data(result.summary);
		return exitCodes.done;
	}

	await output.message(farewell(result));
	return exitCodes.interrupted;
}

/** What is said to whoever left before the end: first of all what stands changed in the account. */
function farewell({
	changes = [],
	isPractice,
	isCutOff,
	isSaved,
}: Extract<WizardResult, {end: 'left'}>): string {
	const account = isPractice === true ? 'practice account' : 'account';
	const lines = changes.flatMap(({title, detail, isDone, backup}) => [
		`  ${isDone ? 'done' : 'FAILED'}  ${visible(title)}: ${visible(detail)}`,
		...(backup === undefined ? [] : [`          Backup: ${visible(backup)}`]),
	]);
	return [
		...(lines.length === 0
			? []
			: [`Before you left, this was changed in the ${account}:`, ...lines]),
		...(isCutOff === true
			? ['A change was under way; whether it was made is not known. Look with s3-handshake verify.']
			: []),
		isSaved
			? 'Left before the end. Your answers are kept: start s3-handshake again to go on.'
			: `Left before the end. ${noPlaceToKeep()}`.trim(),
	].join('\n');
}

/** Why answers could not be kept, where there is no place for them at all; else empty. */
function noPlaceToKeep(): string {
	try {
		dataFolder();
		return '';
	} catch (error) {
		if (!(error instanceof UserError)) {
			throw error;
		}

		return `Your answers are not kept. ${visible(error.message)} ${error.hint ?? ''}`.trim();
	}
}
