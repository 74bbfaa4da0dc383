import {readdirSync} from 'node:fs';
import path from 'node:path';
import {afterEach, describe, expect, test} from 'vitest';
import {awsError, uncertainError} from '../../../apply/support/fake-writer.ts';
import {deferred} from '../../support/accounts.ts';
import {applying, askForAll} from '../../support/applying.tsx';
import {closeWizards, controlC, escapeKey} from '../../support/render-wizard.tsx';

afterEach(closeWizards);

const undoForm = /^s3-handshake apply --undo 20260304T100000-[0-9a-f]{4} --profile work$/u;
const down = '\u{1B}[B';

describe('a change', () => {
	test('is asked for with the number of the account, and No comes first', async () => {
		const wizard = applying();
		await askForAll(wizard);
		const {frame, press, calls} = wizard;
		expect(frame()).toContain('▸ No, back to the plan');
		expect(frame()).toContain('as arn:aws:iam::111122223333:user/ann');
		expect(frame()).toContain('~ change  Trust policy of the role CreativeForceAccess');
		await press('\r', 'What would change');
		expect(calls).toEqual([]);
	});

	test('is left by Esc everywhere, and nothing is changed', async () => {
		const wizard = applying();
		await askForAll(wizard);
		const {press, calls, folder} = wizard;
		await press(escapeKey, 'What would change');
		await press('d', 'now?');
		await press(escapeKey, 'What would change');
		await press(escapeKey, 'Role policy   1 of 4');
		expect(calls).toEqual([]);
		expect(() => readdirSync(folder)).toThrow('ENOENT');
	});

	test('is kept at once, with the command that undoes it', async () => {
		const wizard = applying();
		await askForAll(wizard);
		const {press, waitUntil, services} = wizard;
		await press('2', 'Enter verify');
		await waitUntil(() => {
			const last = services.log.progress.at(-1);
			return last !== undefined && last !== 'forgotten' && last.applied.length === 3;
		});
		expect(services.log.progress.at(-1)).toMatchObject({
			step: 'apply',
			applied: [{undo: expect.stringMatching(undoForm)}, {}, {}],
		});
	});

	test('of one step leaves the others alone', async () => {
		const {waitFor, press, frame, calls} = applying();
		await waitFor('▸ ~ change        Trust policy');
		await press(`${down}d`, 'now?');
		expect(frame()).toContain('~ change  Role policy');
		expect(frame()).not.toContain('Trust policy');
		await press('2', 'Done');
		await waitFor('✔ Role policy of the role CreativeForceAccess');
		expect(calls).toEqual(['putRolePolicy']);
		await press('r', '▸ ~ change        Trust policy');
		expect(frame()).toContain('✔ nothing to do Role policy');
	});

	test('of everything is backed up, and Enter leads to the verification', async () => {
		const wizard = applying();
		await askForAll(wizard);
		const {press, frame, calls, folder} = wizard;
		await press('2', 'Enter verify');
		expect(calls).toEqual(['putTrustPolicy', 'putRolePolicy', 'putBucketPolicy']);
		const [run = '', ...others] = readdirSync(folder);
		expect(others).toEqual([]);
		expect(run).toMatch(/^20260304T100000-[0-9a-f]{4}$/);
		expect(readdirSync(path.join(folder, run))).toHaveLength(3);
		expect(frame()).toContain('Backup: ');
		expect(frame().replace(/\s+/gu, ' ')).toContain(
			`To undo this: s3-handshake apply --undo ${run} --profile work`,
		);
		await press('\r', '✖ 0 to fix');
	});

	test('says how far it is and what it waits for', async () => {
		const {promise, resolve} = deferred<void>();
		let tries = 0;
		const wizard = applying({
			wait: () => promise,
			writes: ({putRolePolicy}) => ({
				async putRolePolicy(...given) {
					tries += 1;
					if (tries === 1) {
						throw awsError('NoSuchEntity', true);
					}

					return putRolePolicy(...given);
				},
			}),
		});
		await askForAll(wizard);
		const {press, frame, waitFor} = wizard;
		await press('2', 'Waiting for AWS to be ready');
		expect(frame()).toContain('Changing account 111122223333');
		expect(frame()).toContain('✔ Trust policy');
		expect(frame()).toContain('▸ Role policy');
		expect(frame()).toContain('· Bucket policy');
		resolve();
		await waitFor('Enter verify');
		expect(tries).toBe(2);
	});

	test('is stopped by Esc, and says what was done and what not', async () => {
		const wizard = applying({
			wait: () => new Promise(() => undefined),
			writes: () => ({
				async putRolePolicy() {
					throw awsError('NoSuchEntity', true);
				},
			}),
		});
		await askForAll(wizard);
		const {press, frame, calls} = wizard;
		await press('2', 'Waiting for AWS');
		await press(escapeKey, 'Not everything was done');
		expect(frame()).toContain('✔ Trust policy');
		expect(frame()).toContain('! Role policy');
		expect(frame()).toContain('Stopped while waiting for AWS');
		expect(frame()).toContain('! Bucket policy');
		expect(calls).toEqual(['putTrustPolicy', 'putRolePolicy']);
	});

	test('that AWS refuses at once leaves nothing to undo', async () => {
		const wizard = applying({
			writes: () => ({
				async putTrustPolicy() {
					throw awsError('AccessDenied');
				},
			}),
		});
		await askForAll(wizard);
		const {press, frame} = wizard;
		await press('2', 'Not everything was done');
		expect(frame()).toContain('✖ Trust policy');
		expect(frame()).not.toContain('To undo this');
	});

	test('without an answer, over which somebody else wrote, is left to them and can be undone', async () => {
		const changed = '{"Version":"2012-10-17","Statement":[]}';
		const wizard = applying({
			writes: ({putTrustPolicy}, {state}) => ({
				async putTrustPolicy(roleName, text) {
					await putTrustPolicy(roleName, text);
					Object.assign(state.roles.get(roleName) ?? {}, {trustPolicy: changed});
					throw uncertainError();
				},
			}),
		});
		await askForAll(wizard);
		const {press, frame, account, calls} = wizard;
		await press('2', 'Not everything was done');
		expect(frame()).toContain('✖ Trust policy');
		expect(frame().replace(/\s+/gu, ' ')).toContain('somebody else has changed the same thing');
		expect(frame()).toContain('To undo this: s3-handshake apply --undo');
		expect(account.state.roles.get('CreativeForceAccess')?.trustPolicy).toBe(changed);
		expect(calls).toEqual(['putTrustPolicy']);
	});

	test('that AWS refuses says what was done and what not, and a new plan goes on from there', async () => {
		let isAllowed = false;
		const wizard = applying({
			writes: ({putRolePolicy}) => ({
				async putRolePolicy(...given) {
					if (!isAllowed) {
						throw awsError('AccessDenied');
					}

					return putRolePolicy(...given);
				},
			}),
		});
		await askForAll(wizard);
		const {press, frame, waitFor, calls} = wizard;
		await press('2', 'Not everything was done');
		expect(frame()).toContain('✔ Trust policy');
		expect(frame()).toContain('✖ Role policy');
		expect(frame()).toContain('(x:Write: AccessDenied)');
		expect(frame()).toContain('! Bucket policy');
		expect(frame()).not.toContain('Enter verify');
		isAllowed = true;
		// Enter must not pass it by.
		await press('\r', '▸ ~ change        Role policy');
		await press('a', 'now?');
		await press('2', 'Enter verify');
		await waitFor('Done');
		expect(calls).toEqual(['putTrustPolicy', 'putRolePolicy', 'putRolePolicy', 'putBucketPolicy']);
	});

	test('that breaks off for an unknown reason says what had been done by then', async () => {
		const wizard = applying({
			writes: () => ({
				async putRolePolicy() {
					throw new Error('socket hang up');
				},
			}),
		});
		await askForAll(wizard);
		const {press, frame} = wizard;
		await press('2', 'Could not work on the account');
		expect(frame()).toContain('✔ Trust policy');
		expect(frame()).toContain('· Role policy');
		expect(frame()).toContain('not known whether the change in progress was made');
	});

	test('does not overwrite a policy that was changed in between', async () => {
		const wizard = applying();
		await askForAll(wizard);
		const {press, frame, account, calls} = wizard;
		const role = account.state.roles.get('CreativeForceAccess');
		const changed = '{"Version":"2012-10-17","Statement":[]}';
		if (role !== undefined) {
			role.trustPolicy = changed;
		}

		await press('2', 'Not everything was done');
		expect(frame()).toContain('✖ Trust policy');
		expect(frame()).toContain('It has changed since the plan was made');
		expect(role?.trustPolicy).toBe(changed);
		expect(calls).toEqual([]);
	});

	test('that is under way comes to its end before the wizard does, and nothing more is begun', async () => {
		const {promise, resolve} = deferred<void>();
		const wizard = applying({
			writes: ({putTrustPolicy}) => ({
				async putTrustPolicy(...given) {
					await promise;
					return putTrustPolicy(...given);
				},
			}),
		});
		await askForAll(wizard);
		const {press, send, ended, waitFor, waitUntil, account, calls} = wizard;
		send('2');
		await waitUntil(() => calls.length === 1);
		await press(controlC, 'Leaving as soon as AWS answers');
		let hasEnded = false;
		void ended.then(() => {
			hasEnded = true;
		});
		await press('?', 'What is this?');
		await press(escapeKey, 'Changing account');
		await waitFor('Leaving as soon as AWS answers');
		expect(hasEnded).toBe(false);
		resolve();
		expect(await ended).toEqual({
			end: 'left',
			isSaved: true,
			undo: [expect.stringMatching(undoForm)],
			changes: [
				{
					title: expect.stringContaining('Trust policy'),
					detail: expect.any(String),
					isDone: true,
					backup: expect.stringContaining('trust-policy'),
					undo: expect.stringMatching(undoForm),
				},
			],
		});
		expect(calls).toEqual(['putTrustPolicy']);
		expect(account.state.roles.get('CreativeForceAccess')?.trustPolicy).not.toContain('acme "');
	});

	test('that never ends is left by a second Ctrl+C', async () => {
		const wizard = applying({
			writes: () => ({putTrustPolicy: () => new Promise(() => undefined)}),
		});
		await askForAll(wizard);
		const {press, send, ended, waitUntil, calls} = wizard;
		send('2');
		await waitUntil(() => calls.length === 1);
		await press(controlC, 'Ctrl+C again leaves at once');
		send(controlC);
		expect(await ended).toEqual({end: 'left', isSaved: true, isCutOff: true});
	});
});
