import {useCallback} from 'react';
import type {Services} from '../services.ts';

/**
 * Opens an address in the browser and says so, with what else is to be said; where there is no browser, it says where the
 * address is.
 */
export function useOpen(services: Services, onMessage: (message: string) => void) {
	return useCallback(
		(url: string, withoutBrowser = 'the address is on the screen.', afterwards = '') => {
			const failed = `Could not open a browser; ${withoutBrowser}`;
			services.openUrl(url).then(
				(isOpening) =>
					onMessage(isOpening ? `Asked your browser to open the page.${afterwards}` : failed),
				() => onMessage(failed),
			);
		},
		[services, onMessage],
	);
}
