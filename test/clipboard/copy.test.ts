import {Buffer} from 'node:buffer';
import {mkdtemp, readFile, rm, stat} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, test, vi} from 'vitest';
import {safeFileName, savePrivateFile} from '../../source/clipboard/files.ts';
import {type ClipboardEnvironment, copyText, saveToFile} from '../../source/clipboard/index.ts';
import {UserError} from '../../source/errors.ts';

const esc = '\u{1B}';

type Change = Partial<ClipboardEnvironment>;

const computer = (change: Change = {}) => {
	const written: string[] = [];
	const files = new Map<string, string>();
	let clipboard = '';
	const environment: ClipboardEnvironment = {
		env: {TERM: 'xterm-256color'},
		writeTerminal: (text) => written.push(text),
		system: {
			read: async () => clipboard,
			async write(text) {
				clipboard = text;
			},
		},
		tmux: () => Promise.reject(new Error('no tmux')),
		async saveFile(name, text) {
			files.set(name, text);
			return `/data/${name}`;
		},
		...change,
	};
	const copy = (text: string) => copyText(text, {name: 'role-policy.json', environment});
	return {copy, environment, written, files, clipboard: () => clipboard};
};

/** A tmux with these settings; what it was asked is added to `asked`. */
function fakeTmux(
	settings: Readonly<Record<string, string>>,
	asked: string[] = [],
): ClipboardEnvironment['tmux'] {
	let buffer = '';
	return async (args, input) => {
		asked.push(args.join(' '));
		const [command = '', ...others] = args;
		if (command === 'load-buffer' && !(settings['isOld'] && others.includes('-w'))) {
			buffer = input ?? '';
			return '';
		}

		const answer =
			command === 'show-buffer'
				? buffer
				: command === 'display-message'
					? (settings['terminal'] ?? 'xterm-256color')
					: settings[others.at(-1) ?? ''];
		if (answer === undefined || command === 'load-buffer') {
			throw new Error(`unknown: ${args.join(' ')}`);
		}

		return answer;
	};
}

const refusing = {
	read: () => Promise.reject(new Error('no display')),
	write: () => Promise.reject(new Error('no display')),
};

describe('copying on the own computer', () => {
	test('says "copied" when the clipboard gives the text back', async () => {
		const {copy, clipboard, written} = computer();
		expect(await copy('{}\n')).toEqual({way: 'system', message: 'Copied to the clipboard.'});
		expect(clipboard()).toBe('{}\n');
		expect(written).toEqual([]);
	});

	test('takes a clipboard that changes line breaks for the same text', async () => {
		const {copy} = computer({system: {write: async () => {}, read: async () => 'a\r\nb\r\n'}});
		expect((await copy('a\nb')).message).toBe('Copied to the clipboard.');
	});

	test('does not say "copied" when the clipboard cannot be read back', async () => {
		const {copy} = computer({system: {...refusing, write: async () => {}}});
		const result = await copy('x');
		expect(result.way).toBe('system');
		expect(result.message).not.toMatch(/copied/i);
		expect(result.isUncertain).toBe(true);
	});

	test('goes on to the terminal when the clipboard holds something else', async () => {
		const {copy} = computer({system: {write: async () => {}, read: async () => 'old'}});
		expect((await copy('new')).way).toBe('terminal');
	});

	test('does not wait for a clipboard program that hangs', async () => {
		vi.useFakeTimers();
		try {
			const never = () => new Promise<never>(() => {});
			const {copy} = computer({system: {read: never, write: never}});
			const result = copy('x');
			await vi.advanceTimersByTimeAsync(2000);
			expect((await result).way).toBe('terminal');
		} finally {
			vi.useRealTimers();
		}
	});
});

