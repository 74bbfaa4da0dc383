import {keyParts} from '../../aws/index.ts';
import {hasDocument} from '../../documents/index.ts';
import type {About, SharedFindings} from '../../verify/index.ts';
import {refusalInWords} from '../refusal.ts';
import {
	capitalised,
	conditionAdvice,
	deadWords,
	inWords,
	perhapsVendors,
	statementName,
} from '../statements.ts';
import {allUnseenInWords, formHint} from '../unseen.ts';
import {partOfAccountWords} from './part-of-account.ts';
import type {Tried, Words, WordsOf} from './shared.ts';

const copyOntoThemselves =
	'Existing objects keep their old key until they are copied over themselves.';

function partsOf({connection}: About): ReturnType<typeof keyParts> {
	return keyParts(connection.kmsKeyArn ?? '');
}

/** What is said where the key itself could not be seen; `open` is what is not known therefore, a sentence. */
function keyUnseen(open = '') {
	return ({unseen}: SharedFindings['not-seen'], about: About): Words => {
		const {accountId, region} = partsOf(about);
		const place = `look at KMS (in ${region}) > Customer managed keys.`;
		return {
			reason: `${allUnseenInWords(unseen)} ${open}`.trim(),
			fix:
				about.source === 'documents'
					? `Put the output of "aws kms describe-key" into key.json, or ${place}`
					: `Check again with an identity of account ${accountId} that is allowed kms:DescribeKey on the key, or ${place}`,
		};
	};
}

const keyExists: WordsOf<'key.exists'> = {
	title: 'Existence of the key',
	exists: (_facts, {connection}) => ({reason: `There is a key ${connection.kmsKeyArn}.`}),
	'no-such-key': (_facts, about) => {
		const {accountId, region} = partsOf(about);
		return {
			reason: `There is no key ${about.connection.kmsKeyArn}: none with this ID in ${region} of account ${accountId}. It may have been deleted. What was encrypted with it can no longer be read.`,
			fix: `Copy the ARN of the right key from KMS (in ${region}) > Customer managed keys into the connection${formHint(about.profile, 'kmsKeyArn')}, and make it the bucket's default key.`,
		};
	},
	'another-key': ({arn}, about) => {
		const {kmsKeyArn = ''} = about.connection;
		return {
			reason: `The connection names the key ${kmsKeyArn}, but what answers is the key ${arn}. S3 and policies go by the ARN of a key, so permissions for the one say nothing about the other.`,
			fix:
				about.source === 'documents'
					? `Put the output of "aws kms describe-key --key-id ${kmsKeyArn}" and the policy of that key into the folder, or correct the connection${formHint(about.profile, 'kmsKeyArn')}.`
					: `Find out which of the two encrypts the bucket (S3 > ${about.connection.bucket} > Properties > Default encryption), and put its ARN into the connection${formHint(about.profile, 'kmsKeyArn')}.`,
		};
	},
	'not-seen': keyUnseen(),
};

const repairs: Readonly<Record<string, string>> = {
	Disabled: 'Enable the key (KMS > Customer managed keys > the key > Key actions > Enable).',
	PendingDeletion:
		'Cancel its deletion and enable it again (KMS > Customer managed keys > the key > Key actions > Cancel key deletion), before it is permanently deleted.',
	// https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-delete.html
	PendingReplicaDeletion:
		'It is the primary key of a multi-Region key, and waits until its replicas in other regions are deleted before it is deleted itself. Cancel its deletion and enable it again (KMS > Customer managed keys > the key > Key actions > Cancel key deletion) before the last replica is gone.',
	PendingImport: 'Import the key material, or choose another key.',
	Unavailable: 'Reconnect the key store that holds the key.',
};

const keyState: WordsOf<'key.state'> = {
	title: 'State of the key',
	'key-enabled': () => ({reason: 'The key is enabled.'}),
	'key-updating': () => ({
		reason:
			'The key works. It is in the state "Updating" for a moment, because its primary region is being changed.',
	}),
	'key-not-enabled': ({arn, state}) => ({
		reason: `The key ${arn} is in the state "${state}". Only an enabled key encrypts and decrypts.`,
		fix: repairs[state] ?? 'Wait until the key is enabled, or enable it under KMS.',
	}),
	'key-of-another-kind': ({arn, spec, usage}, {profile}) => ({
		reason: `The key ${arn} is of the type ${spec} for ${usage}. S3 uses only symmetric encryption keys (SYMMETRIC_DEFAULT, ENCRYPT_DECRYPT). The type of a key cannot be changed.`,
		fix: `Create a symmetric encryption key in the bucket's region, and put its ARN into the bucket's default encryption and the connection${formHint(profile, 'kmsKeyArn')}.`,
	}),
	'not-seen': keyUnseen('Whether the key is enabled is not known.'),
};

const keyRegion: WordsOf<'key.region'> = {
	title: 'Region of the key',
	'same-region': ({region}) => ({reason: `The key and the bucket are in ${region}.`}),
	'key-in-another-region': ({region, bucketRegion}, {profile}) => ({
		reason: `The key is in ${region} and the bucket is in ${bucketRegion}. S3 uses only keys in the bucket's own region.`,
		fix: `Choose or create a key in ${bucketRegion}, and put its ARN into the bucket's default encryption and the connection${formHint(profile, 'kmsKeyArn')}.`,
	}),
	'not-seen': (_facts, about) => {
		const {region} = partsOf(about);
		return {
			reason: `The key is in ${region}, but the region of the bucket could not be seen.`,
			fix: `Make sure that the bucket is in ${region} (S3 > General purpose buckets).`,
		};
	},
};

