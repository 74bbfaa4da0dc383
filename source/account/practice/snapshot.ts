import type {Connection} from '../../connection/index.ts';
import type {VendorProfile} from '../../vendors/index.ts';
import {absent, found, notLooked} from '../looked.ts';
import {noKey, noRole} from '../not-needed.ts';
import type {BucketFacts, Identity, KeyFacts, Looked, RoleFacts, Snapshot} from '../types.ts';
import type {PracticeState} from './state.ts';

function foundOr<T>(value: T | undefined, code: string): Looked<T> {
	return value === undefined ? absent(code) : found(value);
}

/** Who one is in the practice account. */
export function practiceIdentity({accountId}: PracticeState): Identity {
	return {accountId, arn: `arn:aws:iam::${accountId}:user/practice`};
}

function bucketFacts(state: PracticeState, {bucket: name}: Connection): BucketFacts {
	const bucket = state.buckets.get(name);
	const accountPublicAccessBlock = absent('NoSuchPublicAccessBlockConfiguration');
	if (bucket === undefined) {
		const none = absent('NoSuchBucket');
		return {
			existence: none,
			isOwned: none,
			encryption: none,
			policy: none,
			publicAccessBlock: none,
			accountPublicAccessBlock,
			ownership: none,
		};
	}

	return {
		existence: found({region: bucket.region}),
		isOwned: found(true),
		encryption: found(bucket.encryption),
		policy: foundOr(bucket.policy, 'NoSuchBucketPolicy'),
		publicAccessBlock: foundOr(bucket.publicAccessBlock, 'NoSuchPublicAccessBlockConfiguration'),
		accountPublicAccessBlock,
		ownership: foundOr(bucket.ownership, 'OwnershipControlsNotFoundError'),
	};
}

function roleFacts(state: PracticeState, roleName: string): RoleFacts {
	const role = state.roles.get(roleName);
	if (role === undefined) {
		const none = absent('NoSuchEntity');
		return {role: none, policies: none, boundary: notLooked('There is no such role.')};
	}

	const {arn, trustPolicy, createdAt, policies} = role;
	return {
		role: found({arn, trustPolicy, createdAt, maxSessionDuration: 3600}),
		policies: found(
			[...policies].map(([name, text]) => ({kind: 'inline', name, text: found(text)}) as const),
		),
		boundary: notLooked('The role has no permissions boundary.'),
	};
}

function keyFacts(state: PracticeState, keyArn: string): KeyFacts {
	const key = state.keys.get(keyArn);
	if (key === undefined) {
		const none = absent('NotFoundException');
		return {metadata: none, policy: none};
	}

	return {
		metadata: found({
			arn: key.arn,
			state: key.state,
			manager: 'CUSTOMER',
			spec: 'SYMMETRIC_DEFAULT',
			usage: 'ENCRYPT_DECRYPT',
		}),
		policy: found(key.policy),
	};
}

/** What the practice account holds of a connection; changes nothing. */
export function practiceSnapshot(
	state: PracticeState,
	connection: Connection,
	profile: VendorProfile,
	takenAt: Date,
): Snapshot {
	const {roleName, kmsKeyArn} = connection;
	return {
		source: 'practice',
		takenAt: takenAt.toISOString(),
		identity: found(practiceIdentity(state)),
		bucket: bucketFacts(state, connection),
		role:
			profile.access === 'customer-role' && roleName !== undefined
				? roleFacts(state, roleName)
				: noRole(profile),
		key: kmsKeyArn === undefined ? noKey() : keyFacts(state, kmsKeyArn),
	};
}
