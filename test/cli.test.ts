import {Readable, Writable} from 'node:stream';
import {describe, expect, test} from 'vitest';
import packageJson from '../package.json' with {type: 'json'};
import {reportError} from '../source/cli/report.ts';
import {main} from '../source/cli.ts';
import {calls} from '../source/commands/index.ts';
import {baseFields, fieldFlag, fieldsOf} from '../source/connection/index.ts';
import {UserError} from '../source/errors.ts';
import {createOutput} from '../source/output.ts';
import {programFlags} from '../source/vendors/dangers/index.ts';
import {builtInProfiles} from '../source/vendors/index.ts';
import {connections, useFolder} from './commands/files.ts';
import {Capture, runProgram} from './commands/run-program.ts';
import {editedProfile} from './vendors/edit-profile.ts';

const write = useFolder();

/** The iconik profile under another name and with a flag that no built-in profile has. */
const acmeProfile = editedProfile('iconik', {
	id: 'acme',
	'inputs.0.field': 'studioId',
	'tenant.input': 'studioId',
}).replaceAll('{{systemDomainId}}', '{{studioId}}');
const {systemDomainId, ...acmeConnection} = connections.iconik;

describe('help and version', () => {
	test.each(['--version', '-V'])('%s prints the version', async (argument) => {
		expect(await runProgram([argument])).toEqual({
			code: 0,
			stdout: `${packageJson.version}\n`,
			stderr: '',
		});
	});

	test.each(['--help', '-h'])('%s names every call', async (argument) => {
		const {code, stdout} = await runProgram([argument]);
		expect(code).toBe(0);
		for (const {name} of calls) {
			expect(stdout).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
		}
	});

	test.each(calls.map(({name}) => name))('%s takes --help and --version', async (name) => {
		const help = await runProgram([name, '--help']);
		expect(help).toMatchObject({code: 0, stderr: ''});
		expect(help.stdout).toContain(`s3-handshake ${name}`);
		expect(help.stdout).toContain('--no-color');
		expect(await runProgram([name, '-h'])).toEqual(help);
		const version = {code: 0, stdout: `${packageJson.version}\n`, stderr: ''};
		expect(await runProgram([name, '--version'])).toEqual(version);
		expect(await runProgram([name, '-V'])).toEqual(version);
	});

	test('a call below another takes -h too', async () => {
		const help = await runProgram(['vendors', 'check', '--help']);
		expect(help.stdout).toContain('s3-handshake vendors check');
		expect(await runProgram(['vendors', 'check', '-h'])).toEqual(help);
	});

	test('policies has a flag for every field of a connection', async () => {
		const {stdout} = await runProgram(['policies', '--help']);
		for (const name of [...baseFields.map((field) => field.name), 'systemDomainId']) {
			expect(stdout).toContain(`--${fieldFlag(name)} <value>`);
		}
	});
});

test('no input of a profile can take a flag that any call has', async () => {
	const names = calls.flatMap(({name, calls: inner = []}) => [
		[name],
		...inner.map((below) => [name, below.name]),
	]);
	const texts = await Promise.all(names.map((call) => runProgram([...call, '--help'])));
	const shown = texts.flatMap(({stdout}) =>
		[...stdout.matchAll(/^ {2}(?:-\w, )?--([a-z-]+)/gm)].map(([, flag = '']) => flag),
	);
	const fields = fieldsOf({inputs: builtInProfiles.flatMap(({inputs}) => inputs)});
	const ofFields = fields.map(({name}) => fieldFlag(name));
	// A flag that switches something off takes the name of what it switches off as well.
	const taken = new Set([...shown, ...shown.map((flag) => flag.replace(/^no-/, ''))]);
	expect([...taken].filter((flag) => !ofFields.includes(flag)).sort()).toEqual(programFlags);
});

