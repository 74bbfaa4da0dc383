import * as v from 'valibot';
import {denyingPolicies} from '../denial.ts';
import {failed, malformed, notLooked} from '../looked.ts';
import type {FailureCause, Looked} from '../types.ts';
import {parseFile} from './file-object.ts';

/** What was asked and not seen, or not asked. */
export type NotSeen = Exclude<Looked<never>, {status: 'found' | 'absent'}>;

/** The file that says what was not seen, and why. */
export const notSeenFile = 'not-seen.json';

/** What was not seen, by the name of its file; `bucket.json#encryption` for a member of one. */
export type NotSeenFile = (name: string) => NotSeen | undefined;

const causes = [
	'sign-in',
	'clock',
	'not-enabled',
	'network',
	'throttled',
	'aws',
	'malformed',
	'file',
] as const satisfies FailureCause[];

/** `action` and `cause` are ours; whoever writes the file by hand may leave them out. */
const entryShape = v.variant('status', [
	v.looseObject({
		status: v.literal('refused'),
		code: v.optional(v.string(), 'AccessDenied'),
		action: v.optional(v.string(), ''),
		denial: v.exactOptional(
			v.looseObject({
				action: v.string(),
				by: v.exactOptional(v.picklist(['deny', 'missing-allow'])),
				policyKind: v.exactOptional(v.picklist(denyingPolicies)),
				policyArn: v.exactOptional(v.string()),
			}),
		),
		reason: v.optional(v.string()),
	}),
	v.looseObject({
		status: v.literal('failed'),
		code: v.optional(v.string(), 'Unknown'),
		cause: v.optional(v.picklist(causes), 'aws'),
		reason: v.optional(v.string(), 'It could not be seen.'),
		help: v.exactOptional(v.string()),
	}),
	v.looseObject({status: v.literal('not-looked'), reason: v.string()}),
]);

const fileShape = v.record(v.string(), entryShape);

/** An entry of the file; `reason` is a sentence for what has none of its own. */
export function notSeenEntry(looked: NotSeen, reason: string): Readonly<Record<string, unknown>> {
	return looked.status === 'refused' ? {...looked, reason} : looked;
}

/** What the text of `not-seen.json` says. Where it cannot be read, that is said of all that it could be about. */
export function readNotSeen(text: Looked<string>): NotSeenFile {
	const parsed = parseFile(text, notSeenFile, 'none');
	if (parsed.status === 'absent' || parsed.status === 'not-looked') {
		return () => undefined;
	}

	if (parsed.status !== 'found') {
		return () => parsed;
	}

	const result = v.safeParse(fileShape, parsed.value);
	if (!result.success) {
		const wrong = malformed(
			`not-seen.json: ${v.getDotPath(result.issues[0]) ?? 'it'} is not in the form that it has to have: {"FILE": {"status": "refused", "code": "", "reason": ""}}.`,
		);
		return () => wrong;
	}

	const entries = new Map(Object.entries(result.output));
	return (name) => {
		const entry = entries.get(name);
		switch (entry?.status) {
			case 'refused': {
				// Its reason follows from the rest.
				const {reason: _reason, ...refusal} = entry;
				return refusal;
			}

			case 'failed':
				return failed(entry.cause, entry.code, entry.reason, entry.help);
			case 'not-looked':
				return notLooked(entry.reason);
			default:
				return undefined;
		}
	};
}
