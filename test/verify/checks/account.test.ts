import {describe, expect, test} from 'vitest';
import {accountChecks} from '../../../source/verify/checks/account.ts';
import {creativeForceConnection} from '../../support/connections.ts';
import {findingOf} from '../../support/findings.ts';
import {found, healthySnapshot, notLooked, refused} from '../../support/snapshots.ts';

const connection = creativeForceConnection();
const healthy = healthySnapshot(connection);
const check = accountChecks['account.identity'];

describe('account.identity', () => {
	test('passes in the account of the connection and says as whom', () => {
		const finding = findingOf(check, healthy, connection);
		expect(finding).toMatchObject({status: 'pass', fix: ''});
		expect(finding.reason).toContain('arn:aws:iam::111122223333:user/deploy');
	});

	test('fails in another account and names both', () => {
		const identity = found({accountId: '999988887777', arn: 'arn:aws:iam::999988887777:user/me'});
		const finding = findingOf(check, {...healthy, identity}, connection);
		expect(finding).toMatchObject({status: 'fail', required: true});
		expect(finding.reason).toMatch(/999988887777.*111122223333/);
	});

	test('is unknown where AWS does not say', () => {
		const identity = refused('sts:GetCallerIdentity');
		expect(findingOf(check, {...healthy, identity}, connection).status).toBe('unknown');
	});

	test('does not apply to documents that do not say it', () => {
		const identity = notLooked('Documents do not say it.');
		const documents = {...healthy, identity, source: 'documents'} as const;
		expect(findingOf(check, documents, connection)).toMatchObject({
			status: 'skip',
			required: false,
		});
	});

	test('is what documents say of it, where they do', () => {
		const finding = findingOf(check, {...healthy, source: 'documents'}, connection);
		expect(finding).toMatchObject({status: 'pass', required: true});
	});
});
