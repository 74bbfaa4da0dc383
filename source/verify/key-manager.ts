import type {EncryptionRule} from '../account/index.ts';
import type {Situation} from './situation.ts';

/**
 * Who manages the key: the customer, or AWS, as it does with `aws/s3`. Where the key itself could not be looked at, the Id
 * of its policy tells: those that AWS writes for its own keys begin with `auto-`. Undefined where neither was seen.
 */
export function keyManager({snapshot, keyPolicy}: Situation): 'CUSTOMER' | 'AWS' | undefined {
	const {metadata} = snapshot.key;
	if (metadata.status === 'found') {
		return metadata.value.manager === 'AWS' ? 'AWS' : 'CUSTOMER';
	}

	return keyPolicy.state === 'there'
		? keyPolicy.document.Id?.startsWith('auto-') === true
			? 'AWS'
			: 'CUSTOMER'
		: undefined;
}

/**
 * Whether the bucket's default encryption is by the key `aws/s3`, which AWS manages: a KMS method without a key means it,
 * and so does its alias. https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html
 */
export function isKeyOfAws({algorithm, keyId}: EncryptionRule): boolean {
	return (
		algorithm.startsWith('aws:kms') &&
		(keyId === undefined || keyId === '' || /(?:^|:)alias\/aws\/s3$/.test(keyId))
	);
}
