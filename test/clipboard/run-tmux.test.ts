import {execFileSync, spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, afterEach, beforeAll, describe, expect, test, vi} from 'vitest';
import {runTmux} from '../../source/clipboard/run-tmux.ts';
import {copyToTmux} from '../../source/clipboard/tmux.ts';

const hasTmux = spawnSync('tmux', ['-V']).status === 0;

describe.skipIf(!hasTmux)('a real tmux (left out where there is none)', () => {
	let folder: string;
	let socket: string;
	const tmux = (...args: readonly string[]) =>
		execFileSync('tmux', ['-S', socket, ...args], {encoding: 'utf8'}).trim();

	beforeAll(() => {
		folder = mkdtempSync(path.join(tmpdir(), 'tmux-'));
		socket = path.join(folder, 'socket');
		tmux('-f', '/dev/null', 'new-session', '-d', 'sleep 600');
	});

	afterAll(() => {
		tmux('kill-server');
		rmSync(folder, {recursive: true});
	});

	afterEach(() => {
		vi.unstubAllEnvs();
	});

	test.each([
		['on', true],
		['external', true],
		['off', false],
	])('with set-clipboard %s: hands on is %s', async (setting, isHandedOn) => {
		tmux('set-option', '-s', 'set-clipboard', setting);
		vi.stubEnv('TMUX', `${socket},1,0`);
		const text = `{"Sid": "Grüße"}\n${'x'.repeat(20_000)}\n`;
		const copied = await copyToTmux(text, runTmux);
		expect(copied?.isHandedOn).toBe(isHandedOn);
		expect(tmux('show-buffer')).toBe(text.trim());
	});

	test.each([
		['on', true],
		['off', false],
	])('with allow-passthrough %s: lets through is %s', async (setting, letsThrough) => {
		tmux('set-option', '-gw', 'allow-passthrough', setting);
		vi.stubEnv('TMUX', `${socket},1,0`);
		expect((await copyToTmux('x', runTmux))?.letsThrough).toBe(letsThrough);
	});

	test('that is gone is no tmux', async () => {
		vi.stubEnv('TMUX', `${folder}/none,1,0`);
		expect(await copyToTmux('x', runTmux)).toBeUndefined();
	});
});
