import {existsSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {Terminal, type TerminalOptions} from './terminal.ts';

const panel = fileURLToPath(new URL('fixtures/panel.js', import.meta.url));

const startPanel = (options: TerminalOptions = {}): Terminal =>
	Terminal.startCommand(process.execPath, {...options, arguments: [panel]});

const startScript = (script: string, options: TerminalOptions = {}): Terminal =>
	Terminal.startCommand(process.execPath, {
		...options,
		arguments: ['--input-type=module', '--eval', script],
	});

const stayAlive = 'setInterval(() => {}, 1000);';

describe('a full-screen program', () => {
	test('is driven by keys, text, paste and size, and leaves the terminal as it was', async () => {
		const terminal = startPanel({columns: 60, rows: 10});
		await terminal.waitFor('panel 60x10');
		expect(terminal.isAlternateScreen()).toBe(true);
		expect(terminal.cursorVisible()).toBe(false);
		expect(terminal.terminalRestored().ok).toBe(false);

		terminal.press('up');
		await terminal.waitFor('events: upArrow');
		terminal.type('é');
		await terminal.waitFor('upArrow | é');
		terminal.press('shift+tab');
		await terminal.waitFor(/é \| (tab|shift)/);
		expect(terminal.modes.bracketedPasteMode).toBe(true);
		terminal.paste(`${'x'.repeat(20_000)}\nend`);
		await terminal.waitFor('paste 20004 "end"');
		terminal.press('enter');
		await terminal.waitFor('| enter');
		expect(terminal.clipboard()).toEqual(['copied — 4']);

		terminal.resize(40, 8);
		await terminal.waitForGone('60x10');
		await terminal.waitFor('panel 40x8');

		terminal.press('ctrl+c');
		expect(await terminal.exited()).toEqual({
			exitCode: 130,
			signal: undefined,
		});
		expect(terminal.terminalRestored()).toEqual({ok: true, reasons: []});
		expect(terminal.scrollback()).toBe(`left: interrupted, ${'long '.repeat(20)}end`);
		expect(terminal.bytesWritten()).toBe(Buffer.byteLength(terminal.output()));
		expect(terminal.bytesWritten()).toBeGreaterThan(100);
	});

	test('that is ended by a signal is told from one that exits by itself', async () => {
		const terminal = startScript(`console.log('ready'); ${stayAlive}`);
		await terminal.waitFor('ready');
		await terminal.signal('SIGTERM');
		expect(await terminal.exited()).toEqual({
			exitCode: 143,
			signal: 'SIGTERM',
		});
	});

	test('that is killed in the middle is seen to leave everything behind', async () => {
		const terminal = startPanel();
		await terminal.waitFor('panel');
		await terminal.signal('SIGKILL');
		expect((await terminal.exited()).signal).toBe('SIGKILL');
		const {ok, reasons} = terminal.terminalRestored();
		expect(ok).toBe(false);
		expect(reasons).toEqual(
			expect.arrayContaining([
				'the alternate screen was not left',
				'the cursor is hidden',
				'bracketed paste is on',
				'the terminal setting -echo was left behind',
			]),
		);
	});
});

describe('waiting', () => {
	test('fails with the last screen after the timeout', async () => {
		const terminal = startScript(`console.log('something else'); ${stayAlive}`);
		await terminal.waitFor('something else');
		await expect(terminal.waitFor(/never/, {timeout: 50})).rejects.toThrow(
			/Waited 50 ms for \/never\/ to appear[\s\S]*80x24[\s\S]*something else/,
		);
	});

	test('fails at once when the program has ended', async () => {
		const terminal = startScript(`console.log('bye'); process.exitCode = 3`);
		await expect(terminal.waitFor('never')).rejects.toThrow(/program ended with 3[\s\S]*bye/);
		expect(await terminal.waitFor('bye')).toContain('bye');
	});

	test('holds back a full-screen program until it reads keys', async () => {
		const terminal = startScript(
			`process.stdout.write('\\u001B[?1049hframe');
			process.once('SIGUSR1', () => process.stdin.setRawMode(true).resume()); ${stayAlive}`,
		);
		await expect(terminal.waitFor('frame', {timeout: 300})).rejects.toThrow('frame');
		await terminal.signal('SIGUSR1');
		await terminal.waitFor('frame');
	});

	test('does not look at a frame that is being written', async () => {
		const terminal = startScript(
			`process.stdin.once('data', () => process.stdout.write(' whole\\u001B[?2026l'));
			process.stdout.write('\\u001B[?2026hhalf'); ${stayAlive}`,
		);
		await expect(terminal.waitFor('half', {timeout: 300})).rejects.toThrow('half');
		terminal.press('enter');
		await terminal.waitFor(/half\s+whole/);
	});
});

describe('the sandbox', () => {
	const printEnvironment = `console.log('environment ' + JSON.stringify(process.env) + ' end'); ${stayAlive}`;

	const environmentOf = async (options: TerminalOptions): Promise<Record<string, string>> => {
		const terminal = startScript(printEnvironment, {
			...options,
			columns: 4000,
		});
		const screen = await terminal.waitFor(/^environment .* end/);
		return JSON.parse(/^environment (.*) end/.exec(screen)?.[1] ?? '') as Record<string, string>;
	};

	test('passes on nothing of the machine but the search path', async () => {
		const environment = await environmentOf({
			environment: {EXTRA: 'yes', LANG: undefined},
		});
		expect(environment).toMatchObject({
			EXTRA: 'yes',
			TERM: 'xterm-256color',
			COLORTERM: 'truecolor',
		});
		expect(environment.HOME).not.toBe(process.env.HOME);
		for (const name of ['CI', 'LANG', 'NODE_ENV', 'NODE_OPTIONS', 'VITEST', 'DISPLAY', 'SSH_TTY']) {
			expect(environment).not.toHaveProperty(name);
		}
	});

	test('is removed with the program, unless the home was given', async () => {
		const first = startScript(stayAlive);
		const second = startScript(stayAlive, {home: first.home});
		expect(second.home).toBe(first.home);
		await second.dispose();
		expect(existsSync(first.home)).toBe(true);
		await first.dispose();
		expect(existsSync(first.home)).toBe(false);
	});

	test('keeps the desktop out of reach: no clipboard, and addresses are noted instead of opened', async () => {
		const terminal = startScript(
			`import open from 'open';
			import clipboard from 'clipboardy';
			await open('https://example.com/?a=1&b=2');
			await clipboard.write('secret').catch(() => console.log('no clipboard'));
			${stayAlive}`,
			{cwd: fileURLToPath(new URL('../../..', import.meta.url))},
		);
		await terminal.waitFor('no clipboard');
		await terminal.waitUntil(() => terminal.opened().length > 0, 'the address to be opened');
		expect(terminal.opened()).toEqual(['https://example.com/?a=1&b=2']);
	});
});
