import {useCallback} from 'react';
import type {Services} from '../services.ts';
import type {WizardAction} from '../state.ts';

type Options = {
	readonly services: Services;
	readonly dispatch: (action: WizardAction) => void;
	readonly onMessage: (message: string) => void;
};

/** Copies or saves a text, says what happened, and remembers it as copied under the given mark. */
export function useCopy({services, dispatch, onMessage}: Options) {
	const run = useCallback(
		(way: 'copy' | 'saveFile', text: string, name: string, mark: string) => {
			services[way](text, name).then(
				(result) => {
					onMessage(result.message);
					dispatch({type: 'copied', name: mark, text, way: result.way});
				},
				(error: unknown) => {
					onMessage(error instanceof Error ? error.message : String(error));
				},
			);
		},
		[services, dispatch, onMessage],
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
