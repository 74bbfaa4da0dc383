import {readdirSync} from 'node:fs';
import path from 'node:path';
import {readOrdinaryFile} from '../../text-file.ts';
import {documentNames} from '../facts.ts';
import {found} from '../looked.ts';
import {collectedFile, readCollected} from './collected.ts';
import {digestOf} from './from-snapshot.ts';
import {notSeenFile} from './not-seen.ts';

/** The documents that are in a folder already, as names of files. */
export type DocumentsThere = {
	/** As they were collected. */
	readonly collected: readonly string[];
	/** Somebody wrote or changed them. */
	readonly others: readonly string[];
};

/** What is in a folder that would be judged together with what is written into it; nothing where there is no such folder. */
export function documentsThere(directory: string): DocumentsThere {
	const names = [
		...documentNames.map((name) => `${name}.json`),
		notSeenFile,
		...policiesThere(directory),
		collectedFile,
	];
	const texts = new Map(
		names.flatMap((name): [string, string | undefined][] => {
			const read = readOrdinaryFile(path.join(directory, name));
			if ('text' in read) {
				return [[name, read.text]];
			}

			return read.code === 'ENOENT' || read.code === 'ENOTDIR' ? [] : [[name, undefined]];
		}),
	);
	const own = texts.get(collectedFile);
	const said = own === undefined ? undefined : readCollected(found(own));
	const digests = said?.status === 'found' ? said.value.files : undefined;
	const isCollected = (name: string, text: string | undefined) =>
		digests !== undefined &&
		(name === collectedFile || (text !== undefined && digests[name] === digestOf(text)));
	const all = [...texts];
	return {
		collected: all.filter(([name, text]) => isCollected(name, text)).map(([name]) => name),
		others: all.filter(([name, text]) => !isCollected(name, text)).map(([name]) => name),
	};
}

function policiesThere(directory: string): string[] {
	try {
		return readdirSync(path.join(directory, 'role-policies'))
			.filter((file) => file.endsWith('.json'))
			.sort()
			.map((file) => `role-policies/${file}`);
	} catch {
		// Whatever is wrong with it will be said when something is written there.
		return [];
	}
}
