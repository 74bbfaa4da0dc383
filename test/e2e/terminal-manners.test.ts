import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {type Answer, answerAll, creativeForceAnswers, iconikAnswers} from './support/driver.ts';
import {Terminal} from './support/terminal.ts';

const questionsOf = (answers: readonly Answer[]): string[] => answers.map(({question}) => question);

describe('Ctrl+C', () => {
	const lastScreens = ['Fill in the form', '1 of 4', 'What was agreed'];
	test.each([...questionsOf(creativeForceAnswers), ...lastScreens])(
		'at "%s" leaves the terminal as it was, with exit code 130',
		async (question) => {
			const terminal = Terminal.start();
			for (const answer of creativeForceAnswers) {
				await terminal.waitFor(answer.question);
				if (answer.question === question) {
					break;
				}

				await answer.act(terminal);
			}

			if (lastScreens.includes(question)) {
				await terminal.waitFor('Fill in the form');
			}

			if (question === '1 of 4' || question === 'What was agreed') {
				terminal.press('enter');
				await terminal.waitFor('1 of 4');
			}

			if (question === 'What was agreed') {
				for (const screen of ['2 of 4', '3 of 4', '4 of 4', 'Go on although these were']) {
					terminal.press('enter');
					await terminal.waitFor(screen);
				}

				terminal.type('2');
				await terminal.waitFor('Do you want to check the policies');
				terminal.press('up');
				await terminal.waitFor('▸   Continue without checking');
				terminal.press('enter');
			}

			await terminal.waitFor(question);
			terminal.press('ctrl+c');
			expect(await terminal.exited()).toEqual({exitCode: 130, signal: undefined});
			expect(terminal.terminalRestored()).toEqual({ok: true, reasons: []});
		},
	);

	test('in the help and in the paste screen too', async () => {
		const help = Terminal.start();
		await help.waitFor('Which vendor needs');
		help.type('?');
		await help.waitFor('What is this?');
		help.press('ctrl+c');
		expect(await help.exited()).toEqual({exitCode: 130, signal: undefined});
		expect(help.terminalRestored()).toEqual({ok: true, reasons: []});
	});

	test.each(['SIGTERM', 'SIGHUP'] as const)(
		'%s leaves the terminal as it was, and keeps what was typed',
		async (name) => {
			const terminal = Terminal.start();
			await answerAll(terminal, iconikAnswers.slice(0, 3));
			await terminal.waitFor('Which bucket may');
			terminal.type('1111');
			await terminal.waitFor('1111');
			await terminal.signal(name);
			expect((await terminal.exited()).exitCode).toBeGreaterThan(0);
			expect(terminal.terminalRestored()).toEqual({ok: true, reasons: []});
			const again = Terminal.start({home: terminal.home});
			await again.waitFor('Go on: iconik');
			again.press('enter');
			await again.waitFor('1111');
		},
	);
});

describe('Ctrl+Z', () => {
	test('gives the terminal back to the shell, and fg goes on where it was', async () => {
		const program = fileURLToPath(new URL('../../bin/s3-handshake.js', import.meta.url));
		const shell = Terminal.startCommand('bash', {arguments: ['--norc', '--noprofile', '-i']});
		const type = (line: string) => shell.writeRaw(`${line}\r`);
		type(`PS1='shell> '; clear; '${process.execPath}' '${program}'`);
		await shell.waitFor('Which vendor needs');
		await answerAll(shell, iconikAnswers.slice(0, 3));
		await shell.waitFor('Which bucket may');
		shell.type('1111');
		await shell.waitFor('1111');
		shell.writeRaw('\u001A');
		const stopped = await shell.waitFor('Stopped');
		expect(stopped).not.toContain('Which bucket may');
		type('echo "still $((40 + 2))"');
		await shell.waitFor('still 42');
		type('fg');
		await shell.waitFor('Which bucket may');
		shell.type('2222');
		await shell.waitFor('11112222');
		shell.press('ctrl+c');
		await shell.waitFor('Your answers are kept');
		type('exit');
		await shell.exited();
	});
});

