import {readdirSync, statSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {type Answer, accept, answerAll, choose, creativeForceAnswers} from './support/driver.ts';
import {Terminal} from './support/terminal.ts';

/** In the simulated account, which says itself which one it is and what there is to choose from. */
const practiceAnswers: readonly Answer[] = [
	...creativeForceAnswers.slice(0, 2),
	{question: 'How do you want to work', act: choose(2)},
	{question: 'You are signed in', act: choose(1)},
	{question: 'acme-masters', act: choose(2)},
	{question: 'The bucket has SSE-KMS', act: choose(1)},
	{question: 'trusts Creative Force already', act: choose(1)},
	{question: 'Your role asks for this one already', act: accept(1)},
];

/** From the start to the plan of what would change. */
async function goToPlan(terminal: Terminal): Promise<string> {
	await answerAll(terminal, practiceAnswers);
	for (const screen of ['Fill in the form', '1 of 4', '2 of 4', '3 of 4', '4 of 4']) {
		await terminal.waitFor(screen);
		terminal.press('enter');
	}

	return terminal.waitFor('What would change in account 111122223333');
}

test('practice: what is wrong is found, and the corrected document copied', async () => {
	const terminal = Terminal.start();
	await goToPlan(terminal);
	terminal.type('n');

	const results = await terminal.waitFor(' to fix');
	expect(results).toContain('PRACTICE, a simulated account');
	expect(results).toContain('▸ ✖ External ID in the trust policy');
	expect(results).toContain('✖ Using the key');

	terminal.press('enter');
	await terminal.waitFor('statement 1 of the trust policy');
	terminal.type('c');
	await terminal.waitUntil(() => terminal.clipboard().length > 0, 'the clipboard to be set');
	await terminal.waitFor('Sent to the terminal');
	expect(JSON.parse(terminal.clipboard().at(-1) ?? '')).toEqual({
		Version: '2012-10-17',
		Statement: [
			{
				Effect: 'Allow',
				Principal: {AWS: 'arn:aws:iam::092392787187:user/CreativeForceCloudS3'},
				Action: 'sts:AssumeRole',
				Condition: {StringEquals: {'sts:ExternalId': '2f6b0f0e-acme'}},
			},
		],
	});
	terminal.type('d');
	await terminal.waitFor(/^-.*"2f6b0f0e-acme "/mu);
	await terminal.waitFor(/^\+.*"2f6b0f0e-acme"/mu);

	terminal.press('escape');
	await terminal.waitFor(' to fix');
	terminal.type('n');
	await terminal.waitFor('No connection file is written of what is practised');
	terminal.type('s');
	await terminal.waitFor('Connection file:');
	terminal.press('enter');
	expect(await terminal.exited()).toEqual({exitCode: 0, signal: undefined});
	expect(terminal.terminalRestored()).toEqual({ok: true, reasons: []});
	const files = readdirSync(terminal.workingDirectory);
	expect(files).toEqual(['creative-force-acme-assets.json']);
	const file = path.join(terminal.workingDirectory, 'creative-force-acme-assets.json');
	expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('practice: everything is applied, and the verification finds nothing to fix', async () => {
	const terminal = Terminal.start();
	const plan = await goToPlan(terminal);
	expect(plan).toContain('PRACTICE, a simulated account');
	expect(plan).toContain('▸ ~ change        Trust policy of the role CreativeForceAccess');
	expect(plan).toContain('nothing to do Bucket acme-assets');

	terminal.press('enter');
	await terminal.waitFor(/^\+.*"2f6b0f0e-acme"/mu);
	terminal.press('escape');
	await terminal.waitFor('What would change');
	terminal.type('a');
	const question = await terminal.waitFor('Change the practice account 111122223333 now?');
	expect(question).toContain('▸ No, back to the plan');
	terminal.type('2');
	const done = await terminal.waitFor('Enter verify');
	expect(done).toContain('Done');
	expect(done).toMatch(
		/To undo this: s3-handshake apply --undo \d{8}T\d{6}-[0-9a-f]{4} --practice/u,
	);

	// What is practised lies apart from the backups of real accounts.
	const backups = readdirSync(terminal.home, {recursive: true, encoding: 'utf8'})
		.filter((file) => file.endsWith('.json') && file.includes('backups'))
		.map((file) => path.basename(path.dirname(path.dirname(file))));
	expect(backups).toEqual(['practice', 'practice', 'practice']);

	terminal.press('enter');
	const results = await terminal.waitFor('✖ 0 to fix');
	expect(results.replaceAll(/\s+/gu, ' ')).toContain('The policies agree');
	terminal.type('n');
	const summary = await terminal.waitFor('No connection file is written of what is practised');
	expect(summary).toContain('PRACTICE');
	terminal.press('enter');
	expect(await terminal.exited()).toEqual({exitCode: 0, signal: undefined});
	expect(terminal.terminalRestored()).toEqual({ok: true, reasons: []});
	expect(readdirSync(terminal.workingDirectory)).toEqual([]);
	const said = terminal.scrollback();
	expect(said).toContain('Changed: Trust policy of the role CreativeForceAccess.');
	expect(said.trimEnd()).toMatch(/PRACTICE: a simulated account\. Nothing was changed in AWS\.$/u);
});

test('practice: whoever leaves after changes is told what was changed', async () => {
	const terminal = Terminal.start();
	await goToPlan(terminal);
	terminal.type('a');
	await terminal.waitFor('Change the practice account 111122223333 now?');
	terminal.type('2');
	await terminal.waitFor('Enter verify');
	terminal.press('ctrl+c');
	expect(await terminal.exited()).toEqual({exitCode: 130, signal: undefined});
	expect(terminal.terminalRestored()).toEqual({ok: true, reasons: []});
	const words = terminal.scrollback().replaceAll(/\s+/gu, ' ');
	expect(words).toContain('Before you left, this was changed in the practice account:');
	expect(words).toContain('done Trust policy of the role CreativeForceAccess');
	expect(words).toMatch(/Backup: \S+trust-policy/u);
	expect(words).toContain('Left before the end. Your answers are kept');
});
