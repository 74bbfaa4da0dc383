import type {LookUp} from './request.ts';
import {type Answer, any} from './ternary.ts';
import {listOf, type Statement} from './types.ts';
import {matchesPattern, negate, readPattern} from './variables.ts';

/**
 * Whether a statement speaks about the resource; undefined where it names none.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function matchesResource(
	statement: Statement,
	resource: string,
	reading: {readonly lookUp: LookUp; readonly hasVariables: boolean},
): Answer | undefined {
	const {Resource, NotResource} = statement;
	if (Resource === undefined && NotResource === undefined) {
		return undefined;
	}

	const patterns = listOf(Resource ?? NotResource).map((source) =>
		readPattern(source, {...reading, hasWildcards: true}),
	);
	const matches = any(patterns.map((pattern) => matchesPattern(pattern, resource)));
	return Resource === undefined ? negate(matches, patterns) : matches;
}
