import {exitCodes, UserError} from '../errors.ts';
import {corsGaps} from './cors.ts';
import type {CorsRule} from './types.ts';

/** What a merge did with one rule: added it, or lets pages read more headers of answers. */
type CorsChange = {
	readonly kind: 'added' | 'exposes';
	/** 0-based place of the rule in the result. */
	readonly index: number;
	/** Empty where it has none. */
	readonly id: string;
};

/** Rules with the wanted ones in them. */
type MergedCors = {
	readonly rules: readonly CorsRule[];
	/** None where the rules serve as they are. */
	readonly changes: readonly CorsChange[];
};

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html */
const mostRules = 100;
/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html */
const mostBytes = 64 * 1024;

/**
 * Rules that allow what both allow. Every rule that is there stays, in its place; a wanted one is added at the end where those
 * do not serve already. Where S3 would take a rule that is there and that hides a header of the answer, that one shows it too.
 * UserError (exit code 1) where S3 would not take the result, or it is too much work.
 */
export function mergeCors(there: readonly CorsRule[], wanted: readonly CorsRule[]): MergedCors {
	const rules: CorsRule[] = [...there];
	const changes = new Map<number, CorsChange>();
	for (;;) {
		const gaps = corsGaps(wanted, rules);
		if (gaps === undefined) {
			throw new UserError('The CORS rules are too complex to be put together.', {
				exitCode: exitCodes.failed,
				hint: 'Take out rules that are no longer needed.',
			});
		}

		const [gap] = gaps;
		if (gap === undefined) {
			break;
		}

		const rule = wanted[gap.wanted];
		if (gap.kind === 'not-allowed' && rule !== undefined) {
			const added = withFreeId(rule, rules);
			changes.set(rules.length, {kind: 'added', index: rules.length, id: added.ID ?? ''});
			rules.push(added);
		} else if (gap.kind === 'not-exposed') {
			const shown = exposing(rules[gap.rule], gap.names);
			const {kind = 'exposes'} = changes.get(gap.rule) ?? {};
			changes.set(gap.rule, {kind, index: gap.rule, id: shown.ID ?? ''});
			rules[gap.rule] = shown;
		}
	}

	if (changes.size > 0) {
		refuseTooLarge(rules);
	}

	return {
		rules,
		changes: [...changes.values()].sort((one, other) => one.index - other.index),
	};
}

function exposing(rule: CorsRule | undefined, names: readonly string[]): CorsRule {
	const {ExposeHeaders = []} = rule ?? {};
	return {
		AllowedMethods: [],
		AllowedOrigins: [],
		...rule,
		ExposeHeaders: [...ExposeHeaders, ...names],
	};
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
