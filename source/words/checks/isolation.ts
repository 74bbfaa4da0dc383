import {documentNames} from '../../aws/index.ts';
import type {About, Blame, CheckWitness} from '../../verify/index.ts';
import {shown} from '../differences.ts';
import {capitalised, inWords, placeInWords, questionAbout, statementName} from '../statements.ts';
import {whyUnseenWithHelp} from '../unseen.ts';
import {requestInWords, whoInWords} from '../witness.ts';
import type {WordsOf} from './shared.ts';
import {trustPolicyNotSeen, trustPolicyPath} from './trust.ts';

type Shown = {
	readonly blame?: Blame | undefined;
	readonly witness?: CheckWitness;
	readonly correction?: unknown;
};

function who(about: About, {witness}: Shown): string {
	return witness === undefined ? 'somebody else' : whoInWords(about, witness);
}

function example({witness}: Shown): string {
	return witness === undefined ? '' : ` For example: ${requestInWords(witness)}.`;
}

/** A question about the first of the keys that something depends on, and what else one can do, a sentence. */
function askOr(
	[key]: readonly string[],
	{profile}: About,
	otherwise: string,
	used: 'bucket' | 'key' = 'bucket',
): string {
	return key === undefined
		? `${capitalised(otherwise)}.`
		: `${questionAbout(key, profile, used)}, or ${otherwise}.`;
}

const isolationExternalId: WordsOf<'isolation.external-id'> = {
	title: 'Role without the external ID',
	closed: (_facts, {profile}) => ({
		reason: `The trust policy refuses ${profile.name} when it sends no external ID or a different one.`,
	}),
	'asks-for-one-other': () => ({
		reason: 'The trust policy asks for exactly one external ID, but not for the agreed one.',
	}),
	'open-without-external-id': ({sent}, about, finding) => {
		const {profile} = about;
		const how =
			sent === undefined
				? 'without any external ID'
				: `with another external ID too, for example "${shown(sent)}"`;
		const request = finding.witness === undefined ? '' : ` (${requestInWords(finding.witness)})`;
		return {
			reason: `The role can be assumed ${how}: ${statementName(finding.blame)} of the trust policy allows it to ${who(about, finding)}${request}. Anybody who knows the ARN of your role could enter it at ${profile.name} as their own, and ${profile.name} would then give them access to your bucket (AWS calls this the confused deputy problem).`,
			fix: `Trust ${about.profile.name} only by a statement that asks for exactly your external ID: StringEquals on sts:ExternalId (${trustPolicyPath(about)}).`,
		};
	},
	'depends-on-keys': ({keys}, about) => ({
		reason: `Whether the role can be assumed without your external ID depends on ${inWords(keys) || 'something in the trust policy'}, which cannot be checked from here.`,
		fix: askOr(
			keys,
			about,
			`trust ${about.profile.name} only by a statement that asks for exactly your external ID`,
		),
	}),
	'none-to-ask-for': (_facts, {profile}) => ({
		reason: `${profile.name} sends no external ID. Anybody who gets ${profile.name} to use the ARN of your role reaches your bucket as you do (AWS calls this the confused deputy problem). This is the way of ${profile.name} itself: no trust policy that it can use is any better, so you cannot mend it.`,
		fix: `Keep the ARN of the role to yourself and give the role nothing beyond what ${profile.name} needs. Ask ${profile.name} for an external ID.`,
	}),
	'not-seen': trustPolicyNotSeen,
};

const isolationTenant: WordsOf<'isolation.tenant'> = {
	title: 'Access by other customers of the vendor',
	closed: ({documents}, {profile}) => ({
		reason: `The ${inWords(documents.map((document) => documentNames[document]))} allow${documents.length === 1 ? 's' : ''} ${profile.name} access for your ID only.`,
	}),
	'open-to-other-customers': ({document, test, id}, about, finding) => {
		const {profile} = about;
		const key = profile.tenant?.conditionKey ?? '';
		const why =
			test === undefined
				? `it has no condition on ${key}`
				: id === undefined
					? `its condition ${test.operator} on ${key} is also met when no ID is sent`
					: test.values.includes(id)
						? `it names the ID "${shown(id)}" too`
						: `its condition ${test.operator} on ${key} is also met by other IDs, for example "${shown(id)}"`;
		const target = document === 'bucket-policy' ? 'your bucket' : 'your key';
		const action = finding.witness === undefined ? '' : ` by ${finding.witness.action}`;
		return {
			reason: `${capitalised(statementName(finding.blame))} of the ${documentNames[document]} also allows ${profile.name} access for other customers: ${why}. All customers share the role ${about.principal}, so another customer could reach ${target}${action}.${example(finding)}`,
			fix: `Let ${profile.name} in only by a statement that asks for exactly your ID: StringEquals on ${key}.`,
		};
	},
	'depends-on-keys': ({document, keys}, about) => ({
		reason: `Whether the ${documentNames[document]} allows other customers of ${about.profile.name} access depends on ${inWords(keys) || 'something in it'}, which cannot be checked from here.`,
		fix: askOr(
			keys,
			about,
			`let ${about.profile.name} in only by a statement that asks for your ID: StringEquals on ${about.profile.tenant?.conditionKey ?? ''}`,
			document === 'key-policy' ? 'key' : 'bucket',
		),
	}),
	'nothing-to-tell-apart': (_facts, {profile, principal}) => ({
		reason: `${profile.name} uses ${principal} for all its customers, and sends nothing that tells them apart. Another customer who gets ${profile.name} to use your bucket is let in as you are. This is the way of ${profile.name} itself: no policy that it can use is any better, so you cannot mend it.`,
		fix: `Keep nothing else in the bucket, and ask ${profile.name} how it keeps its customers apart.`,
	}),
	'other-principal-of-vendor': ({document}, {profile}, {blame, witness}) => ({
		reason: `${capitalised(statementName(blame))} of the ${documentNames[document]} names ${shown(witness?.principal ?? 'somebody')}, which is in the account of ${profile.name} but is not the role that its article names. Whether it works for other customers too cannot be checked from here.`,
		fix: `Ask ${profile.name} what it is for, or take it out of the statement.`,
	}),
};

