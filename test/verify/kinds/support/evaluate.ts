/** What a condition key holds in one possible request; undefined: it is not part of it. */
export type World = readonly string[] | undefined;

/** Whether something is so in all possible requests, in none, or in some. */
export type Answer = boolean | 'unknown';

type Matches = (asked: string, given: string) => boolean;

function glob(pattern: string): RegExp {
	const source = pattern.replaceAll(/[$()+.[\\\]^{|}]/g, '\\$&');
	return new RegExp(`^${source.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');
}

const like: Matches = (asked, given) => glob(asked).test(given);
const same: Matches = (asked, given) => asked === given;
const number = (text: string) => Number(text);
const date = (text: string) => (/^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text));

const arn: Matches = (asked, given) => {
	const parts = (text: string) => [
		...text.split(':').slice(0, 5),
		text.split(':').slice(5).join(':'),
	];
	const wanted = parts(asked);
	return parts(given).every((part, index) => like(wanted[index] ?? '', part));
};

/** IPv4 alone; an address of the other kind lies in no such range. */
const address: Matches = (asked, given) => {
	const [range = '', length = '32'] = asked.split('/');
	const bits = (text: string) =>
		text
			.split('.')
			.map((part) => Number(part).toString(2).padStart(8, '0'))
			.join('');
	return (
		!given.includes(':') &&
		bits(range).slice(0, Number(length)) === bits(given).slice(0, Number(length))
	);
};

const comparing =
	(parse: (text: string) => number, compare: (given: number, asked: number) => boolean): Matches =>
	(asked, given) =>
		compare(parse(given), parse(asked));

function ordered(family: string, parse: (text: string) => number): Record<string, Matches> {
	return {
		[`${family}Equals`]: comparing(parse, (given, asked) => given === asked),
		[`${family}LessThan`]: comparing(parse, (given, asked) => given < asked),
		[`${family}LessThanEquals`]: comparing(parse, (given, asked) => given <= asked),
		[`${family}GreaterThan`]: comparing(parse, (given, asked) => given > asked),
		[`${family}GreaterThanEquals`]: comparing(parse, (given, asked) => given >= asked),
	};
}

const matchers: Readonly<Record<string, Matches>> = {
	StringEquals: same,
	StringEqualsIgnoreCase: (asked, given) => asked.toLowerCase() === given.toLowerCase(),
	StringLike: like,
	ArnEquals: arn,
	ArnLike: arn,
	Bool: (asked, given) => asked.toLowerCase() === given.toLowerCase(),
	IpAddress: address,
	...ordered('Numeric', number),
	...ordered('Date', date),
};

/**
 * Whether a condition holds in one request, written anew from the documentation: a positive operator needs the key, a
 * negated one holds without it, IfExists makes either hold, ForAllValues holds without it and ForAnyValue does not.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
function holdsIn(operator: string, asked: readonly string[], world: World): boolean {
	if (operator === 'Null') {
		return asked.includes(world === undefined ? 'true' : 'false');
	}

	const [, set, name = '', ifExists] = /^(?:(For\w+):)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
	const isNegated = /^(?:String|Arn|Numeric|Date)?Not/.test(name);
	const matches = matchers[name.replace('Not', '')];
	if (matches === undefined) {
		throw new Error(`${operator} is no operator that this table knows.`);
	}

	const fits = (given: string) => asked.some((value) => matches(value, given)) !== isNegated;
	if (set === 'ForAllValues') {
		return (world ?? []).every(fits);
	}

	if (set === 'ForAnyValue') {
		return (world ?? []).some(fits);
	}

	return world === undefined ? isNegated || ifExists !== undefined : world.some(fits);
}

/** Whether a condition holds in all requests that are possible, in none, or in some. */
export function holds(
	operator: string,
	asked: readonly string[],
	worlds: readonly World[],
): Answer {
	const answers = new Set(worlds.map((world) => holdsIn(operator, asked, world)));
	const [only] = answers;
	return answers.size === 1 && only !== undefined ? only : 'unknown';
}
