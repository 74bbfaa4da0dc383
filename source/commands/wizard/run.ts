import {existsSync} from 'node:fs';
import path from 'node:path';
import {connectionProblems, readConnectionFile, tidyInput} from '../../connection/index.ts';
import {type ExitCode, exitCodes, UserError} from '../../errors.ts';
import {ownCommand} from '../../own-command.ts';
import {proseFor} from '../../prose.ts';
import {builtInProfiles, loadProfile} from '../../vendors/index.ts';
import type {Access, SavedRun, WizardState} from '../../wizard/index.ts';
import type {Common, Given} from '../call.ts';
import {farewell, undoLines} from './ending.ts';

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

/** What earlier starts left behind, as far as it can still be used; the newest first. */
async function savedRuns(): Promise<readonly SavedRun[]> {
	const {keptRuns, stateFromProgress} = await import('../../wizard/index.ts');
	const runs = await Promise.all(
		(await keptRuns()).map(async ({file, progress}): Promise<readonly SavedRun[]> => {
			const vendor = progress.answers['vendor'];
			if (vendor === undefined) {
				return [];
			}

			try {
				const state = stateFromProgress(progress, await loadProfile(vendor));
				return [{file, state, savedAt: new Date(progress.savedAt)}];
			} catch {
				// The profile was moved or no longer fits: the answers alone would lead nowhere.
				return [];
			}
		}),
	);
	return runs.flat();
}

/**
 * Runs the wizard in the terminal. Gives `interrupted` when it was left before its end. Throws UserError without a
 * terminal, before anything of the screen is loaded.
 */
export async function runWizard(given: Given, {output}: Common): Promise<ExitCode> {
	const {stdin, stdout} = process;
	if (!stdin.isTTY || !stdout.isTTY) {
		throw new UserError('The wizard needs a terminal for its input and its output.', {
			hint: `In scripts use: ${ownCommand('policies FILE')}; verify or apply with a FILE; or vendors (see --help).`,
		});
	}

	const initial = await initialStateFor(given);
	const access = accessFor(given.options);
	const saved = initial === undefined && access === undefined ? await savedRuns() : [];
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
		await output.data(await proseFor(stdout, result.summary));
		for (const line of undoLines(result)) {
			await output.message(line);
		}

		return exitCodes.done;
	}

	await output.message(await proseFor(process.stderr, await farewell(result)));
	return exitCodes.interrupted;
}
