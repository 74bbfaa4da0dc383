import {describe, expect, test} from 'vitest';
import type {Principal} from '../../source/policy/index.ts';
import {matchesPrincipal} from '../../source/policy/principal.ts';
import {account, otherAccount, otherRole, role, root, session, user} from './requests.ts';

const ways = (Principal: Principal, principal: string | undefined, provider?: string) => {
	const who = {principal, ...(provider !== undefined && {provider})};
	const answer = matchesPrincipal({Effect: 'Allow', Principal}, who, false);
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
		[{CanonicalUser: 'a'.repeat(64)}, role, ['account?']],
		// CloudFront's identities have longer IDs, and are nobody's account.
		[{CanonicalUser: 'a'.repeat(96)}, role, []],
		[{CanonicalUser: 'abc'}, undefined, []],
	])('%j means %s in these ways: %j', (listed, principal, expected) => {
		expect(ways(listed, principal)).toEqual(expected);
	});

	test.each<readonly [Principal, boolean]>([
		[{Service: 's3.amazonaws.com'}, true],
		[{Service: ['sns.amazonaws.com', 's3.amazonaws.com']}, true],
		['*', true],
		[{AWS: '*'}, true],
		[{Service: 'sns.amazonaws.com'}, false],
		[{AWS: root}, false],
		[{Federated: 's3.amazonaws.com'}, false],
	])('%j means the service S3: %s', (Principal, isMeant) => {
		const who = {principal: undefined, service: 's3.amazonaws.com'};
		const answer = matchesPrincipal({Effect: 'Allow', Principal}, who, false);
		expect(answer.alone.value).toBe(isMeant);
		expect([answer.role.value, answer.account.value]).toEqual([false, false]);
		expect(
			matchesPrincipal({Effect: 'Deny', NotPrincipal: Principal}, who, false).alone.value,
		).toBe(!isMeant);
	});

	test('a session is one of those for which its role stands', () => {
		expect(ways({AWS: session}, role)).toEqual(['alone?']);
		expect(ways({AWS: session}, session)).toEqual(['alone']);
		expect(ways({AWS: role}, session)).toEqual(['role']);
		expect(ways({AWS: role.replace('role/', 'role/team/')}, session)).toEqual(['role']);
		expect(ways({AWS: session.replace('Vendor', 'Other')}, role)).toEqual([]);
	});

	test.each<readonly [Principal, readonly string[]]>([
		[{Federated: 'accounts.google.com'}, ['alone']],
		[{Federated: ['www.amazon.com', 'accounts.google.com']}, ['alone']],
		['*', ['alone']],
		[{AWS: '*'}, ['alone']],
		[{Federated: 'www.amazon.com'}, []],
		[{AWS: [role, root, account]}, []],
		[{Service: 'accounts.google.com'}, []],
	])('%j means somebody whom only Google knows in these ways: %j', (listed, expected) => {
		expect(ways(listed, undefined, 'accounts.google.com')).toEqual(expected);
	});

	test.each<Principal>([{AWS: []}, {Federated: []}, {}])('%j means nobody', (listed) => {
		expect(ways(listed, role)).toEqual([]);
		expect(ways(listed, undefined)).toEqual([]);
		expect(ways(listed, undefined, 'accounts.google.com')).toEqual([]);
	});

	test('is needed in the policy of a resource', () => {
		const answer = matchesPrincipal({Effect: 'Allow'}, {principal: role}, false);
		expect(Object.values(answer).map(({value}) => value)).toEqual([false, false, false]);
	});
});

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html */
describe('NotPrincipal', () => {
	const denies = (NotPrincipal: Principal, principal: string | undefined, hasBoundary = false) =>
		matchesPrincipal({Effect: 'Deny', NotPrincipal}, {principal}, hasBoundary).alone.value;

	test('with Deny means everybody who is not listed', () => {
		expect(denies({AWS: [user, root]}, otherRole)).toBe(true);
		expect(denies({AWS: [user, root]}, undefined)).toBe(true);
		expect(denies({AWS: []}, role)).toBe(true);
		expect(denies('*', role)).toBe(false);
		expect(denies({AWS: '*'}, undefined)).toBe(false);
	});

	test('with Deny surely spares only the user who is listed together with the account', () => {
		expect(denies({AWS: [user, account]}, user)).toBe(false);
		expect(denies({AWS: [user, root]}, user)).toBe(false);
		expect(denies({AWS: user}, user)).toBe('unknown');
		expect(denies({AWS: root}, user)).toBe('unknown');
	});

	test('with Deny surely spares no role, whose sessions cannot all be listed', () => {
		expect(denies({AWS: [role, root]}, role)).toBe('unknown');
		expect(denies({AWS: [session, role, root]}, role)).toBe('unknown');
		expect(denies({AWS: role}, role)).toBe('unknown');
		expect(denies({AWS: root}, role)).toBe('unknown');
	});

	test('with Deny surely spares only the session that is listed together with its role and account', () => {
		expect(denies({AWS: [session, role, root]}, session)).toBe(false);
		expect(denies({AWS: [session, role]}, session)).toBe('unknown');
		expect(denies({AWS: [session, root]}, session)).toBe('unknown');
		expect(denies({AWS: [role, root]}, session)).toBe('unknown');
		expect(denies({AWS: [otherRole, session.replace('today', 'other')]}, session)).toBe(true);
	});

	test('with Deny spares somebody whom only a provider knows where it lists the provider', () => {
		const google = {principal: undefined, provider: 'accounts.google.com'};
		const deniesGoogle = (NotPrincipal: Principal) =>
			matchesPrincipal({Effect: 'Deny', NotPrincipal}, google, false).alone.value;
		expect(deniesGoogle({Federated: 'accounts.google.com'})).toBe(false);
		expect(deniesGoogle({Federated: 'www.amazon.com'})).toBe(true);
		expect(deniesGoogle({AWS: [role, root]})).toBe(true);
	});

	test('with Deny means every principal that has a permissions boundary', () => {
		expect(denies({AWS: [user, root]}, user, true)).toBe(true);
	});

	test('with Allow is not supported, so whom it means is unknown', () => {
		const means = (principal: string) =>
			matchesPrincipal({Effect: 'Allow', NotPrincipal: {AWS: [user, root]}}, {principal}, false)
				.alone.value;
		expect(means(otherRole)).toBe('unknown');
		expect(means(user)).toBe(false);
	});
});
