import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {PracticeState} from '../../source/account/index.ts';
import {emptyState} from '../../source/account/practice/state.ts';
import {readBackup} from '../../source/apply/index.ts';
import {fakeWriter, isWrite} from './support/fake-writer.ts';
import {
	accountId,
	contextFor,
	filesIn,
	heldIn,
	keyArn,
	planFor,
	policy,
	runFor,
	settledState,
	wanted,
} from './support/plans.ts';

class Crash extends Error {}

/** An account with nothing in it but the key, which a customer makes. */
function barrenState(): PracticeState {
	const state = emptyState(accountId);
	state.keys.set(keyArn, {arn: keyArn, state: 'Enabled', policy: policy('ForeignKey')});
	return state;
}

const starts = {settled: settledState, barren: barrenState} as const;

/** Throws where a statement of somebody else that was there at the start is missing. */
function refuseLoss(state: PracticeState, start: PracticeState): void {
	const [now, then] = [heldIn(state), heldIn(start)];
	for (const [name, sid] of [
		['trustPolicy', 'ForeignTrust'],
		['rolePolicy', 'ForeignRole'],
		['bucketPolicy', 'Foreign'],
		['keyPolicy', 'ForeignKey'],
	] as const) {
		if (then[name]?.includes(`"${sid}"`) === true) {
			expect(now[name], name).toContain(`"${sid}"`);
		}
	}
}

describe.each(['settled', 'barren'] as const)('from a %s account', (name) => {
	test('a crash at any call loses nothing, and running again completes', async () => {
		const counting = fakeWriter(starts[name]());
		await runFor(counting);
		const length = counting.calls.length;
		expect(length).toBeGreaterThan(10);

		for (const moment of ['before', 'after'] as const) {
			for (let at = 1; at <= length; at += 1) {
				const state = starts[name]();
				const crashing = fakeWriter(state, {
					[moment](_method: string, call: number) {
						refuseLoss(state, starts[name]());
						if (call === at) {
							throw new Crash();
						}
					},
				});
				const context = contextFor();
				await expect(runFor(crashing, context), `${moment} ${at}`).rejects.toThrow(Crash);
				refuseLoss(state, starts[name]());
				const again = await runFor(fakeWriter(state), contextFor());
				expect(again.map(({status}) => status)).toEqual(Array.from({length: 7}, () => 'done'));
				expect(heldIn(state)).toMatchObject(wanted);
			}
		}
	});

	test('every write of a document comes after a backup that holds what was there', async () => {
		const state = starts[name]();
		const context = contextFor();
		const start = heldIn(starts[name]());
		const counts: number[] = [];
		const fake = fakeWriter(state, {
			before(method) {
				if (isWrite(method)) {
					counts.push(filesIn(context.backupFolder).length);
				}
			},
		});
		await runFor(fake, context);
		expect(counts).toEqual(counts.map((_, index) => index + 1));
		const backups = await Promise.all(
			filesIn(context.backupFolder).map((file) => readBackup(file)),
		);
		const texts = new Map(backups.map(({kind, before}) => [kind, before]));
		expect(texts.get('bucket-policy')).toBe(start.bucketPolicy ?? null);
		expect(texts.get('key-policy')).toBe(start.keyPolicy);
		expect(texts.get('role-policy')).toBe(start.rolePolicy ?? null);
	});
});

test('crashes one after the other at any places end in what was wanted', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.constantFrom('settled', 'barren'),
			fc.array(fc.tuple(fc.constantFrom('before', 'after'), fc.integer({min: 1, max: 25})), {
				maxLength: 4,
			}),
			async (name, crashes) => {
				const state = starts[name]();
				for (const [moment, at] of crashes) {
					const fake = fakeWriter(state, {
						[moment](_method: string, call: number) {
							if (call === at) {
								throw new Crash();
							}
						},
					});
					await runFor(fake).catch((error: unknown) => {
						if (!(error instanceof Crash)) {
							throw error;
						}
					});
					refuseLoss(state, starts[name]());
				}

				await runFor(fakeWriter(state));
				expect(heldIn(state)).toMatchObject(wanted);
				expect(planFor(state).steps.every(({action}) => action === 'none')).toBe(true);
			},
		),
		{numRuns: 40},
	);
});
