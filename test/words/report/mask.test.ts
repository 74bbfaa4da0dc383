import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {toFileFormat} from '../../../source/connection/index.ts';
import {reportMarkdown} from '../../../source/words/index.ts';
import {connectionsWithProfile} from '../../support/connections.ts';
import {checkWith, failedCheck, invalidResult, reportOf, resultWith} from './reports.ts';

function masked(reason: string, changes: Parameters<typeof resultWith>[1] = {}): string {
	const check = checkWith({status: 'fail', reason, fix: reason});
	return reportMarkdown(reportOf([resultWith([check], changes)]), {mask: true});
}

/** The line with the reason, as Markdown shows it. */
function reasonLine(reason: string): string {
	const line = masked(reason)
		.split('\n')
		.find((one) => one.startsWith('  - '));
	return (line ?? '').slice(4).replaceAll('\\', '');
}

describe('a masked report', () => {
	test('gives the same value the same label throughout', () => {
		const text = masked(
			'The bucket acme-assets of account 111122223333 is not the one of 999988887777.',
		);
		expect(text).toContain('The bucket BUCKET-1 of account ACCOUNT-1 is not the one of ACCOUNT-2.');
		expect(text).toContain('| `bucket` | `BUCKET-1` |');
		expect(text).toContain('| `accountId` | `ACCOUNT-1` |');
	});

	test('still tells what differs between two external IDs', () => {
		expect(reasonLine('It sends "2f6b0f0e-acme", the role asks for "2f6b0f0e-acme␣".')).toBe(
			'It sends "EXTERNAL-ID-1", the role asks for "EXTERNAL-ID-1␣".',
		);
		expect(reasonLine('The role asks for "2F6B0F0E-ACME".')).toBe('The role asks for "VALUE-1".');
	});

	test.each([
		['role/Admin denies "s3:PutObject" to "*".', 'role/ROLE-2 denies "s3:PutObject" to "*".'],
		[
			'arn:aws:iam::999988887777:role/team/Admin is trusted.',
			'arn:aws:iam::ACCOUNT-2:role/PATH-1/ROLE-2 is trusted.',
		],
		['AROAJQABLZS4A3QDU576Q was deleted.', 'ID-1 was deleted.'],
		['Only 203.0.113.7 and vpce-0a1b2c3d4e may.', 'Only ADDRESS-1 and ID-1 may.'],
		['The condition asks for "acme"s network" here.', 'The condition asks for "VALUE-1" here.'],
		[
			'arn:aws:iam::283217727627:role/IconikS3AccessRole is the vendor.',
			'arn:aws:iam::283217727627:role/IconikS3AccessRole is the vendor.',
		],
		[
			'It trusts idp.acme.example and "token.actions.githubusercontent.com".',
			'It trusts HOST-1 and "HOST-2".',
		],
		['Only 2001:db8:1::/48 and "2001:db8:2::7" may.', 'Only ADDRESS-1 and "ADDRESS-2" may.'],
		[`The user ${'0a1b2c3d'.repeat(8)} may.`, 'The user TEXT-1 may.'],
		[
			'aws:PrincipalTag/CostCenter and kms:EncryptionContext:Tenant differ.',
			'aws:PrincipalTag/TAG-1 and kms:EncryptionContext:TAG-2 differ.',
		],
		[
			'arn:aws:s3:::other-bucket/exports/* and arn:aws:kms:eu-central-1:999988887777:alias/prod are named.',
			'arn:aws:s3:::BUCKET-2/PATH-1/* and arn:aws:kms:eu-central-1:ACCOUNT-2:alias/ALIAS-1 are named.',
		],
		[
			'arn:aws:sqs:eu-central-1:999988887777:acme-events gets none.',
			'arn:aws:sqs:eu-central-1:ACCOUNT-2:QUEUE-1 gets none.',
		],
		['The element "Prinzipal" is unknown.', 'The element "VALUE-1" is unknown.'],
		[
			'Blumenwiese may read 2024 objects of Blumenwiese.',
			'TEXT-1 may read 2024 objects of TEXT-1.',
		],
		[
			's3:GetObject is allowed, s3:Blumenwiese is not.',
			's3:GetObject is allowed, s3:TEXT-1 is not.',
		],
		[
			'The queue is told of s3:ObjectCreated:*, but not of s3:ObjectRemoved:Delete or s3:Blumenwiese:*.',
			'The queue is told of s3:ObjectCreated:*, but not of s3:ObjectRemoved:Delete or s3:TEXT-1:*.',
		],
		[
			'"s3:LifecycleExpiration:DeleteMarkerCreated" is told, "s3:Blumenwiese:Put" is not.',
			'"s3:LifecycleExpiration:DeleteMarkerCreated" is told, "VALUE-1" is not.',
		],
	])('%s', (reason, expected) => {
		expect(reasonLine(reason)).toBe(expected);
	});

	test('names no statement of the customer, but those of the vendor', () => {
		const check = {...failedCheck, reason: '', fix: ''};
		const own = reportMarkdown(reportOf([resultWith([check])]), {mask: true});
		expect(own).not.toContain('OwnTrust');
		expect(own).toContain('statement 2 ("SID-1")');
		const blame = {document: 'bucket-policy', sid: 'IconikStorageAccess', index: 0} as const;
		const vendor = reportMarkdown(reportOf([resultWith([{...check, blame}])]), {mask: true});
		expect(vendor).toContain('IconikStorageAccess');
	});

	test('tells of a file that is not valid which fields are wrong, and nothing that stands in it', () => {
		const text = reportMarkdown(reportOf([invalidResult], {endpoint: 'http://acme.internal'}), {
			mask: true,
		});
		expect(text).not.toMatch(/broken\.json|acme\.internal|Small letters/);
	});

	test('leaves nothing behind of any connection, wherever its values stand', () => {
		fc.assert(
			fc.property(
				connectionsWithProfile,
				fc.constantFrom('', '"', '(', 'arn:aws:s3:::', 'role/', 'x '),
				({connection, profile}, before) => {
					const {roleName, externalId, bucket, accountId, kmsKeyArn, rolePath, inputs} = connection;
					const secrets = [
						bucket,
						accountId,
						...[roleName, externalId, kmsKeyArn?.split('/')[1], kmsKeyArn?.split(':')[4]],
						...[rolePath?.replaceAll('/', '') === '' ? undefined : rolePath],
						...Object.values(inputs),
					].filter((value) => value !== undefined);
					fc.pre(secrets.every((value) => value.length >= 6));
					const after = before === '"' ? '"' : before === '(' ? ')' : '';
					const reason = secrets.map((value) => `${before}${value}${after}`).join(', ');
					const check = checkWith({
						status: 'fail',
						reason,
						fix: reason,
						blame: {document: 'role-policy', policy: reason, sid: 'Acme', index: 0},
						correction: {
							document: 'role-policy',
							text: reason,
							consolePath: reason,
							consoleUrl: reason,
						},
					});
					const result = resultWith([check], {
						name: `${bucket}.json`,
						connection: toFileFormat(connection),
						vendor: {name: profile.name, purpose: 'p', test: profile.test},
						account: {accountId, arn: `arn:aws:iam::${accountId}:user/${bucket}`},
					});
					const text = reportMarkdown(reportOf([result], {documents: `./${bucket}`}), {
						mask: true,
					}).replaceAll('\\', '');
					for (const secret of secrets) {
						expect(text).not.toContain(secret);
					}
				},
			),
		);
	});
});
