import {expect, test} from 'vitest';
import {UserError} from '../../../source/errors.ts';
import {widthOf} from '../../../source/terminal/index.ts';
import type {Services} from '../../../source/wizard/services.ts';
import type {WizardState} from '../../../source/wizard/state.ts';
import {type RenderedWizard, renderWizard} from './render-wizard.tsx';
import {fakeServices} from './services.ts';

/** The longest that AWS gives: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const longArn = `arn:aws:sts::111122223333:assumed-role/${'R'.repeat(64)}/${'s'.repeat(64)}`;
/** Who has the longest name, at the longest address. */
export const signedIn = {
	accountId: '111122223333',
	arn: longArn,
	endpoint: 'http://localhost:4566/with/a/long/path/that/does/not/fit/on/one/line',
};
/** A profile with a name that does not fit on a line. */
export const profile = {kind: 'profile', profile: 'p'.repeat(90)} as const;
/** An error that says more than a screen holds. */
export const longError = new UserError('The sign-in has expired. '.repeat(40), {
	hint: 'Run: aws sso login --profile work. '.repeat(40),
});

/** What is on the screen after some keys. */
export type Scene = {
	readonly name: string;
	readonly initial: WizardState;
	readonly services?: Partial<Services>;
	/** Keys, each with what it has to bring about; the first waits without a key. */
	readonly keys: readonly (readonly [key: string, expected: string])[];
	/** What must be in sight at the end. */
	readonly seen?: readonly string[];
};

export const windows = [
	[60, 18],
	[80, 24],
] as const;

/** The wizard in a window of this size, after the keys of the scene. */
export async function play(scene: Scene, columns: number, rows: number): Promise<RenderedWizard> {
	const wizard = renderWizard({
		initial: scene.initial,
		services: fakeServices(scene.services),
		columns,
		rows,
	});
	for (const [key, expected] of scene.keys) {
		await wizard.press(key, expected);
	}

	return wizard;
}

/** Tests that each scene fits into the window, with the way out and what has to be seen in sight. */
export function testThatAllFit(scenes: readonly Scene[], columns: number, rows: number): void {
	test.each(scenes.map((scene) => [scene.name, scene] as const))(
		'%s fits',
		async (_name, scene) => {
			const {frame} = await play(scene, columns, rows);
			const lines = frame().split('\n');
			expect(lines.length).toBeLessThanOrEqual(rows);
			expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(columns);
			expect(frame()).toContain('Ctrl+C leave');
			for (const text of scene.seen ?? []) {
				expect(frame()).toContain(text);
			}
		},
	);
}
