import {execFileSync} from 'node:child_process';
import {
	chmodSync,
	existsSync,
	lstatSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	realpathSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {UserError} from '../source/errors.ts';
import {
	isTakenName,
	makePrivateFolder,
	removeIfUnchanged,
	writePrivateFile,
} from '../source/private-file.ts';

let own: string;
let shared: string;
let file: string;

beforeEach(() => {
	own = realpathSync(mkdtempSync(path.join(tmpdir(), 'private-file-')));
	shared = path.join(own, 'shared');
	mkdirSync(shared);
	chmodSync(shared, 0o1777);
	file = path.join(own, 'a.json');
});

afterEach(() => rmSync(own, {recursive: true, force: true}));

function thrownBy(action: () => void): UserError {
	try {
		action();
	} catch (error) {
		expect(error).toBeInstanceOf(UserError);
		return error as UserError;
	}

	throw new Error('It threw nothing.');
}

const ruleOf = (action: () => void) => thrownBy(action).problems[0]?.rule;

describe('a file that is written', () => {
	test('can be read by its owner alone, whatever the mask and the file before', () => {
		writeFileSync(file, 'old', {mode: 0o666});
		writePrivateFile(file, 'new');
		expect(readFileSync(file, 'utf8')).toBe('new');
		expect(statSync(file).mode & 0o777).toBe(0o600);
	});

	test('leaves nothing beside it, also where it cannot take its name', () => {
		writePrivateFile(file, 'text');
		mkdirSync(path.join(own, 'folder'));
		thrownBy(() => writePrivateFile(path.join(own, 'folder'), 'text'));
		thrownBy(() => writePrivateFile(file, 'other', {isNew: true}));
		expect(readdirSync(own).sort()).toEqual(['a.json', 'folder', 'shared']);
	});

	test('is on a name of its own until it is whole, which nobody can foresee', () => {
		// What lies under a name that could be foreseen is neither followed nor touched.
		const victim = path.join(own, 'victim');
		writeFileSync(victim, 'precious');
		const foreseen = [
			'a.json.tmp',
			'.a.json.tmp',
			`a.json.${process.pid}`,
			`.a.json.${process.pid}.tmp`,
		];
		for (const name of foreseen) {
			symlinkSync(victim, path.join(shared, name));
		}

		writePrivateFile(path.join(shared, 'a.json'), 'text');
		expect(readFileSync(victim, 'utf8')).toBe('precious');
		expect(readdirSync(shared).sort()).toEqual([...foreseen, 'a.json'].sort());
	});

	test('that must be new is never written over what is there', () => {
		writeFileSync(file, 'mine');
		const error = thrownBy(() => writePrivateFile(file, 'text', {isNew: true}));
		expect(isTakenName(error)).toBe(true);
		expect(readFileSync(file, 'utf8')).toBe('mine');
		const link = path.join(own, 'link.json');
		symlinkSync(path.join(own, 'nowhere'), link);
		expect(isTakenName(thrownBy(() => writePrivateFile(link, 'text', {isNew: true})))).toBe(true);
		expect(existsSync(path.join(own, 'nowhere'))).toBe(false);
	});

	test.each([
		['no folder', 'none/a.json', 'The folder does not exist.'],
		['a folder of that name', 'shared', 'This is a folder, not a file.'],
		['a file for a folder', 'there/a.json', 'Part of the path is a file, not a folder.'],
	])('is an error that says why: %s', (_what, name, rule) => {
		writeFileSync(path.join(own, 'there'), '');
		const target = path.join(own, name);
		expect(ruleOf(() => writePrivateFile(target, ''))).toBe(rule);
		expect(thrownBy(() => writePrivateFile(target, '')).exitCode).toBe(1);
	});

	test.skipIf(process.platform === 'win32')('never takes the place of a pipe or a device', () => {
		execFileSync('mkfifo', [file]);
		expect(ruleOf(() => writePrivateFile(file, ''))).toContain('a device or a pipe');
		expect(lstatSync(file).isFIFO()).toBe(true);
		expect(ruleOf(() => writePrivateFile('/dev/null', ''))).toContain('a device or a pipe');
		expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
	});
});

describe.skipIf(process.platform === 'win32')('a link', () => {
	const link = () => path.join(own, 'link.json');
	const planted = () => path.join(shared, 'planted.json');

	test("of one's own stays a link, and what it leads to is written", () => {
		writeFileSync(file, 'old');
		symlinkSync('a.json', link());
		writePrivateFile(link(), 'new');
		expect(lstatSync(link()).isSymbolicLink()).toBe(true);
		expect(readFileSync(file, 'utf8')).toBe('new');
	});

	test('that somebody planted in a shared folder is not followed', () => {
		writeFileSync(file, 'precious');
		symlinkSync(file, planted());
		expect(ruleOf(() => writePrivateFile(planted(), 'text'))).toContain('is not followed');
		expect(readFileSync(file, 'utf8')).toBe('precious');
	});

	test('that leads nowhere makes no file there', () => {
		symlinkSync(file, planted());
		thrownBy(() => writePrivateFile(planted(), 'text'));
		expect(existsSync(file)).toBe(false);
	});

	test('in a shared folder is not followed on the way, nor behind another link', () => {
		mkdirSync(path.join(own, 'target'));
		symlinkSync(path.join(own, 'target'), path.join(shared, 'folder'));
		const through = path.join(shared, 'folder', 'a.json');
		expect(ruleOf(() => writePrivateFile(through, ''))).toContain('is not followed');
		expect(ruleOf(() => makePrivateFolder(path.join(shared, 'folder', 'deep')))).toContain(
			'is not followed',
		);
		symlinkSync(through, link());
		expect(ruleOf(() => writePrivateFile(link(), ''))).toContain('is not followed');
		expect(readdirSync(path.join(own, 'target'))).toEqual([]);
	});

	test('to itself is an error', () => {
		symlinkSync('link.json', link());
		expect(ruleOf(() => writePrivateFile(link(), ''))).toBe('The links in this path form a loop.');
	});
});

describe('a folder that is made', () => {
	test('is open to its owner alone, with those around it', () => {
		makePrivateFolder(path.join(own, 'one', 'two'));
		expect(statSync(path.join(own, 'one')).mode & 0o777).toBe(0o700);
		expect(statSync(path.join(own, 'one', 'two')).mode & 0o777).toBe(0o700);
	});

	test('is an error where a file is there', () => {
		writeFileSync(file, '');
		expect(ruleOf(() => makePrivateFolder(file))).toBe('Part of the path is a file, not a folder.');
		expect(ruleOf(() => makePrivateFolder(path.join(file, 'x')))).toBe(
			'Part of the path is a file, not a folder.',
		);
	});
});

test('a file is removed only while it holds what was written', () => {
	writePrivateFile(file, 'text');
	removeIfUnchanged(file, 'other');
	expect(existsSync(file)).toBe(true);
	removeIfUnchanged(file, 'text');
	expect(existsSync(file)).toBe(false);
	removeIfUnchanged(file, 'text');
	const link = path.join(own, 'link');
	writeFileSync(file, 'text');
	symlinkSync(file, link);
	removeIfUnchanged(link, 'text');
	expect(existsSync(link)).toBe(true);
});
