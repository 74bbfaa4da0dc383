import {createHash} from 'node:crypto';
import type {StatedConnection} from '../../connection/index.ts';
import {isObject} from '../../json/index.ts';
import type {VendorProfile} from '../../vendors/index.ts';
import {documentParts, type Snapshot} from '../snapshot.ts';
import type {Looked, RolePolicy} from '../types.ts';
import {type CollectedPolicy, collectedFile, collectedText} from './collected.ts';
import {type NotSeen, notSeenEntry, notSeenFile} from './not-seen.ts';

/** What was seen of a connection, as the files of a folder. */
export type SnapshotFiles = {
	/** Texts by the names of their files; the last is the one that says what the others are. */
	readonly files: ReadonlyMap<string, string>;
	/** What was refused or failed, by the names of files; `bucket.json#encryption` for a member of one. */
	readonly notSeen: ReadonlyMap<string, Exclude<NotSeen, {status: 'not-looked'}>>;
};

const policyFolder = 'role-policies/';

/**
 * The documents that say of a connection what a snapshot says: judged in its place they give the same result. `inWords`
 * makes a sentence of what was not seen.
 */
export function snapshotFiles(
	snapshot: Snapshot,
	connection: StatedConnection,
	profile: VendorProfile,
	inWords: (look: NotSeen) => string,
): SnapshotFiles {
	const {[policyFolder]: policies, ...parts} = documentParts(snapshot, connection, profile);
	const {role} = snapshot;
	const named =
		policies?.status === 'found' && role.policies.status === 'found'
			? namedFiles(role.policies.value)
			: undefined;
	const all: [string, Looked<unknown>][] = [
		...Object.entries(parts),
		...(named ?? []).map(({file, text}): [string, Looked<unknown>] => [file, text]),
		...(policies !== undefined && named === undefined
			? [[policyFolder, policies] as [string, Looked<unknown>]]
			: []),
	];
	const unseen = all.flatMap(([name, looked]): [string, NotSeen][] =>
		looked.status === 'found' || looked.status === 'absent' || isUntold(name, looked, snapshot)
			? []
			: [[name, looked]],
	);
	const files = new Map(
		[...contentsOf(all, snapshot)].map(([file, value]) => [
			file,
			typeof value === 'string' ? value : jsonText(value),
		]),
	);
	if (unseen.length > 0) {
		const entries = unseen.map(([name, looked]) => [name, notSeenEntry(looked, inWords(looked))]);
		files.set(notSeenFile, jsonText(Object.fromEntries(entries)));
	}

	if (snapshot.source !== 'documents') {
		const rolePolicies =
			named?.map(({text: _text, ...policy}): CollectedPolicy => policy) ??
			(policies?.status === 'absent' ? null : undefined);
		files.set(
			collectedFile,
			collectedText({
				source: snapshot.source,
				takenAt: snapshot.takenAt,
				...(rolePolicies !== undefined && {rolePolicies}),
				files: Object.fromEntries([...files].map(([name, text]) => [name, digestOf(text)])),
			}),
		);
	}

	return {
		files,
		notSeen: new Map(
			unseen.flatMap(([name, looked]) =>
				looked.status === 'not-looked' ? [] : [[name, looked] as const],
			),
		),
	};
}

/** Whether the reader finds out by itself that it was not asked: a member, or the boundary of a role that has none. */
function isUntold(name: string, {status}: NotSeen, {role: {role}}: Snapshot): boolean {
	return status === 'not-looked' && (name.includes('#') || isWithoutBoundary(name, role));
}

function isWithoutBoundary(name: string, role: Snapshot['role']['role']): boolean {
	return (
		name === 'boundary-policy.json' &&
		role.status === 'found' &&
		role.value.boundaryArn === undefined
	);
}

/** What the files hold: text, or JSON with all its members, or null for what is not there. */
function contentsOf(
	all: readonly (readonly [name: string, looked: Looked<unknown>])[],
	{role}: Snapshot,
): ReadonlyMap<string, unknown> {
	const contents = new Map<string, unknown>();
	for (const [name, looked] of all) {
		if (!name.includes('#') && name !== policyFolder) {
			if (looked.status === 'found') {
				contents.set(name, looked.value);
			} else if (looked.status === 'absent' || isWithoutBoundary(name, role.role)) {
				contents.set(name, null);
			}
		}
	}

	for (const [name, looked] of all) {
		const [file = '', member] = name.split('#');
		const isTold = looked.status === 'found' || looked.status === 'absent';
		if (member === undefined || !isTold) {
			continue;
		}

		// Of a bucket that is not there is nothing more to say, but of its account there may be.
		const isGone = contents.get(file) === null;
		if (!isGone || member === 'accountPublicAccessBlock') {
			const place = isGone ? 'account.json' : file;
			const others = contents.get(place);
			const value = looked.status === 'found' ? looked.value : null;
			contents.set(place, {...(isObject(others) && others), [member]: value});
		}
	}

	return contents;
}

/**
 * Each policy with a file of its own, called like it. IAM's names hold nothing that a file's cannot, but another service
 * may have answered, and there are systems on which capitals make no difference.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html
 */
function namedFiles(
	policies: readonly RolePolicy[],
): (RolePolicy & Pick<CollectedPolicy, 'file'>)[] {
	const taken = new Set<string>();
	return policies.map((policy) => {
		const plain = policy.name.replace(/[^\w+=,.@-]/g, '_').slice(0, 128) || '_';
		let name = plain;
		for (let number = 2; taken.has(name.toLowerCase()); number += 1) {
			name = `${plain}-${number}`;
		}

		taken.add(name.toLowerCase());
		return {...policy, file: `${policyFolder}${name}.json`};
	});
}

function jsonText(value: unknown): string {
	return `${JSON.stringify(value, undefined, '\t')}\n`;
}

/** By which a file is known again: SHA-256 of its text, in hexadecimal digits. */
export function digestOf(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}
