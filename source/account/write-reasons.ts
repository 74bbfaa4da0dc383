const notThere = 'There is no such role any more, or IAM does not know it yet.';
const malformed =
	'AWS does not accept the document: something in it is not as AWS wants it, or it names a principal that does not exist.';
const inUse =
	'Somebody else is changing the same thing at this moment. Run it again when that is done.';

/** What the codes mean that only writes have. */
const reasons: Readonly<Record<string, string>> = {
	BucketAlreadyExists:
		'The name is taken by a bucket of another AWS account; bucket names are unique in the world. Choose another name.',
	BucketAlreadyOwnedByYou: 'A bucket of this name is in your account already.',
	ConcurrentModification: inUse,
	ConcurrentModificationException: inUse,
	ConflictingOperation: inUse,
	OperationAborted: inUse,
	DeleteConflict:
		'The role still has policies, so AWS does not delete it. Take its policies away first.',
	DisabledException: 'The key is disabled. Enable it and run again.',
	EntityAlreadyExists: 'A role of this name is in the account already.',
	IllegalLocationConstraintException:
		'The bucket cannot be made in this region from here, or the region is not switched on for the account.',
	InvalidBucketName: 'S3 does not take this name for a bucket.',
	KMSInvalidStateException:
		'The key is in a state in which it cannot be changed; perhaps it is about to be deleted.',
	LimitExceeded: 'The account or the role has reached a limit of IAM, in number or in size.',
	MalformedPolicy: malformed,
	MalformedPolicyDocument: malformed,
	MalformedPolicyDocumentException: malformed,
	NoSuchBucket: 'There is no such bucket, or S3 does not know it yet.',
	NoSuchEntity: notThere,
	NotFoundException: 'There is no such key.',
	PermanentRedirect: 'The bucket is in another region than the one given.',
	TemporaryRedirect: 'S3 does not know the bucket in its region yet. Try again in a few minutes.',
	TooManyBuckets: 'The account has as many buckets as it may have.',
	UnmodifiableEntity: 'Only the AWS service that made the role may change it.',
	UnsupportedOperationException: 'This key is not one that can be changed so.',
};

/** A sentence for an error code that a write may give; undefined where nothing special is known of it. */
export function writeFailureReason(code: string): string | undefined {
	return Object.hasOwn(reasons, code) ? reasons[code] : undefined;
}
