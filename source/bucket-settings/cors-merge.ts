import {exitCodes, UserError} from '../errors.ts';
import {type CorsGap, corsGaps} from './cors.ts';
import type {CorsRule} from './types.ts';

/** What a merge did with one rule. */
type CorsChange = {
	/** 0-based place of the rule in the result. */
	readonly index: number;
	/** Empty where it has none. */
	readonly id: string;
} & (
	| {readonly kind: 'added'}
	/** Pages of these origins may read these headers of answers too. */
	| {
			readonly kind: 'exposes';
			readonly headers: readonly string[];
			readonly origins: readonly string[];
	  }
);

/** Rules with the wanted ones in them. */
type MergedCors = {
	readonly rules: readonly CorsRule[];
	/** None where the rules serve as they are. */
	readonly changes: readonly CorsChange[];
};

/** One rule of the result, and what came to it. */
type Entry = {
	readonly rule: CorsRule;
	/** 0-based place among the wanted rules; absent for one that was there. */
	readonly wanted?: number;
	/** Headers of answers that it showed to nobody before. */
	readonly shown: readonly string[];
};

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html */
const mostRules = 100;
/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html */
const mostBytes = 64 * 1024;

/**
 * Rules that allow what both allow. Every rule that is there stays, in the same order; a wanted one is added at the end where
 * those do not serve already. Where S3 would take one that is there and that hides a header of the answer, the wanted one goes
 * before it, so that pages of others read no more than they did; only where that would take something from somebody, the
 * other shows the header too, to all pages that it is for. UserError (exit code 1) where S3 would not take the result, or it
 * is too much work.
 */
export function mergeCors(there: readonly CorsRule[], wanted: readonly CorsRule[]): MergedCors {
	let entries: readonly Entry[] = there.map((rule) => ({rule, shown: []}));
	for (;;) {
		const gaps = corsGaps(wanted, rulesOf(entries));
		if (gaps === undefined) {
			throw new UserError('The CORS rules are too complex to be put together.', {
				exitCode: exitCodes.failed,
				hint: 'Take out rules that are no longer needed.',
			});
		}

		const [gap] = gaps;
		const rule = gap && wanted[gap.wanted];
		if (gap === undefined || rule === undefined) {
			break;
		}

		entries =
			gap.kind === 'not-allowed'
				? [...entries, {rule: withFreeId(rule, rulesOf(entries)), wanted: gap.wanted, shown: []}]
				: (placedBefore(entries, wanted, gap) ?? showing(entries, gap));
	}

	const rules = rulesOf(entries);
	const changes = entries.flatMap(({rule, wanted: place, shown}, index): CorsChange[] => {
		const common = {index, id: rule.ID ?? ''};
		if (place !== undefined) {
			return [{...common, kind: 'added'}];
		}

		return shown.length === 0
			? []
			: [{...common, kind: 'exposes', headers: shown, origins: rule.AllowedOrigins}];
	});
	if (changes.length > 0) {
		refuseTooLarge(rules);
	}

	return {rules, changes};
}

function rulesOf(entries: readonly Entry[]): CorsRule[] {
	return entries.map(({rule}) => rule);
}

type HiddenGap = Extract<CorsGap, {kind: 'not-exposed'}>;

/** The rule that hides headers shows them. */
function showing(entries: readonly Entry[], {rule: place, names}: HiddenGap): readonly Entry[] {
	return entries.map((entry, index) =>
		index === place
			? {
					...entry,
					rule: {
						...entry.rule,
						ExposeHeaders: [...(entry.rule.ExposeHeaders ?? []), ...names],
					},
					shown: [...entry.shown, ...names],
				}
			: entry,
	);
}

/**
 * The wanted rule right before the one that hides its headers. S3 takes the first that fits, so it gets the headers that the
 * rules behind it show to its pages. Undefined where the other is for pages of the wanted rules alone, where pages would
 * read more than both give them, where it cannot be told, and where S3 takes no rule more.
 */
