import type {
	About,
	AwaitedThing,
	CheckId,
	Needless,
	OwnFinding,
	SharedFindings,
} from '../../verify/index.ts';
import {lookAgain, unjudgedInWords, unseenInWords} from '../unseen.ts';

const awaited: Readonly<Record<AwaitedThing, (about: About) => string>> = {
	bucket: () => 'Checked once the bucket exists.',
	'own-bucket': ({connection}) =>
		`Checked once the bucket belongs to account ${connection.accountId}.`,
	'bucket-or-role': () => 'Checked once there is a bucket or a role.',
	role: () => 'Checked once the role exists.',
	'role-to-name': () => 'Checked once the role exists: no policy can name it before that.',
	key: () => 'Checked once the key exists.',
	'agreed-key': () => 'Checked once the key that is there is the one of the connection.',
	'own-key': () => 'Checked once the key belongs to your account.',
	'sign-in': ({connection}) => `Checked once you are signed in to account ${connection.accountId}.`,
	trust: ({profile}) => `Checked once the role trusts ${profile.name}.`,
};

const needless: Readonly<Record<Needless, (about: About) => string>> = {
	'vendor-has-role': ({profile}) => `${profile.name} uses its own role: your account needs none.`,
	'no-key-used': () => 'The bucket is encrypted by S3 itself (SSE-S3): it uses no KMS key.',
	'not-for-purpose': ({profile}) => `${profile.name} does not need this for this purpose.`,
	'nothing-written': ({profile}) => `${profile.name} writes nothing to the bucket.`,
	'key-not-for-purpose': ({profile}) => `${profile.name} does not need the key for this purpose.`,
	'no-external-id-sent': ({profile}) =>
		`${profile.name} sends no external ID, and the trust policy asks for none.`,
	'not-in-article': ({profile}) => `The article of ${profile.name} has no such document.`,
	'told-apart-by-external-id': ({profile}) =>
		profile.externalId.from === 'none'
			? `${profile.name} takes your own role, and sends nothing that tells its customers apart.`
			: `${profile.name} tells its customers apart by the external ID.`,
};

/** What is said of what many checks find, unless the words of the check itself say something else. */
export const sharedWords: {
	readonly [Code in keyof SharedFindings]: (facts: SharedFindings[Code], about: About) => Words;
} = {
	'not-seen': ({unseen}, about) => ({
		reason: unseen
			.map((one) => (one.document === undefined ? unseenInWords(one) : unjudgedInWords(one)))
			.join(' '),
		fix: lookAgain(about),
	}),
	'not-signed-in': ({reason, fix = 'Sign in and check again.'}) => ({reason, fix}),
	'not-yet': ({until}, about) => ({reason: awaited[until](about)}),
	'not-needed': ({because}, about) => ({reason: needless[because](about)}),
	'too-complex': () => ({
		reason: 'The policies are too long and too complex to check every request that they cover.',
		fix: 'Take out statements that are no longer needed, and check again.',
	}),
	'account-not-stated': (_facts, {profile}) => ({
		reason: `This depends on which AWS account owns the bucket, and the connection does not say it: ${profile.name} does not ask for it.`,
		fix: 'Add "accountId" to the connection, the twelve digits of the account that owns the bucket, and check again.',
	}),
	'internal-disagreement': () => ({
		reason:
			'Two ways of judging the policies gave different results, so there is no result here. This is a bug in s3-handshake.',
		fix: 'Please report it, with the policies if you may share them.',
	}),
};

/** What is said of a finding. */
export type Words = {
	/** What was found, in words that a newcomer understands. */
	readonly reason: string;
	/** What to do; absent where there is nothing to do. */
	readonly fix?: string;
};

/** What is looked at, in a few words, and what is said of each thing that the check can find. */
export type WordsOf<Id extends CheckId> = {readonly title: string} & {
	readonly [Finding in OwnFinding<Id> as Finding['code']]: (
		facts: Finding['facts'],
		about: About,
		finding: Finding,
	) => Words;
} & {
	/** Where the words that many checks share do not fit. */
	readonly [Code in keyof SharedFindings]?: (facts: SharedFindings[Code], about: About) => Words;
};

/** What the words of advice hang on: a correction is there only where it was tried. */
export type Tried = {readonly correction?: unknown};
