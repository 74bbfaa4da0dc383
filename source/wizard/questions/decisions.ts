import {type Encryption, encryptions, keyInArn} from '../../aws/index.ts';
import {visible} from '../../problems.ts';
import {type Answers, answerProblem} from '../answers.ts';
import {
	type FoundEncryption,
	foundEncryption,
	isAtHome,
	type Known,
	listedBucket,
	listedRole,
	type SeenRole,
	seenAtHome,
	whomOf,
} from './seen.ts';

/** A step that something found in the account can contradict. */
export type DecidingStep = 'account' | 'bucket' | 'encryption' | 'role' | 'external-id';

/** One way to decide. */
export type DecisionOption = {
	readonly id: string;
	readonly label: string;
	readonly hint?: string;
	/** What is answered by it; absent where it leads back to the question. */
	readonly answers?: Answers;
};

/** What the account and the answers say differently, and what can be done about it. Until then nothing is changed. */
export type Decision = {
	readonly code:
		| 'other-account'
		| 'no-such-bucket'
		| 'region-differs'
		| 'encryption-differs'
		| 'key-differs'
		| 'no-such-key'
		| 'no-such-role'
		| 'role-without-trust'
		| 'role-path-differs'
		| 'external-id-differs';
	readonly step: DecidingStep;
	/** What was found and what was answered, and the question. */
	readonly text: string;
	readonly options: readonly DecisionOption[];
};

/** What a decision is made by: it holds in this account, for real or in practice, and in no other. */
type About = Pick<Known, 'answers' | 'access' | 'profile'>;

const placeOf = ({access, answers}: About): readonly string[] => [
	access.kind === 'practice' ? 'practice' : 'account',
	answers.accountId ?? '',
];

/** All that each decision is about; with anything else in it, it is another decision. */
const subjects = {
	'create-bucket': (about, bucket) => [...placeOf(about), bucket],
	encryption: (about, encryption) => [...placeOf(about), about.answers.bucket ?? '', encryption],
	key: (about, kmsKeyArn) => [...placeOf(about), about.answers.bucket ?? '', kmsKeyArn],
	'unlisted-key': (about, kmsKeyArn) => [...placeOf(about), kmsKeyArn],
	'create-role': (about, roleName) => [...placeOf(about), about.answers.vendor ?? '', roleName],
	'let-in': (about, roleName) => [...placeOf(about), whomOf(about) ?? '', roleName],
	'external-id': (about, externalId) => [
		...placeOf(about),
		whomOf(about) ?? '',
		about.answers.roleName ?? '',
		externalId,
	],
} as const satisfies Readonly<Record<string, (about: About, value: string) => readonly string[]>>;

type Subject = keyof typeof subjects;

function decidedLines(answers: Answers): readonly string[] {
	return (answers['was-decided'] ?? '').split('\n').filter((line) => line !== '');
}

function holds(answers: Answers, what: readonly string[]): boolean {
	return decidedLines(answers).includes(JSON.stringify(what));
}

/** The answer that something is decided, beside what was decided before. */
function withDecided(answers: Answers, what: readonly string[]): Answers {
	return holds(answers, what)
		? {}
		: {'was-decided': [...decidedLines(answers), JSON.stringify(what)].join('\n')};
}

const decide = (about: About, subject: Subject, value: string): Answers =>
	withDecided(about.answers, [subject, ...subjects[subject](about, value)]);

/** Whether this was decided; a decision about other values is another one. */
const isDecided = (about: About, subject: Subject, value: string): boolean =>
	holds(about.answers, [subject, ...subjects[subject](about, value)]);

const keptAccount = ({accountId = ''}: Answers, signedIn: string): readonly string[] => [
	'other-account',
	signedIn,
	accountId,
];

/** What is decided by each way, so that the answer of a list and of a decision is the same. */
export const deciding = {
	keepAccount: (answers: Answers, signedIn: string): Answers =>
		withDecided(answers, keptAccount(answers, signedIn)),
	createBucket: (about: About, bucket: string): Answers => ({
		'new-bucket': 'yes',
		...decide(about, 'create-bucket', bucket),
	}),
	createRole: (about: About, roleName: string) => decide(about, 'create-role', roleName),
	letIn: (about: About, roleName: string) => decide(about, 'let-in', roleName),
	changeEncryption: (about: About, encryption: Encryption) =>
		decide(about, 'encryption', encryption),
	changeKey: (about: About, kmsKeyArn: string) => decide(about, 'key', kmsKeyArn),
	changeExternalId: (about: About, externalId: string) => decide(about, 'external-id', externalId),
	keepKey: (about: About, kmsKeyArn: string) => decide(about, 'unlisted-key', kmsKeyArn),
} as const;

