import type {EncryptionRule, ListedBucket, Looked, UnfitKey} from '../../account/index.ts';
import {type Encryption, keyInArn, regionName} from '../../aws/index.ts';
import {usualRoleName} from '../../connection/index.ts';
import {visible} from '../../problems.ts';
import type {VendorProfile} from '../../vendors/index.ts';
import {type Answers, answerProblem} from '../answers.ts';
import {deciding, encryptionName} from './decisions.ts';
import {
	type FoundEncryption,
	foundEncryption,
	type Known,
	listedBucket,
	listedRole,
	placed,
	type SeenKey,
	seenAtHome,
	whomOf,
	whyUnlisted,
} from './seen.ts';

/** What choosing an option does: it answers, or leads to another question of the step. */
export type Lead =
	| {readonly to: 'answer'; readonly answers: Answers}
	/** The bucket has to be looked at first: only then it is known where it is. */
	| {readonly to: 'look'; readonly bucket: string; readonly answers?: never}
	/** Asked again by typing; what is answered so far goes with it. */
	| {readonly to: 'type' | 'create'; readonly answers?: Answers}
	/** Which key; `isChange` where the bucket is to get another one than it has. */
	| {readonly to: 'key'; readonly answers: Answers; readonly isChange?: true};

type PickOption = {
	readonly value: string;
	readonly label: string;
	readonly hint?: string;
	/** Why it cannot be chosen. */
	readonly disabled?: string;
	/** Set where it leads to what is not in the list, and so stays whatever filters that. */
	readonly stays?: true;
	readonly lead: Lead;
};

/** Something to choose from what the account holds, or to confirm. */
export type PickQuestion = {
	readonly asks: string;
	readonly options: readonly PickOption[];
	/** Chosen unless something else is. */
	readonly initial?: string;
	/** Whether there can be many, so that what is typed filters them. */
	readonly isLong: boolean;
	/** Why it is asked, and what is worth knowing. */
	readonly notes: readonly string[];
};

/** What there is to choose from: the list, that it is still being read, or why it cannot be had. */
export type Offer =
	| {readonly status: 'offered'; readonly pick: PickQuestion}
	| {readonly status: 'looking'; readonly what: string}
	/** One is not signed in, or there is nothing of that kind: asked as by hand. */
	| {readonly status: 'none'}
	| {readonly status: 'unlisted'; readonly why: string};

const none: Offer = {status: 'none'};

/** Values of options that no name can be. */
const typed = ' type';
const created = ' create';
const another = ' other';

