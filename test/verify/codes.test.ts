import {expect, test} from 'vitest';
import {SignInError} from '../../source/account/index.ts';
import {findingCodes} from '../../source/verify/codes.ts';
import {checkIds} from '../../source/verify/index.ts';
import {withoutSignIn} from '../../source/verify/run.ts';
import {profileOf} from '../support/connections.ts';
import {judge} from '../support/findings.ts';
import {fileAt, filesIn} from '../support/source-files.ts';
import {failures} from './field-notes/cases/index.ts';
import {accountOf} from './field-notes/expectations.ts';
import {eachIn, ofBoth} from './field-notes/failure.ts';
import {rareAccounts} from './rare-accounts.ts';

/** What no account brings about: the one is far too long, the other would be a mistake of the program. */
const neverSeen = ['too-complex', 'internal-disagreement'];

/** The rows of the table of codes: the code, and the checks that give it. */
const listed = fileAt('docs/codes.md')
	.text.split('\n')
	.flatMap((line) => {
		const [, code, checks, meaning] = /^\| `([^`]+)` +\| (.+?) +\| (.+?) +\|$/.exec(line) ?? [];
		return code === undefined || checks === undefined || meaning === undefined
			? []
			: [{code, ids: checks === 'every check' ? [...checkIds] : idsIn(checks)}];
	});

function idsIn(checks: string): string[] {
	return [...checks.matchAll(/`([^`]+)`/g)].flatMap(([, name = '']) =>
		name.endsWith('.*') ? checkIds.filter((id) => id.startsWith(name.slice(0, -1))) : [name],
	);
}

const accounts = [
	...eachIn(Object.values(failures).flat())
		.filter(({isFirst}) => isFirst)
		.map((failure) => ({
			connection: failure.connection,
			snapshot: accountOf(failure),
			profile: undefined,
		})),
	...rareAccounts,
];
const expired = new SignInError('expired', 'The sign-in has expired.', 'Sign in again.');
const checks = [
	...accounts.flatMap(({connection, snapshot, profile}) =>
		judge(snapshot, connection, profile ?? profileOf(connection.vendor)),
	),
	...ofBoth.flatMap(
		(connection) => withoutSignIn(expired, connection, profileOf(connection.vendor)).findings,
	),
];
const pairsOf = (items: readonly {readonly code: string; readonly ids: readonly string[]}[]) =>
	items.flatMap(({code, ids}) => ids.map((id) => `${code} of ${id}`)).toSorted();

test('every check has a code in kebab case', () => {
	expect(checks.filter(({code}) => !/^[a-z]+(-[a-z0-9]+)*$/.test(code))).toEqual([]);
});

test('the codes are listed in their order, each with its checks', () => {
	expect(listed.map(({code}) => code)).toEqual(findingCodes);
	const seen = new Set(checks.map(({code, id}) => `${code} of ${id}`));
	expect(pairsOf(listed.filter(({code}) => !neverSeen.includes(code)))).toEqual(
		[...seen].filter((pair) => !neverSeen.some((code) => pair.startsWith(`${code} of`))).toSorted(),
	);
});

test('no code is listed that the program does not give', () => {
	const files = filesIn('source/verify').filter(({path}) => path !== 'source/verify/codes.ts');
	expect(
		findingCodes.filter((code) => !files.some(({text}) => text.includes(`'${code}'`))),
	).toEqual([]);
});
