import {textsOf} from '../json/index.ts';
import {matchesWildcard} from '../policy/index.ts';

/** What a statement allows. */
type Given = {readonly Action?: unknown; readonly Resource?: unknown};

/** Whether all that one statement allows is among what another one does, whatever each asks for. */
export function gives(giving: Given, {Action, Resource}: Given): boolean {
	return givesActions(giving, Action) && covers(giving.Resource, Resource);
}

/** Whether all of these actions are among those of a statement. */
export function givesActions({Action}: Given, actions: unknown): boolean {
	return covers(Action, actions, {ignoreCase: true});
}

/** Whether all that one statement is about is what another one is about, too, and the other way round. */
export function isAboutTheSame(one: Given, other: Given): boolean {
	return covers(one.Resource, other.Resource) && covers(other.Resource, one.Resource);
}

function covers(
	own: unknown,
	given: unknown,
	options: {readonly ignoreCase?: boolean} = {},
): boolean {
	const patterns = textsOf(own);
	const texts = textsOf(given);
	return (
		texts.length > 0 &&
		texts.every((text) => patterns.some((pattern) => matchesWildcard(pattern, text, options)))
	);
}
