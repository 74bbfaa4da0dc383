import {keyParts} from '../../aws/index.ts';
import type {About, SharedFindings} from '../../verify/index.ts';
import {deadWords, perhapsVendors} from '../dead-principals.ts';
import {refusalInWords} from '../refusal.ts';
import {conditionAdvice, inWords, statementName} from '../statements.ts';
import {allUnseenInWords, formHint} from '../unseen.ts';
import type {Words, WordsOf} from './shared.ts';

const copyOntoThemselves =
	'Objects that are there already keep their old key until they are copied onto themselves.';

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
					? `Put the answer of "aws kms describe-key" into key.json, or ${place}`
					: `Check again with an identity of account ${accountId} that is allowed kms:DescribeKey on the key, or ${place}`,
		};
	};
}

export const keyExists: WordsOf<'key.exists'> = {
	title: 'Existence of the key',
	exists: (_facts, {connection}) => ({reason: `There is a key ${connection.kmsKeyArn}.`}),
	'no-such-key': (_facts, about) => {
		const {accountId, region} = partsOf(about);
		return {
			reason: `There is no key ${about.connection.kmsKeyArn}: none with this ID in ${region} of account ${accountId}. Perhaps it was deleted; what was encrypted with it cannot be read any more.`,
			fix: `Copy the ARN of the right key from KMS (in ${region}) > Customer managed keys into the connection${formHint(about.profile, 'kmsKeyArn')}, and make it the bucket's default key.`,
		};
	},
	'not-seen': keyUnseen(),
};

const repairs: Readonly<Record<string, string>> = {
	Disabled: 'Enable the key (KMS > Customer managed keys > the key > Key actions > Enable).',
	PendingDeletion:
		'Cancel its deletion and enable it again (KMS > Customer managed keys > the key > Key actions > Cancel key deletion), before it is gone for good.',
	PendingImport: 'Import the key material, or choose another key.',
	Unavailable: 'Bring the key store that the key lies in back into operation.',
};

export const keyState: WordsOf<'key.state'> = {
	title: 'State of the key',
	'key-enabled': () => ({reason: 'The key is enabled.'}),
	'key-not-enabled': ({arn, state}) => ({
		reason: `The key ${arn} is in the state "${state}"; only an enabled key encrypts and decrypts.`,
		fix: repairs[state] ?? 'Wait until the key is enabled, or enable it under KMS.',
	}),
	'key-of-another-kind': ({arn, spec, usage}, {profile}) => ({
		reason: `The key ${arn} is one of the kind ${spec} for ${usage}; S3 uses symmetric keys for encryption only (SYMMETRIC_DEFAULT, ENCRYPT_DECRYPT). The kind of a key cannot be changed.`,
		fix: `Create a symmetric key for encrypting and decrypting in the bucket's region, and put its ARN into the bucket's default encryption, the connection${formHint(profile, 'kmsKeyArn')}.`,
	}),
	'not-seen': keyUnseen('Whether the key is enabled is not known.'),
};

export const keyRegion: WordsOf<'key.region'> = {
	title: 'Region of the key',
	'same-region': ({region}) => ({reason: `The key and the bucket are in ${region}.`}),
	'key-in-another-region': ({region, bucketRegion}, {profile}) => ({
		reason: `The key is in ${region} and the bucket in ${bucketRegion}; S3 uses only keys of the bucket's own region.`,
		fix: `Choose or create a key in ${bucketRegion}, and put its ARN into the bucket's default encryption and the connection${formHint(profile, 'kmsKeyArn')}.`,
	}),
	'not-seen': (_facts, about) => {
		const {region} = partsOf(about);
		return {
			reason: `The key is in ${region}, and the region of the bucket could not be seen.`,
			fix: `Make sure that the bucket is in ${region} (S3 > General purpose buckets).`,
		};
	},
};