const keyManager: WordsOf<'key.manager'> = {
	title: 'Manager of the key',
	'managed-by-you': () => ({
		reason: 'You manage the key, so its policy can name the vendor.',
	}),
	'managed-by-aws': () => ({
		reason:
			'AWS manages the key. Everybody in your account may use it through S3, including the role.',
	}),
	'key-of-aws-in-use': (_facts, {connection: {bucket, kmsKeyArn}, profile}) => ({
		reason: `The bucket encrypts with the AWS managed key (aws/s3), and ${profile.name} is in another account. Nobody can edit that key's policy, so other accounts cannot use it. The key of the connection is not used.`,
		fix: `Make ${kmsKeyArn} the bucket's default key, by its full ARN (S3 > ${bucket} > Properties > Default encryption > Edit). ${copyOntoThemselves}`,
	}),
	'key-closed-to-vendor': (_facts, about) => {
		const {connection, profile, isCustomerRole} = about;
		const whose = isCustomerRole
			? ` for account ${partsOf(about).accountId}, and the role is in account ${connection.accountId}`
			: `, and ${profile.name} is in another account`;
		return {
			reason: `The key is an AWS managed key${whose}. Nobody can edit the policy of such a key, so other accounts cannot use it.`,
			fix: `Create a customer managed key in ${connection.region} (KMS > Customer managed keys > Create key), make it the bucket's default key and put its ARN into the connection${formHint(profile, 'kmsKeyArn')}. ${copyOntoThemselves}`,
		};
	},
	'not-seen': keyUnseen('Whether you or AWS manages the key is not known.'),
};

type PolicyWords = WordsOf<'key.policy'>;

function denied(
	{statements, actions}: Parameters<PolicyWords['denied']>[0],
	{principal}: About,
	{correction}: Tried,
): Words {
	const names = inWords(statements.map((one) => statementName(one)));
	return {
		reason: `In the key policy, ${names} ${statements.length === 1 ? 'denies' : 'deny'} ${inWords(actions)} to ${principal}. An explicit deny overrides any allow.`,
		fix:
			correction === undefined
				? `${capitalised(names)} of the key policy ${statements.length === 1 ? 'has' : 'have'} to spare ${principal}: ask whoever is responsible for the key.`
				: `Make an exception for ${principal} in ${statements.length === 1 ? 'it' : 'each of them'}.`,
	};
}

function notAllowed(
	{actions, isLeftToRole, near, perhaps, refusal}: Parameters<PolicyWords['not-allowed']>[0],
	{profile, principal, isCustomerRole, connection}: About,
): Words {
	const isInArticle = hasDocument('key-policy', connection, profile);
	const why = isCustomerRole
		? isLeftToRole
			? `. It leaves that to IAM in the account, but no policy of the role allows it: by the article of ${profile.name} the key policy does.`
			: ', and does not leave it to IAM in the account either, so what the role policy says about the key has no effect.'
		: `. ${profile.name} is in another account and can use the key only if the key policy allows it.`;
	const almost =
		near === undefined
			? ''
			: ` The closest is ${statementName(near)}, but its ${near.fails} does not match.`;
	return {
		reason: `The key policy does not allow ${inWords(actions)} to ${principal}${why}${almost}${perhapsVendors(perhaps)}`,
		fix: isInArticle
			? `Add the statement for ${principal} to the key policy, and keep what is already there. ${refusalInWords(refusal)}`.trim()
			: `Allow ${inWords(actions)} to ${principal} in the key policy, and keep what is already there.`,
	};
}

const keyPolicy: PolicyWords = {
	title: 'Vendor in the key policy',
	...deadWords,
	'managed-by-aws': () => ({reason: 'AWS manages this key, and its policy cannot be edited.'}),
	allowed: ({actions}, {principal}) => ({
		reason: `The key policy allows ${inWords(actions)} to ${principal}.`,
	}),
	'left-to-iam': () => ({
		reason:
			'The key policy lets IAM in your account decide who may use the key, so the role policy decides.',
	}),
	'part-of-account-trusted': partOfAccountWords('key-policy'),
	denied,
	'denied-in-part': denied,
	'not-allowed': notAllowed,
	'not-allowed-in-part': notAllowed,
	'depends-on-keys': ({action, keys, statement}, {profile}) => ({
		reason: `Whether the key policy allows ${action} depends on ${inWords(keys) || 'something'}, which cannot be checked from here${statement === undefined ? '' : `: ${statementName(statement)} has a condition on it`}.`,
		fix: conditionAdvice({statement, keys}, profile, {
			when: `S3 uses the key for ${profile.name}`,
			used: 'key',
		}),
	}),
	'not-seen': ({unseen}, about) =>
		unseen.some(({why}) => why.status === 'untold')
			? {
					reason: 'A key always has a policy, but none could be seen.',
					fix: 'Look at the key in the KMS console, under Key policy.',
				}
			: {
					reason: allUnseenInWords(unseen),
					fix:
						about.source === 'documents'
							? 'Put the key policy into key-policy.json, as the KMS console shows it.'
							: `Check again with an identity of account ${partsOf(about).accountId} that is allowed kms:GetKeyPolicy on the key, or compare the key policy yourself.`,
				},
};

export const keyWords = {
	'key.exists': keyExists,
	'key.state': keyState,
	'key.region': keyRegion,
	'key.manager': keyManager,
	'key.policy': keyPolicy,
};
