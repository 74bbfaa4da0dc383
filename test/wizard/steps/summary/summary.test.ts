import {describe, expect, test} from 'vitest';
import type {WizardState} from '../../../../source/wizard/state.ts';
import {policyPanels} from '../../../../source/wizard/steps/policies/panels.ts';
import {summarize, summaryText} from '../../../../source/wizard/steps/summary/summary.ts';
import {creativeForce, iconik} from '../../../support/connections.ts';
import {
	creativeForceAnswers,
	creativeForceAt,
	iconikAt,
	pictureBarn,
	pictureBarnAt,
} from '../../support/states.ts';

const tasks = (changes: Partial<WizardState> = {}) =>
	summarize(creativeForceAt('summary', changes), creativeForce).remaining.map(({what}) => what);

const about = (list: readonly string[], word: string) => list.filter((what) => what.includes(word));

describe('what was agreed', () => {
	test('names the role by its ARN, and not the external ID', () => {
		const {agreed} = summarize(creativeForceAt('summary'), creativeForce);
		expect(agreed).toContainEqual({
			label: 'Role',
			value: 'arn:aws:iam::111122223333:role/CreativeForceAccess',
		});
		expect(JSON.stringify(agreed)).not.toContain('2f6b0f0e-acme');
	});

	test('names every input of the vendor', () => {
		expect(summarize(iconikAt('summary'), iconik).agreed).toContainEqual({
			label: 'System Domain ID',
			value: '7d1f2c9e-4b7a-11ee-9c54-0a58a9feac02',
		});
		const {agreed} = summarize(pictureBarnAt('summary'), pictureBarn);
		expect(agreed).toContainEqual({label: 'Workspace', value: 'north'});
		expect(agreed).toContainEqual({label: 'Stable name', value: 'barn'});
	});

	test('has no key with SSE-S3, though one was answered', () => {
		const answers = {...creativeForceAnswers, encryption: 'SSE-S3'};
		const {agreed} = summarize(creativeForceAt('summary', {answers}), creativeForce);
		expect(agreed.map(({label}) => label)).not.toContain('KMS key');
	});
});

describe('what remains', () => {
	test('is everything at first, but not what most do not need', () => {
		const list = tasks();
		expect(about(list, 'fill in the form')).toHaveLength(1);
		expect(about(list, 'copy and paste')).toHaveLength(3);
		expect(about(list, 'key policy')).toEqual([]);
		expect(about(list, 'create the bucket')).toEqual([]);
		expect(list.at(-1)).toContain('its own test');
	});

	test('begins with the bucket where that is new', () => {
		const answers = {...creativeForceAnswers, 'new-bucket': 'yes'};
		expect(tasks({answers})[0]).toContain('create the bucket acme-assets');
	});

	test('has no role to create with a vendor that brings its own', () => {
		const list = summarize(iconikAt('summary'), iconik).remaining.map(({what}) => what);
		expect(about(list, 'create the role')).toEqual([]);
	});

	test('is nothing in AWS once all was seen to be right there, and everything where it was not', () => {
		const answers = {...creativeForceAnswers, 'new-bucket': 'yes'};
		const inAws = (verdict: 'pass' | 'unknown') =>
			summarize(
				creativeForceAt('summary', {
					answers,
					verified: {verdict, failed: 0, at: '2026-03-04T10:00:00.000Z'},
				}),
				creativeForce,
			).remaining.filter(({where}) => where === 'AWS console');
		expect(inAws('pass')).toEqual([]);
		expect(inAws('unknown')).toHaveLength(5);
	});

	test('is nothing of a document that is there as it should be', () => {
		const own = policyPanels(creativeForceAt('summary'), creativeForce)[1]?.text ?? '';
		expect(about(tasks(), 'trust policy')).toHaveLength(1);
		expect(about(tasks({existing: {'trust-policy': own}}), 'trust policy')).toEqual([]);
	});

	test('tells a copied document from one that has changed since', () => {
		const text = policyPanels(creativeForceAt('summary'), creativeForce)[0]?.text ?? '';
		const copied = {'role-policy': text};
		expect(about(tasks({copied}), 'save the role policy')).toHaveLength(1);
		const answers = {...creativeForceAnswers, bucket: 'acme-other'};
		expect(about(tasks({copied, answers}), 'copy the role policy')[0]).toContain('again');
	});

	test.each([
		['system', 'it was copied'],
		['terminal', 'it was sent to the clipboard of your terminal'],
		['file', 'it was written to a file'],
	] as const)('says of a document that was handed over by the way "%s" that %s', (way, words) => {
		const text = policyPanels(creativeForceAt('summary'), creativeForce)[0]?.text ?? '';
		const list = tasks({copied: {'role-policy': text}, copyWays: {'role-policy': way}});
		expect(about(list, 'save the role policy')[0]).toContain(words);
	});

	test('tells a copied form value from one that has changed since', () => {
		const copied = {'form:Bucket': 'acme-assets'};
		expect(about(tasks({copied}), 'save the form')).toHaveLength(1);
		const answers = {...creativeForceAnswers, bucket: 'acme-other'};
		expect(about(tasks({copied, answers}), 'the form')[0]).toContain(
			'correct the form, since Bucket changed',
		);
	});
});

