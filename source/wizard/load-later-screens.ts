import {use} from 'react';

type LaterScreens = typeof import('./later-screens.ts');

let loaded: LaterScreens | undefined;
let loading: Promise<LaterScreens> | undefined;

/**
 * Loads the screens after the first one, once. They are most of the program, and the first screen should not wait for
 * them: whoever shows it begins this as soon as it stands.
 */
export function loadLaterScreens(): Promise<LaterScreens> {
	loading ??= import('./later-screens.ts').then((screens) => {
		loaded = screens;
		return screens;
	});
	return loading;
}

/** The screens after the first one; suspends the component until they are loaded. */
export function useLaterScreens(): LaterScreens {
	return loaded ?? use(loadLaterScreens());
}
