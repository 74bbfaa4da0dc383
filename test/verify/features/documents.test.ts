import {describe, expect, test} from 'vitest';
import {planChanges} from '../../../source/apply/plan.ts';
import {judge, situationOf} from '../../../source/verify/index.ts';
import {presentFinding} from '../../../source/words/index.ts';
import {keyArn} from '../../support/connections.ts';
import {
	asksForId,
	connectionOf,
	customerRoleText,
	profileIn,
	rolePolicy,
	trustPolicy,
} from '../../support/feature-profiles.ts';
import {
	found,
	healthySnapshot,
	withDocument,
	withRole,
	withStatements,
} from '../../support/snapshots.ts';

const onKey = {
	when: {encryption: ['SSE-KMS']},
	statement: {
		Sid: 'AcmeKey',
		Effect: 'Allow',
		Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
		Resource: '{{kmsKeyArn}}',
	},
};

/** A vendor whose article has no policy of the bucket and none of the key. */
const profile = profileIn(
	customerRoleText({
		encryption: ['SSE-S3', 'SSE-KMS'],
		documents: [
			{...rolePolicy, statements: [...rolePolicy.statements, onKey]},
			trustPolicy(asksForId),
		],
	}),
);
const connection = connectionOf(profile, {
	encryption: 'SSE-KMS',
	kmsKeyArn: keyArn,
	externalId: '2f6b0f0e',
});
const healthy = healthySnapshot(connection, {profile});
const {role} = healthy.role;
const elsewhere =
	role.status === 'found'
		? withRole(healthy, {
				role: found({...role.value, arn: role.value.arn.replace('role/', 'role/other/')}),
			})
		: healthy;

const accounts = [
	['all is as the article says', healthy],
	[
		'the role may do nothing',
		withDocument(healthy, 'role-policy', {Version: '2012-10-17', Statement: []}),
	],
	['the role has another path', elsewhere],
	[
		'the key policy leaves the key to somebody else',
		withStatements(healthy, 'key-policy', (statement) => ({
			...statement,
			Principal: {AWS: 'arn:aws:iam::111122223333:role/Admin'},
		})),
	],
] as const;

describe.each(accounts)(
	'a document that the article does not have, where %s',
	(_name, snapshot) => {
		test('is no check that fails, no step and in no sentence', () => {
			const situation = situationOf(snapshot, connection, profile);
			const findings = judge(snapshot, connection, profile);
			expect(findings.find(({id}) => id === 'bucket.policy')).toMatchObject({
				status: 'skip',
				code: 'not-needed',
			});
			expect(findings.flatMap(({correction}) => correction?.document ?? [])).not.toContain(
				'bucket-policy',
			);
			for (const check of ['bucket.cors', 'bucket.notification', 'queue.policy'] as const) {
				expect(findings.find(({id}) => id === check)).toMatchObject({
					status: 'skip',
					code: 'not-needed',
				});
			}
			expect(planChanges(snapshot, connection, profile).steps.map(({id}) => id)).toEqual([
				'bucket',
				'bucket-encryption',
				'role',
				'trust-policy',
				'role-policy',
			]);
			const fixes = findings.map((finding) => presentFinding(finding, situation).fix);
			expect(fixes.join(' ')).not.toMatch(
				/bucket policy|has no key policy|the statement for|CORS|queue|notification/,
			);
		});
	},
);
