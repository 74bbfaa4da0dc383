import {describe, expect, test} from 'vitest';
import {permissionsFor} from '../../source/apply/permissions.ts';
import type {Connection, RoleExtras} from '../../source/connection/index.ts';
import {listOf, policyProblems} from '../../source/policy/index.ts';
import type {VendorProfile} from '../../source/vendors/index.ts';
import {
	creativeForce,
	creativeForceConnection,
	iconik,
	iconikConnection,
	keyArn,
	profileOf,
} from '../support/connections.ts';
import {connectionOf} from '../support/feature-profiles.ts';
import {filesIn} from '../support/source-files.ts';
import {ofOwnQueue, ofVendorsQueue} from '../verify/features/queue.ts';

const purposes = ['verify', 'apply', 'undo'] as const;
type Purpose = (typeof purposes)[number];

function actionsOf(connection: Connection, ...wanted: readonly Purpose[]): string[] {
	return wanted.flatMap((purpose) =>
		listOf(
			permissionsFor(connection, profileOf(connection.vendor), purpose).document.Statement,
		).flatMap(({Action}) => listOf(Action)),
	);
}

const ownQueueArn = 'arn:aws:sqs:eu-central-1:111122223333:acme-events';

/** A vendor that asks for these documents beside its policies. */
const asking = (...ids: readonly string[]): VendorProfile => ({
	...ofOwnQueue,
	documents: [
		...ofOwnQueue.documents,
		...ids.map((id) => ({id, when: {purposes: ['sync']}, statements: []}) as never),
	],
});
const askingAll = asking('bucket-cors', 'bucket-notification', 'queue-policy');

function actionsOfAsking(profile: VendorProfile, purpose: Purpose): readonly string[] {
	const connection = connectionOf(ofOwnQueue, {externalId: '2f6b0f0e', queueArn: ownQueueArn});
	return listOf(permissionsFor(connection, profile, purpose).document.Statement).flatMap(
		({Action}) => listOf(Action),
	);
}