test('two wizards at once keep a run each', async () => {
	const first = Terminal.start();
	await answerAll(first, iconikAnswers.slice(0, 3));
	const second = Terminal.start({home: first.home});
	await second.waitFor('Start again');
	second.type('2');
	await answerAll(second, creativeForceAnswers.slice(0, 3));
	await first.waitFor('Which bucket may');
	await second.waitFor('Which bucket may');
	for (const terminal of [first, second]) {
		terminal.press('ctrl+c');
		await terminal.exited();
	}

	const again = Terminal.start({home: first.home});
	const screen = await again.waitFor('You have been here before');
	expect(screen).toContain('Go on: iconik');
	expect(screen).toContain('Go on: Creative Force');
});

describe('the window', () => {
	test.each([
		[80, 24],
		[120, 40],
		[60, 18],
	])('of %i by %i shows the question and the keys', async (columns, rows) => {
		const terminal = Terminal.start({columns, rows});
		await answerAll(terminal, iconikAnswers.slice(0, 3));
		const screen = await terminal.waitFor('Which bucket may iconik use?');
		expect(screen).toContain('Bucket name');
		expect(screen).toContain('Ctrl+C leave');
		expect(screen.split('\n').length).toBeLessThanOrEqual(rows);
	});

	test('that is too small asks for a larger one and loses nothing', async () => {
		const terminal = Terminal.start({columns: 50, rows: 15});
		await terminal.waitFor('Make it larger');
		terminal.resize(80, 24);
		await terminal.waitFor('Which vendor needs');
		await answerAll(terminal, iconikAnswers.slice(0, 3));
		await terminal.waitFor('Which bucket may');
		terminal.type('1111');
		await terminal.waitFor('1111');
		terminal.resize(40, 10);
		await terminal.waitFor('Make it larger');
		terminal.resize(100, 30);
		await terminal.waitFor('1111');
	});

	test('can change its size in the middle, and no ghost of the old frame stays', async () => {
		const terminal = Terminal.start({columns: 120, rows: 40});
		await answerAll(terminal, iconikAnswers);
		await terminal.waitFor('Fill in the form');
		terminal.resize(70, 22);
		const screen = await terminal.waitUntil(
			(text) => text.split('\n').length <= 22 && text.includes('Fill in the form'),
			'the smaller frame',
		);
		expect(screen.match(/s3-handshake/gu)).toHaveLength(1);
		expect(screen.match(/Fill in the form/gu)).toHaveLength(1);
	});
});

describe('input', () => {
	test('several keys in one chunk all count', async () => {
		const terminal = Terminal.start();
		await terminal.waitFor('Which vendor needs');
		// Down twice to iconik, choose it, down to read-only, choose it.
		terminal.writeRaw('\u001B[B\u001B[B\r\u001B[B\r');
		await terminal.waitFor('How do you want to work');
		// Without AWS; then an account with a slip, and Enter.
		terminal.writeRaw('\r11112222333x\u007F3\r');
		await terminal.waitFor('Which bucket may iconik use?');
		await terminal.waitFor('Read-only storage');
	});

	test('a paste with line ends and escape sequences gives the value alone', async () => {
		const terminal = Terminal.start();
		await answerAll(terminal, iconikAnswers.slice(0, 3));
		await terminal.waitFor('Which bucket may');
		terminal.paste('  \u001B[31macme-assets\u001B[0m\n');
		await terminal.waitFor('✔ a valid name');
		const screen = await terminal.waitFor(/white space/iu);
		expect(screen).toContain('acme-assets');
		expect(screen).toContain('Which bucket may');
	});

	test('a wrong value is named with its rule and an example, and Enter stays on the screen', async () => {
		const terminal = Terminal.start();
		await answerAll(terminal, iconikAnswers.slice(0, 3));
		await terminal.waitFor('Which bucket may');
		terminal.type('Acme');
		await terminal.waitFor('Acme');
		terminal.press('enter');
		await terminal.waitFor('✖');
		await terminal.waitFor('For example');
	});

	test('help opens on every question and closes again', async () => {
		const terminal = Terminal.start();
		for (const {question, act} of iconikAnswers) {
			await terminal.waitFor(question);
			terminal.type('?');
			await terminal.waitFor('What is this?');
			terminal.press('escape');
			await terminal.waitFor(question);
			await act(terminal);
		}
	});
});
