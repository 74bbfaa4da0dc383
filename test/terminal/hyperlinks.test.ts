import {stripVTControlCharacters} from 'node:util';
import stringWidth from 'string-width';
import {describe, expect, test} from 'vitest';
import {hyperlink, knowsHyperlinks} from '../../source/terminal/index.ts';

describe('a terminal makes links', () => {
	test.each([
		['iTerm2', {TERM: 'xterm-256color', TERM_PROGRAM: 'iTerm.app', TERM_PROGRAM_VERSION: '3.5.2'}],
		['GNOME Terminal', {TERM: 'xterm-256color', VTE_VERSION: '7402'}],
		['kitty', {TERM: 'xterm-kitty'}],
		['VS Code', {TERM: 'xterm-256color', TERM_PROGRAM: 'vscode', TERM_PROGRAM_VERSION: '1.90.0'}],
		['Windows Terminal', {WT_SESSION: '5e8c'}],
		[
			'tmux that hands them on',
			{TERM: 'screen-256color', TERM_PROGRAM: 'tmux', TERM_PROGRAM_VERSION: '3.4'},
		],
	])('if it is %s', (_name, environment) => {
		expect(knowsHyperlinks(environment, true)).toBe(true);
		expect(knowsHyperlinks(environment, false)).toBe(false);
		expect(knowsHyperlinks({...environment, NO_COLOR: '1'}, true)).toBe(false);
		expect(knowsHyperlinks({...environment, TERM: 'dumb'}, true)).toBe(false);
		expect(knowsHyperlinks({...environment, CI: 'true'}, true)).toBe(false);
		expect(knowsHyperlinks({...environment, STY: '1.pts-0'}, true)).toBe(false);
	});

	test.each([
		['nothing is known of it', {TERM: 'xterm-256color'}],
		['it says nothing at all', {}],
		[
			'it is Terminal of macOS',
			{TERM: 'xterm-256color', TERM_PROGRAM: 'Apple_Terminal', TERM_PROGRAM_VERSION: '455'},
		],
		[
			'it is an old iTerm2',
			{TERM: 'xterm', TERM_PROGRAM: 'iTerm.app', TERM_PROGRAM_VERSION: '3.0.15'},
		],
		[
			'it is an old tmux',
			{TERM: 'tmux-256color', TERM_PROGRAM: 'tmux', TERM_PROGRAM_VERSION: '3.3a'},
		],
		['it is an old VTE', {TERM: 'xterm', VTE_VERSION: '4803'}],
		['it is screen', {TERM: 'screen', VTE_VERSION: '7402'}],
	])('but not if %s', (_name, environment) => {
		expect(knowsHyperlinks(environment, true)).toBe(false);
	});
});

describe('a link', () => {
	test('takes as many columns as its text', () => {
		const link = hyperlink('the page', 'https://example.com/a?b=c#d');
		expect(link).toBe('\u001B]8;;https://example.com/a?b=c#d\u0007the page\u001B]8;;\u0007');
		expect(stringWidth(link)).toBe(8);
		expect(stripVTControlCharacters(link)).toBe('the page');
	});

	test.each([
		'https://example.com/\u0007\u001B]52;c;AAAA\u0007',
		'https://example.com/\u001B\\',
		'https://example.com/\u009C',
		'https://example.com/a b',
		'https://example.com/\u202E',
		'javascript:alert(1)',
		'file:///etc/passwd',
	])('is not made of %j', (address) => {
		expect(hyperlink('the page', address)).toBe('the page');
	});
});
