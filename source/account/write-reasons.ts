const notThere = 'This role no longer exists, or IAM does not know it yet.';
const malformed =
	'AWS does not accept the document: something in it is not valid, or it names a principal that does not exist.';
const inUse = 'Somebody else is changing the same thing right now. Run it again when that is done.';

/** What the codes mean that only writes have. */
const reasons: Readonly<Record<string, string>> = {
	BucketAlreadyExists:
		'Another AWS account has a bucket with this name. Bucket names are unique across all AWS accounts. Choose another name.',
	BucketAlreadyOwnedByYou: 'Your account already has a bucket with this name.',
	ConcurrentModification: inUse,
	ConcurrentModificationException: inUse,
	ConflictingOperation: inUse,
	OperationAborted: inUse,
	DeleteConflict:
		'The role still has policies, so AWS does not delete it. Remove its policies first.',
	DisabledException: 'The key is disabled. Enable it and run again.',
	EntityAlreadyExists: 'The account already has a role with this name.',
	IllegalLocationConstraintException:
		'The bucket cannot be created in this region from here, or the region is not enabled for the account.',
	InvalidBucketName: 'S3 does not accept this bucket name.',
	KMSInvalidStateException:
		'The key cannot be changed in its current state. It may be pending deletion.',
	LimitExceeded: 'The account or the role has reached an IAM limit, in number or in size.',
	MalformedPolicy: malformed,
	MalformedPolicyDocument: malformed,
	MalformedPolicyDocumentException: malformed,
	NoSuchBucket: 'There is no such bucket, or S3 does not know it yet.',
	NoSuchEntity: notThere,
	NotFoundException: 'There is no such key.',
	PermanentRedirect: 'The bucket is in a different region than the one given.',
	TemporaryRedirect: 'S3 does not know the bucket in its region yet. Try again in a few minutes.',
	TooManyBuckets: 'The account has reached its bucket limit.',
	UnmodifiableEntity: 'Only the AWS service that created the role may change it.',
	UnsupportedOperationException: 'This kind of key cannot be changed in this way.',
};

/** A sentence for an error code that a write may give; undefined where nothing special is known of it. */
export function writeFailureReason(code: string): string | undefined {
	return Object.hasOwn(reasons, code) ? reasons[code] : undefined;
}
