import {expect, test} from 'vitest';
import {SignInError} from '../../../source/account/index.ts';
import {checkIds} from '../../../source/verify/index.ts';
import {withoutSignIn} from '../../../source/verify/run.ts';
import {checkWords} from '../../../source/words/checks/index.ts';
import {sharedWords} from '../../../source/words/checks/shared.ts';
import {profileOf} from '../../support/connections.ts';
import {judge} from '../../support/findings.ts';
import {fileAt} from '../../support/source-files.ts';
import {brokenCases, featureCases} from '../../verify/features/index.ts';
import {failures} from '../../verify/field-notes/cases/index.ts';
import {accountOf} from '../../verify/field-notes/expectations.ts';
import {eachIn, ofBoth} from '../../verify/field-notes/failure.ts';
import {rareAccounts} from '../../verify/rare-accounts.ts';

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
	...featureCases.map(({healthy, ...rest}) => ({...rest, snapshot: healthy})),
	...brokenCases,
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

/** What each check can find beside what many share. */
const own = checkIds.flatMap((id) =>
	Object.keys(checkWords[id])
		.filter((code) => code !== 'title' && !(code in sharedWords))
		.map((code) => `${code} of ${id}`),
);

test('every code is in kebab case and listed once', () => {
	const codes = listed.map(({code}) => code);
	expect(codes.filter((code) => !/^[a-z]+(-[a-z0-9]+)*$/.test(code))).toEqual([]);
	expect([...new Set(codes)]).toEqual(codes);
});

test('each code is listed with the checks that can find it', () => {
	expect(pairsOf(listed.filter(({code}) => !(code in sharedWords)))).toEqual(own.toSorted());
	expect(listed.map(({code}) => code)).toEqual(expect.arrayContaining(Object.keys(sharedWords)));
});

test('no check finds what is not listed', () => {
	const pairs = new Set(pairsOf(listed));
	const seen = checks.map(({code, id}) => `${code} of ${id}`);
	expect([...new Set(seen)].filter((pair) => !pairs.has(pair))).toEqual([]);
});
