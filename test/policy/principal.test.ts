import {describe, expect, test} from 'vitest';
import type {Principal} from '../../source/policy/index.ts';
import {matchesPrincipal} from '../../source/policy/principal.ts';
import {account, otherAccount, otherRole, role, root, session, user} from './requests.ts';

const ways = (Principal: Principal, principal: string | undefined) => {
	const answer = matchesPrincipal({Effect: 'Allow', Principal}, principal, false);
	return Object.entries(answer).flatMap(([way, {value}]) =>
		value === false ? [] : [value === true ? way : `${way}?`],
	);
};

describe('Principal', () => {
	test.each<readonly [Principal, string | undefined, readonly string[]]>([
		['*', role, ['alone']],
		[{AWS: '*'}, undefined, ['alone']],
		[{AWS: ['*', root]}, user, ['alone', 'account']],
		[{AWS: account}, role, ['account']],
		[{AWS: otherAccount}, role, []],
		[{AWS: root}, otherRole, []],
		[{AWS: root}, undefined, []],
		[{AWS: user}, user, ['alone']],
		[{AWS: user.toUpperCase()}, user, []],
		[{AWS: role}, role, ['role']],
		[{AWS: otherRole}, role, []],
		[{AWS: `arn:aws:iam::${account}:role/*`}, role, []],
		[{AWS: ['AROAEXAMPLEID', 'AIDAEXAMPLEID']}, role, []],
		[{Service: 's3.amazonaws.com', Federated: 'www.example.com'}, role, []],
		[{CanonicalUser: 'abc'}, role, ['account?']],
		[{CanonicalUser: 'abc'}, undefined, []],
	])('%j means %s in these ways: %j', (listed, principal, expected) => {
		expect(ways(listed, principal)).toEqual(expected);
	});

	test('a session is one of those for which its role stands', () => {
		expect(ways({AWS: session}, role)).toEqual(['alone?']);
		expect(ways({AWS: session}, session)).toEqual(['alone']);
		expect(ways({AWS: role}, session)).toEqual(['role']);
		expect(ways({AWS: role.replace('role/', 'role/team/')}, session)).toEqual(['role']);
		expect(ways({AWS: session.replace('Vendor', 'Other')}, role)).toEqual([]);
	});

	test('is needed in the policy of a resource', () => {
		const answer = matchesPrincipal({Effect: 'Allow'}, role, false);
		expect(Object.values(answer).map(({value}) => value)).toEqual([false, false, false]);
	});
});

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html */
describe('NotPrincipal', () => {
	const denies = (NotPrincipal: Principal, principal: string | undefined, hasBoundary = false) =>
		matchesPrincipal({Effect: 'Deny', NotPrincipal}, principal, hasBoundary).alone.value;

	test('with Deny means everybody who is not listed', () => {
		expect(denies({AWS: [user, root]}, otherRole)).toBe(true);
		expect(denies({AWS: [user, root]}, undefined)).toBe(true);
		expect(denies('*', role)).toBe(false);
	});

	test('with Deny surely spares only who is listed together with the account', () => {
		expect(denies({AWS: [role, root]}, role)).toBe(false);
		expect(denies({AWS: [user, account]}, user)).toBe(false);
		expect(denies({AWS: role}, role)).toBe('unknown');
		expect(denies({AWS: root}, role)).toBe('unknown');
	});

	test('with Deny means every principal that has a permissions boundary', () => {
		expect(denies({AWS: [role, root]}, role, true)).toBe(true);
	});

	test('with Allow is not supported, so whom it means is unknown', () => {
		const means = (principal: string) =>
			matchesPrincipal({Effect: 'Allow', NotPrincipal: {AWS: [role, root]}}, principal, false).alone
				.value;
		expect(means(otherRole)).toBe('unknown');
		expect(means(role)).toBe(false);
	});
});
