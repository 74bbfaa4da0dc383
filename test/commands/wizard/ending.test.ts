import {describe, expect, test} from 'vitest';
import {farewell, undoLines} from '../../../source/commands/wizard/ending.ts';

const undo = ['s3-handshake apply --undo 20260131T101500-4f2a'];
const change = {
	title: 'Bucket policy of acme',
	detail: 'Written and read back.',
	isDone: true,
	backup: '/data/b.json',
};

describe('the end of the wizard', () => {
	test('names the commands that undo what was changed, and nothing where nothing was', () => {
		expect(undoLines({undo})).toEqual(['To undo the changes in the account:', `  ${undo[0]}`]);
		expect(undoLines({})).toEqual([]);
	});

	test('before its time says what was changed and how to undo it', async () => {
		const said = await farewell({end: 'left', isSaved: true, changes: [change], undo});
		const lines = said.split('\n');
		expect(lines).toEqual([
			'Before you left, this was changed in the account:',
			'  done  Bucket policy of acme: Written and read back.',
			'          Backup: /data/b.json',
			'To undo the changes in the account:',
			'  s3-handshake apply --undo 20260131T101500-4f2a',
			expect.stringContaining('Your answers are kept'),
		]);
	});

	test('of practice before its time says first that it was practised', async () => {
		const said = await farewell({
			end: 'left',
			isSaved: true,
			isPractice: true,
			changes: [{...change, isPractice: true}],
		});
		expect(said).toMatch(/^PRACTICE: .* Nothing was changed in AWS\.$/mu);
		expect(said).toContain('this was changed in the practice account');
	});

	test('tells what was changed in AWS from what was practised, wherever it was left', async () => {
		const changes = [change, {...change, title: 'Key policy', isPractice: true}] as const;
		const said = await farewell({end: 'left', isSaved: true, changes, undo});
		expect(said.split('\n').filter((line) => !line.startsWith('   '))).toEqual([
			'Before you left, this was changed in the account:',
			'  done  Bucket policy of acme: Written and read back.',
			'Before you left, this was changed in the practice account:',
			'  done  Key policy: Written and read back.',
			'To undo the changes in the account:',
			`  ${undo[0]}`,
			expect.stringContaining('Your answers are kept'),
		]);
		const inPractice = await farewell({
			end: 'left',
			isSaved: true,
			changes,
			undo,
			isPractice: true,
		});
		expect(inPractice).not.toContain('Nothing was changed in AWS');
	});
});
