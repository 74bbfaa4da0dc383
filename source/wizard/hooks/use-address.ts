import {useCallback, useRef} from 'react';
import type {Services} from '../services.ts';
import type {WizardAction} from '../state.ts';
import {useCopy} from './use-copy.ts';

type Options = {
	readonly services: Services;
	readonly dispatch: (action: WizardAction) => void;
	readonly onMessage: (message: string) => void;
};

/** Copies an address of the web, whole, however it is broken on the screen; and says what happened to which address. */
export function useCopyAddress({services, dispatch, onMessage}: Options) {
	const latest = useRef('');
	const say = useCallback(
		(text: string) => onMessage(`${text} Web address: ${latest.current}`),
		[onMessage],
	);
	// The key that saves a file saves something else on these screens.
	const {copy} = useCopy({services, dispatch, onMessage: say, savesFiles: false});
	return useCallback(
		(url: string) => {
			latest.current = url;
			copy(url, 'web-address.txt', 'web-address');
		},
		[copy],
	);
}
