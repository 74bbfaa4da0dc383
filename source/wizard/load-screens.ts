import {use} from 'react';
import type {StepScreen} from './step-screen.ts';
import {type StepId, steps} from './steps.ts';

type Screens = ReadonlyMap<StepId, StepScreen>;

type Gate = typeof import('./steps/AccountGate.tsx').AccountGate;

let loaded: Screens | undefined;
let gate: Gate | undefined;
let loading: Promise<Screens> | undefined;

/**
 * Loads the screens of all steps, once. They are most of the program, and the first screen should not wait for the
 * others: whoever shows it begins this as soon as it stands.
 */
export function loadScreens(): Promise<Screens> {
	loading ??= Promise.all([
		import('./steps/AccountGate.tsx'),
		Promise.all(steps.map(async ({id, load}) => [id, (await load()).screen] as const)),
	]).then(([{AccountGate}, screens]) => {
		gate = AccountGate;
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

/** What stands before the steps where one is to be signed in; suspends the component like `useScreen`. */
export function useGate(): Gate {
	if (gate === undefined) {
		use(loadScreens());
	}

	if (gate === undefined) {
		throw new Error('The gate is not loaded.');
	}

	return gate;
}
