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
	bucket: () => 'Looked at once the bucket exists.',
	'own-bucket': ({connection}) =>
		`Looked at once the bucket is one of account ${connection.accountId}.`,
	'bucket-or-role': () => 'Looked at once there is a bucket or a role.',
	role: () => 'Looked at once the role exists.',
	'role-to-name': () => 'Looked at once the role exists: until then no policy can name it.',
	key: () => 'Looked at once the key exists.',
	'own-key': () => 'Looked at once the key is one of your own.',
	'sign-in': ({connection}) =>
		`Looked at once you are signed in to account ${connection.accountId}.`,
	trust: ({profile}) => `Looked at once the role trusts ${profile.name}.`,
};

const needless: Readonly<Record<Needless, (about: About) => string>> = {
	'vendor-has-role': ({profile}) =>
		`${profile.name} uses a role of its own: your account needs none.`,
	'no-key-used': () => 'The bucket is encrypted by S3 itself (SSE-S3): no key of your own is used.',
	'not-for-purpose': ({profile}) => `${profile.name} does not need it for this purpose.`,
	'nothing-written': ({profile}) => `${profile.name} writes nothing into the bucket.`,
	'key-not-for-purpose': ({profile}) => `${profile.name} does not need the key for this purpose.`,
	'told-apart-by-external-id': ({profile}) =>
		`${profile.name} tells its customers apart by the external ID.`,
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
		reason:
			'The policies are too long and too entangled to judge every request that they are about.',
		fix: 'Take statements out of them that are not needed any more, and check again.',
	}),
	'internal-disagreement': () => ({
		reason:
			'Two ways of judging the policies came to different results, so nothing is claimed here. That is a mistake of this program.',
		fix: 'Please report it, with the policies if you may show them.',
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