function letsIn(about: About, shown: Shown): string {
	return `In the bucket policy, ${statementName(shown.blame)} allows access to ${who(about, shown)}`;
}

function publicBucket(about: About, finding: Shown) {
	return {
		reason: `${letsIn(about, finding)}.${example(finding)}`,
		fix: `${finding.correction === undefined ? `In ${statementName(finding.blame)} of the bucket policy, name who it is for instead of everybody.` : `Take ${statementName(finding.blame)} out of the bucket policy. Whoever needs it is to be named in a statement of their own.`} Also turn on Block Public Access (S3 > ${about.connection.bucket} > Permissions).`,
	};
}

function opening(
	about: About,
	document: 'trust-policy' | 'key-policy',
	what: string,
	isProvider: boolean,
	finding: Shown,
) {
	const where = statementName(finding.blame);
	return {
		reason: `In the ${documentNames[document]}, ${where} lets ${who(about, finding)} ${what}.${example(finding)}`,
		fix: isProvider
			? `Narrow ${where} to your own users by a condition on what the identity provider says about them, such as its "sub", or take it out.`
			: `In ${where}, name who it is for instead of "*", or take it out.`,
	};
}

const nobodyUnnamed = 'No policy allows access to anybody it does not name.';

function ownershipPlace({connection}: About): string {
	return `S3 > ${connection.bucket} > Permissions > Object Ownership > Edit`;
}

const isolationPublic: WordsOf<'isolation.public'> = {
	title: 'Access by everybody',
	closed: ({areAclsEnabled}) => ({
		reason: areAclsEnabled
			? "No policy and no entry of the bucket's access control list (ACL) allows access to anybody it does not name. While ACLs are enabled, individual objects can have their own ACLs."
			: nobodyUnnamed,
	}),
	'kept-out-by-block-public-access': ({opening}, about) => ({
		reason: `${opening === undefined ? 'The bucket policy is public' : letsIn(about, opening)}; Block Public Access (RestrictPublicBuckets) still keeps out everybody in other accounts.`,
	}),
	'public-bucket-policy': (_facts, about, finding) => publicBucket(about, finding),
	'public-unless-blocked': (_facts, about, finding) => {
		const {reason, fix} = publicBucket(about, finding);
		return {
			reason: `${reason} Could not see whether Block Public Access keeps them out.`,
			fix,
		};
	},
	'public-acl': ({permission, group}, about) => ({
		reason: `The access control list (ACL) of the bucket grants ${permission} to ${group === 'everybody' ? 'anybody on the internet' : 'anybody with an AWS account'}.`,
		fix: `Choose "ACLs disabled (recommended)" under ${ownershipPlace(about)}, or take that entry out of the ACL (S3 > ${about.connection.bucket} > Permissions > Access control list > Edit).`,
	}),
	'acls-not-seen': ({what, why}, about) =>
		what === 'list'
			? {
					reason: `This bucket uses access control lists (ACLs), which can open it, or individual objects, to everybody. Its own list could not be seen: ${whyUnseenWithHelp(why)}`,
					fix:
						about.source === 'documents'
							? 'Put the output of "aws s3api get-bucket-acl" into bucket.json as acl.'
							: `Choose "ACLs disabled (recommended)" under ${ownershipPlace(about)}, turn on Block Public Access, or check again with an identity that is allowed s3:GetBucketAcl.`,
				}
			: {
					reason: `Could not see whether this bucket uses access control lists (ACLs), which can open it, or individual objects, to everybody: ${whyUnseenWithHelp(why)}`,
					fix:
						about.source === 'documents'
							? 'Put objectOwnership and publicAccessBlock into bucket.json.'
							: `Check again with an identity that is allowed s3:GetBucketOwnershipControls and s3:GetBucketPublicAccessBlock, or look at ${ownershipPlace(about)}.`,
				},
	'public-trust-policy': ({isProvider, isIdSent}, about, finding) =>
		opening(
			about,
			'trust-policy',
			`assume the role${isIdSent ? ' with the external ID, which is not secret' : ''}`,
			isProvider,
			finding,
		),
	'public-key-policy': ({isProvider}, about, finding) =>
		opening(about, 'key-policy', 'use the key', isProvider, finding),
	'depends-on-keys': ({document, keys}, about, finding) => ({
		reason: `In the ${documentNames[document]}, a statement applies to everybody. Whether it allows access to ${who(about, finding)} depends on ${inWords(keys) || 'something in it'}, which cannot be checked from here.`,
		fix: 'In that statement, name who it is for instead of everybody.',
	}),
};

