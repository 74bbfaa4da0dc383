import {
	absent,
	allBlocked,
	found,
	nothingBlocked,
	withBoundary,
	withBucket,
	withoutBucket,
	withoutRole,
} from '../../../support/snapshots.ts';
import {
	accessTo,
	added,
	type Failure,
	keyArn,
	keyed,
	objectsArn,
	ofBoth,
	ofRole,
	ofVendor,
	writing,
} from '../failure.ts';

const fact: Pick<Failure, 'connections' | 'status' | 'blame'> = {
	connections: ofBoth,
	status: 'fail',
	blame: null,
};

const whereItIs: readonly Failure[] = [
	{
		...fact,
		id: 'account.identity',
		name: 'one is signed in to another account',
		connections: ofVendor,
		account: (healthy) => ({
			...healthy,
			identity: found({
				accountId: '999988887777',
				arn: 'arn:aws:iam::999988887777:user/deploy',
			}),
		}),
		says: /signed in to account 999988887777/,
	},
	{
		...fact,
		id: 'bucket.exists',
		name: 'there is no such bucket',
		account: withoutBucket,
		says: /There is no bucket "acme-assets"/,
	},
	{
		...fact,
		id: 'bucket.owner',
		name: 'the bucket is somebody else’s',
		account: (healthy) => withBucket(healthy, {isOwned: found(false)}),
		says: /belongs to another account/,
	},
	{
		...fact,
		id: 'bucket.region',
		name: 'the bucket is in another region',
		account: (healthy) => withBucket(healthy, {existence: found({region: 'us-west-2'})}),
		says: /is in us-west-2, but the connection says eu-central-1/,
		besides: ({encryption}) => (encryption === 'SSE-S3' ? {} : {'key.region': 'fail'}),
	},
	{
		...fact,
		connections: ofRole,
		id: 'role.exists',
		name: 'there is no such role',
		account: withoutRole,
		says: /There is no role "CreativeForceAccess"/,
	},
];

const encrypted = (algorithm: string, keyId?: string): Failure['account'] => {
	return (healthy) =>
		withBucket(healthy, {
			encryption: found([{algorithm, ...(keyId !== undefined && {keyId})}]),
		});
};
const otherKey = keyArn.replace('1234abcd', '9876fedc');

const encryption: readonly Failure[] = [
	{
		...fact,
		connections: keyed(ofBoth),
		id: 'bucket.encryption',
		name: 'the bucket is encrypted by S3 itself, not by the agreed key',
		account: encrypted('AES256'),
		says: /SSE-S3 \(AES256\), but the connection says (?:D?SSE-KMS)/,
	},
	{
		...fact,
		connections: ofBoth.filter(({encryption: method}) => method === 'SSE-S3'),
		id: 'bucket.encryption',
		name: 'the bucket is encrypted by a key, which was not agreed on',
		account: encrypted('aws:kms', keyArn),
		says: /SSE-KMS \(aws:kms\), but the connection says SSE-S3/,
	},
	{
		...fact,
		connections: ofRole,
		id: 'bucket.encryption',
		name: 'the bucket is encrypted twice, which the vendor does not take',
		account: encrypted('aws:kms:dsse', keyArn),
		says: /accepts SSE-S3 and SSE-KMS only/,
	},
	{
		...fact,
		connections: keyed(ofBoth).filter(({encryption: method}) => method === 'SSE-KMS'),
		id: 'bucket.encryption',
		name: 'the bucket is encrypted by another key',
		account: encrypted('aws:kms', otherKey),
		says: /9876fedc/,
	},
	{
		...fact,
		connections: keyed(ofRole),
		id: 'bucket.encryption',
		name: 'the bucket is encrypted by the key of AWS, which was not agreed on',
		account: encrypted('aws:kms'),
		says: /the AWS managed key \(aws\/s3\)/,
	},
	{
		...fact,
		connections: ofVendor.filter(({encryption: method}) => method === 'SSE-KMS'),
		id: 'bucket.encryption',
		name: 'the bucket is encrypted by the key of AWS, and the vendor is in another account',
		account: encrypted('aws:kms'),
		says: /can never use the AWS managed key/,
		besides: {'key.manager': 'fail'},
	},
	{
		...fact,
		connections: ofVendor.filter(({encryption: method}) => method === 'SSE-KMS'),
		id: 'key.manager',
		name: 'the bucket names the key of AWS by its alias, and the vendor is in another account',
		account: encrypted('aws:kms', 'arn:aws:kms:eu-central-1:111122223333:alias/aws/s3'),
		says: /AWS managed key.*iconik is in another account/,
		besides: {'bucket.encryption': 'fail'},
	},
	{
		...fact,
		connections: keyed(ofBoth).filter(({encryption: method}) => method === 'SSE-KMS'),
		id: 'bucket.encryption',
		status: 'unknown',
		name: 'the bucket names its key by an alias',
		account: encrypted('aws:kms', 'arn:aws:kms:eu-central-1:111122223333:alias/acme'),
		says: /alias\/acme/,
	},
];