describe('what was done', () => {
	const change = {
		title: 'Role policy of the role CreativeForceAccess',
		detail: 'Written and read back.',
		isDone: true,
		backup: '/data/backups/1.json',
		undo: 's3-handshake apply --undo 1',
		at: '2026-03-04T09:58:00.000Z',
	};

	test('is what was changed, with its backup, and how that was verified, with the time', () => {
		const {done, undo} = summarize(
			creativeForceAt('summary', {
				access: {kind: 'profile', profile: 'work'},
				applied: [change, {...change, isDone: false, undo: 's3-handshake apply --undo 2'}],
				verified: {verdict: 'fail', failed: 1, at: '2026-03-04T10:00:00'},
			}),
			creativeForce,
		);
		expect(done).toEqual([
			'Changed: Role policy of the role CreativeForceAccess. Written and read back. Backup: /data/backups/1.json',
			'NOT changed: Role policy of the role CreativeForceAccess. Written and read back. Backup: /data/backups/1.json',
			'Verified in the account, 2026-03-04 10:00: it is not ready for Creative Force.',
		]);
		expect(undo).toEqual(['s3-handshake apply --undo 2', 's3-handshake apply --undo 1']);
	});

	test('in AWS is told also in practice, and what was practised nowhere else', () => {
		const applied = [change, {...change, title: 'Key policy', isPractice: true}] as const;
		const inAws = summarize(
			creativeForceAt('summary', {access: {kind: 'profile', profile: 'work'}, applied}),
			creativeForce,
		);
		expect(inAws.done).toEqual([expect.stringMatching(/^Changed: Role policy/u)]);
		const inPractice = summarize(
			creativeForceAt('summary', {access: {kind: 'practice'}, applied}),
			creativeForce,
		);
		expect(inPractice.done).toEqual([
			expect.stringMatching(/^Changed in AWS: Role policy/u),
			expect.stringMatching(/^Changed: Key policy/u),
		]);
		expect(inPractice.undo).toEqual(['s3-handshake apply --undo 1']);
		const text = summaryText(inPractice, undefined);
		expect(text).toMatch(/^PRACTICE/u);
		expect(text).not.toContain('Nothing was changed in AWS');
	});

	test('is nothing where nothing was done', () => {
		expect(summarize(creativeForceAt('summary'), creativeForce).done).toEqual([]);
	});

	test('is said to be practised, first and last', () => {
		const state = creativeForceAt('summary', {access: {kind: 'practice'}});
		const lines = summaryText(summarize(state, creativeForce), undefined).trimEnd().split('\n');
		expect(lines[0]).toMatch(/^PRACTICE/u);
		expect(lines.at(-1)).toMatch(/^PRACTICE/u);
	});
});

describe('the text for the terminal', () => {
	const summary = summarize(creativeForceAt('summary'), creativeForce);

	test('numbers what remains, and names the call that prints the values again', () => {
		const text = summaryText(summary, '/home/ann/my files/a.json');
		expect(text).toContain('  1. AWS console: create the role CreativeForceAccess');
		expect(text).toContain("s3-handshake policies '/home/ann/my files/a.json'");
		expect(text.endsWith('\n')).toBe(true);
	});

	test('says nothing of a file that could not be written', () => {
		expect(summaryText(summary, undefined)).not.toContain('connection file');
	});

	test('lets nothing through that the terminal would obey', () => {
		const agreed = [{label: 'Note', value: 'a\u{1B}[2Jb'}];
		expect(summaryText({...summary, agreed, remaining: []}, undefined)).not.toContain('\u{1B}');
	});
});
