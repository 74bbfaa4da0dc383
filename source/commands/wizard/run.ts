import {type ExitCode, exitCodes, UserError} from '../../errors.ts';
import {ownCommand} from '../../own-command.ts';
import {proseFor} from '../../prose.ts';
import {loadProfile} from '../../vendors/index.ts';
import type {Access, SavedRun} from '../../wizard/index.ts';
import type {Common, Given} from '../call.ts';
import {farewell, undoLines} from './ending.ts';
import {initialStateFor} from './initial-state.ts';

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