/** Whether the bucket is meant to be made. */
export function isBucketDecided(about: About): boolean {
	const {answers} = about;
	return answers['new-bucket'] === 'yes' && isDecided(about, 'create-bucket', answers.bucket ?? '');
}

/** Whether the bucket is meant to get the encryption of the answers in place of another one, whatever the key. */
export function isEncryptionDecided(about: About): boolean {
	return isDecided(about, 'encryption', about.answers.encryption ?? '');
}

/** Whether the bucket is meant to get the key of the answers in place of another one. */
export function isKeyDecided(about: About): boolean {
	return isDecided(about, 'key', about.answers.kmsKeyArn ?? '');
}

/** Whether the role is meant to be made. */
export function isRoleDecided(about: About): boolean {
	return isDecided(about, 'create-role', about.answers.roleName ?? '');
}

const correct = (label: string): DecisionOption => ({id: 'correct', label});

function otherAccount({access, answers, profile, signedIn}: Known): Decision | undefined {
	const {accountId} = answers;
	if (
		access.kind === 'guided' ||
		signedIn === undefined ||
		profile === undefined ||
		!accountId ||
		accountId === signedIn.accountId ||
		// What is no number of an account cannot be kept: its question says so.
		answerProblem('accountId', answers, profile) !== undefined ||
		holds(answers, keptAccount(answers, signedIn.accountId))
	) {
		return undefined;
	}

	return {
		code: 'other-account',
		step: 'account',
		text: `You are signed in to account ${signedIn.accountId}, and your answers name ${visible(accountId)}. Which one owns the bucket?`,
		options: [
			{
				id: 'take',
				label: `${signedIn.accountId}, to which you are signed in`,
				hint: 'Nothing is changed until you have seen the change and agreed.',
				answers: {accountId: signedIn.accountId},
			},
			{
				id: 'keep',
				label: `${visible(accountId)}: you type what is asked`,
				hint: 'Checks will say that you are signed in to another account, and nothing is changed there.',
				answers: deciding.keepAccount(answers, signedIn.accountId),
			},
			correct('Choose another way to sign in'),
		],
	};
}

/** That a bucket is not there: to create it is never taken as meant. */
export function noSuchBucket(about: About): Decision {
	const {answers} = about;
	const {bucket = '', accountId = '', region} = answers;
	return {
		code: 'no-such-bucket',
		step: 'bucket',
		text: `There is no bucket “${visible(bucket)}” in account ${accountId}. Create it, or correct the name?`,
		options: [
			correct('Correct the name'),
			{
				id: 'create',
				label: `Create “${visible(bucket)}”${region ? ` in ${visible(region)}` : ''}`,
				hint: 'It is made in the Apply step, once you have seen all changes and agreed.',
				answers: deciding.createBucket(about, bucket),
			},
		],
	};
}

function bucketDecision(known: Known): Decision | undefined {
	const {answers} = known;
	const {bucket, region} = answers;
	const listed = bucket ? listedBucket(known, bucket) : undefined;
	if (listed === 'none') {
		return isBucketDecided(known) ? undefined : noSuchBucket(known);
	}

	if (listed?.region === undefined || !region || listed.region === region) {
		return undefined;
	}

	return {
		code: 'region-differs',
		step: 'bucket',
		text: `The bucket “${visible(listed.name)}” is in ${listed.region}, and your answer was ${visible(region)}. A bucket never moves.`,
		options: [
			{id: 'take', label: `Take ${listed.region}`, answers: {region: listed.region}},
			correct('Choose another bucket'),
		],
	};
}

/** How an encryption reads in a sentence. */
export function encryptionName({method, algorithm}: FoundEncryption): string {
	return method ?? visible(algorithm);
}

