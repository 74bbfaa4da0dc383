import type {AwsProfile, ProfileKind} from '../../account/index.ts';
import {type Encryption, encryptionPath} from '../../aws/index.ts';
import {visible} from '../../problems.ts';
import type {VendorProfile} from '../../vendors/index.ts';
import {presentOrigin} from '../../words/origin/index.ts';
import {formRoles, presentFacts} from '../../words/vendor/index.ts';
import type {Access} from '../access.ts';
import type {Answers} from '../answers.ts';
import {keyBindings} from '../keys.ts';
import {guideNotes} from './guide.ts';
import type {ChoiceQuestion, Note} from './question.ts';

/** Which vendor, among those that are built in and one from a file. `vendor` is what the connection calls it. */
export function vendorQuestion(
	vendors: readonly {readonly vendor: string; readonly profile: VendorProfile}[],
	chosen: string | undefined,
): ChoiceQuestion {
	return {
		asks: 'Which vendor needs access to your S3 bucket?',
		isLong: true,
		options: vendors.map(({vendor, profile: {name, access, article, origin}}) => ({
			value: vendor,
			label: name,
			hint: [
				access === 'customer-role'
					? `${name} assumes a role that you create in your account.`
					: `${name} uses its own role, to which your bucket policy gives access.`,
				...(origin === undefined ? [] : [`Not built in: ${visible(origin.file)}`]),
			]
				.join(' ')
				.concat(`\nArticle: ${visible(article)}`),
		})),
		...(chosen !== undefined && {initial: chosen}),
		notes: [],
	};
}

/** What the vendor will do with the bucket. */
export function purposeQuestion(profile: VendorProfile, answers: Answers): ChoiceQuestion {
	return {
		asks: `What will ${profile.name} do with the bucket?`,
		options: profile.purposes.map(({id, title, summary}) => ({
			value: id,
			label: title,
			hint: summary,
		})),
		...(answers.purpose !== undefined && {initial: answers.purpose}),
		warnings: (presentOrigin(profile)?.marks ?? []).map(({text}) => text),
		notes: vendorNotes(profile, answers),
		hasMore: guideNotes('purpose', profile, answers).hasMore,
	};
}

/** What is known of the vendor, and how far it can be relied on. The help lists what is in doubt. */
function vendorNotes(profile: VendorProfile, answers: Answers): Note[] {
	const {read, doubts} = presentFacts(profile);
	const roles = formRoles(profile);
	return [
		{
			text: `Article of ${profile.name} (${keyBindings.article.label} opens it):`,
			url: profile.article,
		},
		...guideNotes('purpose', profile, answers).notes,
		...(roles === undefined ? [] : [{text: roles}]),
		...(read === undefined ? [] : [{text: read, tone: 'dim' as const}]),
		...(doubts.length === 0
			? []
			: [
					{
						text: 'Some of what is told here is not in the article: the help (?) says what.',
						tone: 'dim' as const,
					},
				]),
	];
}

const kinds: Record<ProfileKind, string> = {
	static: 'access key',
	sso: 'IAM Identity Center',
	role: 'role',
	'web-identity': 'web identity',
	login: 'aws login',
	process: 'program',
	other: 'other',
};

const chooses = 'You choose from what the account holds. Nothing is changed unless you say so.';

/** How to work: by hand, with one of the sign-ins that were found, or in the simulated account. */
export function accessQuestion(
	{
		profiles,
		hasEnvironment,
	}: {readonly profiles: readonly AwsProfile[]; readonly hasEnvironment: boolean},
	access: Access,
): ChoiceQuestion {
	return {
		asks: 'How do you want to work?',
		options: [
			{
				value: accessName({kind: 'guided'}),
				label: 'Without AWS access: the article and a browser',
				hint: 'You copy and paste into the AWS console. Nothing is sent anywhere.',
			},
			...(hasEnvironment
				? [
						{
							value: accessName({kind: 'environment'}),
							label: 'With the AWS credentials of this terminal',
							hint: chooses,
						},
					]
				: []),
			...profiles.map(({name, kind}) => ({
				value: accessName({kind: 'profile', profile: name}),
				label: `With AWS profile ${visible(name)} (${kinds[kind]})`,
				hint: chooses,
			})),
			{
				value: accessName({kind: 'practice'}),
				label: 'Practice: a simulated account with mistakes in it',
				hint: 'Nothing leaves this machine. Good for learning what goes wrong.',
			},
		],
		initial: accessName(access),
		notes: [],
	};
}

const profileMark = 'profile:';

function accessName(access: Access): string {
	return access.kind === 'profile' ? `${profileMark}${access.profile}` : access.kind;
}

/** What an option of `accessQuestion` stands for. */
export function accessNamed(value: string): Access {
	if (value.startsWith(profileMark)) {
		return {kind: 'profile', profile: value.slice(profileMark.length)};
	}

	return {kind: value === 'environment' || value === 'practice' ? value : 'guided'};
}

const explanations: Record<Encryption, {readonly label: string; readonly hint: string}> = {
	'SSE-S3': {
		label: 'SSE-S3    Amazon S3 managed keys',
		hint: 'The default of every bucket. Nothing else to set up.',
	},
	'SSE-KMS': {
		label: 'SSE-KMS   a key in AWS KMS',
		hint: 'You need the ARN of the key, and the vendor gets permission to use it.',
	},
	'DSSE-KMS': {
		label: 'DSSE-KMS  a key in AWS KMS, two layers',
		hint: 'Like SSE-KMS, with a second layer of encryption.',
	},
};

/** How the bucket encrypts, as the person says. `unlisted` says why it could not be seen, where it should be. */
export function encryptionQuestion(
	profile: VendorProfile,
	answers: Answers,
	unlisted: string | undefined,
): ChoiceQuestion {
	const chosen = profile.encryption.find((one) => one === answers.encryption);
	const guide = guideNotes('encryption', profile, answers);
	return {
		asks: 'How is the bucket encrypted?',
		options: profile.encryption.map((encryption) => ({
			value: encryption,
			...explanations[encryption],
		})),
		...(chosen !== undefined && {initial: chosen}),
		notes: [
			...(unlisted === undefined ? [] : [{text: unlisted}]),
			...guide.notes,
			...(profile.refusedEncryption ?? []).map(({title, reason}) => ({
				text: `${title}: ${reason}.`,
				tone: 'dim' as const,
			})),
			{text: `Where do I see or set it? ${encryptionPath(answers.bucket ?? 'your bucket')}.`},
		],
		hasMore: guide.hasMore,
	};
}
