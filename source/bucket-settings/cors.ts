import {type Budget, budgetOf, type Glob, type SomeText} from '../policy/sets/index.ts';
import {fitsPattern, patternGlob, someFitting} from './patterns.ts';
import type {CorsRule} from './types.ts';

/** What a browser asks for a page of another site. */
export type CorsRequest = {
	/** Scheme and host of the page. */
	readonly origin: string;
	readonly method: string;
	/** Names of the headers that it would send, as it asks for them beforehand. */
	readonly headers: readonly string[];
};

/** Something that rules do not give and should. */
export type CorsGap =
	| {
			readonly kind: 'not-allowed';
			/** 0-based place of the wanted rule. */
			readonly wanted: number;
			readonly request: CorsRequest;
			/** The first of these that no rule has together with those before it. */
			readonly lacks: 'origin' | 'method' | 'headers';
			/** 0-based place of the first rule that has the others. */
			readonly nearest?: number;
	  }
	| {
			readonly kind: 'not-exposed';
			readonly wanted: number;
			readonly request: CorsRequest;
			/** 0-based place of the rule that S3 takes. */
			readonly rule: number;
			/** Headers of the answer that the page may not read. */
			readonly names: readonly string[];
	  };

const ignoresCase = true;

/**
 * The rule that S3 takes for a request: the first that has its origin, its method and each of its headers.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html#cors-eval-criteria
 */
export function ruleFor(rules: readonly CorsRule[], request: CorsRequest): number | undefined {
	const place = rules.findIndex(
		(rule) =>
			hasOrigin(rule, request.origin) &&
			hasMethod(rule, request.method) &&
			hasHeaders(rule, request.headers),
	);
	return place < 0 ? undefined : place;
}

function hasOrigin({AllowedOrigins}: CorsRule, origin: string): boolean {
	return AllowedOrigins.some((pattern) => fitsPattern(pattern, origin));
}

function hasMethod({AllowedMethods}: CorsRule, method: string): boolean {
	return AllowedMethods.includes(method);
}

function hasHeaders({AllowedHeaders = []}: CorsRule, headers: readonly string[]): boolean {
	return headers.every((header) =>
		AllowedHeaders.some((pattern) => fitsPattern(pattern, header, {ignoresCase})),
	);
}

/** The headers of answers that the page may read by `wanted` and not by `rule`. */
function unexposed({ExposeHeaders: wanted = []}: CorsRule, rule: CorsRule): string[] {
	const own = (rule.ExposeHeaders ?? []).map((name) => name.toLowerCase());
	return wanted.filter((name) => !own.includes(name.toLowerCase()));
}

/**
 * What `there` does not give of what `wanted` gives, judged for every request that the wanted rules allow: one request
 * each for every wanted rule and method, none where nothing is missing. For how long browsers keep an answer is no matter.
 * Undefined where that is too much work.
 */
export function corsGaps(
	wanted: readonly CorsRule[],
	there: readonly CorsRule[],
	budget: Budget = budgetOf(),
): CorsGap[] | undefined {
	const gaps: CorsGap[] = [];
	for (const [index, rule] of wanted.entries()) {
		for (const method of new Set(rule.AllowedMethods)) {
			const gap =
				notAllowed(rule, method, there, budget) ??
				notExposed(rule, method, wanted.slice(0, index), there, budget);
			if (gap === 'unknown') {
				return undefined;
			}

			if (gap !== undefined) {
				gaps.push({...gap, wanted: index});
			}
		}
	}

	return gaps;
}

/** Whether a rule is for the pages of any site. */
export function isForAnySite({AllowedOrigins}: CorsRule): boolean {
	return AllowedOrigins.includes('*');
}

/**
 * Where the wanted rules are for the pages of any site: the origins for which `there` gives all of what they give, as the rules
 * write them. Empty where it does so for none, or gives less of another wanted rule.
 */
export function servedOrigins(
	wanted: readonly CorsRule[],
	there: readonly CorsRule[],
	budget: Budget = budgetOf(),
): string[] {
	const isGiven = (rules: readonly CorsRule[]) => corsGaps(rules, there, budget)?.length === 0;
	const open = wanted.filter(isForAnySite);
	return open.length > 0 && isGiven(wanted.filter((rule) => !isForAnySite(rule)))
		? [...new Set(there.flatMap(({AllowedOrigins}) => AllowedOrigins))].filter((origin) =>
				isGiven(open.map((rule) => ({...rule, AllowedOrigins: [origin]}))),
			)
		: [];
}

