import {describe, expect, test} from 'vitest';
import {exampleConnection} from '../../../source/rehearsal/index.ts';
import {isolationExcess} from '../../../source/verify/checks/isolation-excess.ts';
import {aboutOf, type Finding} from '../../../source/verify/index.ts';
import {presentFinding} from '../../../source/words/index.ts';
import {creativeForceConnection, iconikConnection, profileOf} from '../../support/connections.ts';
import {findingOf} from '../../support/findings.ts';
import {found, healthySnapshot, withRole} from '../../support/snapshots.ts';

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

test('what a role may do that was made for something else is to stay where that needs it', () => {
	const datadog = profileOf('datadog');
	const connection = exampleConnection(datadog, {purpose: 'archive', encryption: 'SSE-S3'});
	const healthy = healthySnapshot(connection);
	const {policies} = healthy.role;
	const snapshot = withRole(healthy, {
		policies: found([
			...(policies.status === 'found' ? policies.value : []),
			{
				kind: 'managed',
				name: 'DatadogIntegrationPolicy',
				text: found(
					JSON.stringify({
						Version: '2012-10-17',
						Statement: [{Effect: 'Allow', Action: 's3:GetBucketTagging', Resource: '*'}],
					}),
				),
			},
		]),
	});
	expect(findingOf(isolationExcess, snapshot, connection)).toMatchObject({
		status: 'warn',
		fix: "Leave it as it is if the role is that of Datadog's AWS integration, which may need it. If not, leave in the role only what Datadog needs here.",
	});
});
