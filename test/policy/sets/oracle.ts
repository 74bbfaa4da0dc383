import type {Principal, Statement} from '../../../source/policy/index.ts';
import type {UniverseSides} from './universes.ts';

// A second judgement of part of the policy language, made of regular expressions and nothing of the program's own, to
// compare with. Undefined stands for what is not defined.

type Tri = boolean | undefined;

/** The values of condition keys, by their names in lower case. */
export type Values = Readonly<Record<string, readonly string[] | undefined>>;

/** Who asks, as far as it matters here. */
export type Who = 'nobody' | 'user' | 'role' | 'foreign';

/** What is asked for. */
export type Question = {
	readonly who: Who;
	readonly action: string;
	readonly resource: string;
	readonly values: Values;
};

const account = '111122223333';
const otherAccount = '999988887777';

/** The principals of the requesters. */
export const principalOf: Readonly<Record<Who, string | undefined>> = {
	nobody: undefined,
	user: `arn:aws:iam::${account}:user/ann`,
	role: `arn:aws:iam::${account}:role/Vendor`,
	foreign: `arn:aws:iam::${otherAccount}:role/Anybody`,
};

/** The accounts here: that of the resource, and the other one. */
export const accounts = {own: account, other: otherAccount} as const;

function and(list: readonly Tri[]): Tri {
	return list.includes(false) ? false : list.includes(undefined) ? undefined : true;
}

function or(list: readonly Tri[]): Tri {
	return list.includes(true) ? true : list.includes(undefined) ? undefined : false;
}

function not(one: Tri): Tri {
	return one === undefined ? undefined : !one;
}

/** Texts taken apart, because taking them apart again is what takes time. */
const taken = new Map<string, readonly string[]>();

const anyCharacter = '[\\s\\S]';
const escaped = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** A glob as the source of an expression; undefined where a variable has no value, null where it has several. */
export function globSource(
	text: string,
	values: Values = {},
	{hasWildcards = true, any = anyCharacter} = {},
): string | undefined | null {
	let source = '';
	const parts = taken.get(text) ?? text.match(/\$\{[^}]*\}|[\s\S]/g) ?? [];
	taken.set(text, parts);
	for (const part of parts) {
		if (/^\$\{[*?$]\}$/.test(part)) {
			source += escaped(part.charAt(2));
		} else if (part.startsWith('${') && part.length > 1) {
			const found = values[part.slice(2, -1).toLowerCase()];
			if (found === undefined || found.length !== 1) {
				return found === undefined || found.length === 0 ? undefined : null;
			}

			source += escaped(found[0] ?? '');
		} else if (hasWildcards && part === '*') {
			source += `${any}*`;
		} else {
			source += hasWildcards && part === '?' ? any : escaped(part);
		}
	}

	return source;
}

const expressions = new Map<string, RegExp>();

/** An expression made once for each text, where no variable stands in it. */
function expressionFor(
	name: string,
	text: string,
	flags: string,
	make: () => string | undefined | null,
): RegExp | undefined | null {
	if (expressions.size > 20_000) {
		expressions.clear();
		taken.clear();
	}

	const key = `${name}${flags} ${text}`;
	const known = expressions.get(key);
	if (known !== undefined) {
		return known;
	}

	const source = make();
	if (source === undefined || source === null) {
		return source;
	}

	const ready = `made${flags} ${source}`;
	const made = expressions.get(ready) ?? new RegExp(`^(?:${source})$`, flags);
	expressions.set(ready, made);
	if (!/\$\{[^*?$]/.test(text)) {
		expressions.set(key, made);
	}

	return made;
}

function fits(text: string, value: string, values: Values, hasWildcards = true, flags = ''): Tri {
	const expression = expressionFor(hasWildcards ? 'glob' : 'text', text, flags, () =>
		globSource(text, values, {hasWildcards}),
	);
	return expression === undefined
		? false
		: expression === null
			? undefined
			: expression.test(value);
}

/** Whether a text belongs to a glob. */
export function belongs(text: string, value: string): boolean {
	return fits(text, value, {}) === true;
}

function fitsArn(text: string, value: string, values: Values): Tri {
	if (text.split(':').length < 6 || !/^arn:(?:[^:]*:){4}/.test(value)) {
		return undefined;
	}

	const expression = expressionFor('arn', text, '', () => {
		const parts = text.split(':');
		const sources = [...parts.slice(0, 5), parts.slice(5).join(':')].map((part, index) =>
			globSource(part, values, {any: index < 5 ? '[^:]' : anyCharacter}),
		);
		return sources.includes(null)
			? null
			: sources.includes(undefined)
				? undefined
				: sources.join(':');
	});
	return expression === undefined
		? false
		: expression === null
			? undefined
			: expression.test(value);
}

const number = (text: string) => (/^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined);

function time(text: string): number | undefined {
	if (/^\d{5,}$/.test(text)) {
		return Number(text) * 1000;
	}

	return /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?Z)?$/.test(text) ? Date.parse(text) : undefined;
}

