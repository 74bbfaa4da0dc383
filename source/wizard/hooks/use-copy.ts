import {useCallback} from 'react';
import {keyBindings} from '../keys.ts';
import type {Services} from '../services.ts';
import type {WizardAction} from '../state.ts';

type Options = {
	readonly services: Services;
	readonly dispatch: (action: WizardAction) => void;
	readonly onMessage: (message: string) => void;
	/** Whether the screen has the key that saves a file instead. */
	readonly savesFiles?: boolean;
};

// Made when it is said: the bundled modules may begin in an order in which the keys are not there yet.
const fileHint = () =>
	`If pasting does not work, press ${keyBindings.saveFile.label} to save a file.`;

/** Copies or saves a text, says what happened, and remembers it as copied under the given mark. */
export function useCopy({services, dispatch, onMessage, savesFiles = true}: Options) {
	const run = useCallback(
		(way: 'copy' | 'saveFile', text: string, name: string, mark: string) => {
			services[way](text, name).then(
				(result) => {
					onMessage(
						result.isUncertain && savesFiles ? `${result.message} ${fileHint()}` : result.message,
					);
					dispatch({type: 'copied', name: mark, text, way: result.way});
				},
				(error: unknown) => {
					onMessage(error instanceof Error ? error.message : String(error));
				},
			);
		},
		[services, dispatch, onMessage, savesFiles],
	);
	const copy = useCallback(
		(text: string, name: string, mark: string) => run('copy', text, name, mark),
		[run],
	);
	const save = useCallback(
		(text: string, name: string, mark: string) => run('saveFile', text, name, mark),
		[run],
	);
	return {copy, save};
}