type Excess = Parameters<
	WordsOf<'isolation.excess'>['more-than-needed']
>[0]['excess'][number]['danger'];

/** What each danger comes to, to follow "could". */
const dangers: Readonly<Record<Excess, string>> = {
	'rewrite-bucket-policy': 'rewrite the bucket policy',
	'delete-bucket-policy': 'delete the bucket policy',
	'delete-bucket': 'delete the bucket',
	'open-by-acl': 'open the bucket to others by an ACL',
	'expire-objects': 'let all objects expire',
	replicate: 'have everything copied to another bucket',
	'unblock-public-access': 'turn off Block Public Access',
	'change-encryption': 'change the encryption',
	'delete-locked-objects': 'delete objects that are locked',
	'stop-versioning': 'suspend versioning',
	'delete-versions': 'permanently delete old versions',
	'rewrite-key-policy': 'rewrite the key policy',
	'delete-key': 'delete the key, and with it everything it encrypts',
	'grant-key': 'let others use the key',
	'administer-account': 'do everything in the account',
	'give-rights': 'give itself and others any permission (IAM)',
	'delete-elsewhere': 'delete objects in other buckets',
	'write-elsewhere': 'write objects to other buckets',
	'read-elsewhere': 'read objects in other buckets',
	'delete-objects': 'delete objects',
	'write-objects': 'write objects',
	'use-outside-folder': 'work on objects outside its folder',
	'list-outside-folder': 'list what is outside its folder',
	other: 'do more',
};

// Enough to see how bad it is.
const mostNamed = 3;

const isolationExcess: WordsOf<'isolation.excess'> = {
	title: 'Permissions beyond what is needed',
	'nothing-beyond': (_facts, {profile}) => ({
		reason: `${profile.name} can do what it needs with the bucket, and nothing more.`,
	}),
	'more-than-needed': (
		{excess, document, isManaged},
		{profile, connection},
		{blame, correction},
	) => {
		const named = excess
			.slice(0, mostNamed)
			.map(({danger, action}) => `${dangers[danger]} (${action})`);
		const rest = excess.length - named.length;
		const where = blame === undefined ? '' : ` of ${placeInWords(blame)}`;
		const replaced =
			blame?.document === 'role-policy' ? placeInWords(blame) : `the ${documentNames[document]}`;
		const {existingRole} = profile;
		return {
			reason: `${profile.name} does not need it, but could ${inWords(named)}${rest === 0 ? '' : `, and ${rest} more things like that`}. ${capitalised(statementName(blame))}${where} allows it.`,
			fix:
				correction !== undefined
					? `Put the narrower statements in its place. Everything else in ${replaced} stays.`
					: existingRole !== undefined && blame?.document === 'role-policy'
						? `Leave it as it is if the role is that of ${existingRole.of}, which may need it. If not, leave in the role only what ${profile.name} needs here.`
						: isManaged
							? `If nothing else needs it, detach the policy "${blame?.policy}" from the role (IAM > Roles > ${connection.roleName} > Permissions) and give the role the narrower role policy.`
							: `If nothing else needs it, leave in it only what ${profile.name} needs. What else it is for cannot be seen from here.`,
		};
	},
	'depends-on-keys': ({keys}, {profile}, {witness}) => ({
		reason: `Whether ${profile.name} could do more than it needs${witness === undefined ? '' : ` (${witness.action})`} depends on ${inWords(keys) || 'something in the policies'}, which cannot be checked from here.`,
		fix: 'Use the narrower documents: they do not allow it at all.',
	}),
};

export const isolationWords = {
	'isolation.external-id': isolationExternalId,
	'isolation.tenant': isolationTenant,
	'isolation.public': isolationPublic,
	'isolation.excess': isolationExcess,
};
