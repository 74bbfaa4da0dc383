import {baseFields, fieldFlag, placeholders} from '../../connection/index.ts';
import type {Issue} from '../issue.ts';
import {type Looked, patternsIn} from './looked.ts';
import type {EndlessReason} from './pattern.ts';

/** Flags of the program that an input would collide with; a test proves that they are those of its calls. */
export const programFlags: readonly string[] = [
	...[
		'backups',
		'color',
		'concurrency',
		'document',
		'documents',
		'dry-run',
		'fixes',
		'help',
		'json',
	],
	...['json-lines', 'junit', 'least-privilege', 'mask', 'merge', 'no-color', 'out'],
	...['permissions', 'permissions-boundary', 'practice', 'profile', 'report', 'schema', 'tag'],
	...['undo', 'version', 'yes'],
];

/** Names that the program keeps for itself: of flags to come, and of a connection's own members. */
const keptNames: readonly string[] = [
	...['asff', 'assume-role', 'config', 'debug', 'endpoint', 'format', 'inputs', 'ocsf'],
	...['quiet', 'read-only', 'sarif', 'verbose', 'watch'],
];

/** Names of inputs that the program has for something else, also where only hyphens tell them apart. */
export function takenNameIssues({parts}: Looked): Issue[] {
	return parts.inputs.flatMap(({path, value: {field}}) => {
		const what = takenBy(field);
		return what === undefined
			? []
			: [
					{
						path: [...path, 'field'],
						value: field,
						rule: `${what} An extra input needs its own name.`,
					},
				];
	});
}

function takenBy(field: string): string | undefined {
	const flag = joined(fieldFlag(field));
	const isAmong = (names: readonly string[]) => names.some((name) => joined(name) === flag);
	if (isAmong(baseFields.map(({name}) => fieldFlag(name)))) {
		return 'Every connection has a field with this name.';
	}

	// A flag that begins with "no-" switches another one off.
	if (isAmong(programFlags) || isAmong(keptNames) || /^no[A-Z]/.test(field) || field in {}) {
		return 'A command-line flag has this name.';
	}

	return placeholders.has(field) ? 'A built-in placeholder has this name.' : undefined;
}

function joined(flag: string): string {
	return flag.replaceAll('-', '').toLowerCase();
}

/** `${aws:username}` is one. */
const variableStart = `$\u007b`;

const meanings: Readonly<Record<string, string>> = {
	'*': 'a wildcard',
	'?': 'a wildcard',
	[variableStart]: 'the start of a policy variable',
	'{{': 'the start of a placeholder',
};

/** Inputs whose value could be more than a value where it stands in a policy. */
export function looseInputIssues({parts, patterns}: Looked): Issue[] {
	return parts.inputs.flatMap(({path, value: {pattern}}) => {
		const [first] = patterns.get(pattern)?.takes ?? [];
		return first === undefined
			? []
			: [
					{
						path: [...path, 'pattern'],
						value: pattern,
						rule: `The pattern accepts values with ${first}, which in a policy is ${meanings[first]}. Name the characters that a value can have.`,
						example: '[A-Za-z0-9-]{8,64}',
					},
				];
	});
}

const reasons: Readonly<Record<EndlessReason, string>> = {
	'looks-around': 'it looks ahead, behind or for the borders of words',
	'looks-back': 'it refers back to one of its groups',
	'repeats-nothing': 'it repeats something that can be empty',
	ambiguous: 'it can read one text in very many ways',
	large: 'it is too large',
};

/** Patterns of which it cannot be shown that they are done with every value in little time. */
export function endlessPatternIssues({parts, patterns}: Looked): Issue[] {
	return patternsIn(parts).flatMap(({path, value: pattern}) => {
		const endless = patterns.get(pattern)?.endless;
		return endless === undefined
			? []
			: [
					{
						path,
						value: pattern,
						rule: `The pattern could take very long on some values: ${reasons[endless]}.`,
						example: '[a-z0-9]+(?:-[a-z0-9]+)*',
					},
				];
	});
}
