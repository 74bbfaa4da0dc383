import {describe, expect, test} from 'vitest';
import {aboutOf, type Finding} from '../../../source/verify/index.ts';
import {presentFinding} from '../../../source/words/index.ts';
import {creativeForceConnection, iconikConnection, profileOf} from '../../support/connections.ts';

const open = {status: 'unknown', code: 'depends-on-keys', required: true} as const;

function fixOf(finding: Finding): string {
	const connection =
		finding.id === 'isolation.tenant' ? iconikConnection() : creativeForceConnection();
	return presentFinding(finding, aboutOf(connection, profileOf(connection.vendor), 'aws')).fix;
}

describe('the words about what depends on condition keys', () => {
	test('ask whoever knows the value of the first key', () => {
		const keys = ['aws:PrincipalOrgID', 'aws:SourceIp'];
		expect(fixOf({...open, id: 'isolation.external-id', facts: {keys}})).toBe(
			'Ask the administrators of your organization for its ID, or trust Creative Force only by a statement that asks for exactly your external ID.',
		);
	});

	test('ask nobody where no key is known', () => {
		expect(fixOf({...open, id: 'isolation.external-id', facts: {keys: []}})).toBe(
			'Trust Creative Force only by a statement that asks for exactly your external ID.',
		);
		expect(
			fixOf({...open, id: 'isolation.tenant', facts: {document: 'bucket-policy', keys: []}}),
		).toBe(
			'Let iconik in only by a statement that asks for your ID: StringEquals on aws:PrincipalTag/IconikSystemDomainId.',
		);
	});
});
