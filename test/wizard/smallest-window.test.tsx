import {afterEach, describe, expect, test} from 'vitest';
import {widthOf} from '../../source/terminal/index.ts';
import {initialState} from '../../source/wizard/state.ts';
import {applicableSteps} from '../../source/wizard/steps.ts';
import {closeWizards, renderWizard} from './support/render-wizard.tsx';
import {
	answersWithout,
	creativeForceAnswers,
	creativeForceAt,
	iconikAt,
	pictureBarnAt,
} from './support/states.ts';

afterEach(closeWizards);

describe('in the smallest window', () => {
	const everyScreen = [creativeForceAt, iconikAt, pictureBarnAt].flatMap((make) =>
		applicableSteps(make('vendor')).map(({id}) => make(id)),
	);

	test('nothing is written over the reasons why two answers do not fit', async () => {
		const answers = {...creativeForceAnswers, bucket: 'Bad Name', region: '"us-east-'};
		const {waitFor, frame} = renderWizard({
			initial: creativeForceAt('bucket', {answers}),
			columns: 60,
			rows: 18,
		});
		await waitFor('For example: eu-central-1');
		const lines = frame()
			.split('\n')
			.map((line) => line.trim());
		expect(lines).toContain('has a space in it.');
		expect(lines).toContain('For example: acme-assets');
		expect(lines).toContain('buckets in the S3 console shows it.');
		expect(lines).toContain('For example: eu-central-1');
	});

	test('nothing is written over why an encryption is refused', async () => {
		const answers = answersWithout(creativeForceAnswers, 'encryption');
		const {frame, press, waitFor} = renderWizard({
			initial: creativeForceAt('encryption', {answers}),
			columns: 60,
			rows: 18,
		});
		await waitFor('Press ? for more.');
		expect(frame()).toContain('Client-side encryption: not allowed; it could not be read.');
		expect(frame()).toContain('DSSE-KMS: its article does not name it.');
		await press('?', 'What is this?');
		await press('\u{1B}[6~', 'Save changes. The key ARN is there too');
	});

	test('a document keeps its caution, and the way to the last button, in sight', async () => {
		const {frame, press} = renderWizard({initial: iconikAt('policies'), columns: 60, rows: 18});
		await press('n', 'Key policy   2 of 2');
		expect(frame()).toContain('! Careful  Pasted alone it would replace the statement');
		expect(frame()).toMatch(/Edit\. Paste, Save\s+changes\./u);
	});

	test('every screen fits and keeps the way out in sight', async () => {
		for (const initial of [initialState, ...everyScreen]) {
			const {waitFor, frame} = renderWizard({initial, columns: 60, rows: 18});
			await waitFor('Ctrl+C leave');
			const lines = frame().split('\n');
			expect(lines.length, initial.step).toBeLessThanOrEqual(18);
			expect(Math.max(...lines.map(widthOf)), initial.step).toBeLessThanOrEqual(60);
			closeWizards();
		}
	});
});