describe('copying through the terminal', () => {
	const sequence = `${esc}]52;c;${Buffer.from('Grüße').toString('base64')}\u{7}`;

	test.each([{SSH_CONNECTION: '10.0.0.1'}, {SSH_TTY: '/dev/pts/1'}])(
		'is used at another machine: %j',
		async (variables) => {
			const {copy, clipboard, written} = computer({env: {TERM: 'xterm', ...variables}});
			expect(await copy('Grüße')).toEqual({
				way: 'terminal',
				message: "Sent to the terminal's clipboard.",
				isUncertain: true,
			});
			expect(written).toEqual([sequence]);
			expect(clipboard()).toBe('');
		},
	);

	test('writes both forms inside a tmux that does not answer', async () => {
		const {copy, written} = computer({env: {TERM: 'tmux', TMUX: '/tmp/x'}, system: refusing});
		await copy('Grüße');
		expect(written).toEqual([`${sequence}${esc}Ptmux;${esc}${sequence}${esc}\\`]);
	});

	test('goes through the buffer of a tmux that answers, which is read back', async () => {
		const asked: string[] = [];
		const {copy, written} = computer({
			env: {TERM: 'tmux', TMUX: '/tmp/x'},
			system: refusing,
			tmux: fakeTmux({'set-clipboard': 'external'}, asked),
		});
		expect(await copy('Grüße')).toEqual({
			way: 'terminal',
			message: "In tmux's buffer (prefix ] pastes it), and sent to the terminal's clipboard.",
			isUncertain: true,
		});
		expect(asked).toContain('load-buffer -w -');
		expect(written).toEqual([]);
	});

	test('does not say "sent" where tmux hands nothing on', async () => {
		const asked: string[] = [];
		const {copy, written} = computer({
			env: {TERM: 'tmux', TMUX: '/tmp/x'},
			system: refusing,
			tmux: fakeTmux({'set-clipboard': 'off', 'allow-passthrough': 'off'}, asked),
		});
		const {message, way} = await copy('Grüße');
		expect(way).toBe('tmux');
		expect(message).toContain("In tmux's buffer alone");
		expect(message).not.toContain('sent');
		expect(written).toEqual([]);
		// It would be handed on with it, whatever the setting.
		expect(asked.filter((command) => command.includes('-w -'))).toEqual([]);
	});

	test.each([
		['of tmux itself', 'xterm-256color', [sequence]],
		[
			'of tmux inside GNU screen, in the pieces that screen accepts',
			'screen.xterm-256color',
			[`${esc}P${sequence}${esc}\\`],
		],
	])(
		'writes past tmux to the terminal %s where that is let through',
		async (_what, terminal, inner) => {
			const {copy, written} = computer({
				env: {TERM: 'tmux', TMUX: '/tmp/x', ...(terminal.startsWith('screen') && {STY: '1.pts'})},
				system: refusing,
				tmux: fakeTmux({
					'set-clipboard': terminal.startsWith('screen') ? 'on' : 'off',
					'allow-passthrough': 'on',
					terminal,
				}),
			});
			expect((await copy('Grüße')).message).toContain('sent to the terminal');
			expect(written).toEqual(
				inner.map((text) => `${esc}Ptmux;${text.replaceAll(esc, esc + esc)}${esc}\\`),
			);
		},
	);

	test('does without -w where tmux is older, and then does not say "sent"', async () => {
		const {copy} = computer({
			env: {TERM: 'screen', TMUX: '/tmp/x'},
			system: refusing,
			tmux: fakeTmux({'set-clipboard': 'on', isOld: 'yes'}),
		});
		expect((await copy('x')).message).toContain("In tmux's buffer alone");
	});

	test('is as before where tmux holds something else than what it was given', async () => {
		const {copy, written} = computer({
			env: {TERM: 'tmux', TMUX: '/tmp/x'},
			system: refusing,
			tmux: async () => 'something else',
		});
		expect((await copy('x')).message).toMatch(/^Sent to the terminal/);
		expect(written).toHaveLength(1);
	});

	test('is passed through GNU screen in pieces that it accepts', async () => {
		const {copy, written} = computer({env: {TERM: 'screen', STY: '1.pts'}, system: refusing});
		const text = 'x'.repeat(2000);
		await copy(text);
		const pieces = (written[0] ?? '').split(`${esc}\\`).filter((piece) => piece !== '');
		expect(pieces.length).toBeGreaterThan(2);
		expect(pieces.every((piece) => piece.startsWith(`${esc}P`) && piece.length <= 256)).toBe(true);
		expect(pieces.map((piece) => piece.slice(2)).join('')).toBe(
			`${esc}]52;c;${Buffer.from(text).toString('base64')}\u{7}`,
		);
	});

	test.each([{TERM: 'dumb'}, {TERM: 'linux'}, {TERM: 'xterm', AWS_EXECUTION_ENV: 'CloudShell'}])(
		'is not tried where it does nothing: %j',
		async (env) => {
			const {copy, written, files} = computer({env, system: refusing});
			const result = await copy('text');
			expect(result).toEqual({
				way: 'file',
				message: 'Saved to /data/role-policy.json',
				path: '/data/role-policy.json',
			});
			expect(written).toEqual([]);
			expect(files.get('role-policy.json')).toBe('text');
		},
	);

	test('is not tried with more than terminals take', async () => {
		const {copy} = computer({system: refusing});
		expect((await copy('x'.repeat(56_244))).way).toBe('terminal');
		expect((await copy('x'.repeat(56_247))).way).toBe('file');
	});

	test('the clipboard of CloudShell itself is left alone', async () => {
		const {copy, clipboard} = computer({env: {AWS_EXECUTION_ENV: 'CloudShell'}});
		await copy('text');
		expect(clipboard()).toBe('');
	});
});

describe('saving to a file', () => {
	test.each([
		['acme-assets-role-policy.json', 'acme-assets-role-policy.json'],
		['../../etc/Role ARN', 'etc-Role-ARN'],
		['Clé\u{0}.json', 'Cl-.json'],
		['...', 'document.txt'],
	])('%j becomes %j', (name, expected) => {
		expect(safeFileName(name)).toBe(expected);
	});

	test('a file that cannot be written is an error that the user can read', async () => {
		const {environment} = computer({saveFile: () => Promise.reject(new Error('disk full'))});
		const result = saveToFile('x', 'a.json', environment);
		await expect(result).rejects.toThrow(UserError);
		await expect(result).rejects.toThrow('disk full');
	});

	test('only the owner can read the file', async () => {
		const directory = await mkdtemp(join(tmpdir(), 's3-handshake-'));
		try {
			const path = await savePrivateFile(join(directory, 'data'), 'a b.json', 'text');
			expect(path).toBe(join(directory, 'data', 'a-b.json'));
			expect(await readFile(path, 'utf8')).toBe('text');
			if (process.platform !== 'win32') {
				expect((await stat(path)).mode & 0o777).toBe(0o600);
			}
		} finally {
			await rm(directory, {recursive: true});
		}
	});
});
