import {randomBytes} from 'node:crypto';
import {
	closeSync,
	fchmodSync,
	fsyncSync,
	linkSync,
	lstatSync,
	mkdirSync,
	openSync,
	readlinkSync,
	realpathSync,
	renameSync,
	rmSync,
	type Stats,
	writeSync,
} from 'node:fs';
import path from 'node:path';
import {exitCodes, UserError} from './errors.ts';
import {visible} from './problems.ts';
import {readOrdinaryFile, readRule} from './text-file.ts';

/** This writer's own codes, beside those of the system. */
const ownCodes = {sharedLink: 'SharedLink', notOrdinary: 'NotOrdinary'} as const;

const rules: Readonly<Record<string, string>> = {
	...Object.fromEntries(
		['EISDIR', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'].map((code) => [code, readRule(code)]),
	),
	EEXIST: 'There is something of this name already.',
	ENOENT: 'The folder does not exist.',
	EACCES: 'You have no permission to write here.',
	EPERM: 'You have no permission to write here.',
	EROFS: 'This disk is read-only.',
	ENOSPC: 'The disk is full.',
	EDQUOT: 'Your disk quota is used up.',
	[ownCodes.sharedLink]:
		'There is a link in this path, in a folder where others can write. It is not followed, since it could lead anywhere.',
	[ownCodes.notOrdinary]: 'This is a device or a pipe, not an ordinary file.',
};

function refusal(code: string): Error {
	return Object.assign(new Error(code), {code});
}

function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

/** Whether `writePrivateFile` threw this because there is something of that name. */
export function isTakenName(error: unknown): boolean {
	return error instanceof UserError && codeOf(error.cause) === 'EEXIST';
}

/** The error for people; `what` is the end of "Cannot write". */
function unwritable(file: string, what: string, cause: unknown): UserError {
	const code = codeOf(cause);
	return new UserError(`Cannot write ${what}`, {
		exitCode: exitCodes.failed,
		problems: [
			{
				field: file,
				rule: rules[code] ?? `The file cannot be written; the system says ${visible(code)}.`,
			},
		],
		cause,
	});
}

function statsAt(file: string): Stats | undefined {
	return lstatSync(file, {throwIfNoEntry: false});
}

/** Whether others can put something into the folder. Windows says it otherwise, and links there need a right of their own. */
function isShared({mode, uid, gid}: Stats): boolean {
	if (process.getuid === undefined || process.getgid === undefined) {
		return false;
	}

	// Many systems give everybody a group of their own, and let it write by default.
	const isOpenToGroup = (mode & 0o020) !== 0 && gid !== process.getgid();
	return (mode & 0o002) !== 0 || isOpenToGroup || (uid !== process.getuid() && uid !== 0);
}

/** As many as Linux follows. https://man7.org/linux/man-pages/man7/path_resolution.7.html */
const mostLinks = 40;

/**
 * Throws where a link stands in a folder where others can write, at the end of the path or before, or behind another
 * link. Whoever planted it would choose what is written to.
 */
function refuseSharedLinks(file: string): void {
	const partsOf = (one: string) => one.slice(path.parse(one).root.length).split(path.sep);
	let folder = path.parse(file).root;
	const open = partsOf(file);
	for (let links = 0; open.length > 0; ) {
		const here = path.join(folder, open.shift() ?? '');
		const found = statsAt(here);
		if (found === undefined) {
			return;
		}

		if (!found.isSymbolicLink()) {
			folder = here;
			continue;
		}

		if (isShared(lstatSync(folder))) {
			throw refusal(ownCodes.sharedLink);
		}

		links += 1;
		if (links > mostLinks) {
			throw refusal('ELOOP');
		}

		const target = path.resolve(folder, readlinkSync(here));
		folder = path.parse(target).root;
		open.unshift(...partsOf(target));
	}
}

/** Where a link leads in the end; undefined where that is nowhere. */
function linkTarget(link: string): string | undefined {
	try {
		return realpathSync(link);
	} catch {
		return undefined;
	}
}

/** Makes the folder, and those around it, for its owner alone (mode 0700). Throws `UserError` with exit code 1. */
export function makePrivateFolder(folder: string): void {
	const absolute = path.resolve(folder);
	try {
		refuseSharedLinks(absolute);
		mkdirSync(absolute, {recursive: true, mode: 0o700});
	} catch (error) {
		const cause = codeOf(error) === 'EEXIST' ? refusal('ENOTDIR') : error;
		throw unwritable(folder, `into ${visible(folder)}`, cause);
	}
}

export type WriteOptions = {
	/** Whether it is an error that there is something of that name. */
	readonly isNew?: boolean;
	/** The end of "Cannot write", where the path says too little. */
	readonly what?: string;
};

/**
 * Writes a text into a file that only its owner can read (mode 0600): as a whole or not at all, on the disk when this
 * returns, and in one go, so that no signal leaves a part of it behind. It is written under a name that nobody can
 * foresee and then renamed. A link of the person's own is followed, so that it stays one; a link in a folder where
 * others can write is refused. Throws `UserError` with exit code 1.
 */
export function writePrivateFile(
	file: string,
	text: string,
	{isNew = false, what = visible(file)}: WriteOptions = {},
): void {
	const absolute = path.resolve(file);
	try {
		refuseSharedLinks(absolute);
		const target = isNew ? absolute : (linkTarget(absolute) ?? absolute);
		const found = statsAt(target);
		if (found !== undefined && !found.isFile() && !found.isSymbolicLink()) {
			throw refusal(found.isDirectory() ? 'EISDIR' : ownCodes.notOrdinary);
		}

		const folder = path.dirname(target);
		const unfinished = path.join(folder, `.s3-handshake-${randomBytes(12).toString('hex')}.tmp`);
		writeExclusively(unfinished, text);
		try {
			if (isNew) {
				giveNewName(unfinished, target);
			} else {
				renameSync(unfinished, target);
			}
		} finally {
			rmSync(unfinished, {force: true});
		}

		syncFolder(folder);
	} catch (error) {
		throw unwritable(file, what, error);
	}
}

/** Removes a file that holds exactly this text, which whoever calls has written; anything else stays. */
export function removeIfUnchanged(file: string, text: string): void {
	const isOwn = statsAt(file)?.isFile() === true;
	const read = isOwn ? readOrdinaryFile(file) : undefined;
	if (read !== undefined && 'text' in read && read.text === text) {
		rmSync(file, {force: true});
	}
}

function writeExclusively(file: string, text: string): void {
	// With "x" no link is followed, and nothing that is there is taken.
	const opened = openSync(file, 'wx', 0o600);
	try {
		fchmodSync(opened, 0o600);
		const bytes = Buffer.from(text);
		for (let written = 0; written < bytes.length; ) {
			written += writeSync(opened, bytes, written);
		}

		fsyncSync(opened);
	} catch (error) {
		rmSync(file, {force: true});
		throw error;
	} finally {
		closeSync(opened);
	}
}

/** A second name fails where there is something of that name; a new name would take its place. */
function giveNewName(unfinished: string, target: string): void {
	try {
		linkSync(unfinished, target);
	} catch (error) {
		const code = codeOf(error);
		if (code === 'EEXIST' || statsAt(target) !== undefined) {
			throw refusal('EEXIST');
		}

		// Some disks know no second names.
		if (!['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK'].includes(code)) {
			throw error;
		}

		renameSync(unfinished, target);
	}
}

/** The entry of a new file is in its folder, which not every system can be told to put on the disk. */
function syncFolder(folder: string): void {
	try {
		const opened = openSync(folder, 'r');
		try {
			fsyncSync(opened);
		} finally {
			closeSync(opened);
		}
	} catch {
		// Windows and some network disks cannot; the file itself is on the disk.
	}
}
