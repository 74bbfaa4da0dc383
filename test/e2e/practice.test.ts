import {readdirSync, statSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {answerAll, choose, creativeForceAnswers} from './support/driver.ts';
import {Terminal} from './support/terminal.ts';

/** As without AWS, but in the simulated account, which says itself which one it is. */
const practiceAnswers = creativeForceAnswers.map((answer) => {
	switch (answer.question) {
		case 'How do you want to work': {
			return {...answer, act: choose(2)};
		}

		case 'Which AWS account': {
			return {question: 'You are signed in', act: choose(1)};
		}

		default: {
			return answer;
		}
	}
});

test('practice: what is wrong is found, and the corrected document copied', async () => {
	const terminal = Terminal.start();
	await answerAll(terminal, practiceAnswers);
	for (const screen of ['Fill in the form', '1 of 4', '2 of 4', '3 of 4', '4 of 4']) {
		await terminal.waitFor(screen);
		terminal.press('enter');
	}

	const results = await terminal.waitFor(' to fix');
	expect(results).toContain('PRACTICE, a simulated account');
	expect(results).toContain('▸ ✖ The external ID agrees');
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
	await terminal.waitFor('Connection file:');
	terminal.press('enter');
	expect(await terminal.exited()).toEqual({exitCode: 0, signal: undefined});
	expect(terminal.terminalRestored()).toEqual({ok: true, reasons: []});
	const files = readdirSync(terminal.workingDirectory);
	expect(files).toEqual(['creative-force-acme-assets.json']);
	const file = path.join(terminal.workingDirectory, 'creative-force-acme-assets.json');
	expect(statSync(file).mode & 0o777).toBe(0o600);
});
