import {use} from 'react';
import type {StepScreen} from './step-screen.ts';
import {type StepId, steps} from './steps.ts';

type Screens = ReadonlyMap<StepId, StepScreen>;

let loaded: Screens | undefined;
let loading: Promise<Screens> | undefined;

/**
 * Loads the screens of all steps, once. They are most of the program, and the first screen should not wait for the
 * others: whoever shows it begins this as soon as it stands.
 */
export function loadScreens(): Promise<Screens> {
	loading ??= Promise.all(
		steps.map(async ({id, load}) => [id, (await load()).screen] as const),
	).then((screens) => {
		loaded = new Map(screens);
		return loaded;
	});
	return loading;
}

/** The screen of a step; suspends the component until all are loaded. */
export function useScreen(id: StepId): StepScreen {
	const screen = (loaded ?? use(loadScreens())).get(id);
	if (screen === undefined) {
		throw new Error(`There is no step ${id}.`);
	}

	return screen;
}
