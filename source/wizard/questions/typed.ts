import {createKeyPath, encryptionPath, keyParts, regions} from '../../aws/index.ts';
import {bucketNameDoubt, bucketRuleText, folderOf, regionDoubt} from '../../connection/index.ts';
import type {VendorProfile} from '../../vendors/index.ts';
import type {Answers} from '../answers.ts';
import {fieldsAskedIn} from '../steps.ts';
import {guideNotes} from './guide.ts';
import {type Note, type TypedQuestion, whereAccountIs} from './question.ts';
import {isAccountTyped, type Known} from './seen.ts';

/** What a typed question follows from. */
type Asking = {
	readonly answers: Answers;
	readonly profile: VendorProfile;
	/** Whether it has to be said which account it is. */
	readonly isAccountOpen: boolean;
	/** Why there is no list to choose from, where there should be one. */
	readonly unlisted?: string | undefined;
};

/** The same, of a run of the wizard. */
export function askingOf(
	{answers, signedIn}: Pick<Known, 'answers' | 'signedIn'>,
	profile: VendorProfile,
): Asking {
	return {
		answers,
		profile,
		isAccountOpen: isAccountTyped({answers, ...(signedIn !== undefined && {signedIn})}),
	};
}

const suggestionCount = 3;

function suggestRegions(typed: string): {value: string; about: string}[] {
	const wanted = typed.trim().toLowerCase();
	if (wanted === '' || regions.some(({id}) => id === wanted)) {
		return [];
	}

	return regions
		.filter(({id, name}) => id.startsWith(wanted) || name.toLowerCase().includes(wanted))
		.slice(0, suggestionCount)
		.map(({id, name}) => ({value: id, about: name}));
}

const given = (text: string | undefined): readonly string[] => (text === undefined ? [] : [text]);

/** Which bucket, where, and which folder of it. */
export function bucketQuestion(
	{answers, profile, unlisted}: Asking,
	{
		isOnlyFolder,
		isListed,
		asksRegion,
		isMadeHere,
	}: {
		/** Whether all else is known of the bucket. */
		readonly isOnlyFolder: boolean;
		/** Whether the list of buckets says which ones there are, and where. */
		readonly isListed: boolean;
		/** Whether it has to be said where the bucket is. */
		readonly asksRegion: boolean;
		/** Whether a new one is made by this program. */
		readonly isMadeHere: boolean;
	},
): TypedQuestion {
	const {name, folder, bucketRules = []} = profile;
	const isNew = answers['new-bucket'] === 'yes';
	const asked = bucketRules.map(bucketRuleText);
	return {
		asks: isOnlyFolder
			? `Which folder of the bucket may ${name} use?`
			: isNew
				? 'What name and Region should the new bucket have?'
				: `Which bucket may ${name} use?`,
		...(isOnlyFolder
			? {only: ['folder']}
			: !asksRegion && {only: ['bucket', 'folder', 'accountId']}),
		looks: {
			bucket: {
				describe: (value) => {
					const doubt = bucketNameDoubt(value, profile);
					return doubt === undefined ? 'a valid name' : {doubt};
				},
			},
			folder: {
				label: folder?.label ?? 'Folder',
				placeholder: `${folder?.example ?? ''}${folder?.asked === 'optional' ? ' (may stay empty)' : ''}`,
				describe: (value) => `${name} works in ${folderOf({folder: value}, profile) ?? ''}/ alone`,
			},
			region: {
				placeholder: 'eu-central-1, or a city',
				describe: (value) => {
					const doubt = regionDoubt(value, profile);
					return doubt === undefined
						? (regions.find(({id}) => id === value)?.name ?? {
								doubt: 'not a known Region, but it looks like one',
							})
						: {doubt};
				},
				suggest: suggestRegions,
			},
		},
		told: [
			...(folder === undefined
				? []
				: [
						[
							...(folder.fixed === undefined
								? []
								: [
										`${name} works in the folder "${folder.fixed}"${folder.asked === undefined ? '' : ', under yours where you give one'}.`,
									]),
							...(folder.where === undefined ? [] : [`Where the folder stands: ${folder.where}`]),
						].join(' '),
					]),
			...(asked.length === 0 ? [] : [`${name} asks for a bucket that ${asked.join(', ')}.`]),
			...given(unlisted),
			...(isOnlyFolder ? [] : [whereBucketIs({isNew, isMadeHere, isListed})]),
		],
		notes: [],
	};
}

