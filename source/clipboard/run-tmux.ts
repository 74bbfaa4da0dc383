import {spawn} from 'node:child_process';
import type {RunTmux} from './tmux.ts';

/** A tmux that does not answer in this time, in milliseconds, is given up. */
const patience = 2000;

/** The tmux of this terminal. */
export const runTmux: RunTmux = (args, input = '') =>
	new Promise((resolve, reject) => {
		const program = spawn('tmux', [...args], {
			stdio: ['pipe', 'pipe', 'ignore'],
			timeout: patience,
		});
		let printed = '';
		program.stdout.setEncoding('utf8');
		program.stdout.on('data', (text: string) => {
			printed += text;
		});
		program.on('error', reject);
		// It may have gone before it has read everything.
		program.stdin.on('error', () => undefined);
		program.on('close', (code) => {
			if (code === 0) {
				resolve(printed);
			} else {
				reject(new Error(`tmux ended with ${code}`));
			}
		});
		program.stdin.end(input);
	});
