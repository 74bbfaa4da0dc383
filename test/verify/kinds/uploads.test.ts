import {describe, test} from 'vitest';
import type {ConditionBlock, Statement} from '../../../source/policy/index.ts';
import type {CheckStatus} from '../../../source/verify/index.ts';
import {keyArn} from '../../support/connections.ts';
import {healthySnapshot, withAdded, withBoundary, withDocument} from '../../support/snapshots.ts';
import {expectNoMistakes, mistakeIn} from './support/findings.ts';
import {bucketArn, byRoleAlone} from './support/places.ts';
import {bucketChecks, purposes} from './support/purposes.ts';

const objects = `${bucketArn}/*`;
const writers = purposes.filter(({needs}) => needs['access.write'] !== undefined);

const encryption = 's3:x-amz-server-side-encryption';
const keyId = 's3:x-amz-server-side-encryption-aws-kms-key-id';
const algorithm = 's3:x-amz-server-side-encryption-customer-algorithm';

/** What an upload is denied for. */
const without = {
	aes: {StringNotEquals: {[encryption]: 'AES256'}},
	kms: {StringNotEquals: {[encryption]: 'aws:kms'}},
	dsse: {StringNotEquals: {[encryption]: 'aws:kms:dsse'}},
	either: {StringNotEquals: {[encryption]: ['AES256', 'aws:kms']}},
	aesIfSent: {StringNotEqualsIfExists: {[encryption]: 'AES256'}},
	kmsIfSent: {StringNotEqualsIfExists: {[encryption]: 'aws:kms'}},
	any: {Null: {[encryption]: 'true'}},
	none: {Null: {[encryption]: 'false'}},
	sentAes: {StringEquals: {[encryption]: 'AES256'}},
	sentKms: {StringEquals: {[encryption]: 'aws:kms'}},
	ownKey: {StringNotEquals: {[keyId]: keyArn}},
	ownKeyPattern: {StringNotLike: {[keyId]: keyArn}},
	anyKey: {Null: {[keyId]: 'true'}},
	otherKey: {StringEquals: {[keyId]: `${keyArn}0`}},
	acl: {StringNotEquals: {'s3:x-amz-acl': 'bucket-owner-full-control'}},
	publicAcl: {StringEquals: {'s3:x-amz-acl': ['public-read', 'public-read-write']}},
	anyAcl: {Null: {'s3:x-amz-acl': 'true'}},
	noAcl: {Null: {'s3:x-amz-acl': 'false'}},
	standard: {StringNotEquals: {'s3:x-amz-storage-class': 'STANDARD'}},
	glacier: {StringEquals: {'s3:x-amz-storage-class': ['GLACIER', 'DEEP_ARCHIVE']}},
	tag: {StringNotEquals: {'s3:RequestObjectTag/kind': 'raw'}},
	overwrites: {Null: {'s3:if-none-match': 'true'}},
	customerKey: {Null: {[algorithm]: 'false'}},
	noCustomerKey: {Null: {[algorithm]: 'true'}},
} satisfies Record<string, ConditionBlock>;
type Demand = keyof typeof without;

/** Demands that stand together, and whether an upload passes: unknown where it depends on what the vendor sends. */
const demands: readonly (readonly [CheckStatus, ...Demand[]])[] = [
	// Each alone: with the header or without it an upload can pass, and which the vendor sends is not known.
	...(
		[
			...(['aes', 'kms', 'dsse', 'either', 'aesIfSent', 'kmsIfSent', 'any', 'none'] as const),
			...(['sentAes', 'sentKms', 'ownKey', 'ownKeyPattern', 'anyKey', 'otherKey'] as const),
			...([
				'acl',
				'publicAcl',
				'anyAcl',
				'noAcl',
				'standard',
				'glacier',
				'tag',
				'overwrites',
			] as const),
		] as const
	).map((name) => ['unknown', name] as const),
	// Neither vendor encrypts with keys of its own, so the header is never there.
	['pass', 'customerKey'],
	['fail', 'noCustomerKey'],
	// Two that contradict each other: whatever is sent, one of them denies.
	['fail', 'aes', 'kms'],
	['fail', 'aes', 'dsse'],
	['fail', 'kms', 'dsse'],
	['fail', 'aes', 'sentAes'],
	['fail', 'kms', 'sentKms'],
	['fail', 'any', 'none'],
	['fail', 'aes', 'none'],
	['fail', 'either', 'none'],
	// IfExists makes a Deny hold where nothing is sent.
	['fail', 'aesIfSent', 'kmsIfSent'],
	['fail', 'either', 'sentAes', 'sentKms'],
	['fail', 'acl', 'noAcl'],
	['fail', 'anyAcl', 'noAcl'],
	['fail', 'kms', 'noCustomerKey'],
	// Two that can both be met.
	['unknown', 'any', 'kms'],
	['unknown', 'any', 'kmsIfSent'],
	['unknown', 'either', 'sentAes'],
	['unknown', 'kms', 'ownKey'],
	['unknown', 'acl', 'publicAcl'],
	['unknown', 'acl', 'kms', 'standard'],
	['unknown', 'aes', 'customerKey'],
];

