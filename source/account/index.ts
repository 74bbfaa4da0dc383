export type {Denial} from './denial.ts';
export {becauseOf, whoCanChange} from './denial-words.ts';
export {corsForm, notificationForm} from './documents/api-forms.ts';
export {type SnapshotFiles, snapshotFiles} from './documents/from-snapshot.ts';
export {documentsFromTexts, openDocuments} from './documents/open.ts';
export {documentsThere} from './documents/there.ts';
export {type DocumentName, noQueueKey} from './facts.ts';
export {
	type AccountListing,
	type BucketLook,
	type ListedBucket,
	type ListedKey,
	type ListedKeys,
	type ListedRole,
	type UnfitKey,
	whyUnfit,
} from './listing.ts';
export {absent, failed, found, mapFound, notLooked, refused} from './looked.ts';
export type {Account, LookOptions, WritableAccount} from './port.ts';
export {openPracticeAccount, type PracticeAccount, shownBy} from './practice/open.ts';
export {encryptionRuleOf} from './practice/seed.ts';
export {newBucket, type PracticeHolding, type PracticeState} from './practice/state.ts';
export {type AwsAccount, loadSdk, openAwsAccount} from './sdk/open.ts';
export {bucketNotification, corsRules, MalformedAnswerError} from './shapes.ts';
export {type SignInNotice, signIn} from './sign-in/credentials.ts';
export {endpointOverride} from './sign-in/endpoint.ts';
export {type AwsProfile, listProfiles, type ProfileKind} from './sign-in/profiles.ts';
export {SignInError} from './sign-in/sign-in-error.ts';
export {
	allAnswers,
	answersIn,
	type BucketFacts,
	hasQueue,
	type KeyFacts,
	lookingActions,
	newBucketFacts,
	type QueueFacts,
	type RoleFacts,
	type Snapshot,
	whyBlind,
} from './snapshot.ts';
export type * from './types.ts';
export {type BucketPlace, WriteError, type Writer} from './writer.ts';
