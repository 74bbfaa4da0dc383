import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {linkedProgram} from '../../support/linked-program.ts';
import type {RunReport, RunStart} from './sandbox.ts';
import type {Clipboard} from './tell.ts';
import {Terminal} from './terminal.ts';
import {changedSettings, isRaw} from './terminal-settings.ts';

const runner = fileURLToPath(new URL('run-with-report.js', import.meta.url));

/** Whether this machine has tmux. */
export const hasTmux = spawnSync('tmux', ['-V']).status === 0;

/** The program in a tmux of its own, with a terminal around it. */
export type InsideTmux = {
	readonly terminal: Terminal;
	/** The folder that it starts in. */
	readonly work: string;
	/** The buffers of tmux, each a copy. */
	readonly buffers: Pick<Clipboard, 'count' | 'at'>;
	/** Resolves once the program reads keys. */
	readonly ready: () => Promise<void>;
	/**
	 * Waits until the program has ended, and gives what is left on the screen.
	 *
	 * @throws {AssertionError} where it did not end well or left traces in its terminal
	 */
	readonly ended: () => Promise<string>;
	/** Ends tmux, and removes its files. */
	readonly close: () => void;
};

/** Starts the program in tmux with this value of `set-clipboard`; a shell stays after it. */
export function startInsideTmux(setClipboard: string): InsideTmux {
	const folder = mkdtempSync(path.join(tmpdir(), 's3-handshake-tmux-'));
	const socket = path.join(folder, 'socket');
	const settings = path.join(folder, 'tmux.conf');
	const work = path.join(folder, 'work');
	mkdirSync(work);
	writeFileSync(settings, `set -g status off\nset -s set-clipboard ${setClipboard}\n`);
	const tmux = (...argv: readonly string[]) =>
		execFileSync('tmux', ['-S', socket, ...argv], {encoding: 'utf8', stdio: 'pipe'});
	const read = <Content>(name: string): Content | undefined => {
		try {
			return JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as Content;
		} catch {
			return undefined;
		}
	};
	const terminal = Terminal.startCommand('tmux', {
		cwd: work,
		arguments: [
			...['-S', socket, '-f', settings, 'new-session'],
			`'${process.execPath}' '${runner}' '${folder}' '${process.execPath}' '${linkedProgram}'; exec cat`,
		],
	});
	const names = () =>
		tmux('list-buffers', '-F', '#{buffer_name}')
			.split('\n')
			.filter((name) => name !== '');
	return {
		terminal,
		work,
		buffers: {
			count: () => names().length,
			// The newest is named first.
			at: (index) => tmux('show-buffer', '-b', names().toReversed()[index] ?? ''),
		},
		async ready() {
			await terminal.waitUntil(() => {
				const device = read<RunStart>('start.json')?.device;
				return device !== undefined && isRaw(device);
			}, 'the program to read keys');
		},
		async ended() {
			const screen = await terminal.waitUntil(
				() => read<RunReport>('report.json') !== undefined,
				'the program to end',
			);
			const report = read<RunReport>('report.json');
			assert.ok(report);
			assert.equal(report.exitCode, 0);
			assert.deepEqual(changedSettings(report), []);
			const modes = ['alternate_on', 'cursor_flag', 'mouse_any_flag', 'keypad_cursor_flag'];
			assert.equal(
				tmux('display-message', '-p', modes.map((mode) => `${mode} #{${mode}}`).join('\n')),
				'alternate_on 0\ncursor_flag 1\nmouse_any_flag 0\nkeypad_cursor_flag 0\n',
			);
			return screen;
		},
		close() {
			spawnSync('tmux', ['-S', socket, 'kill-server']);
			rmSync(folder, {recursive: true, force: true});
		},
	};
}