/** A bucket has another encryption than the answers: it stays as it is, or is changed. */
export function encryptionDiffers(
	about: About,
	found: FoundEncryption,
	wanted: Encryption,
): Decision {
	const {profile} = about;
	const has = encryptionName(found);
	const {method} = found;
	const isAccepted = profile?.encryption.some((one) => one === method) === true;
	return {
		code: 'encryption-differs',
		step: 'encryption',
		text: `The bucket has ${has}. ${isAccepted ? `Keep it, or change it to ${wanted}?` : `${profile?.name ?? 'The vendor'} does not take that. Change it to ${wanted}?`}`,
		options: [
			...(isAccepted && method !== undefined
				? [
						{
							id: 'keep',
							label: `Keep ${has}`,
							hint: 'The bucket stays as it is.',
							answers: {
								encryption: method,
								...(method !== 'SSE-S3' && {kmsKeyArn: found.keyArn ?? ''}),
							},
						},
					]
				: []),
			{
				id: 'change',
				label: `Change the bucket to ${wanted}`,
				hint: 'What lies in it already keeps the encryption that it has.',
				answers: deciding.changeEncryption(about, wanted),
			},
			correct('Answer again'),
		],
	};
}

/** A bucket has another key than the answers: it keeps that, or is changed. */
export function keyDiffers(about: About, found: FoundEncryption, wanted: string): Decision {
	const {keyArn, keyName, isKeyOfAws} = found;
	const has = isKeyOfAws ? 'the key of AWS (aws/s3)' : visible(keyArn ?? keyName ?? 'another key');
	return {
		code: 'key-differs',
		step: 'encryption',
		text: `The bucket is encrypted with ${has}, and your answer was ${visible(wanted)}. ${keyArn === undefined ? 'Change' : 'Keep it, or change'} the bucket to your key?`,
		options: [
			...(keyArn === undefined
				? []
				: [
						{
							id: 'keep',
							label: 'Keep the key of the bucket',
							hint: visible(keyArn),
							answers: {kmsKeyArn: keyArn},
						},
					]),
			{
				id: 'change',
				label: 'Change the bucket to your key',
				hint: 'What lies in it already keeps the key that it has.',
				answers: deciding.changeKey(about, wanted),
			},
			correct('Answer again'),
		],
	};
}

function noSuchKey(known: Known): Decision | undefined {
	const {answers} = known;
	const {kmsKeyArn = '', accountId = ''} = answers;
	const key = keyInArn(kmsKeyArn);
	const listed = key === undefined ? undefined : seenAtHome(known)?.keys[key.region];
	if (
		key === undefined ||
		key.accountId !== accountId ||
		listed?.status !== 'found' ||
		listed.value.others > 0 ||
		listed.value.keys.some(({arn}) => arn === kmsKeyArn) ||
		isDecided(known, 'unlisted-key', kmsKeyArn)
	) {
		return undefined;
	}

	return {
		code: 'no-such-key',
		step: 'encryption',
		text: `There is no key ${visible(kmsKeyArn)} in account ${accountId}. What is written with it could not be stored.`,
		options: [
			correct('Correct the key'),
			{
				id: 'keep',
				label: 'Keep it all the same: it is made later',
				answers: deciding.keepKey(known, kmsKeyArn),
			},
		],
	};
}

function encryptionDecision(known: Known): Decision | undefined {
	const {answers} = known;
	const {encryption, kmsKeyArn} = answers;
	const wanted = encryptions.find((one) => one === encryption);
	if (wanted === undefined || !isAtHome(known)) {
		return undefined;
	}

	const missing = wanted === 'SSE-S3' ? undefined : noSuchKey(known);
	const found = listedBucket(known, answers.bucket) === 'none' ? undefined : foundEncryption(known);
	if (missing !== undefined || found === undefined) {
		return missing;
	}

	if (found.method !== wanted) {
		return isEncryptionDecided(known) ? undefined : encryptionDiffers(known, found, wanted);
	}

	const hasKey = found.keyArn !== undefined || found.isKeyOfAws;
	return wanted !== 'SSE-S3' &&
		kmsKeyArn &&
		hasKey &&
		kmsKeyArn !== found.keyArn &&
		!isKeyDecided(known)
		? keyDiffers(known, found, kmsKeyArn)
		: undefined;
}

