import {describe, expect, test} from 'vitest';
import {ownCommand, shellWord} from '../source/own-command.ts';

const cwd = '/home/ann/s3-handshake';
const file = `${cwd}/bin/s3-handshake.js`;

describe('a command of the program', () => {
	test.each([
		['its name', '/usr/local/bin/s3-handshake', {}, 's3-handshake verify a.json'],
		[
			'its name, by a script of a package manager',
			'/usr/lib/node_modules/s3-handshake/bin/s3-handshake.js',
			{},
			's3-handshake verify a.json',
		],
		['npm', file, {npm_lifecycle_event: 'start'}, 'npm start -- verify a.json'],
		[
			'npx',
			'/home/ann/.npm/_npx/1/node_modules/.bin/s3-handshake',
			{npm_command: 'exec', npm_lifecycle_event: 'npx'},
			'npx s3-handshake verify a.json',
		],
		['its path', file, {}, 'node bin/s3-handshake.js verify a.json'],
		['a path elsewhere', '/opt/s3-handshake.js', {}, 'node /opt/s3-handshake.js verify a.json'],
		[
			'a path with a blank',
			`${cwd}/my bin/s3-handshake.js`,
			{},
			"node 'my bin/s3-handshake.js' verify a.json",
		],
		[
			'a test or a program of another name',
			'/opt/runner.js',
			{npm_lifecycle_event: 'start'},
			's3-handshake verify a.json',
		],
	])('is written as it was started, by %s', (_way, started, env, expected) => {
		expect(ownCommand('verify a.json', {argv: ['node', started], env, cwd})).toBe(expected);
	});

	test.each([
		[{npm_lifecycle_event: 'start'}, 'npm start'],
		[{npm_command: 'exec'}, 'npx s3-handshake'],
		[{}, 'node bin/s3-handshake.js'],
	])('without anything behind it (%j) is %s', (env, expected) => {
		expect(ownCommand('', {argv: ['node', file], env, cwd})).toBe(expected);
	});
});

test.each([
	['a.json', 'a.json'],
	['my file.json', "'my file.json'"],
	["it's", `'it'\\''s'`],
	['$(rm)', "'$(rm)'"],
])('%s is the word %s', (text, word) => {
	expect(shellWord(text)).toBe(word);
});
