import {useCallback} from 'react';
import type {Services} from '../services.ts';

/** Opens an address in the browser and says so; where there is no browser, the address stands on the screen anyway. */
export function useOpen(services: Services, onMessage: (message: string) => void) {
	return useCallback(
		(url: string) => {
			services.openUrl(url).then(
				(isOpening) =>
					onMessage(
						isOpening
							? 'Asked your browser to open the page.'
							: 'Could not open a browser; the address is on the screen.',
					),
				() => onMessage('Could not open a browser; the address is on the screen.'),
			);
		},
		[services, onMessage],
	);
}
