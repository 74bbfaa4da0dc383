import type {Looked, PublicAccessBlock} from '../../account/index.ts';
import {inWords} from '../../words/lists.ts';
import {statementName} from '../../words/statements.ts';
import {unseenInWords, whyUnseen} from '../../words/unseen.ts';
import {correctedPolicy} from '../corrected-policy.ts';
import {publicStatements} from '../public-statement.ts';
import type {Situation} from '../situation.ts';
import {blameAt, type CheckFunction, type Finding, fail, pass, unknown, warn} from '../worded.ts';
import {skipWithoutBucket} from '../worded-presence.ts';

const title = 'Block Public Access';

type Setting = keyof PublicAccessBlock;

const settingNames: Readonly<Record<Setting, string>> = {
	blockPublicAcls: 'BlockPublicAcls',
	ignorePublicAcls: 'IgnorePublicAcls',
	blockPublicPolicy: 'BlockPublicPolicy',
	restrictPublicBuckets: 'RestrictPublicBuckets',
};
const settings = Object.keys(settingNames) as Setting[];

/**
 * Whether Block Public Access is on, and whether it shuts the vendor out: with RestrictPublicBuckets one public
 * statement ends the access of all other accounts, also of those that the policy names.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PublicAccessBlockConfiguration.html
 */
export const bucketPublicAccess: CheckFunction = (situation) =>
	skipWithoutBucket(situation, title) ??
	(situation.isCustomerRole ? undefined : judgeShutOut(situation)) ??
	judgeSettings(situation);

/** What is known of a setting; the bucket's and the account's combine, the stricter one counts. */
function stateOf({snapshot}: Situation, setting: Setting): boolean | 'unknown' {
	const {publicAccessBlock, accountPublicAccessBlock} = snapshot.bucket;
	const states = [publicAccessBlock, accountPublicAccessBlock].map(
		(looked: Looked<PublicAccessBlock>) =>
			looked.status === 'found'
				? looked.value[setting]
				: looked.status === 'absent'
					? false
					: ('unknown' as const),
	);
	return states.includes(true) ? true : states.includes('unknown') ? 'unknown' : false;
}

/** A failure or doubt for a vendor of another account; undefined where it is certainly not shut out. */
function judgeShutOut(situation: Situation): Finding | undefined {
	const {bucketPolicy: policy, profile} = situation;
	const restricts = stateOf(situation, 'restrictPublicBuckets');
	if (restricts === false || policy.state === 'none') {
		return undefined;
	}

	if (policy.state === 'unseen') {
		return unknown(
			title,
			`${unseenInWords(policy.unseen)} If a statement of it is public, RestrictPublicBuckets shuts ${profile.name} out.`,
			'Check again with an identity that is allowed s3:GetBucketPolicy, or look for a statement with the Principal "*".',
			{code: 'not-seen'},
		);
	}

	const places = publicStatements(policy.document);
	const [first] = places;
	if (first === undefined) {
		return undefined;
	}

	const blame = blameAt('bucket-policy', policy.document, first);
	const about = `In the bucket policy ${statementName(blame)} is public: it allows everybody.`;
	const {correction} = correctedPolicy(situation, 'bucket-policy', places);
	const fix =
		'Name in that statement whom it is meant for, or take it out of the bucket policy. Keep Block Public Access on.';
	return restricts === true
		? fail(
				title,
				`${about} Together with RestrictPublicBuckets, which is on, that ends the access of all other accounts to this bucket, that of ${profile.name} included.`,
				fix,
				{code: 'vendor-shut-out', blame, correction},
			)
		: unknown(
				title,
				`${about} If RestrictPublicBuckets is on, that ends the access of all other accounts, that of ${profile.name} included; ${unseenReason(situation)}`,
				fix,
				{code: 'vendor-shut-out-if-blocked', blame, correction},
			);
}

function judgeSettings(situation: Situation): Finding {
	const required = !situation.isCustomerRole;
	const states = settings.map((setting) => [setting, stateOf(situation, setting)] as const);
	const off = states.filter(([, state]) => state === false).map(([name]) => settingNames[name]);
	const {bucket} = situation.connection;
	const place = `S3 > ${bucket} > Permissions > Block public access > Edit`;
	if (off.length > 0) {
		return warn(
			title,
			`Block Public Access is not fully on: ${inWords(off)} ${off.length === 1 ? 'is' : 'are'} off for the bucket and for the account. One mistake in a policy could open the bucket to everybody.`,
			`Turn on all four settings under ${place}. ${situation.profile.name} does not need them off.`,
			{required, code: 'block-public-access-off'},
		);
	}

	if (states.some(([, state]) => state === 'unknown')) {
		return unknown(
			title,
			`Whether Block Public Access is fully on could not be seen: ${unseenReason(situation)}`,
			situation.snapshot.source === 'documents'
				? 'Put publicAccessBlock into bucket.json.'
				: `Check again with an identity that is allowed s3:GetBucketPublicAccessBlock and s3:GetAccountPublicAccessBlock, or look at ${place}.`,
			{required, code: 'not-seen'},
		);
	}

	return pass(title, 'All four settings of Block Public Access are on.', {
		required,
		code: 'block-public-access-on',
	});
}

/** The rest of a sentence, after a colon or semicolon. */
function unseenReason({snapshot}: Situation): string {
	const {publicAccessBlock, accountPublicAccessBlock} = snapshot.bucket;
	const [unseen] = [publicAccessBlock, accountPublicAccessBlock].filter(
		({status}) => status !== 'found' && status !== 'absent',
	);
	const reason =
		unseen === undefined || unseen.status === 'found' || unseen.status === 'absent'
			? 'The setting could not be seen.'
			: whyUnseen(unseen);
	return `${reason.charAt(0).toLowerCase()}${reason.slice(1)}`;
}