function placedBefore(
	entries: readonly Entry[],
	wanted: readonly CorsRule[],
	gap: HiddenGap,
): readonly Entry[] | undefined {
	const [hiding, rule] = [entries[gap.rule], wanted[gap.wanted]];
	if (
		hiding === undefined ||
		rule === undefined ||
		hiding.wanted !== undefined ||
		isForPagesOf(wanted, hiding.rule)
	) {
		return undefined;
	}

	const others = entries.filter((entry) => entry.wanted !== gap.wanted);
	const place = others.indexOf(hiding);
	const kept: string[] = [];
	for (;;) {
		const placed: Entry = {
			rule: withHeaders(withFreeId(rule, rulesOf(others)), kept),
			wanted: gap.wanted,
			shown: [],
		};
		const result = [...others.slice(0, place), placed, ...others.slice(place)];
		const lost = corsGaps(rulesOf(entries), rulesOf(result));
		if (lost === undefined || result.length > mostRules) {
			return undefined;
		}

		const [first] = lost;
		if (first === undefined) {
			return isShownAlready(rule, kept, rulesOf(others)) ? result : undefined;
		}

		if (first.kind !== 'not-exposed' || first.rule !== place) {
			return undefined;
		}

		kept.push(...first.names);
	}
}

function withHeaders(rule: CorsRule, names: readonly string[]): CorsRule {
	return names.length === 0
		? rule
		: {...rule, ExposeHeaders: [...(rule.ExposeHeaders ?? []), ...names]};
}

/** Whether a rule is for no other pages than some rules. */
export function isForPagesOf(rules: readonly CorsRule[], {AllowedOrigins}: CorsRule): boolean {
	const AllowedMethods = ['GET'];
	return (
		corsGaps(
			[{AllowedMethods, AllowedOrigins}],
			rules.map((rule) => ({AllowedMethods, AllowedOrigins: rule.AllowedOrigins})),
		)?.length === 0
	);
}

/** Whether every answer that pages of a rule get by some rules shows these headers. */
function isShownAlready(
	{AllowedMethods, AllowedOrigins}: CorsRule,
	ExposeHeaders: readonly string[],
	rules: readonly CorsRule[],
): boolean {
	const showing = {AllowedMethods, AllowedOrigins, ExposeHeaders};
	return corsGaps([showing], [...rules, showing])?.length === 0;
}

/** S3 takes each ID once. https://docs.aws.amazon.com/AmazonS3/latest/API/API_CORSRule.html */
function withFreeId(rule: CorsRule, rules: readonly CorsRule[]): CorsRule {
	const {ID} = rule;
	if (ID === undefined) {
		return rule;
	}

	const taken = new Set(rules.map((one) => one.ID));
	let free = ID;
	for (let count = 2; taken.has(free); count += 1) {
		free = `${ID}-${count}`;
	}

	return {...rule, ID: free};
}

function refuseTooLarge(rules: readonly CorsRule[]): void {
	if (rules.length > mostRules) {
		throw new UserError(
			`There would be ${rules.length} CORS rules, but S3 allows ${mostRules} for a bucket.`,
			{exitCode: exitCodes.failed, hint: 'Take out rules that are no longer needed.'},
		);
	}

	const {used, limit} = corsSize(rules);
	if (used > limit) {
		const [now, most] = [used, limit].map((number) => number.toLocaleString('en-US'));
		throw new UserError(
			`The CORS rules are too large for S3: ${now} bytes, but only ${most} are allowed.`,
			{exitCode: exitCodes.failed, hint: 'Take out rules that are no longer needed.'},
		);
	}
}

/** How large rules are as S3 gets them, which is as XML, and how large it lets them be. */
export function corsSize(rules: readonly CorsRule[]): {
	readonly used: number;
	readonly limit: number;
	readonly unit: 'bytes';
} {
	const element = (name: string, value: string | number) =>
		`<${name}>${String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</${name}>`;
	const rule = (one: CorsRule) =>
		[
			...(one.ID === undefined ? [] : [element('ID', one.ID)]),
			...(one.AllowedHeaders ?? []).map((value) => element('AllowedHeader', value)),
			...one.AllowedMethods.map((value) => element('AllowedMethod', value)),
			...one.AllowedOrigins.map((value) => element('AllowedOrigin', value)),
			...(one.ExposeHeaders ?? []).map((value) => element('ExposeHeader', value)),
			...(one.MaxAgeSeconds === undefined ? [] : [element('MaxAgeSeconds', one.MaxAgeSeconds)]),
		].join('');
	const text = `<CORSConfiguration>${rules.map((one) => `<CORSRule>${rule(one)}</CORSRule>`).join('')}</CORSConfiguration>`;
	return {used: new TextEncoder().encode(text).length, limit: mostBytes, unit: 'bytes'};
}
