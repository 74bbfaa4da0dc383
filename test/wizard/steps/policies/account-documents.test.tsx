import {afterEach, describe, expect, test} from 'vitest';
import {openPracticeAccount, type PracticeAccount} from '../../../../source/account/index.ts';
import {checkConnection} from '../../../../source/connection/index.ts';
import {UserError} from '../../../../source/errors.ts';
import {answersAsConnection} from '../../../../source/wizard/answers.ts';
import {creativeForce} from '../../../support/connections.ts';
import {ann} from '../../support/accounts.ts';
import {closeWizards, renderWizard} from '../../support/render-wizard.tsx';
import {fakeServices} from '../../support/services.ts';
import {creativeForceAnswers, creativeForceAt} from '../../support/states.ts';

afterEach(closeWizards);

const otherRolePolicy = JSON.stringify({
	Version: '2012-10-17',
	Statement: [{Sid: 'Queue', Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*'}],
});

describe('the account that one is signed in to', () => {
	const inAccount = (account: PracticeAccount = openPracticeAccount()) =>
		renderWizard({
			initial: creativeForceAt('policies', {access: {kind: 'practice'}, signedIn: ann}),
			services: fakeServices({openAccount: async () => account}),
		});
	/** An account that holds the connection, with its mistakes: it comes to be at the first look. */
	const lookedAt = async () => {
		const account = openPracticeAccount();
		const given = answersAsConnection(creativeForceAnswers, creativeForce);
		await account.look(checkConnection(given, creativeForce).connection, creativeForce);
		return account;
	};

	test('gives its trust policy and the policy of its role, merged, with what changes', async () => {
		const {press, frame, waitFor, waitUntil} = inAccount();
		await waitFor('✔ Merged   with the one that is there, "VendorAccess":');
		expect(frame().replaceAll(/\s+/gu, ' ')).toContain('Permissions > VendorAccess > Edit > JSON.');
		await press('d', 'what changes');
		await waitUntil(() => /^\+ .*"kms:GenerateDataKey"/mu.test(frame()));
		await press('n', 'Trust policy   2 of 4');
		expect(frame()).toContain('✔ Merged   with the one that is there:');
		await press('d', '-          "sts:ExternalId": "2f6b0f0e-acme "');
		await waitFor('+          "sts:ExternalId": "2f6b0f0e-acme"');
	});

	test('has to be looked at before a document is copied, which alone would replace what is there', async () => {
		const account = openPracticeAccount();
		let answer: () => void = () => undefined;
		const answered = new Promise<void>((resolve) => {
			answer = resolve;
		});
		const {press, waitFor, services} = renderWizard({
			initial: creativeForceAt('policies', {access: {kind: 'practice'}, signedIn: ann}),
			services: fakeServices({
				openAccount: async () => ({
					...account,
					async look(...asked) {
						await answered;
						return account.look(...asked);
					},
				}),
			}),
		});
		await waitFor('Looking for the one that is there');
		await press('c', 'Done once the account is looked at');
		expect(services.log.copied).toEqual([]);
		answer();
		await waitFor('✔ Merged   with the one that is there, "VendorAccess":');
		await waitFor('✔ copied');
		expect(services.log.copied).toHaveLength(1);
		expect(services.log.copied[0]?.text).toContain('kms:GenerateDataKey');
	});

	test('is believed where it holds none', async () => {
		const account = await lookedAt();
		account.state.roles.get('CreativeForceAccess')?.policies.clear();
		delete account.state.buckets.get('acme-assets')?.policy;
		const {press, frame, waitFor} = inAccount(account);
		await waitFor('Existing   There is none yet.');
		await press('n', '✔ Merged   with the one that is there:');
		await press('n', 'Existing   There is none yet.');
		expect(frame()).toContain('Bucket policy   3 of 4');
	});

	test('is asked about where it cannot be seen', async () => {
		let isAsked = false;
		const {waitFor} = renderWizard({
			initial: creativeForceAt('policies', {access: {kind: 'practice'}, signedIn: ann}),
			services: fakeServices({
				async openAccount() {
					isAsked = true;
					throw new UserError('AWS is not reached.');
				},
			}),
		});
		await waitFor('Is there one of the name below?');
		expect(isAsked).toBe(true);
	});

	test('leaves a policy of the role alone that is about something else, unless a new one would get its name', async () => {
		const account = await lookedAt();
		const policies = account.state.roles.get('CreativeForceAccess')?.policies;
		policies?.clear();
		policies?.set('Other', otherRolePolicy);
		const {waitFor} = inAccount(account);
		await waitFor('Existing   There is none yet.');
		closeWizards();

		policies?.set('creative-force-access', otherRolePolicy);
		await inAccount(account).waitFor('with the one that is there, "creative-force-access":');
	});
});
