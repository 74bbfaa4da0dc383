import * as v from 'valibot';
import {malformed} from '../looked.ts';
import type {Looked, RolePolicy} from '../types.ts';
import {parseFile} from './file-object.ts';

/** The file by which a folder says that it was collected, and what no other file in it says. */
export const collectedFile = 'collected.json';

/** A policy of the role, and the file that holds it. */
export type CollectedPolicy = Omit<RolePolicy, 'text'> & {readonly file: string};

/** What a collected folder says of itself. */
export type Collected = {
	/** What was looked into. */
	readonly source: 'aws' | 'practice';
	/** ISO 8601. */
	readonly takenAt: string;
	/** The role's policies in their order; absent where they were not seen, null where there is no role. */
	readonly rolePolicies?: readonly CollectedPolicy[] | null;
	/** SHA-256 of each file as it was written, in hexadecimal digits, by the names of the files. */
	readonly files: Readonly<Record<string, string>>;
};

/** Names of files in the folder for the role's policies: nothing that leads elsewhere. */
const policyFile = v.pipe(v.string(), v.regex(/^role-policies\/[\w+=,.@-]+\.json$/));

const collectedShape = v.object({
	version: v.literal(1),
	source: v.picklist(['aws', 'practice']),
	takenAt: v.pipe(v.string(), v.isoTimestamp()),
	rolePolicies: v.exactOptional(
		v.nullable(
			v.array(
				v.object({
					file: policyFile,
					kind: v.picklist(['inline', 'managed']),
					name: v.string(),
					arn: v.exactOptional(v.string()),
					updatedAt: v.exactOptional(v.string()),
				}),
			),
		),
	),
	files: v.record(v.string(), v.string()),
});

/** The file as text. */
export function collectedText(collected: Collected): string {
	return `${JSON.stringify({version: 1, ...collected}, undefined, '\t')}\n`;
}

/** What the text of `collected.json` says. */
export function readCollected(text: Looked<string>): Looked<Collected> {
	const parsed = parseFile(text, collectedFile, 'none');
	if (parsed.status !== 'found') {
		return parsed;
	}

	const result = v.safeParse(collectedShape, parsed.value);
	if (!result.success) {
		return malformed(
			`${collectedFile}: ${v.getDotPath(result.issues[0]) ?? 'it'} is not as collect writes it. Collect again.`,
		);
	}

	const {version: _version, ...collected} = result.output;
	return {status: 'found', value: collected};
}
