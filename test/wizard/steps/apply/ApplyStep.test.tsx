import {afterEach, describe, expect, test} from 'vitest';
import {refused} from '../../../../source/account/index.ts';
import {UserError} from '../../../../source/errors.ts';
import {backupFolder} from '../../../apply/support/plans.ts';
import {accountOf, ann, endlessAccount} from '../../support/accounts.ts';
import {applying, practiceAccount, signedIn} from '../../support/applying.tsx';
import {closeWizards, escapeKey, renderWizard} from '../../support/render-wizard.tsx';
import {changing, fakeServices} from '../../support/services.ts';
import {creativeForceAt} from '../../support/states.ts';

afterEach(closeWizards);

const down = '\u{1B}[B';

describe('the plan', () => {
	test('says of each step whether it is made, changed or left, and begins at what is to do', async () => {
		const account = practiceAccount();
		account.state.roles.get('CreativeForceAccess')?.policies.clear();
		const {waitFor, frame, calls} = applying({account});
		await waitFor('What would change in account 111122223333');
		expect(frame()).toContain('✔ nothing to do Bucket acme-assets');
		expect(frame()).toContain('▸ ~ change        Trust policy');
		expect(frame()).toContain('+ create        Role policy');
		expect(frame()).toContain('Nothing has been changed yet.');
		expect(calls).toEqual([]);
	});

	test('shows old and new with Enter', async () => {
		const {waitFor, press, frame} = applying();
		await waitFor('▸ ~ change        Trust policy');
		await press('\r', '-          "sts:ExternalId": "2f6b0f0e-acme "');
		expect(frame()).toContain('+          "sts:ExternalId": "2f6b0f0e-acme"');
		await press(escapeKey, 'What would change');
	});

	test('says what a step without a text is about', async () => {
		const {waitFor, press} = applying();
		await waitFor('▸ ~ change        Trust policy');
		await press('\u{1B}[A'.repeat(3), '▸ ✔ nothing to do Bucket');
		await press('\r', 'Bucket acme-assets\n');
		await press(escapeKey, '▸ ✔ nothing to do Bucket');
	});

	test('says why a step cannot be done, and offers it neither alone nor with the others', async () => {
		const account = practiceAccount();
		const hidden = {
			...account,
			look: async (...given: Parameters<typeof account.look>) => {
				const snapshot = await account.look(...given);
				const policy = refused('AccessDenied', 's3:GetBucketPolicy');
				return {...snapshot, bucket: {...snapshot.bucket, policy}};
			},
		};
		const {waitFor, press, frame} = applying({account: hidden});
		await waitFor('✖ not possible  Bucket policy of acme-assets');
		await press(down.repeat(2), '▸ ✖ not possible  Bucket policy');
		await waitFor('s3:GetBucketPolicy');
		expect(frame()).not.toContain('D do this');
		expect(frame()).toContain('A do all');
		await press('a', 'now?');
		expect(frame()).not.toContain('Bucket policy');
		await press('2', 'Not everything was done');
		expect(frame()).toContain('! Bucket policy of acme-assets');
		expect(frame()).not.toContain('Enter verify');
	});

	test('of another account than one is signed in to changes nothing', async () => {
		const other = accountOf({...ann, accountId: '999900001111'});
		const {waitFor, frame} = renderWizard({
			initial: creativeForceAt('apply', signedIn),
			services: fakeServices(
				changing(
					{
						...other,
						async look(...given) {
							const snapshot = await other.look(...given);
							return {...snapshot, identity: await other.identify()};
						},
					},
					{backupFolder: backupFolder()},
				),
			),
		});
		await waitFor('Nothing can be changed in account 111122223333');
		expect(frame()).toContain('You are signed in to account 999900001111');
		expect(frame()).not.toContain('A do all');
	});

	test('names what is wrong but not touched, in full with Enter', async () => {
		const account = practiceAccount();
		const bucket = account.state.buckets.get('acme-assets');
		if (bucket !== undefined) {
			bucket.publicAccessBlock = {
				blockPublicAcls: false,
				ignorePublicAcls: false,
				blockPublicPolicy: false,
				restrictPublicBuckets: false,
			};
		}

		const {waitFor, press} = applying({account});
		await waitFor('! not touched   Check yourself (1)');
		await press(down.repeat(10), '▸ ! not touched');
		await press('\r', 'Check yourself (1)\n');
		await waitFor('Block Public Access');
	});

	test('is made again with r, from what is there then', async () => {
		const {waitFor, waitUntil, send, frame, account} = applying();
		await waitFor('~ change        Role policy');
		account.state.roles.get('CreativeForceAccess')?.policies.clear();
		send('r');
		await waitFor('+ create        Role policy');
		await waitUntil(() => !frame().includes('~ change        Role policy'));
	});

	test('that cannot be made says why, and r tries again', async () => {
		let tries = 0;
		const account = practiceAccount();
		const services = fakeServices({
			async openForChanges() {
				tries += 1;
				if (tries === 1) {
					throw new UserError('The sign-in has expired.', {hint: 'Run: aws sso login'});
				}

				return changing(account, {backupFolder: backupFolder()}).openForChanges({
					kind: 'environment',
				});
			},
		});
		const {waitFor, press} = renderWizard({initial: creativeForceAt('apply', signedIn), services});
		await waitFor('✖ The sign-in has expired.');
		await waitFor('Run: aws sso login');
		await press('r', 'What would change');
	});

	test('is left by Esc while it is made, which ends the look', async () => {
		const {account, signals} = endlessAccount();
		const {waitUntil, press} = renderWizard({
			initial: creativeForceAt('apply', signedIn),
			services: fakeServices({
				...changing(account, {backupFolder: backupFolder()}),
				openAccount: async () => practiceAccount(),
			}),
		});
		await waitUntil(() => signals.length === 1);
		await press(escapeKey, '1 of 4');
		expect(signals[0]?.aborted).toBe(true);
	});
});
