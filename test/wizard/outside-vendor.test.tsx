import {afterEach, describe, expect, test} from 'vitest';
import {UserError} from '../../source/errors.ts';
import {applicableSteps} from '../../source/wizard/steps.ts';
import {closeWizards, renderWizard} from './support/render-wizard.tsx';
import {creativeForceAt, pictureBarn, pictureBarnAt} from './support/states.ts';

afterEach(closeWizards);

const steps = applicableSteps(pictureBarnAt('vendor')).map(({id}) => id);

describe('a vendor from a profile file', () => {
	test.each(steps)(
		'is named with its file on the screen of %s, in the smallest window too',
		async (step) => {
			for (const [columns, rows] of [
				[60, 18],
				[100, 40],
			] as const) {
				const {waitFor} = renderWizard({initial: pictureBarnAt(step), columns, rows});
				await waitFor('picture-barn.json');
				closeWizards();
			}
		},
	);

	test('is named with the end of a path that is too long for a line', async () => {
		const file = `/home/ann/${'folder/'.repeat(20)}picture-barn.json`;
		const origin = {marks: [], refuseFor: () => undefined, ...pictureBarn.origin, file};
		const {waitFor} = renderWizard({
			initial: pictureBarnAt('bucket', {profile: {...pictureBarn, origin}}),
			columns: 60,
			rows: 18,
		});
		await waitFor('picture-barn.json');
	});

	test('is named with its file on the help of a screen, with all its warnings', async () => {
		const {press, frame} = renderWizard({initial: pictureBarnAt('bucket')});
		await press('?', 'About this vendor');
		expect(frame()).toContain('picture-barn.json');
		expect(frame()).toContain('s3:PutBucketPolicy');
	});

	test('is named with its file where an earlier start is offered', async () => {
		const {waitFor} = renderWizard({
			saved: [{file: '/runs/1.json', state: pictureBarnAt('bucket'), savedAt: new Date()}],
		});
		await waitFor('picture-barn.json');
	});

	test('shows its warnings where its purpose is chosen', async () => {
		const {waitFor} = renderWizard({initial: pictureBarnAt('vendor')});
		await waitFor('! The bucket policy lets the vendor');
	});

	test('says how many warnings there are on every screen', async () => {
		const {waitFor} = renderWizard({initial: pictureBarnAt('bucket')});
		await waitFor(`(${pictureBarn.origin?.marks.length} warnings, see ?)`);
	});

	test('stands with its file and its warnings in the summary', async () => {
		const {waitFor, frame} = renderWizard({initial: pictureBarnAt('summary')});
		await waitFor('Vendor file');
		expect(frame()).toContain('picture-barn.json, not built in');
		expect(frame()).toContain('Warning');
	});
});

test('a profile that is dangerous for this connection alone ends the wizard with the reason', async () => {
	const error = new UserError('The vendor profile is dangerous for this connection.');
	const profile = {
		...pictureBarn,
		origin: {
			file: 'picture-barn.json',
			marks: [],
			refuseFor() {
				throw error;
			},
		},
	};
	const {ended} = renderWizard({initial: pictureBarnAt('policies', {profile})});
	expect(await ended).toEqual({error});
});

test('a built-in vendor has no such line', async () => {
	const {waitFor, frame} = renderWizard({initial: creativeForceAt('bucket')});
	await waitFor('Which bucket');
	expect(frame()).not.toContain('built in');
});