const openStatement = {
	Sid: 'Website',
	Effect: 'Allow',
	Principal: '*',
	Action: 's3:GetObject',
	Resource: objectsArn,
} as const;

const exposure: readonly Failure[] = [
	{
		...fact,
		connections: ofVendor,
		id: 'bucket.public-access',
		name: 'a public statement ends the access of other accounts',
		account: (healthy) => added(healthy, 'bucket-policy', openStatement),
		says: /"Website" is public.*RestrictPublicBuckets/,
		blame: {document: 'bucket-policy', sid: 'Website', index: 1},
		after: 'pass',
	},
	{
		...fact,
		id: 'isolation.public',
		name: 'everybody may read, and Block Public Access is off',
		account: (healthy) =>
			withBucket(added(healthy, 'bucket-policy', openStatement), {
				publicAccessBlock: found(nothingBlocked),
				accountPublicAccessBlock: absent('NoSuchPublicAccessBlockConfiguration'),
			}),
		says: /"Website" allows access to anybody on the internet/,
		blame: {document: 'bucket-policy', sid: 'Website', index: 1},
		after: 'pass',
		besides: {'bucket.public-access': 'warn'},
	},
	{
		...fact,
		status: 'warn',
		id: 'bucket.public-access',
		name: 'Block Public Access is off',
		account: (healthy) =>
			withBucket(healthy, {
				publicAccessBlock: absent('NoSuchPublicAccessBlockConfiguration'),
				accountPublicAccessBlock: found(nothingBlocked),
			}),
		says: /are off for the bucket and for the account/,
	},
	{
		...fact,
		status: 'warn',
		id: 'bucket.public-access',
		name: 'one setting of Block Public Access is off',
		account: (healthy) =>
			withBucket(healthy, {
				publicAccessBlock: found({...allBlocked, blockPublicPolicy: false}),
				accountPublicAccessBlock: found({...nothingBlocked, blockPublicAcls: true}),
			}),
		says: /BlockPublicPolicy is off/,
	},
	{
		...fact,
		connections: writing(ofVendor),
		status: 'warn',
		id: 'bucket.ownership',
		name: 'objects belong to whoever writes them',
		account: (healthy) => withBucket(healthy, {ownership: found('ObjectWriter')}),
		says: /belong to the account of iconik and not to yours/,
	},
	{
		...fact,
		connections: writing(ofVendor),
		status: 'warn',
		id: 'bucket.ownership',
		name: 'the bucket is older than the setting of ownership',
		account: (healthy) =>
			withBucket(healthy, {ownership: absent('OwnershipControlsNotFoundError')}),
		says: /belong to the account of iconik/,
	},
];

const limits: readonly Failure[] = [
	{
		...fact,
		connections: ofRole,
		id: 'role.boundary',
		name: 'the permissions boundary allows nothing of S3',
		account: (healthy) =>
			withBoundary(healthy, {
				Version: '2012-10-17',
				Statement: [{Sid: 'Ec2', Effect: 'Allow', Action: ['ec2:*', 'kms:*'], Resource: '*'}],
			}),
		says: /blocks what Creative Force needs: .*s3:GetObject/,
		blame: {document: 'boundary', sid: 'Ec2', index: 0},
		besides: (connection) => accessTo(connection, 'fail'),
	},
	{
		...fact,
		connections: keyed(ofRole),
		id: 'role.boundary',
		name: 'the permissions boundary allows no key',
		account: (healthy) =>
			withBoundary(healthy, {
				Version: '2012-10-17',
				Statement: [{Sid: 'Storage', Effect: 'Allow', Action: 's3:*', Resource: '*'}],
			}),
		says: /kms:Decrypt/,
		blame: {document: 'boundary', sid: 'Storage', index: 0},
		besides: {'access.kms': 'fail'},
	},
	{
		...fact,
		connections: ofRole,
		id: 'role.boundary',
		name: 'the permissions boundary denies the bucket',
		account: (healthy) =>
			withBoundary(healthy, {
				Version: '2012-10-17',
				Statement: [
					{Effect: 'Allow', Action: '*', Resource: '*'},
					{
						Sid: 'Elsewhere',
						Effect: 'Deny',
						Action: 's3:*',
						NotResource: ['arn:aws:s3:::sandbox', 'arn:aws:s3:::sandbox/*'],
					},
				],
			}),
		says: /blocks what Creative Force needs/,
		blame: {document: 'boundary', sid: 'Elsewhere', index: 1},
		besides: (connection) => accessTo(connection, 'fail'),
	},
];

export const bucketFailures: readonly Failure[] = [
	...whereItIs,
	...encryption,
	...exposure,
	...limits,
];
