import {findNodeAtLocation, getNodeValue, type Node, parseTree} from 'jsonc-parser';
import {inSomeAccount, type StatedConnection} from '../connection/index.ts';
import {type Problem, UserError} from '../errors.ts';
import {parseJsonText, positionAt} from '../json/index.ts';
import {visible} from '../problems.ts';
import {isSame} from './dangers/index.ts';
import type {Issue} from './issue.ts';
import {builtInProfiles} from './load.ts';
import {ruleIssues} from './rules.ts';
import {checkShape} from './shape.ts';
import type {VendorProfile} from './types.ts';

/**
 * Checks the text of a vendor profile: JSON, form and the rules that tie its parts together. Gives the profile with where
 * it comes from and the marks of its dangers (a copy of a built-in one is that vendor and has neither), or
 * every mistake with its place, in the order of the file; of mistakes in the JSON itself the first alone, since the rest
 * of the text cannot be trusted then. `name` is what the text is called, e.g. the file's path; it
 * stands in the place of a field where the text is no JSON.
 */
export function checkProfile(
	text: string,
	name: string,
): {readonly profile?: VendorProfile; readonly problems: Problem[]} {
	const jsonProblems = problemsOfJson(text, name);
	const root = jsonProblems.length === 0 ? parseTree(text) : undefined;
	if (!root) {
		return {problems: jsonProblems};
	}

	const raw: unknown = getNodeValue(root);
	const {profile, issues} = checkShape(raw);
	const {issues: more, marks, issuesFor} = ruleIssues(raw, builtInProfiles);
	const all = [...issues, ...more];
	if (!profile || all.length > 0) {
		return {problems: problemsInOrder(all, root, text)};
	}

	return builtInProfiles.some((builtIn) => isSame(profile, builtIn))
		? {profile, problems: []}
		: {
				profile: {
					...profile,
					origin: {
						file: name,
						marks,
						refuseFor: once((connection) =>
							refuse(name, problemsInOrder(issuesFor(inSomeAccount(connection)), root, text)),
						),
					},
				},
				problems: [],
			};
}

function refuse(name: string, problems: readonly Problem[]): void {
	if (problems.length > 0) {
		throw new UserError(
			`The vendor profile ${visible(name)} is dangerous for this connection, although it is not for most others.`,
			{
				problems,
				hint: 'Somebody may have written it for you. Ask the vendor for its profile, and compare.',
			},
		);
	}
}

/** The same answer for the same connection: it is asked for with every document. */
function once(
	check: (connection: StatedConnection) => void,
): (connection: StatedConnection) => void {
	let safe = '';
	return (connection) => {
		const asked = JSON.stringify(connection);
		if (asked !== safe) {
			check(connection);
			safe = asked;
		}
	};
}

function problemsOfJson(text: string, name: string): Problem[] {
	try {
		parseJsonText(text, name);
		return [];
	} catch (error) {
		if (error instanceof UserError) {
			return error.problems.map((problem) => ({
				place: {line: 1, column: 1},
				...problem,
			}));
		}

		throw error;
	}
}

function problemsInOrder(issues: readonly Issue[], root: Node, text: string): Problem[] {
	return issues
		.map((issue) => ({issue, offset: offsetOf(root, issue)}))
		.sort((one, other) => one.offset - other.offset)
		.map(({issue, offset}) => ({
			field: fieldName(issue.path),
			...(issue.value === undefined ? {} : {value: issue.value}),
			rule: issue.rule,
			...(issue.example === undefined ? {} : {example: issue.example}),
			...(issue.code === undefined ? {} : {code: issue.code}),
			place: positionAt(text, offset),
		}));
}

function fieldName(path: Issue['path']): string {
	const name = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
	return name.replace(/^\./, '') || 'profile';
}

/** Where a field stands; for one that is missing, where the object or list begins that should hold it. */
function offsetOf(root: Node, {path, atKey}: Issue): number {
	for (let length = path.length; length >= 0; length--) {
		const node = findNodeAtLocation(root, path.slice(0, length));
		if (node) {
			return atKey && length === path.length ? (node.parent?.offset ?? node.offset) : node.offset;
		}
	}

	return root.offset;
}
