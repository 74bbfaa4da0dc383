import {type CheckFunction, fail, type NoFacts, pass, skip, unknown} from '../finding.ts';
import {bucketPresence} from '../presence.ts';
import {unseenLook} from '../situation.ts';
import {bucketCors} from './bucket-cors.ts';
import {bucketEncryption} from './bucket-encryption.ts';
import {bucketNotification} from './bucket-notification.ts';
import {bucketOwnership} from './bucket-ownership.ts';
import {bucketPolicy} from './bucket-policy.ts';
import {bucketPublicAccess} from './bucket-public-access.ts';
import {queuePolicy} from './queue-policy.ts';

const exists: CheckFunction<{
	readonly exists: NoFacts;
	readonly 'no-such-bucket': NoFacts;
}> = (situation) => {
	switch (bucketPresence(situation)) {
		case 'there':
			return pass('exists', {});
		case 'none':
			return fail('no-such-bucket', {});
		case 'unknown':
			return unknown('not-seen', {unseen: [unseenLook(situation.snapshot.bucket.existence)]});
	}
};

const owner: CheckFunction<{
	readonly 'not-in-documents': NoFacts;
	readonly owned: NoFacts;
	readonly 'owned-by-another-account': NoFacts;
}> = (situation) => {
	const {snapshot} = situation;
	const {isOwned} = snapshot.bucket;
	if (snapshot.source === 'documents' && isOwned.status !== 'found') {
		return skip('not-in-documents', {});
	}

	if (bucketPresence(situation) === 'none') {
		return skip('not-yet', {until: 'bucket'});
	}

	if (isOwned.status !== 'found') {
		return unknown('not-seen', {unseen: [unseenLook(isOwned)]});
	}

	return isOwned.value ? pass('owned', {}) : fail('owned-by-another-account', {});
};

const region: CheckFunction<{
	readonly 'as-agreed': NoFacts;
	readonly 'region-differs': {
		/** Where the bucket is. */
		readonly region: string;
	};
}> = (situation) => {
	const {connection, snapshot} = situation;
	if (bucketPresence(situation) === 'none') {
		return skip('not-yet', {until: 'bucket'});
	}

	const {existence} = snapshot.bucket;
	const real = existence.status === 'found' ? existence.value.region : undefined;
	if (real === undefined) {
		return unknown('not-seen', {unseen: [unseenLook(existence)]});
	}

	return real === connection.region
		? pass('as-agreed', {})
		: fail('region-differs', {region: real});
};

export const bucketChecks = {
	'bucket.exists': exists,
	'bucket.owner': owner,
	'bucket.region': region,
	'bucket.encryption': bucketEncryption,
	'bucket.public-access': bucketPublicAccess,
	'bucket.ownership': bucketOwnership,
	'bucket.policy': bucketPolicy,
};

/** What some vendors ask beside access: rules for browsers, and to be told of what happens in the bucket. */
export const settingChecks = {
	'bucket.cors': bucketCors,
	'bucket.notification': bucketNotification,
	'queue.policy': queuePolicy,
};