describe('wrong usage', () => {
	test.each([
		[
			'an unknown call',
			['frobnicate', 'a.json'],
			'wizard, policies, verify, apply, collect, vendors',
		],
		[
			'an unknown call with flags',
			['frobnicate', '--documents', 'x'],
			'wizard, policies, verify, apply, collect, vendors',
		],
		['an unknown call after a common flag', ['--no-color', 'frobnicate'], 'wizard, policies'],
		['a misspelt call', ['verfy', 'x.json'], 'Did you mean verify? The commands are: wizard'],
		['a misspelt call below another', ['vendors', 'chek', 'a.json'], 'Did you mean check?'],
		['a flag with a typing error', ['policies', '--bukcet', 'a'], 'Did you mean --bucket?'],
		['a flag without its value', ['policies', '--bucket'], 'argument missing'],
		['too many files', ['policies', 'a.json', 'b.json'], 'Too many arguments'],
		['a call after its flags', ['--bucket', 'a', 'policies'], 's3-handshake policies'],
		['a check without a file', ['vendors', 'check'], 'argument'],
		['something else under vendors', ['vendors', 'list'], 'vendors --help'],
		['the wizard without a terminal', [], 's3-handshake policies'],
		['a file that is missing', ['policies', 'no-such-file.json'], 'does not exist'],
	])('%s exits 2 and says so on stderr', async (_name, argv, message) => {
		const {code, stdout, stderr} = await runProgram(argv);
		expect({code, stdout}).toEqual({code: 2, stdout: ''});
		expect(stderr).toContain(message);
		expect(stderr).not.toMatch(/^ +at /m);
	});

	test('nothing is suggested where nothing is similar', async () => {
		expect((await runProgram(['frobnicate'])).stderr).not.toContain('Did you mean');
		expect((await runProgram(['vendors', 'check', 'a', 'b'])).stderr).not.toContain('Did you mean');
	});

	test('the wizard answers to its name as to no arguments at all', async () => {
		expect(await runProgram(['wizard'])).toEqual(await runProgram([]));
	});

	test('usage is answered with one line and a hint', async () => {
		const {stderr} = await runProgram(['policies', '--nothing']);
		expect(stderr.trimEnd().split('\n')).toHaveLength(2);
	});

	test('control characters of an argument are shown, not obeyed', async () => {
		const {stderr} = await runProgram(['policies', '--x\u001B[2J']);
		expect(stderr).toContain('\\u001b');
		expect(stderr).not.toContain('\u001B');
	});
});

describe('flags of a profile that is not built in', () => {
	test('are known where --vendor names the profile', async () => {
		const vendor = await write('acme.json', acmeProfile);
		const file = await write('with-flag.json', acmeConnection);
		const argv = ['policies', file, '--studio-id', systemDomainId, `--vendor=${vendor}`, '--json'];
		const {code, stdout, stderr} = await runProgram(argv);
		expect(code).toBe(0);
		expect(stderr).toMatch(/^VENDOR FILE: /);
		expect(JSON.parse(stdout)).toMatchObject({connection: {studioId: systemDomainId}});
	});

	test('are known where the connection file names the profile', async () => {
		await write('acme-2.json', acmeProfile);
		const file = await write('names-it.json', {...acmeConnection, vendor: './acme-2.json'});
		const argv = ['policies', '--studio-id', systemDomainId, file, '--json'];
		const {code, stdout} = await runProgram(argv);
		expect(code).toBe(0);
		expect(JSON.parse(stdout)).toMatchObject({connection: {studioId: systemDomainId}});
	});

	test('are unknown otherwise', async () => {
		const file = await write('no-profile.json', connections.iconik);
		const {code, stderr} = await runProgram(['policies', file, '--studio-id', 'x']);
		expect(code).toBe(2);
		expect(stderr).toContain("Unknown option '--studio-id'");
	});

	test('a typing error in them gets a suggestion', async () => {
		const vendor = await write('acme-3.json', acmeProfile);
		const {stderr} = await runProgram(['policies', '--vendor', vendor, '--studio-di', 'x']);
		expect(stderr).toContain('Did you mean --studio-id?');
	});

	test('a profile with mistakes is reported with them', async () => {
		const vendor = await write('acme-4.json', editedProfile('iconik', {id: 'A'}));
		const {code, stderr} = await runProgram(['policies', '--vendor', vendor, '--studio-id', 'x']);
		expect(code).toBe(2);
		expect(stderr).toContain('id (line 3, column 8)');
	});
});