/** An address or range as bits. */
export function bitsOf(text: string): string | undefined {
	const [address = '', prefix] = text.split('/');
	if (/^\d+(\.\d+){3}$/.test(address)) {
		const bits = address
			.split('.')
			.map((part) => Number(part).toString(2).padStart(8, '0'))
			.join('');
		return `4${bits.slice(0, prefix === undefined ? 32 : Number(prefix))}`;
	}

	if (!/^[\da-f:]+$/.test(address) || !address.includes(':')) {
		return undefined;
	}

	const [front = '', back] = address.split('::');
	const groups = (part: string) => (part === '' ? [] : part.split(':'));
	const missing = 8 - groups(front).length - groups(back ?? '').length;
	const all = [...groups(front), ...Array(missing).fill('0'), ...groups(back ?? '')];
	const bits = all
		.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0'))
		.join('');
	return `6${bits.slice(0, prefix === undefined ? 128 : Number(prefix))}`;
}

function typed<Value>(
	parse: (text: string) => Value | undefined,
	compare: (given: Value, wanted: Value) => boolean,
) {
	return (value: string, wanted: string): Tri => {
		const one = parse(value);
		const other = parse(wanted);
		return one === undefined || other === undefined ? undefined : compare(one, other);
	};
}

/** Whether one value matches one wanted value, before any negation. */
function matchesOne(name: string, value: string, wanted: string, values: Values): Tri {
	const compare = (one: number, other: number) =>
		/LessThanEquals$/.test(name)
			? one <= other
			: /LessThan$/.test(name)
				? one < other
				: /GreaterThanEquals$/.test(name)
					? one >= other
					: /GreaterThan$/.test(name)
						? one > other
						: one === other;
	switch (/^(?:Not)?(String|Numeric|Date|Bool|Ip|Arn|Binary)/.exec(name)?.[1]) {
		case 'String':
			return fits(
				wanted,
				value,
				values,
				name.endsWith('Like'),
				name.endsWith('IgnoreCase') ? 'i' : '',
			);
		case 'Arn':
			return fitsArn(wanted, value, values);
		case 'Numeric':
			return typed(number, compare)(value, wanted);
		case 'Date':
			return typed(time, compare)(value, wanted);
		case 'Bool':
			return typed(
				(text) => (/^(true|false)$/i.test(text) ? text.toLowerCase() : undefined),
				(one, other) => one === other,
			)(value, wanted);
		case 'Ip':
			return typed(bitsOf, (one, range) => one.startsWith(range))(value, wanted);
		case 'Binary':
			return value === wanted;
		default:
			return undefined;
	}
}

function meetsTest(operator: string, wanted: readonly string[], key: string, values: Values): Tri {
	const given = values[key.toLowerCase()];
	const isThere = given !== undefined && given.length > 0;
	if (operator === 'Null') {
		return wanted.includes(String(!isThere));
	}

	const ifExists = operator.endsWith('IfExists');
	const [qualifier, name] = operator.includes(':') ? operator.split(':') : ['', operator];
	const plainName = (name ?? '').replace(/IfExists$/, '');
	const isNegated = plainName.includes('Not');
	// A wanted value that is none for the operator leaves the whole test open.
	const isValid = wanted.every(
		(one) => !plainName.startsWith('Arn') || one.includes('${') || one.split(':').length >= 6,
	);
	if (!isValid) {
		return undefined;
	}

	if (!isThere) {
		return qualifier === 'ForAllValues'
			? true
			: qualifier === 'ForAnyValue'
				? ifExists
					? undefined
					: false
				: ifExists || isNegated;
	}

	const each = given.map((value) => {
		const matches = or(wanted.map((one) => matchesOne(plainName, value, one, values)));
		return isNegated ? not(matches) : matches;
	});
	const isEmpty = given.every((value) => value === '');
	if (qualifier === 'ForAllValues') {
		return isEmpty || and(each);
	}

	if (qualifier === 'ForAnyValue') {
		return !isEmpty && or(each);
	}

	return and(each) === or(each) ? and(each) : undefined;
}

