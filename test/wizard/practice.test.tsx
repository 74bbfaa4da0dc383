import {afterEach, expect, test} from 'vitest';
import {openPracticeAccount, type PracticeAccount} from '../../source/account/index.ts';
import {backupFolder} from '../apply/support/plans.ts';
import {closeWizards, escapeKey, renderWizard} from './support/render-wizard.tsx';
import {changing, fakeServices} from './support/services.ts';

afterEach(closeWizards);

/** From the first screen to the plan of what would change, with the keys that a person presses. */
async function practise(account: PracticeAccount) {
	const wizard = renderWizard({
		services: fakeServices(changing(account, {backupFolder: backupFolder()})),
	});
	const {press} = wizard;
	const story: readonly (readonly [key: string, expected: string])[] = [
		['1', 'What will Creative Force do'],
		['2', 'How do you want to work?'],
		['2', 'You are signed in.'],
		['1', 'Which bucket may'],
		['', 'acme-assets'],
		['2', 'The bucket has SSE-KMS. Keep it?'],
		['\r', 'Which role may Creative Force assume?'],
		['', 'CreativeForceAccess   trusts Creative Force already'],
		['\r', 'Your role asks for this one already'],
		['\r', 'Fill in the form'],
		['\r', '1 of 4'],
		['\r', '2 of 4'],
		['\r', '3 of 4'],
		['\r', '4 of 4'],
		['\r', 'What would change in account 111122223333'],
	];
	for (const [key, expected] of story) {
		await press(key, expected);
	}

	return wizard;
}