/** That a role is not there: to create it is never taken as meant where it was not chosen so. */
export function noSuchRole(about: About): Decision {
	const {roleName = '', accountId = ''} = about.answers;
	return {
		code: 'no-such-role',
		step: 'role',
		text: `There is no role “${visible(roleName)}” in account ${accountId}. Create it, or correct the name?`,
		options: [
			correct('Correct the name'),
			{
				id: 'create',
				label: `Create “${visible(roleName)}”`,
				hint: 'It is made in the Apply step, once you have seen all changes and agreed.',
				answers: deciding.createRole(about, roleName),
			},
		],
	};
}

function roleDecision(known: Known): Decision | undefined {
	const {roleName, rolePath} = known.answers;
	const role = roleName ? listedRole(known, roleName) : undefined;
	if (role === undefined || roleName === undefined) {
		return undefined;
	}

	if (role === 'none') {
		return isRoleDecided(known) ? undefined : noSuchRole(known);
	}

	if (role.path !== (rolePath || '/')) {
		return {
			code: 'role-path-differs',
			step: 'role',
			text: `The role “${visible(roleName)}” has the path ${visible(role.path)}, and your answer was ${visible(rolePath || '/')}. A role keeps its path.`,
			options: [
				{id: 'take', label: `Take ${visible(role.path)}`, answers: {rolePath: role.path}},
				correct('Choose another role'),
			],
		};
	}

	return trustDecision(known, role);
}

/** That a role that is there does not trust the vendor yet: whose it is, is not known. Undefined where it does. */
export function trustDecision(
	about: About,
	{trustsVendor}: Pick<SeenRole, 'trustsVendor'>,
): Decision | undefined {
	const {
		answers: {roleName = ''},
		profile,
	} = about;
	const name = profile?.name ?? 'the vendor';
	return trustsVendor || isDecided(about, 'let-in', roleName)
		? undefined
		: {
				code: 'role-without-trust',
				step: 'role',
				text: `There is a role “${visible(roleName)}” already, and it does not trust ${name}. Let ${name} in there too, or choose another role?`,
				options: [
					correct('Choose another role'),
					{
						id: 'let-in',
						label: `Let ${name} into “${visible(roleName)}”`,
						hint: 'What the role may do besides, the vendor may do then too.',
						answers: deciding.letIn(about, roleName),
					},
				],
			};
}

function externalIdDecision(known: Known): Decision | undefined {
	const {roleName} = known.answers;
	const role = roleName ? listedRole(known, roleName) : undefined;
	return role === undefined || role === 'none' ? undefined : askedIdDecision(known, role);
}

/** That a role lets the vendor in with other external IDs than that of the answers. Undefined where it does not. */
export function askedIdDecision(
	about: About,
	{externalIds: ids}: Pick<SeenRole, 'externalIds'>,
): Decision | undefined {
	const {roleName = '', externalId} = about.answers;
	if (
		!externalId ||
		ids.length === 0 ||
		ids.includes(externalId) ||
		isDecided(about, 'external-id', externalId)
	) {
		return undefined;
	}

	return {
		code: 'external-id-differs',
		step: 'external-id',
		text: `The role “${visible(roleName)}” asks for another external ID already: ${ids.map(visible).join(', ')}. Keep it, or change the role to yours?`,
		options: [
			...ids.map((id) => ({
				id: `keep ${id}`,
				label: `Keep ${visible(id)}`,
				answers: {externalId: id},
			})),
			{
				id: 'change',
				label: `Change the role to ${visible(externalId)}`,
				hint: 'With the other one the vendor is refused then, until it sends this one.',
				answers: deciding.changeExternalId(about, externalId),
			},
			correct('Answer again'),
		],
	};
}

const decisions: Readonly<Record<DecidingStep, (known: Known) => Decision | undefined>> = {
	account: otherAccount,
	bucket: bucketDecision,
	encryption: encryptionDecision,
	role: roleDecision,
	'external-id': externalIdDecision,
};

/** What is to be decided at a step, by what was found in the account; undefined where nothing differs or is open. */
export function openDecision(step: string, known: Known): Decision | undefined {
	const {profile} = known;
	const isAsked =
		profile !== undefined &&
		((step !== 'role' && step !== 'external-id') || profile.access === 'customer-role');
	return isAsked
		? Object.entries(decisions).find(([name]) => name === step)?.[1](known)
		: undefined;
}
