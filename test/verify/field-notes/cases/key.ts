import type {KeyFacts} from '../../../../source/account/index.ts';
import {found, withDocument, withKey, withoutKey} from '../../../support/snapshots.ts';
import {
	changed,
	type Failure,
	keyArn,
	keyed,
	ofBoth,
	ofRole,
	ofVendor,
	tenantId,
	tenantKey,
	without,
	writing,
} from '../failure.ts';

type Metadata = Extract<KeyFacts['metadata'], {status: 'found'}>['value'];

const withMetadata = (changes: Partial<Metadata>): Failure['account'] => {
	return (healthy) =>
		withKey(healthy, {
			metadata: found({
				arn: keyArn,
				state: 'Enabled',
				manager: 'CUSTOMER',
				spec: 'SYMMETRIC_DEFAULT',
				usage: 'ENCRYPT_DECRYPT',
				...changes,
			}),
		});
};

const key: Pick<Failure, 'connections' | 'status' | 'blame'> = {
	connections: keyed(ofBoth),
	status: 'fail',
	blame: null,
};

const itself: readonly Failure[] = [
	{
		...key,
		id: 'key.exists',
		name: 'the key was deleted',
		account: withoutKey,
		says: /There is no key/,
	},
	{
		...key,
		id: 'key.exists',
		name: 'another key answers',
		account: withMetadata({arn: keyArn.replace(/.{4}$/, 'ffff')}),
		says: /names the key .*, but what answers is the key/,
	},
	{
		...key,
		id: 'key.state',
		name: 'the key is switched off',
		account: withMetadata({state: 'Disabled'}),
		says: /"Disabled"/,
	},
	{
		...key,
		id: 'key.state',
		name: 'the key waits for its deletion',
		account: withMetadata({state: 'PendingDeletion'}),
		says: /"PendingDeletion"/,
	},
	{
		...key,
		id: 'key.state',
		name: 'the key is an asymmetric one',
		account: withMetadata({spec: 'RSA_2048'}),
		says: /RSA_2048/,
	},
	{
		...key,
		id: 'key.state',
		name: 'the key is one for signing',
		account: withMetadata({spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC'}),
		says: /GENERATE_VERIFY_MAC/,
	},
	{
		...key,
		connections: keyed(ofVendor),
		id: 'key.manager',
		name: 'the key is the one of AWS, and the vendor is in another account',
		account: withMetadata({manager: 'AWS'}),
		says: /AWS managed key, and iconik is in another account/,
		besides: {'bucket.encryption': 'fail'},
	},
];

/** A key policy that names somebody else, and leaves nothing to IAM. */
const closed: Failure['account'] = (healthy) =>
	withDocument(healthy, 'key-policy', {
		Version: '2012-10-17',
		Statement: [
			{
				Sid: 'Admins',
				Effect: 'Allow',
				Principal: {AWS: 'arn:aws:iam::111122223333:role/Admin'},
				Action: 'kms:*',
				Resource: '*',
			},
		],
	});

const policy: Pick<Failure, 'connections' | 'id' | 'status' | 'after' | 'besides'> = {
	connections: keyed(ofVendor),
	id: 'key.policy',
	status: 'fail',
	after: 'pass',
	besides: {'access.kms': 'fail'},
};
const own = {document: 'key-policy', sid: 'IconikCMKAccess', index: 1} as const;

const itsPolicy: readonly Failure[] = [
	{
		...policy,
		connections: keyed(ofBoth),
		name: 'the key policy names admins alone',
		account: closed,
		says: /The key policy does not allow/,
		blame: null,
	},
	{
		...policy,
		name: 'the key policy does not name the vendor',
		account: (healthy) => without(healthy, 'key-policy'),
		says: /is in another account/,
		blame: null,
	},
	{
		...policy,
		name: 'the vendor’s role in the key policy was deleted and created again',
		account: (healthy) =>
			changed(healthy, 'key-policy', {Principal: {AWS: 'AROACKCEVSQ6C2EXAMPLE'}}),
		says: /AROACKCEVSQ6C2EXAMPLE instead of/,
		blame: own,
	},
	{
		...policy,
		name: 'the name of the vendor’s role is mistyped in the key policy',
		account: (healthy) =>
			changed(healthy, 'key-policy', {
				Principal: {AWS: 'arn:aws:iam::283217727627:role/IconikS3AccesRole'},
			}),
		says: /The key policy does not allow/,
		blame: null,
	},
	{
		...policy,
		name: 'the key policy allows encrypting alone',
		account: (healthy) => changed(healthy, 'key-policy', {Action: 'kms:Encrypt'}),
		says: /kms:Decrypt/,
		blame: own,
	},
	{
		...policy,
		connections: writing(keyed(ofVendor)),
		name: 'the key policy lacks kms:Decrypt, so that uploads in parts fail',
		account: (healthy) =>
			changed(healthy, 'key-policy', {Action: ['kms:Encrypt', 'kms:GenerateDataKey*']}),
		says: /kms:Decrypt/,
		blame: own,
	},
	{
		...policy,
		name: 'the key policy names another tenant',
		account: (healthy) =>
			changed(healthy, 'key-policy', {
				Condition: {StringEquals: {[tenantKey]: tenantId.replace(/^7/, '1')}},
			}),
		says: /condition/,
		blame: own,
		besides: {'access.kms': 'fail', 'isolation.tenant': 'fail'},
	},
	{
		...policy,
		name: 'the key may be used through S3 of another region',
		account: (healthy) =>
			changed(healthy, 'key-policy', {
				Condition: {
					StringEquals: {
						[tenantKey]: tenantId,
						'kms:ViaService': 's3.us-east-1.amazonaws.com',
					},
				},
			}),
		says: /condition/,
		blame: own,
	},
	{
		...policy,
		connections: keyed(ofRole),
		id: 'access.kms',
		name: 'the key may be used through S3 of another region',
		account: (healthy) =>
			changed(
				healthy,
				'role-policy',
				{Condition: {StringEquals: {'kms:ViaService': 's3.us-east-1.amazonaws.com'}}},
				'KMS',
			),
		says: /kms:ViaService/,
		blame: {document: 'role-policy', policy: 'VendorAccess', sid: 'KMS', index: 0},
		besides: {},
	},
];

export const keyFailures: readonly Failure[] = [...itself, ...itsPolicy];
