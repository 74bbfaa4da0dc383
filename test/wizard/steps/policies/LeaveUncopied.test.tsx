import {afterEach, describe, expect, test} from 'vitest';
import {stateFromProgress} from '../../../../source/wizard/progress.ts';
import {policyPanels} from '../../../../source/wizard/steps/policies/panels.ts';
import {creativeForce, iconik} from '../../../support/connections.ts';
import {ann} from '../../support/accounts.ts';
import {
	closeWizards,
	escapeKey,
	type RenderedWizard,
	renderWizard,
} from '../../support/render-wizard.tsx';
import {creativeForceAt, iconikAt} from '../../support/states.ts';

afterEach(closeWizards);

describe('leaving with documents that were never copied', () => {
	const toTheEnd = async ({press}: RenderedWizard) => {
		await press('nnn', '4 of 4');
	};

	test('asks, with their names, and leads back to the first of them', async () => {
		const wizard = renderWizard({initial: creativeForceAt('policies')});
		const {press, frame} = wizard;
		await press('c', '✔ copied');
		await toTheEnd(wizard);
		await press('\r', 'Go on although these were never copied?');
		expect(frame()).toContain('! the trust policy of the role CreativeForceAccess');
		expect(frame()).toContain('! the bucket policy of the bucket acme-assets');
		expect(frame()).not.toContain('the role policy');
		expect(frame()).not.toContain('the key policy');
		await press('\r', 'Trust policy   2 of 4');
	});

	test('is left with Esc, to the document where it was asked', async () => {
		const wizard = renderWizard({initial: creativeForceAt('policies')});
		await toTheEnd(wizard);
		await wizard.press('\r', 'Go on although these were never copied?');
		await wizard.press(escapeKey, 'Key policy   4 of 4');
	});

	test('is asked once a run: whoever went on is not asked again, nor after a restart', async () => {
		const wizard = renderWizard({initial: creativeForceAt('policies')});
		const {press, services} = wizard;
		await toTheEnd(wizard);
		await press('\r', 'Go on although these were never copied?');
		await press('2', 'Do you want to check the policies');
		await press(escapeKey, '1 of 4');
		await toTheEnd(wizard);
		await press('\r', 'Do you want to check the policies');
		const kept = services.log.progress.at(-1);
		expect(kept).toMatchObject({isLeftUncopied: true});
		if (kept === undefined || kept === 'forgotten') {
			throw new Error('Nothing was kept.');
		}

		closeWizards();
		const again = renderWizard({
			initial: {...stateFromProgress(kept, creativeForce), step: 'policies'},
		});
		await toTheEnd(again);
		await again.press('\r', 'Do you want to check the policies');
	});

	test('is not asked where all were copied or written to a file', async () => {
		const wizard = renderWizard({initial: creativeForceAt('policies')});
		const {press} = wizard;
		await press('c', '✔ copied');
		await press('n', '2 of 4');
		await press('f', '✔ in a file');
		await press('n', '3 of 4');
		await press('c', '✔ copied');
		await press('n', '4 of 4');
		await press('\r', 'Do you want to check the policies');
	});

	test('is not asked of one that is there as it should be', async () => {
		const own = policyPanels(iconikAt('policies'), iconik)[0]?.text ?? '';
		const {press, frame} = renderWizard({
			initial: iconikAt('policies', {existing: {'bucket-policy': own}}),
		});
		await press('n', '2 of 2');
		await press('\r', 'Go on although these were never copied?');
		expect(frame()).toContain('the key policy');
		expect(frame()).not.toContain('the bucket policy');
	});

	test('is not asked where Apply writes them, but is where one goes on without having signed in', async () => {
		const access = {kind: 'practice'} as const;
		const wizard = renderWizard({initial: creativeForceAt('policies', {access, signedIn: ann})});
		await toTheEnd(wizard);
		await wizard.press('\r', 'What would change in account 111122223333');
		closeWizards();

		const unsigned = renderWizard({
			initial: creativeForceAt('policies', {access, isUnsigned: true}),
		});
		await toTheEnd(unsigned);
		await unsigned.press('\r', 'Go on although these were never copied?');
	});
});