function keyLabel({arn, aliases}: SeenKey): string {
	const id = keyInArn(arn)?.keyId ?? arn;
	const names = aliases.map((alias) => visible(alias.replace(/^alias\//, '')));
	return names.length === 0 ? id : `${names.join(', ')}   ${id}`;
}

function encryptionHint(
	known: Known,
	{name}: ListedBucket,
	looked: Looked<readonly EncryptionRule[]> | undefined,
): string {
	const found = foundEncryption(known, name);
	if (found !== undefined) {
		const {keyArn, keyName} = found;
		const key = keyName ?? keyArn;
		return `Encrypted with ${encryptionName(found)}${key === undefined ? '' : `, key ${visible(key)}`}.`;
	}

	switch (looked?.status) {
		case undefined:
			return 'Looking at its encryption …';
		case 'refused':
			return `Its encryption may not be looked at: that takes ${looked.action}.`;
		default:
			return 'Its encryption could not be looked at.';
	}
}

/** The buckets of the account, another name, or a new one. */
export function bucketOffer(known: Known): Offer {
	const {answers, profile} = known;
	const seen = seenAtHome(known);
	if (seen === undefined || profile === undefined) {
		return none;
	}

	const {buckets} = seen;
	if (buckets === undefined) {
		return {status: 'looking', what: 'the buckets'};
	}

	if (buckets.status !== 'found') {
		return {status: 'unlisted', why: whyUnlisted(buckets, 'the buckets')};
	}

	const width = Math.max(0, ...buckets.value.map(({name}) => name.length));
	const options = buckets.value.map((listed): PickOption => {
		const bucket = placed(listed, seen);
		const {name, region} = bucket;
		const answer: Answers = {
			bucket: name,
			...(region !== undefined && {region}),
			'new-bucket': 'no',
		};
		const isWrong =
			region === undefined ||
			(['bucket', 'region'] as const).some(
				(field) => answerProblem(field, {...answers, ...answer}, profile) !== undefined,
			);
		return {
			value: name,
			label: region === undefined ? visible(name) : `${visible(name).padEnd(width)}   ${region}`,
			hint: [
				...(region === undefined ? [] : [`${regionName(region) ?? region}.`]),
				encryptionHint(known, bucket, seen.encryptions[name]),
			].join(' '),
			lead:
				region === undefined && seen.encryptions[name] === undefined
					? {to: 'look', bucket: name}
					: isWrong
						? {to: 'type', answers: answer}
						: {to: 'answer', answers: answer},
		};
	});
	return {
		status: 'offered',
		pick: {
			asks: `Which bucket may ${profile.name} use?`,
			options: [
				...options,
				{
					value: typed,
					stays: true,
					label: 'Another bucket …',
					hint: 'By its name, or by an address of it.',
					lead: {to: 'type', answers: {'new-bucket': 'no'}},
				},
				{
					value: created,
					stays: true,
					label: 'Create a new bucket …',
					hint: 'You choose its name and its Region. It is made in the Apply step, once you have agreed.',
					lead: {to: 'create', answers: {'new-bucket': 'yes'}},
				},
			],
			...(answers.bucket ? {initial: answers.bucket} : {}),
			isLong: true,
			notes:
				buckets.value.length === 0 ? [`Account ${answers.accountId ?? ''} has no bucket yet.`] : [],
		},
	};
}

/** How the chosen bucket is encrypted: to be confirmed, or changed by an explicit choice. */
export function encryptionOffer(known: Known): Offer {
	const {answers, profile} = known;
	const seen = seenAtHome(known);
	const {bucket = ''} = answers;
	const listed = listedBucket(known, bucket);
	if (seen === undefined || profile === undefined || listed === 'none') {
		return none;
	}

	if (seen.buckets === undefined) {
		return {status: 'looking', what: 'the buckets'};
	}

	const looked = seen.encryptions[bucket];
	if (looked === undefined) {
		return listed === undefined
			? none
			: {status: 'looking', what: `the encryption of ${visible(bucket)}`};
	}

	const found = foundEncryption(known);
	if (found === undefined) {
		return {
			status: 'unlisted',
			why:
				looked.status === 'refused'
					? `You are not allowed to see how the bucket is encrypted: that takes ${looked.action}.`
					: 'How the bucket is encrypted could not be seen.',
		};
	}

	const region = (listed?.region ?? answers.region) || '';
	if (found.method !== 'SSE-S3' && seen.keys[region] === undefined) {
		return {status: 'looking', what: `the keys in ${region}`};
	}

	return {status: 'offered', pick: confirmEncryption(known, found, profile)};
}

function confirmEncryption(
	known: Known,
	found: FoundEncryption,
	profile: VendorProfile,
): PickQuestion {
	const {answers} = known;
	const {method, keyArn, keyName, isKeyOfAws} = found;
	const has = encryptionName(found);
	const isAccepted = profile.encryption.some((one) => one === method);
	const isOutOfReach = isKeyOfAws && profile.access !== 'customer-role';
	const key = keyName ?? keyArn;
	const change = (encryption: Encryption): PickOption => ({
		value: `change ${encryption}`,
		label: `Change the bucket to ${encryption}${encryption === 'SSE-S3' ? '' : ' …'}`,
		hint: 'What lies in it already keeps the encryption that it has.',
		lead:
			encryption === 'SSE-S3'
				? {
						to: 'answer',
						answers: {encryption, ...deciding.changeEncryption(known, encryption)},
					}
				: {to: 'key', answers: {encryption, ...deciding.changeEncryption(known, encryption)}},
	});
	const keep: PickOption[] =
		isAccepted && method !== undefined && !isOutOfReach
			? [
					{
						value: 'keep',
						label: `Keep ${has}`,
						hint:
							method === 'SSE-S3'
								? 'Nothing else to set up.'
								: keyArn === undefined
									? 'Next, its key is asked.'
									: `With the key of the bucket: ${visible(keyArn)}`,
						lead:
							method === 'SSE-S3'
								? {to: 'answer', answers: {encryption: method}}
								: keyArn === undefined
									? {to: 'key', answers: {encryption: method}}
									: {to: 'answer', answers: {encryption: method, kmsKeyArn: keyArn}},
					},
				]
			: [];
	const otherKey: PickOption[] =
		isAccepted && method !== undefined && method !== 'SSE-S3'
			? [
					{
						value: 'key',
						label: `Keep ${has}, and change the key …`,
						lead: {to: 'key', answers: {encryption: method}, isChange: true},
					},
				]
			: [];
	return {
		asks: `The bucket has ${has}. ${keep.length > 0 ? 'Keep it?' : isAccepted ? 'Which key instead?' : `${profile.name} does not take that.`}`,
		options: [
			...keep,
			...otherKey,
			...profile.encryption.filter((one) => one !== method).map(change),
		],
		isLong: false,
		notes: [
			...(key === undefined || keep.length > 0 ? [] : [`Its key: ${visible(key)}`]),
			...(isOutOfReach
				? [
						`That is the key that AWS manages. Its policy cannot be changed, so ${profile.name} cannot be let in to it.`,
					]
				: []),
			...(answers.encryption && answers.encryption !== method
				? [`Your answer before was ${visible(answers.encryption)}.`]
				: []),
		],
	};
}

const unfitness: Readonly<Record<UnfitKey, string>> = {
	'of-aws': 'managed by AWS: nobody from outside can be let in',
	'not-enabled': 'not enabled',
	'not-symmetric': 'not symmetric: S3 cannot use it',
	'other-usage': 'not for encryption: S3 cannot use it',
};

/** More of those that do not fit would leave no room for the others. */
const mostUnfit = 2;

/**
 * The keys of the bucket's Region that fit, that of the bucket first. Where that one could not be told, and nobody said that
 * it is to be changed (`isChange`), choosing one does not mean to change it: it may be that very key.
 */
export function keyOffer(known: Known, {isChange = false} = {}): Offer {
	const {answers, profile} = known;
	const seen = seenAtHome(known);
	const {region} = answers;
	if (seen === undefined || profile === undefined || !region) {
		return none;
	}

	const listed = seen.keys[region];
	if (listed === undefined) {
		return {status: 'looking', what: `the keys in ${region}`};
	}

	if (listed.status !== 'found') {
		return {status: 'unlisted', why: whyUnlisted(listed, 'the keys')};
	}

	const {keys, others, unnamedFor} = listed.value;
	const own = listedBucket(known, answers.bucket) === 'none' ? undefined : foundEncryption(known);
	const replaces = (arn: string) =>
		own !== undefined &&
		own.method !== 'SSE-S3' &&
		own.keyArn !== arn &&
		(isChange || own.keyArn !== undefined);
	const rank = ({arn, isOfAws}: SeenKey) => (arn === own?.keyArn ? 0 : isOfAws ? 2 : 1);
	const fit = keys
		.filter(({unfit}) => unfit === undefined)
		.toSorted((one, other) => rank(one) - rank(other));
	const unfit = keys.filter((key) => key.unfit !== undefined);
	return {
		status: 'offered',
		pick: {
			asks: 'Which KMS key encrypts the bucket?',
			options: [
				...fit.map(
					(key): PickOption => ({
						value: key.arn,
						label: keyLabel(key),
						hint: `${key.arn === own?.keyArn ? 'The key of the bucket now. ' : ''}${key.arn}`,
						lead: {
							to: 'answer',
							answers: {
								kmsKeyArn: key.arn,
								...(replaces(key.arn) ? deciding.changeKey(known, key.arn) : {}),
							},
						},
					}),
				),
				{
					value: another,
					stays: true,
					label: 'Another key …',
					hint: 'By its ARN, e.g. a key of another account.',
					lead: {to: 'type'},
				},
				...unfit.slice(0, mostUnfit).map(
					(key): PickOption => ({
						value: key.arn,
						label: keyLabel(key),
						disabled: key.unfit === undefined ? '' : unfitness[key.unfit],
						lead: {to: 'type'},
					}),
				),
			],
			...(answers.kmsKeyArn ? {initial: answers.kmsKeyArn} : {}),
			isLong: true,
			notes: [
				...(fit.length === 0 ? [`No key in ${region} fits.`] : []),
				...(unfit.length > mostUnfit
					? [`${unfit.length - mostUnfit} more in ${region} do not fit.`]
					: []),
				...(others > 0 ? [`${others} more keys were not looked at.`] : []),
				...(unnamedFor === undefined
					? []
					: [`Their names may not be listed: that takes ${unnamedFor}.`]),
			],
		},
	};
}

/** A name that no role has yet. */
function freeRoleName(known: Known, profile: VendorProfile): string {
	const usual = usualRoleName(profile);
	const names = [
		usual,
		...Array.from({length: 98}, (_, index) => `${usual.slice(0, 61)}-${index + 2}`),
	];
	return names.find((name) => listedRole(known, name) === 'none') ?? usual;
}

/** The roles that trust the vendor already, a new one, or another name. */
export function roleOffer(known: Known): Offer {
	const {answers, profile} = known;
	const seen = seenAtHome(known);
	const whom = whomOf(known);
	if (seen === undefined || profile === undefined || whom === undefined) {
		return none;
	}

	const {roles} = seen;
	if (roles === undefined || seen.rolesFor !== whom) {
		return {status: 'looking', what: 'the roles'};
	}

	if (roles.status !== 'found') {
		return {status: 'unlisted', why: whyUnlisted(roles, 'the roles')};
	}

	const trusting = roles.value.filter(({trustsVendor}) => trustsVendor);
	const free = freeRoleName(known, profile);
	return {
		status: 'offered',
		pick: {
			asks: `Which role may ${profile.name} assume?`,
			options: [
				...trusting.map(({name, path, externalIds}): PickOption => {
					const fit = externalIds.filter(
						(externalId) =>
							answerProblem('externalId', {...answers, externalId}, profile) === undefined,
					);
					const [only] = fit.length === 1 ? fit : [];
					return {
						value: name,
						label: `${visible(name)}   trusts ${profile.name} already`,
						hint:
							externalIds.length === 0
								? profile.externalId.from === 'none'
									? 'Its trust policy is kept.'
									: 'It asks for no external ID: that is put in, and asked for next.'
								: `With the external ID ${externalIds.map(visible).join(' or ')}.`,
						lead: {
							to: 'answer',
							answers: {
								roleName: name,
								rolePath: path,
								// What was answered for another role is nothing to this one.
								...(only !== undefined && {externalId: only}),
							},
						},
					};
				}),
				{
					value: created,
					stays: true,
					label: `A new role, ${free}`,
					hint: 'It is made in the Apply step, once you have agreed.',
					lead: {
						to: 'answer',
						answers: {roleName: free, rolePath: '/', ...deciding.createRole(known, free)},
					},
				},
				{
					value: another,
					stays: true,
					label: 'Another name …',
					hint: 'Of a role that is there, or of a new one.',
					lead: {to: 'type'},
				},
			],
			...(answers.roleName ? {initial: answers.roleName} : {}),
			isLong: trusting.length > 3,
			notes:
				trusting.length === 0
					? [`No role of account ${answers.accountId ?? ''} trusts ${profile.name} yet.`]
					: [],
		},
	};
}

/** The external IDs that the role of the answers asks for already. */
export function idsOfRole(known: Known): readonly string[] {
	const role = listedRole(known, known.answers.roleName);
	return role === undefined || role === 'none' ? [] : role.externalIds;
}