export const keyManager: WordsOf<'key.manager'> = {
	title: 'Manager of the key',
	'managed-by-you': () => ({
		reason: 'The key is managed by you, so its policy can name the vendor.',
	}),
	'managed-by-aws': () => ({
		reason:
			'The key is managed by AWS. Everybody in your account may use it through S3, the role included.',
	}),
	'key-of-aws-in-use': (_facts, {connection: {bucket, kmsKeyArn}, profile}) => ({
		reason: `The bucket encrypts with the key managed by AWS (aws/s3), and ${profile.name} comes from another account: nobody can edit that key's policy, so it stays closed to other accounts. The key of the connection is not used.`,
		fix: `Make ${kmsKeyArn} the bucket's default key, by its whole ARN (S3 > ${bucket} > Properties > Default encryption > Edit). ${copyOntoThemselves}`,
	}),
	'key-closed-to-vendor': (_facts, about) => {
		const {connection, profile, isCustomerRole} = about;
		const whose = isCustomerRole
			? ` for account ${partsOf(about).accountId}, and the role is in account ${connection.accountId}`
			: `, and ${profile.name} comes from another account`;
		return {
			reason: `The key is managed by AWS${whose}: nobody can edit such a key's policy, so it stays closed to other accounts.`,
			fix: `Create a customer managed key in ${connection.region} (KMS > Customer managed keys > Create key), make it the bucket's default key and put its ARN into the connection${formHint(profile, 'kmsKeyArn')}. ${copyOntoThemselves}`,
		};
	},
	'not-seen': keyUnseen('Whether AWS or you manage the key is not known.'),
};

type PolicyWords = WordsOf<'key.policy'>;

function denied(
	{statements, actions}: Parameters<PolicyWords['denied']>[0],
	{principal}: About,
): Words {
	const names = inWords(statements.map((one) => statementName(one)));
	return {
		reason: `In the key policy ${names} ${statements.length === 1 ? 'denies' : 'deny'} ${inWords(actions)} to ${principal}. A denial counts more than anything that allows.`,
		fix: `Make an exception for ${principal} in it, or take it out.`,
	};
}

function notAllowed(
	{actions, near, perhaps, refusal}: Parameters<PolicyWords['not-allowed']>[0],
	{profile, principal, isCustomerRole}: About,
): Words {
	const why = isCustomerRole
		? ', and does not leave it to IAM in the account either, so what the policy of the role says about the key has no effect.'
		: `. ${profile.name} comes from another account and can use the key only where the key policy says so.`;
	const almost =
		near === undefined
			? ''
			: ` What comes closest is ${statementName(near)}, but its ${near.fails} does not fit.`;
	return {
		reason: `The key policy does not allow ${inWords(actions)} to ${principal}${why}${almost}${perhapsVendors(perhaps)}`,
		fix: `Add the statement for ${principal} to the key policy, and keep what is there. ${refusalInWords(refusal)}`.trim(),
	};
}

export const keyPolicy: PolicyWords = {
	title: 'Vendor in the key policy',
	...deadWords,
	'managed-by-aws': () => ({reason: 'AWS manages this key, and its policy cannot be edited.'}),
	allowed: ({actions}, {principal}) => ({
		reason: `The key policy allows ${inWords(actions)} to ${principal}.`,
	}),
	'left-to-iam': () => ({
		reason:
			'The key policy leaves it to IAM in your account who may use the key, and so to the policy of the role.',
	}),
	denied,
	'denied-in-part': denied,
	'not-allowed': notAllowed,
	'not-allowed-in-part': notAllowed,
	'depends-on-keys': ({action, keys, statement}, {profile}) => ({
		reason: `Whether the key policy allows ${action} depends on ${inWords(keys) || 'something'}, which cannot be seen from here${statement === undefined ? '' : `: ${statementName(statement)} has a condition on it`}.`,
		fix: conditionAdvice({statement, keys}, profile.name, `S3 uses the key for ${profile.name}`),
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