test('practice: what is wrong is shown, corrected, checked again and reported', async () => {
	const account = openPracticeAccount();
	const {press, frame, services, waitFor, waitUntil, ended, send} = await practise(account);
	await press('n', 'to fix');

	// Failures first, then what cannot be told; nothing that is fine.
	expect(frame()).toContain('PRACTICE, a simulated account');
	expect(frame()).toContain('account 111122223333 as user/practice');
	expect(frame()).toContain('▸ ✖ External ID in the trust policy');
	expect(frame().lastIndexOf('  ✖ ')).toBeLessThan(frame().indexOf('  ? Policies of the organ'));
	expect(frame()).not.toContain('Existence of the bucket');

	await press('\r', 'To blame');
	expect(frame()).toContain('statement 1 of the trust policy');
	expect(frame()).toContain('"sts:ExternalId": "2f6b0f0e-acme"');
	await press('d', '-          "sts:ExternalId": "2f6b0f0e-acme "');
	await waitFor('+          "sts:ExternalId": "2f6b0f0e-acme"');
	await press('d', '"Version": "2012-10-17"');
	await press('c', 'Copied acme-assets-trust-policy.json.');
	await press('f', 'Saved acme-assets-trust-policy.json.');
	await press('o', 'Asked your browser');
	expect(services.log.opened.at(-1)).toMatch(/^https:\/\/console\.aws\.amazon\.com\/iam\//u);
	const corrected = services.log.copied.at(-1)?.text ?? '';
	expect(JSON.parse(corrected)).toMatchObject({
		Statement: [{Condition: {StringEquals: {'sts:ExternalId': '2f6b0f0e-acme'}}}],
	});
	expect(services.log.files.at(-1)?.text).toBe(corrected);

	await press(escapeKey, '▸ ✖ External ID in the trust policy');
	expect(frame()).not.toContain('Asked your browser');

	// As if it had been pasted into the console.
	const role = account.state.roles.get('CreativeForceAccess');
	expect(role).toBeDefined();
	if (role !== undefined) {
		role.trustPolicy = corrected;
	}

	await press('r', '✖ 1 to fix');
	expect(frame()).toContain('▸ ✖ Using the key');
	expect(frame()).not.toContain('✖ External ID in the trust policy');

	await press('a', '✔ Existence of the bucket');
	await waitFor('✔ External ID in the trust policy');
	await press('a', '1 thing to fix.');
	await waitUntil(() => !frame().includes('Existence of the bucket'));

	await press('s', 'Account numbers and names are masked.');
	const report = services.log.files.at(-1);
	expect(report?.name).toBe('s3-handshake-report.md');
	expect(report?.text).toContain('# Verification: fail');
	expect(report?.text).toContain('access.kms');
	for (const secret of ['111122223333', 'acme-assets', 'CreativeForceAccess', '2f6b0f0e-acme']) {
		expect(report?.text, secret).not.toContain(secret);
	}

	await press('n', 'No connection file is written of what is practised');
	expect(services.log.connections).toEqual([]);
	await press('s', '✔ Connection file');
	send('\r');
	expect(await ended).toMatchObject({end: 'finished'});
	expect(services.log.connections[0]).toMatchObject({
		bucket: 'acme-assets',
		accountId: '111122223333',
	});
});

test('practice: with everything corrected, the policies agree', async () => {
	const account = openPracticeAccount();
	const {press, frame, services} = await practise(account);
	await press('n', 'to fix');
	const role = account.state.roles.get('CreativeForceAccess');
	if (role === undefined) {
		throw new Error('The practice account holds no role.');
	}

	await press('\r', 'To blame');
	await press('c', 'Copied acme-assets-trust-policy.json.');
	role.trustPolicy = services.log.copied.at(-1)?.text ?? '';
	await press(escapeKey, 'n go on');
	await press('r', '✖ 1 to fix');
	await press('\r', 'To blame');
	await press('c', 'Copied acme-assets-role-policy.json.');
	role.policies.set('VendorAccess', services.log.copied.at(-1)?.text ?? '');
	await press(escapeKey, 'n go on');
	await press('r', '✖ 0 to fix');
	expect(frame().replaceAll(/\s+/gu, ' ')).toContain(
		"The policies agree. Only Creative Force's own test proves its side.",
	);
});

test('practice: everything is applied, and then nothing is to fix and nothing left to do in AWS', async () => {
	const account = openPracticeAccount();
	const {press, frame, ended, send, services} = await practise(account);
	const bucketPolicy = account.state.buckets.get('acme-assets')?.policy;
	expect(bucketPolicy).toContain('DenyUnencryptedTransport');

	await press('a', 'Change the practice account 111122223333 now?');
	await press('2', 'Enter verify');
	expect(frame()).toContain('Done');
	expect(frame()).toContain('Written and read back: the trust policy');
	expect(frame()).not.toContain('✖');
	await press('\r', '✖ 0 to fix');
	expect(frame().replaceAll(/\s+/gu, ' ')).toContain('The policies agree');
	expect(account.state.roles.get('CreativeForceAccess')?.trustPolicy).toContain('"2f6b0f0e-acme"');
	expect(account.state.buckets.get('acme-assets')?.policy).toContain('DenyUnencryptedTransport');

	await press('n', 'No connection file is written of what is practised');
	send('\r');
	const result = await ended;
	expect(result).toMatchObject({end: 'finished'});
	expect('summary' in result ? result.summary : '').not.toContain('AWS console:');
	expect('summary' in result ? result.summary : '').toContain('Changed: ');
	// Nothing of it is told as changed in a later start, where it would pass for a change in AWS.
	expect(services.log.progress).not.toContainEqual(
		expect.objectContaining({applied: expect.arrayContaining([expect.anything()])}),
	);
});

test('practice: the policies are merged with what the account holds', async () => {
	const account = openPracticeAccount();
	const {press, frame, services, waitFor, waitUntil} = await practise(account);
	await press(escapeKey, '1 of 4');
	await press('n', '2 of 4');
	await press('n', 'Bucket policy   3 of 4');
	await waitFor('Merged');
	await press('c', 'Copied acme-assets-bucket-policy.json.');
	expect(services.log.copied.at(-1)?.text).toContain('DenyUnencryptedTransport');

	// What the account no longer holds is not merged any more.
	delete account.state.buckets.get('acme-assets')?.policy;
	await press('n', '4 of 4');
	await press('\r', 'What would change');
	await press(escapeKey, '1 of 4');
	await press('nn', '3 of 4');
	await waitUntil(() => !frame().includes('Merged'));
});