describe('the permissions that a person needs', () => {
	const actionPattern = /'((?:s3|iam|kms|sqs):[A-Z][A-Za-z]+)'/g;
	const named = [
		...new Set(
			filesIn('source/account/sdk')
				.flatMap(({text}) => [...text.matchAll(actionPattern)])
				.map(([, action]) => action ?? ''),
		),
	];

	test('cover every action that the program asks AWS for', () => {
		expect(named).toContain('s3:ListAllMyBuckets');
		const allowed = [
			...actionsOf(creativeForceConnection(), ...purposes),
			...purposes.flatMap((purpose) => actionsOfAsking(askingAll, purpose)),
		];
		// What the wizard offers to choose from, one can type as well.
		const forLists = ['iam:ListRoles', 'kms:ListKeys', 'kms:ListAliases'];
		const missing = named.filter((action) => !allowed.includes(action));
		expect(missing.toSorted()).toEqual(forLists.toSorted());
	});

	test('hold looking at the queue where it is the customer’s, and only there', () => {
		const looking = (profile: VendorProfile) =>
			listOf(
				permissionsFor(
					connectionOf(profile, {externalId: '2f6b0f0e', queueArn: ownQueueArn}),
					profile,
					'verify',
				).document.Statement,
			).filter(({Sid}) => Sid === 'LookAtQueue');
		expect(looking(ofOwnQueue)).toEqual([
			{
				Sid: 'LookAtQueue',
				Effect: 'Allow',
				Action: ['sqs:GetQueueAttributes'],
				Resource: ownQueueArn,
			},
		]);
		expect(looking(ofVendorsQueue)).toEqual([]);
		expect(actionsOf(creativeForceConnection(), 'verify').join()).not.toContain('sqs:');
	});

	test('hold the changes of CORS rules, events and queue only where the vendor asks for them', () => {
		const changes = (profile: VendorProfile, purpose: Purpose) =>
			actionsOfAsking(profile, purpose).filter((action) =>
				/:Put.*CORS|:Put.*Notification|:SetQueue/.test(action),
			);
		const actions = ['s3:PutBucketCORS', 's3:PutBucketNotification', 'sqs:SetQueueAttributes'];
		expect(changes(askingAll, 'apply')).toEqual(actions);
		expect(changes(askingAll, 'undo')).toEqual(actions);
		expect(changes(askingAll, 'verify')).toEqual([]);
		expect(changes(asking('bucket-cors'), 'apply')).toEqual(['s3:PutBucketCORS']);
		expect(changes(asking(), 'apply')).toEqual([]);
	});

	// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags_roles.html
	test('hold iam:TagRole only for a role that is to be made with tags', () => {
		const actions = (purpose: Purpose, extras: RoleExtras) => {
			const {document} = permissionsFor(
				creativeForceConnection(),
				creativeForce,
				purpose,
				[],
				extras,
			);
			return listOf(document.Statement).flatMap(({Action}) => listOf(Action));
		};
		const tags = [{key: 'Team', value: 'web'}];
		const permissionsBoundary = 'arn:aws:iam::aws:policy/PowerUserAccess';
		expect(actions('apply', {tags})).toContain('iam:TagRole');
		expect(actions('verify', {tags})).not.toContain('iam:TagRole');
		expect(actions('undo', {tags})).not.toContain('iam:TagRole');
		expect(actions('apply', {permissionsBoundary, tags: []})).toEqual(
			actionsOf(creativeForceConnection(), 'apply'),
		);
	});

	// What each method of the writer needs: https://docs.aws.amazon.com/service-authorization/latest/reference/
	test.each([
		['apply', 's3:CreateBucket'],
		['apply', 's3:PutEncryptionConfiguration'],
		['apply', 's3:PutBucketPolicy'],
		['apply', 'iam:CreateRole'],
		['apply', 'iam:UpdateAssumeRolePolicy'],
		['apply', 'iam:PutRolePolicy'],
		['apply', 'kms:PutKeyPolicy'],
		['undo', 's3:PutEncryptionConfiguration'],
		['undo', 's3:PutBucketPolicy'],
		['undo', 's3:DeleteBucketPolicy'],
		['undo', 'iam:UpdateAssumeRolePolicy'],
		['undo', 'iam:PutRolePolicy'],
		['undo', 'iam:DeleteRolePolicy'],
		['undo', 'iam:DeleteRole'],
		['undo', 'kms:PutKeyPolicy'],
	] as const)('for %s hold %s', (purpose, action) => {
		expect(actionsOf(creativeForceConnection(), purpose)).toContain(action);
		expect(actionsOf(creativeForceConnection(), 'verify')).not.toContain(action);
	});

	test('of looking are part of those of changing', () => {
		const looking = actionsOf(creativeForceConnection(), 'verify');
		for (const purpose of purposes) {
			expect(actionsOf(creativeForceConnection(), purpose)).toEqual(
				expect.arrayContaining(looking),
			);
		}

		expect(looking.every((action) => /:(?:Get|List|Describe)/.test(action))).toBe(true);
	});

	test('need no IAM where the vendor has its own role, and no KMS without a key', () => {
		expect(actionsOf(iconikConnection(), ...purposes).join()).not.toContain('iam:');
		expect(actionsOf(iconikConnection({encryption: 'SSE-S3'}), ...purposes).join()).not.toMatch(
			/iam:|kms:/,
		);
	});

	test('leave out the policy of a key that another account owns', () => {
		const kmsKeyArn = keyArn.replace('111122223333', '444455556666');
		const actions = actionsOf(iconikConnection({kmsKeyArn}), 'apply');
		expect(actions.filter((action) => action.startsWith('kms:'))).toEqual(['kms:DescribeKey']);
	});

	test('name the role with its path, the bucket and the key, and never more', () => {
		const connection = creativeForceConnection({
			rolePath: '/vendors/',
			encryption: 'SSE-KMS',
			kmsKeyArn: keyArn,
		});
		const statements = listOf(
			permissionsFor(connection, creativeForce, 'apply').document.Statement,
		);
		const bySid = new Map(statements.map(({Sid, Resource}) => [Sid, Resource]));
		expect(bySid.get('ChangeRole')).toBe(
			'arn:aws:iam::111122223333:role/vendors/CreativeForceAccess',
		);
		expect(bySid.get('ChangeBucket')).toBe('arn:aws:s3:::acme-assets');
		expect(bySid.get('ChangeKey')).toBe(keyArn);
		const open = statements.filter(({Resource}) => Resource === '*');
		expect(open.flatMap(({Action}) => listOf(Action))).toEqual([
			's3:GetAccountPublicAccessBlock',
			's3:ListAllMyBuckets',
		]);
	});

	test.each(
		[
			creativeForceConnection(),
			creativeForceConnection({encryption: 'SSE-S3'}),
			iconikConnection(),
		].flatMap((connection) =>
			purposes.map((purpose) => [connection.vendor, purpose, connection] as const),
		),
	)('are a policy that AWS takes: %s, %s', (_vendor, purpose, connection) => {
		const {document} = permissionsFor(connection, profileOf(connection.vendor), purpose);
		expect(policyProblems(document, 'role-policy')).toEqual([]);
		// The least that AWS gives room for: an inline policy of a user.
		expect(JSON.stringify(document).length).toBeLessThan(2048);
	});
});

describe('what was refused', () => {
	test('is found in the statement that would allow it, each once', () => {
		const {document, refused} = permissionsFor(creativeForceConnection(), creativeForce, 'verify', [
			'kms:GetKeyPolicy',
			'iam:GetRole',
			'iam:GetRole',
		]);
		expect(refused.map(({action, sid}) => [action, sid])).toEqual([
			['kms:GetKeyPolicy', 'LookAtKey'],
			['iam:GetRole', 'LookAtRole'],
		]);
		for (const {index, sid, action} of refused) {
			const statement = listOf(document.Statement)[index];
			expect(statement?.Sid).toBe(sid);
			expect(listOf(statement?.Action)).toContain(action);
		}
	});

	test('is left out where no statement of this policy can allow it', () => {
		expect(permissionsFor(iconikConnection(), iconik, 'verify', ['iam:GetRole']).refused).toEqual(
			[],
		);
	});
});