function whereBucketIs({
	isNew,
	isMadeHere,
	isListed,
}: {
	readonly isNew: boolean;
	readonly isMadeHere: boolean;
	readonly isListed: boolean;
}): string {
	if (isNew) {
		return isMadeHere
			? 'It is made in the Apply step, once you have seen all changes and agreed: with ACLs disabled and all public access blocked.'
			: 'Create it in the AWS console: S3 > Create bucket. Type this name, choose this Region, and leave everything else as it is: ACLs disabled, all public access blocked. Then press Enter here. Ctrl+N: it exists already.';
	}

	return `Where do I find it? AWS console > S3 > General purpose buckets. The Region stands in the same list.${isListed ? '' : ' No bucket yet? Press Ctrl+N.'}`;
}

/** The key by its ARN, which says its account too. */
export function keyQuestion({answers, profile, isAccountOpen, unlisted}: Asking): TypedQuestion {
	const bucket = answers.bucket ?? 'your bucket';
	const guide = guideNotes('key', profile, answers);
	return {
		asks: 'Which KMS key encrypts the bucket?',
		looks: {
			kmsKeyArn: {
				label: 'Key ARN',
				placeholder: 'arn:aws:kms:…:key/…',
				gives: (value) => ({accountId: keyParts(value).accountId}),
				describe(value) {
					const {accountId, region} = keyParts(value);
					const own = answers.accountId;
					return !own || accountId === own
						? `a key of ${own ? 'your account' : `account ${accountId}`}, in ${region}`
						: {doubt: `the key belongs to another account: ${accountId}`};
				},
			},
		},
		told: [],
		notes: [
			...noteOf(unlisted),
			{
				text: `Where do I find it? S3 > ${bucket} > Properties > Default encryption: “Encryption key ARN”. It must be the full ARN with :key/ in it, not an alias.`,
			},
			...(isAccountOpen ? [{text: whereAccountIs}] : []),
			...guide.notes,
			{
				text: `No key yet? ${createKeyPath(answers.region ?? 'the Region of the bucket')}. Then ${encryptionPath(bucket)}.`,
			},
		],
		hasMore: guide.hasMore,
	};
}

function noteOf(text: string | undefined): readonly Note[] {
	return given(text).map((one) => ({text: one}));
}

/** The name of the role that the vendor takes on. */
export function roleQuestion({answers, profile, isAccountOpen, unlisted}: Asking): TypedQuestion {
	const {name, existingRole} = profile;
	const asksAccount =
		isAccountOpen &&
		fieldsAskedIn('role', answers, profile).some((field) => field.name === 'accountId');
	return {
		asks: `What is the name of the role that ${name} assumes?`,
		looks: {
			roleName: {placeholder: 'VendorAccess', describe: () => 'a valid name'},
			rolePath: {
				label: 'Path',
				placeholder: '/',
				followsOthers: true,
				describe: (value) => (value === '/' ? 'the usual one' : 'a valid path'),
			},
		},
		told: [
			...(existingRole === undefined
				? []
				: [
						`${name} may have a role in your account already, that of ${existingRole.of}: then give its name, by default ${existingRole.name}. What it may do already stays as it is.`,
					]),
			...given(unlisted),
			...(asksAccount ? [whereAccountIs] : []),
			'No role yet? Keep this name, or choose one: you create the role in a later step. If you have one: AWS console > IAM > Roles.',
		],
		notes: [],
	};
}

/** A random external ID, or the one that was agreed upon; `isOfRole` where the role asks for this one already. */
export function ownExternalIdQuestion(
	{answers, profile}: Asking,
	isOfRole: boolean,
): TypedQuestion {
	const {name} = profile;
	const guide = guideNotes('external-id', profile, answers);
	return {
		asks: `Which external ID will ${name} send?`,
		looks: {externalId: {placeholder: '2 to 1,224 characters'}},
		told: [],
		notes: [
			{
				text: isOfRole
					? `Your role asks for this one already: press Enter to keep it, unless ${name} sends another one.`
					: `A random one, like this, is good: press Enter to keep it. If you have agreed on one with ${name}, press Ctrl+U and type that. Your role requires it, and ${name} sends it; it is case-sensitive.`,
			},
			{text: 'A free text of 2 to 1,224 letters, digits and _ + = , . @ : / -'},
			...guide.notes,
		],
		hasMore: guide.hasMore,
	};
}

/** An external ID that the vendor made up. `before` says what is done in its product until it shows it. */
export function shownExternalIdQuestion(
	{profile: {name, externalId}}: Asking,
	before: readonly string[],
): TypedQuestion {
	const {example = '', where = ''} = externalId.from === 'vendor' ? externalId : {};
	return {
		asks: `Which external ID does ${name} show you?`,
		looks: {externalId: {placeholder: example, describe: () => onlyVendorKnows(name)}},
		told: [
			...before,
			`Where do I find it? ${where}`,
			`${name} makes it up, so copy it from there: with any other, your role would refuse ${name}. It is case-sensitive.`,
		],
		notes: [],
	};
}

const onlyVendorKnows = (name: string) => `looks right; only ${name} knows whether it is yours`;
