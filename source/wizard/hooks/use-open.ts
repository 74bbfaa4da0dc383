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
							: 'No browser could be opened from here; the address stands on the screen.',
					),
				() => onMessage('No browser could be opened from here; the address stands on the screen.'),
			);
		},
		[services, onMessage],
	);
}
