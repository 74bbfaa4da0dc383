import type {RenderedWizard} from './render-wizard.tsx';

/** What a story asked of a person. */
export type Counted = {
	/** Screens, by their headings. */
	screens: number;
	/** Keys; a text that is typed or pasted is one. */
	keys: number;
	/** Texts that had to be typed or pasted. */
	facts: number;
};

/** One step of a story: what is pressed, or typed where it is a text, and what it has to bring about. */
export type Told = readonly [pressed: string, expected: string, as?: 'fact'];

/** The heading of the screen: the first line below those of the frame. */
function headingOf(frame: string): string {
	const [, ...below] = frame.split('\n').slice(1);
	return below.find((line) => line.trim() !== '')?.trim() ?? '';
}

/** Tells a story to the wizard, and counts what it asks of whoever tells it. */
export async function tell(wizard: RenderedWizard, story: readonly Told[]): Promise<Counted> {
	const counted: Counted = {screens: 0, keys: 0, facts: 0};
	let last = '';
	for (const [pressed, expected, as] of story) {
		await wizard.press(pressed, expected);
		const heading = headingOf(wizard.frame());
		if (heading !== last) {
			counted.screens += 1;
			last = heading;
		}

		if (as === 'fact') {
			counted.facts += 1;
		}

		counted.keys += pressed === '' ? 0 : as === 'fact' ? 1 : [...pressed].length;
	}

	return counted;
}