describe('errors', () => {
	async function report(error: unknown, env: Record<string, string> = {}) {
		const stderr = new Capture();
		const io = {stdin: Readable.from([]), stdout: new Capture(), stderr, env};
		const code = await reportError(error, io, createOutput(io));
		return {code, text: stderr.text};
	}

	test('a user error is told with its problems and hint, and its own exit code', async () => {
		const error = new UserError('Not so.', {
			exitCode: 3,
			problems: [{field: 'bucket', value: 'A', rule: 'Lower case.', example: 'a'}],
			hint: 'Do this.',
		});
		const {code, text} = await report(error);
		expect(code).toBe(3);
		expect(text).toBe('Not so.\n\nbucket: "A"\n  Lower case.\n  Example: a\n\nDo this.\n');
	});

	test('a defect exits 1 with how to report it, and without a stack', async () => {
		const {code, text} = await report(new TypeError('x is undefined'));
		expect(code).toBe(1);
		expect(text).toContain('x is undefined');
		expect(text).toContain('S3_HANDSHAKE_DEBUG=1');
		expect(text).not.toMatch(/^ +at /m);
	});

	test('a part that is missing is told in words, and without its path', async () => {
		const error = Object.assign(new Error("Cannot find module './later.cjs'"), {
			code: 'MODULE_NOT_FOUND',
		});
		const {code, text} = await report(error);
		expect(code).toBe(1);
		expect(text).toContain('Part of s3-handshake is missing');
		expect(text).not.toContain('later.cjs');
	});

	test('what was behind an error is shown down to its first cause where it is asked for', async () => {
		const cause = new Error('no answer', {cause: new TypeError('socket closed')});
		const error = new UserError('Not so.', {cause});
		const {text} = await report(error, {S3_HANDSHAKE_DEBUG: '1'});
		expect(text).toMatch(
			/Because of:\nError: no answer[\s\S]*Because of:\nTypeError: socket closed/,
		);
		expect((await report(error)).text).not.toContain('socket closed');
	});

	test('the stack of a defect is shown where it is asked for', async () => {
		const {text} = await report(new TypeError('x'), {S3_HANDSHAKE_DEBUG: '1'});
		expect(text).toMatch(/^ +at /m);
	});
});

describe('the outside of a run', () => {
	class Closed extends Writable {
		override _write(_chunk: Buffer, _encoding: string, done: (error: Error) => void): void {
			done(Object.assign(new Error('write EPIPE'), {code: 'EPIPE'}));
		}
	}

	test('a reader that goes away early is no error', async () => {
		const stderr = new Capture();
		const io = {stdin: Readable.from([]), stdout: new Closed(), stderr, env: {}};
		expect(await main(['vendors'], io)).toBe(0);
		expect(stderr.text).toBe('');
	});

	test('an interruption ends a run that waits for stdin with 130', async () => {
		const interrupted = new AbortController();
		const file = await write('interrupted.json', connections.iconik);
		const waiting = new Readable({
			read() {
				interrupted.abort();
			},
		});
		const io = {
			stdin: waiting,
			stdout: new Capture(),
			stderr: new Capture(),
			env: {},
			signal: interrupted.signal,
		};
		expect(await main(['policies', file, '--merge', '-'], io)).toBe(130);
	});

	test.each([
		['--no-color', {}],
		['--version', {NO_COLOR: '1'}],
	] as const)(
		'%s with %o keeps libraries that are loaded later from colouring',
		async (flag, given) => {
			const env: Record<string, string> = {...given};
			await runProgram(['vendors', flag], {env});
			expect(env.FORCE_COLOR).toBe('0');
		},
	);

	test('FORCE_COLOR is left alone otherwise', async () => {
		const env: Record<string, string> = {};
		await runProgram(['vendors'], {env});
		expect(env).toEqual({});
	});
});
