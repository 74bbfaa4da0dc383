import path from 'node:path';
import {UserError} from '../errors.ts';
import {interruptible} from '../interruptible.ts';
import {ownCommand, shellWord} from '../own-command.ts';
import {visible} from '../problems.ts';
import {readReason, readTextFile} from '../text-file.ts';
import creativeForce from './creative-force.json' with {type: 'json'};
import datadog from './datadog.json' with {type: 'json'};
import iconik from './iconik.json' with {type: 'json'};
import {liftProfile} from './lift.ts';
import segment from './segment.json' with {type: 'json'};
import snowflake from './snowflake.json' with {type: 'json'};
import type {ProfileFile, VendorProfile} from './types.ts';
import wandb from './wandb.json' with {type: 'json'};

/**
 * The profiles that come with the program, in alphabetical order. They are taken as they are; a test proves that they
 * pass the same check as any other profile.
 */
export const builtInProfiles: readonly VendorProfile[] = [
	creativeForce as ProfileFile,
	datadog as ProfileFile,
	iconik as ProfileFile,
	segment as ProfileFile,
	snowflake as ProfileFile,
	wandb as ProfileFile,
].map((file) => liftProfile(file));

/**
 * Gives the profile with a built-in id, or the one in the file of that path. A name is a path if it holds a separator
 * or ends in `.json`; a relative one counts from `baseDirectory`, by default the working directory.
 *
 * @throws UserError for an unknown id, a file that cannot be read, or a profile with mistakes (all of them).
 */
export async function loadProfile(
	idOrPath: string,
	baseDirectory: string = process.cwd(),
): Promise<VendorProfile> {
	const builtIn = builtInProfiles.find((profile) => profile.id === idOrPath);
	if (builtIn) {
		return builtIn;
	}

	if (!isPath(idOrPath)) {
		throw new UserError(`There is no vendor profile "${visible(idOrPath)}".`, {
			problems: [
				{
					field: 'vendor',
					value: idOrPath,
					rule: `The vendor is one of ${builtInIds()}, or the path of a profile file (it ends in .json).`,
					example: builtInProfiles[0]?.id ?? '',
				},
			],
			hint: `The command "${ownCommand('vendors')}" lists the vendors.`,
		});
	}

	const file = path.resolve(baseDirectory, idOrPath);
	// Most starts need no profile but the built-in ones, and the check loads a good deal.
	const {checkProfile} = await import('./check.ts');
	const text = await readProfileText(file);
	const {profile, problems} = interruptible(() => checkProfile(text, idOrPath));
	if (!profile) {
		throw new UserError(`The vendor profile ${visible(idOrPath)} has mistakes.`, {
			problems,
			hint: `Fix them and check again with: ${ownCommand(`vendors check ${visible(shellWord(idOrPath))}`)}`,
		});
	}

	return profile;
}

/**
 * The text of a profile file, without a byte order mark.
 *
 * @throws UserError when the file cannot be read.
 */
export async function readProfileText(file: string): Promise<string> {
	const read = await readTextFile(file);
	if ('text' in read) {
		return read.text;
	}

	throw new UserError(
		`The vendor profile ${visible(file)} cannot be read: ${readReason(read.code)}`,
		{
			hint: 'Check the path. A relative path in a connection file is relative to the folder of that file.',
			cause: read.cause,
		},
	);
}

function isPath(name: string): boolean {
	return /[\\/]/.test(name) || /\.json$/i.test(name);
}

function builtInIds(): string {
	return builtInProfiles.map((profile) => profile.id).join(', ');
}
