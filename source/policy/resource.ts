import type {LookUp} from './request.ts';
import {type Answer, any, not, unknown} from './ternary.ts';
import {listOf, type Statement} from './types.ts';
import {hasVariable, matchesPattern, type Pattern, readPattern} from './variables.ts';

/** The Resource or NotResource of a statement, read once; undefined where it has neither. */
export type ReadResource =
	| {
			readonly isNegated: boolean;
			/** The patterns as written. */
			readonly sources: readonly string[];
			/** Undefined where reading them takes a request (policy variables). */
			readonly patterns: readonly Pattern[] | undefined;
	  }
	| undefined;

/** Reads the Resource or NotResource of a statement. */
export function readResource(
	{Resource, NotResource}: Statement,
	hasVariables: boolean,
): ReadResource {
	if (Resource === undefined && NotResource === undefined) {
		return undefined;
	}

	const sources = listOf(Resource ?? NotResource);
	const isFixed = !hasVariables || !sources.some((source) => hasVariable(source));
	const reading = {lookUp: () => ({state: 'unknown'}) as const, hasVariables, hasWildcards: true};
	return {
		isNegated: Resource === undefined,
		sources,
		patterns: isFixed ? sources.map((source) => readPattern(source, reading)) : undefined,
	};
}

/**
 * Whether a statement speaks about the resource; undefined where it names none. A variable without a value matches no
 * resource, so NotResource spares nothing by it. What an empty NotResource means is not documented.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-no-value
 */
export function matchesResource(
	read: ReadResource,
	resource: string,
	reading: {readonly lookUp: LookUp; readonly hasVariables: boolean},
): Answer | undefined {
	if (read === undefined) {
		return undefined;
	}

	if (read.isNegated && read.sources.length === 0) {
		return unknown([]);
	}

	const patterns =
		read.patterns ??
		read.sources.map((source) => readPattern(source, {...reading, hasWildcards: true}));
	const matches = any(patterns.map((pattern) => matchesPattern(pattern, resource)));
	return read.isNegated ? not(matches) : matches;
}