const asDenies = (names: readonly Demand[], principal: object): Statement[] =>
	names.map(
		(name) =>
			({
				Sid: name,
				Effect: 'Deny',
				...principal,
				Action: 's3:PutObject',
				Resource: objects,
				Condition: without[name],
			}) as Statement,
	);

describe.each(writers.map((purpose) => [purpose.vendor, purpose.id, purpose] as const))(
	'uploads of %s, %s',
	(vendor, _id, purpose) => {
		const connection = purpose.connection();
		const healthy = healthySnapshot(connection);

		test.each(demands.map(([status, ...names]) => [status, names.join(' and '), names] as const))(
			'%s: denied by %s',
			(status, _names, names) => {
				const account = withAdded(healthy, 'bucket-policy', ...asDenies(names, {Principal: '*'}));
				expectNoMistakes(
					bucketChecks(purpose).map((id) =>
						mistakeIn(account, connection, id, {
							status: id === 'access.write' ? status : 'pass',
							...(id === 'access.write' && status === 'fail' && {code: '^denied$'}),
							...(id === 'access.write' &&
								status === 'unknown' && {
									code: '^depends-on-keys$',
									says: /s3:(?:x-amz|RequestObjectTag|if-none-match)/,
								}),
						}),
					),
				);
			},
		);

		test('are denied by two documents that contradict each other', () => {
			const [first, second] = asDenies(['aes', 'kms'], {});
			if (vendor === 'iconik' || first === undefined || second === undefined) {
				return;
			}

			const inBucket = withAdded(healthy, 'bucket-policy', {...first, Principal: '*'});
			expectNoMistakes([
				mistakeIn(withAdded(inBucket, 'role-policy', second), connection, 'access.write', {
					status: 'fail',
				}),
				mistakeIn(
					withBoundary(inBucket, {
						Version: '2012-10-17',
						Statement: [{Effect: 'Allow', Action: '*', Resource: '*'}, second],
					}),
					connection,
					'access.write',
					{status: 'fail'},
				),
			]);
		});
	},
);

describe('uploads that are allowed under a condition', () => {
	const [delivery] = writers.filter(({vendor}) => vendor === 'creative-force');
	const allowing = (condition: ConditionBlock, sid: string): Statement => ({
		Sid: sid,
		Effect: 'Allow',
		Action: ['s3:PutObject', 's3:PutObjectAcl'],
		Resource: objects,
		Condition: condition,
	});
	test.each<[CheckStatus, string, readonly ConditionBlock[]]>([
		['unknown', 'with one kind of encryption', [{StringEquals: {[encryption]: 'aws:kms'}}]],
		['unknown', 'without the header', [{Null: {[encryption]: 'true'}}]],
		// PutObjectAcl carries no such header, so that nothing gives it; the upload itself is open.
		['unknown', 'with an access control list', [{StringEquals: {'s3:x-amz-acl': 'private'}}]],
		['fail', "with a key of the customer's own", [{Null: {[algorithm]: 'false'}}]],
		['fail', 'with a folder to list', [{StringLike: {'s3:prefix': ['', '*']}}]],
		[
			'fail',
			'with a tag that stands on the object',
			[{StringEquals: {'s3:ExistingObjectTag/kind': 'raw'}}],
		],
		[
			'pass',
			'with the header or without',
			[{Null: {'s3:x-amz-acl': 'true'}}, {Null: {'s3:x-amz-acl': 'false'}}],
		],
		[
			'pass',
			'with one access control list or any other',
			[{StringEquals: {'s3:x-amz-acl': 'private'}}, {StringNotEquals: {'s3:x-amz-acl': 'private'}}],
		],
	])('%s: %s', (status, _name, conditions) => {
		const connection = delivery?.connection();
		if (connection === undefined) {
			throw new Error('There is no such purpose.');
		}

		const account = withDocument(byRoleAlone(connection), 'role-policy', {
			Version: '2012-10-17',
			Statement: conditions.map((condition, index) => allowing(condition, `Upload${index}`)),
		});
		expectNoMistakes([mistakeIn(account, connection, 'access.write', {status})]);
	});
});
