import {loadScreens} from '../../../source/wizard/load-screens.ts';
import type {SavedRun} from '../../../source/wizard/StartScreen.tsx';
import type {WizardState} from '../../../source/wizard/state.ts';
import {Wizard, type WizardResult} from '../../../source/wizard/Wizard.tsx';
import {type Rendered, renderAt, until} from './render-at.ts';
import {type FakeServices, fakeServices} from './services.ts';

// As in the program, where no key is given out before they are there.
await loadScreens();

/** The Esc key. */
export const escapeKey = '\u{1B}';
/** Ctrl+C, as a terminal sends it. */
export const controlC = '\u{3}';
/** Ctrl+U: empties a field. */
export const controlU = '\u{15}';
export const shiftTab = '\u{1B}[Z';

/** A paste, as a terminal with bracketed paste sends it. */
export const paste = (text: string): string => `\u{1B}[200~${text}\u{1B}[201~`;

/** The whole wizard without a terminal. */
export type RenderedWizard = Rendered & {
	readonly services: FakeServices;
	/** How it ended, or the error that ended it. */
	readonly ended: Promise<WizardResult | {readonly error: unknown}>;
	/** Presses one key and waits for what it has to bring about. */
	readonly press: (key: string, expected: string) => Promise<void>;
	readonly waitUntil: (condition: () => boolean) => Promise<void>;
};

type Options = {
	readonly initial?: WizardState;
	readonly saved?: readonly SavedRun[];
	readonly services?: FakeServices;
	readonly columns?: number;
	readonly rows?: number;
};

const open: Rendered[] = [];

/** Takes all wizards off the screen; for `afterEach`. */
export function closeWizards(): void {
	for (const rendered of open.splice(0)) {
		rendered.instance.unmount();
	}
}

/** Shows the wizard as it begins with a state, with what an earlier start left, or fresh. */
export function renderWizard({
	initial,
	saved = [],
	services = fakeServices(),
	columns = 100,
	rows = 40,
}: Options = {}): RenderedWizard {
	const rendered = renderAt(
		<Wizard initial={initial} saved={saved} services={services} />,
		columns,
		rows,
	);
	open.push(rendered);
	const ended = rendered.instance.waitUntilExit().then(
		(result) => result as WizardResult,
		(error: unknown) => ({error}),
	);
	return {
		...rendered,
		services,
		ended,
		async press(key, expected) {
			rendered.send(key);
			await rendered.waitFor(expected);
		},
		waitUntil: (condition) => until(condition, rendered.frame),
	};
}
