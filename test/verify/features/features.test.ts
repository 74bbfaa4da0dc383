import {describe, expect, test} from 'vitest';
import {judge} from '../../../source/verify/index.ts';
import {connectionOf} from '../../support/feature-profiles.ts';
import {healthySnapshot, withText} from '../../support/snapshots.ts';
import {brokenCases, featureCases} from './index.ts';
import {byNarrowedAccount} from './principal.ts';

// Of these nothing is known from here, whoever the vendor is.
const neverKnown = ['organization.policies'];

describe('an account with what the article gives', () => {
	test.each(featureCases)('is right for $feature', ({profile, connection, healthy, right}) => {
		const statuses = judge(healthy, connection, profile)
			.filter(({id}) => !neverKnown.includes(id))
			.map(({id, status, code}) => ({id, status, code}));
		const wrong = statuses.filter(({id, status}) =>
			right[id] === undefined ? status !== 'pass' && status !== 'skip' : right[id] !== status,
		);
		expect(wrong).toEqual([]);
	});
});

describe('an account in which something is broken', () => {
	test.each(brokenCases)('$feature: $what', ({profile, connection, ...rest}) => {
		const {healthy, snapshot, found, isCorrected} = rest;
		expect(snapshot).not.toEqual(healthy);
		const findings = judge(snapshot, connection, profile);
		const statuses = Object.fromEntries(findings.map(({id, status}) => [id, status]));
		expect(statuses).toMatchObject(found);
		if (isCorrected === true) {
			const [first = ''] = Object.keys(found);
			const finding = findings.find(({id}) => id === first);
			expect(finding).toHaveProperty('correction');
			const {document, text} = finding?.correction ?? {document: 'role-policy', text: ''};
			const after = judge(withText(snapshot, document, text), connection, profile);
			expect(after.find(({id}) => id === first)?.status).toBe(
				judge(healthy, connection, profile).find(({id}) => id === first)?.status,
			);
		}
	});
});

test('a whole account is narrowed to the user that the vendor names', () => {
	const profile = byNarrowedAccount;
	const connection = connectionOf(profile, {});
	const healthy = healthySnapshot(connection, {profile});
	const finding = judge(healthy, connection, profile).find(({id}) => id === 'trust.principal');
	expect(finding).toMatchObject({code: 'account-trusted'});
	const {text = ''} = finding?.correction ?? {};
	expect(text).toContain('user/acme-worker');
	expect(text).not.toContain(':root');
	const after = judge(withText(healthy, 'trust-policy', text), connection, profile);
	expect(after.find(({id}) => id === 'trust.principal')?.status).toBe('pass');
});