type Without<Gap> = Gap extends unknown ? Omit<Gap, 'wanted'> : never;

/**
 * A request of a wanted rule that no rule allows. Its headers are any that the wanted rule has, so a rule that lacks one
 * of them is of no help: a request could hold one that each of the rules lacks.
 */
function notAllowed(
	rule: CorsRule,
	method: string,
	there: readonly CorsRule[],
	budget: Budget,
): Without<CorsGap> | 'unknown' | undefined {
	const headerOf = new Map<CorsRule, string>();
	const helping: CorsRule[] = [];
	for (const other of there.filter((one) => hasMethod(one, method))) {
		const lacking = someHeader(rule, other, budget);
		if (lacking.answer === 'unknown') {
			return 'unknown';
		}

		if (lacking.answer === 'some') {
			headerOf.set(other, lacking.text);
		} else {
			helping.push(other);
		}
	}

	const origin = someOrigin([rule], helping, budget);
	if (origin.answer !== 'some') {
		return origin.answer === 'unknown' ? 'unknown' : undefined;
	}

	const fitting = there.filter((one) => hasOrigin(one, origin.text));
	const close = fitting.filter((one) => hasMethod(one, method));
	const headers = [...new Set(close.flatMap((one) => headerOf.get(one) ?? []))];
	const [nearest] = close.length > 0 ? close : fitting;
	return {
		kind: 'not-allowed',
		request: {origin: origin.text, method, headers},
		lacks: close.length > 0 ? 'headers' : fitting.length > 0 ? 'method' : 'origin',
		...(nearest !== undefined && {nearest: there.indexOf(nearest)}),
	};
}

/**
 * A request of a wanted rule whose answer hides a header that it should show. The request itself, unlike the one before it,
 * asks for no headers, so the first rule with its origin and method counts.
 */
function notExposed(
	rule: CorsRule,
	method: string,
	earlier: readonly CorsRule[],
	there: readonly CorsRule[],
	budget: Budget,
): Without<CorsGap> | 'unknown' | undefined {
	// What an earlier one of the wanted rules is taken for, is its business.
	const taken = earlier.filter((one) => hasMethod(one, method));
	for (const [index, other] of there.entries()) {
		if (!hasMethod(other, method)) {
			continue;
		}

		const names = unexposed(rule, other);
		const origin: SomeText =
			names.length === 0 ? {answer: 'none'} : someOrigin([rule, other], taken, budget);
		if (origin.answer === 'unknown') {
			return 'unknown';
		}

		if (origin.answer === 'some') {
			return {
				kind: 'not-exposed',
				request: {origin: origin.text, method, headers: []},
				rule: index,
				names,
			};
		}

		taken.push(other);
	}

	return undefined;
}

/** A header that one rule has and another does not. */
function someHeader(rule: CorsRule, other: CorsRule, budget: Budget): SomeText {
	const [own, others] = [rule, other].map(({AllowedHeaders = []}) =>
		AllowedHeaders.map((pattern) => patternGlob(pattern, {ignoresCase})),
	);
	const usual = usualHeaders.find((name) => hasHeaders(rule, [name]) && !hasHeaders(other, [name]));
	return usual === undefined
		? someFitting([own ?? [], [someCharacters]], others ?? [], budget)
		: {answer: 'some', text: usual};
}

/** An origin that all of some rules have and none of others. */
function someOrigin(
	rules: readonly CorsRule[],
	others: readonly CorsRule[],
	budget: Budget,
): SomeText {
	const usual = rules
		.flatMap(({AllowedOrigins}) => AllowedOrigins)
		.map((pattern) => pattern.replace('*', pattern === '*' ? 'https://app.example.com' : 'app'))
		.find(
			(origin) =>
				rules.every((rule) => hasOrigin(rule, origin)) &&
				!others.some((rule) => hasOrigin(rule, origin)),
		);
	return usual === undefined
		? someFitting(
				[
					...rules.map(({AllowedOrigins}) => AllowedOrigins.map((pattern) => patternGlob(pattern))),
					[someCharacters],
				],
				others.flatMap(({AllowedOrigins}) => AllowedOrigins.map((pattern) => patternGlob(pattern))),
				budget,
			)
		: {answer: 'some', text: usual};
}

/** No request has an origin or a header without a character. */
const someCharacters: Glob = {text: '?*'};

/** Those that are asked for most; any of them says more than the shortest one that there is. */
const usualHeaders = ['content-type', 'authorization', 'x-amz-date', 'x-amz-content-sha256'];