const listOf = <T>(value: T | readonly T[] | undefined): readonly T[] =>
	value === undefined ? [] : ((Array.isArray(value) ? value : [value]) as readonly T[]);

/** Whether values meet the condition of a statement. */
export function meets(statement: Statement, values: Values): Tri {
	return and(
		Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
			Object.entries(keys).map(([key, wanted]) =>
				meetsTest(operator, listOf(wanted).map(String), key, values),
			),
		),
	);
}

/** Whether a statement speaks about a resource. */
export function isAbout(statement: Statement, resource: string, values: Values = {}): Tri {
	const patterns = listOf(statement.Resource ?? statement.NotResource);
	const matches = or(patterns.map((pattern) => fits(pattern, resource, values)));
	return statement.NotResource === undefined ? matches : not(matches);
}

function isAboutAction(statement: Statement, action: string): boolean {
	const patterns = listOf(statement.Action ?? statement.NotAction);
	const matches = patterns.some((pattern) => fits(pattern, action, {}, true, 'i') === true);
	return matches === (statement.NotAction === undefined);
}

type Way = 'alone' | 'role' | 'account';

function waysOf(listed: Principal | undefined, who: Who): readonly Way[] {
	const entries = listed === undefined ? [] : listed === '*' ? ['*'] : listOf(listed.AWS);
	const home = who === 'foreign' ? otherAccount : account;
	return entries.flatMap((entry): Way[] => {
		if (entry === '*') {
			return ['alone'];
		}

		if (entry === principalOf[who]) {
			return [who === 'user' ? 'alone' : 'role'];
		}

		return who !== 'nobody' && entry.includes(home) && /(^\d+|:root)$/.test(entry)
			? ['account']
			: [];
	});
}

/** What becomes of questions of one requester for one action, given what each statement says to them. */
export function judgeFor(
	{kind, resource, identity, boundary}: UniverseSides,
	who: Who,
	action: string,
): (applies: (statement: Statement) => Tri) => 'allowed' | 'denied' | 'unknown' {
	const own = (identity === 'unseen' ? [] : identity).filter((one) => isAboutAction(one, action));
	const limit = boundary?.filter((one) => isAboutAction(one, action));
	const shared = resource
		.filter((one) => isAboutAction(one, action))
		.map((statement) => ({statement, ways: waysOf(statement.Principal, who)}))
		.filter(({ways}) => ways.length > 0);
	const denials = [...own, ...(limit ?? []), ...shared.map(({statement}) => statement)].filter(
		({Effect}) => Effect === 'Deny',
	);
	const allowsBy = (...wanted: readonly Way[]) =>
		shared
			.filter(
				({statement, ways}) =>
					statement.Effect === 'Allow' && ways.some((way) => wanted.includes(way)),
			)
			.map(({statement}) => statement);
	const alone = allowsBy('alone');
	const byRole = allowsBy('role');
	const byAccount = allowsBy('account');
	const byAny = allowsBy('alone', 'role', 'account');
	const ownAllows = own.filter(({Effect}) => Effect === 'Allow');
	const limitAllows = limit?.filter(({Effect}) => Effect === 'Allow');
	return (applies) => {
		const some = (list: readonly Statement[]) => or(list.map(applies));
		const within = limitAllows === undefined ? true : some(limitAllows);
		const byOwn = and([identity === 'unseen' ? true : some(ownAllows), within]);
		const allowed =
			who === 'nobody'
				? some(alone)
				: who === 'foreign'
					? and([some(byAny), byOwn])
					: or([
							some(alone),
							and([some(byRole), within]),
							kind === 'bucket' ? byOwn : and([some(byAccount), byOwn]),
						]);
		const denied = some(denials);
		return denied === true || allowed === false
			? 'denied'
			: allowed === true && denied === false
				? 'allowed'
				: 'unknown';
	};
}

/** What becomes of one question. */
export function judge(
	sides: UniverseSides,
	{who, action, resource, values}: Question,
): 'allowed' | 'denied' | 'unknown' {
	return judgeFor(
		sides,
		who,
		action,
	)((statement) => and([isAbout(statement, resource, values), meets(statement, values)]));
}
