import type {Looked, PublicAccessBlock} from '../../account/index.ts';
import type {AccessRequest, PolicyDocument} from '../../policy/index.ts';
import {inWords} from '../../words/lists.ts';
import {statementName} from '../../words/statements.ts';
import {unjudgedInWords, whyUnseen} from '../../words/unseen.ts';
import {requestInWords, whoInWords} from '../../words/witness.ts';
import {blamedStatements} from '../blamed-statements.ts';
import {correctedPolicy} from '../corrected-policy.ts';
import type {ResourceDocument} from '../corrections.ts';
import {ownAccountCorrection, removalCorrection} from '../exceptions.ts';
import {witnessOf} from '../finding.ts';
import {keyManager} from '../key-manager.ts';
import {lookAgain, undecidedFinding} from '../open-questions.ts';
import {outsideRequests} from '../outsiders.ts';
import {bucketPolicies, forOutsider, keyPolicies, trustPolicies} from '../policy-sets.ts';
import {bucketPresence, keyPresence, rolePresence} from '../presence.ts';
import {publicStatements} from '../public-statement.ts';
import {documentOf, type Resource} from '../request-sets.ts';
import {findInAny, type SetRuling} from '../set-rulings.ts';
import type {Situation, Unseen} from '../situation.ts';
import {trustCorrection} from '../trust-correction.ts';
import {blameOf, type CheckFunction, type Finding, fail, pass, skip, unknown} from '../worded.ts';

const title = 'Access by everybody';

const documentNames: Readonly<Record<Resource, ResourceDocument>> = {
	bucket: 'bucket-policy',
	key: 'key-policy',
	role: 'trust-policy',
};

/** Whether somebody who has nothing to do with the vendor would get in, by any action, anywhere. */
export const isolationPublic: CheckFunction = (situation) => {
	const findings = [judgeTrust(situation), judgeKey(situation), judgeBucket(situation)].filter(
		(finding) => finding !== undefined,
	);
	return (
		findings.find(({status}) => status === 'fail') ??
		findings.find(({status}) => status === 'unknown') ??
		findings.find(({status}) => status === 'pass') ??
		skip(title, 'Looked at once there is a bucket or a role.', {code: 'not-yet'})
	);
};

/** What anybody can do with a resource: any action, on anything in it. */
function askOutsiders(situation: Situation, resource: Resource): SetRuling {
	const policies = {
		bucket: () => forOutsider(bucketPolicies(situation)),
		key: () => forOutsider(keyPolicies(situation)),
		role: () => trustPolicies(situation),
	}[resource]();
	return findInAny('allowed', outsideRequests(situation, resource), {
		...policies,
		unseen: unseenOf(situation, resource),
	});
}

function unseenOf(situation: Situation, resource: Resource): Unseen[] {
	const seen = {
		bucket: situation.bucketPolicy,
		key: situation.keyPolicy,
		role: situation.trustPolicy,
	}[resource];
	return seen.state === 'unseen' ? [seen.unseen] : [];
}

function judgeBucket(situation: Situation): Finding | undefined {
	if (bucketPresence(situation) === 'none') {
		return undefined;
	}

	const found = askOutsiders(situation, 'bucket');
	const document = documentOf(situation, 'bucket');
	const isPublic = document !== undefined && publicStatements(document).length > 0;
	switch (found.answer) {
		case 'some':
			return publicBucket(situation, found, isPublic);
		case 'unknown':
			return isPublic && restriction(situation) === true
				? shutOut()
				: openEnd(situation, found, 'bucket');
		case 'none':
			return (
				judgeAccessLists(situation) ??
				pass(title, 'No policy lets in anybody but those whom it names.', {code: 'closed'})
			);
	}
}

/**
 * Whether RestrictPublicBuckets is on, for the bucket or for the account: then a public policy lets in nobody but AWS
 * services and the bucket's own account. Undefined where that could not be seen.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
function restriction(situation: Situation): boolean | undefined {
	return blockState(situation, 'restrictPublicBuckets');
}

function blockState({snapshot}: Situation, setting: keyof PublicAccessBlock): boolean | undefined {
	const {publicAccessBlock, accountPublicAccessBlock} = snapshot.bucket;
	const states = [publicAccessBlock, accountPublicAccessBlock].map((looked) =>
		settingOf(looked, setting),
	);
	return states.includes(true) ? true : states.includes(undefined) ? undefined : false;
}

function settingOf(
	looked: Looked<PublicAccessBlock>,
	setting: keyof PublicAccessBlock,
): boolean | undefined {
	switch (looked.status) {
		case 'found':
			return looked.value[setting];
		case 'absent':
			return false;
		default:
			return undefined;
	}
}

function shutOut(what?: string): Finding {
	return pass(
		title,
		`${what ?? 'The bucket policy is public'}; Block Public Access (RestrictPublicBuckets) keeps out everybody of other accounts all the same.`,
		{code: 'kept-out-by-block-public-access'},
	);
}

function publicBucket(
	situation: Situation,
	{witness}: Extract<SetRuling, {answer: 'some'}>,
	isPublic: boolean,
): Finding {
	const [reference] = witness.decision.statements;
	const where = reference === undefined ? 'a statement' : statementName(reference);
	const lets = `In the bucket policy ${where} lets in ${whoInWords(situation, witnessOf(witness.request))}`;
	const isRestricted = isPublic ? restriction(situation) : false;
	if (isRestricted === true) {
		return shutOut(lets);
	}

	const details = {
		request: witness.request,
		blame: blameOf(reference, 'bucket-policy'),
		correction: publicCorrection(situation),
	};
	const words = `${lets}. For instance: ${requestInWords(witnessOf(witness.request))}.`;
	const fix = `Take ${where} out of the bucket policy, or name in it whom it is for; and switch Block Public Access on (S3 > ${situation.connection.bucket} > Permissions).`;
	return isRestricted === undefined
		? unknown(
				title,
				`${words} Whether Block Public Access keeps them out could not be seen.`,
				fix,
				{...details, code: 'public-unless-blocked'},
			)
		: fail(title, words, fix, {...details, code: 'public-bucket-policy'});
}

/** The bucket policy without every statement by which anybody gets in. */
function publicCorrection(situation: Situation) {
	const places = openStatements(situation, 'bucket');
	return (
		removalCorrection(situation, 'bucket-policy', places) ??
		correctedPolicy(situation, 'bucket-policy', places).correction
	);
}

const openPlaces = new WeakMap<PolicyDocument, readonly number[]>();

/** 0-based places of the statements by which anybody gets in; worked out once for each document. */
export function openStatements(situation: Situation, resource: Resource): readonly number[] {
	const document = documentOf(situation, resource);
	if (document === undefined) {
		return [];
	}

	let places = openPlaces.get(document);
	if (places === undefined) {
		places = blamedStatements(situation, resource, (narrowed) => askOutsiders(narrowed, resource));
		openPlaces.set(document, places);
	}

	return places;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#specifying-grantee-predefined-groups */
const publicGroups: Readonly<Record<string, string>> = {
	'http://acs.amazonaws.com/groups/global/AllUsers': 'anybody on the internet',
	'http://acs.amazonaws.com/groups/global/AuthenticatedUsers': 'anybody with an AWS account',
};

/**
 * ACLs count where ownership lets them. Where none was seen nothing is certain.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
 */
function judgeAccessLists(situation: Situation): Finding | undefined {
	const {ownership} = situation.snapshot.bucket;
	const isEnforced = ownership.status === 'found' && ownership.value === 'BucketOwnerEnforced';
	if (isEnforced || blockState(situation, 'ignorePublicAcls') === true) {
		return undefined;
	}

	const place = `S3 > ${situation.connection.bucket} > Permissions > Object Ownership > Edit`;
	const seen = situation.snapshot.bucket.acl;
	const isKnown = ownership.status === 'found' || ownership.status === 'absent';
	if (isKnown && (seen?.status === 'found' || seen?.status === 'absent')) {
		const grant = (seen.status === 'found' ? seen.value : []).find(
			({group}) => publicGroups[group ?? ''] !== undefined,
		);
		return grant === undefined
			? pass(
					title,
					'No policy, and no entry of the access control list (ACL) of the bucket, lets in anybody but those whom it names. Single objects can have ACLs of their own as long as ACLs are enabled.',
					{code: 'closed'},
				)
			: fail(
					title,
					`The access control list (ACL) of the bucket gives ${grant.permission} to ${publicGroups[grant.group ?? '']}.`,
					`Choose "ACLs disabled (recommended)" under ${place}, or take that entry out of the ACL (S3 > ${situation.connection.bucket} > Permissions > Access control list > Edit).`,
					{code: 'public-acl'},
				);
	}

	return isKnown
		? unknown(
				title,
				'No policy lets in anybody but those whom it names. But access control lists (ACLs) count in this bucket, and what they say could not be seen: they can open it, or single objects, to everybody.',
				`Choose "ACLs disabled (recommended)" under ${place}, or switch on Block Public Access.`,
				{code: 'acls-not-seen'},
			)
		: unknown(
				title,
				`No policy lets in anybody but those whom it names. Whether access control lists (ACLs) count in this bucket could not be seen: ${whyUnseen(ownership)}`,
				situation.snapshot.source === 'documents'
					? 'Put objectOwnership and publicAccessBlock into bucket.json.'
					: `Check again with an identity that is allowed s3:GetBucketOwnershipControls and s3:GetBucketPublicAccessBlock, or look at ${place}.`,
				{code: 'acls-not-seen'},
			);
}

function judgeTrust(situation: Situation): Finding | undefined {
	const {isCustomerRole} = situation;
	return !isCustomerRole || rolePresence(situation) === 'none'
		? undefined
		: judgeOpening(situation, 'role');
}

function judgeKey(situation: Situation): Finding | undefined {
	const {usesKms, keyPolicy} = situation;
	if (!usesKms || keyPresence(situation) === 'none' || keyManager(situation) === 'AWS') {
		return undefined;
	}

	return keyPolicy.state === 'none'
		? unknown(title, 'The key policy could not be seen.', lookAgain(situation), {code: 'not-seen'})
		: judgeOpening(situation, 'key');
}

function judgeOpening(situation: Situation, resource: 'key' | 'role'): Finding | undefined {
	const found = askOutsiders(situation, resource);
	if (found.answer !== 'some') {
		return found.answer === 'none' ? undefined : openEnd(situation, found, resource);
	}

	const {witness} = found;
	const [reference] = witness.decision.statements;
	const document = documentNames[resource];
	const where = reference === undefined ? 'a statement' : statementName(reference);
	const what =
		resource === 'role' ? `take the role${knowing(situation, witness.request)}` : 'use the key';
	const isProvider = witness.request.provider !== undefined;
	return fail(
		title,
		`In the ${document.replace('-', ' ')} ${where} lets ${whoInWords(situation, witnessOf(witness.request))} ${what}. For instance: ${requestInWords(witnessOf(witness.request))}.`,
		isProvider
			? `Narrow ${where} to the accounts that are yours by a condition on what the identity provider says of them, such as its "sub", or take it out.`
			: `Name in ${where} whom it is for, in place of "*", or take it out.`,
		{
			code: resource === 'role' ? 'public-trust-policy' : 'public-key-policy',
			request: witness.request,
			blame: blameOf(reference, document),
			correction: openingCorrection(situation, resource, isProvider),
		},
	);
}

function knowing({connection}: Situation, {context}: AccessRequest): string {
	const sent = Object.entries(context.values).some(
		([key, value]) =>
			key.toLowerCase() === 'sts:externalid' &&
			[value].flat().includes(connection.externalId ?? ''),
	);
	return sent ? ' who knows the external ID, which is no secret' : '';
}

function openingCorrection(situation: Situation, resource: 'key' | 'role', isProvider: boolean) {
	if (resource === 'key') {
		return ownAccountCorrection(situation, openStatements(situation, 'key'));
	}

	return isProvider
		? removalCorrection(situation, 'trust-policy', openStatements(situation, 'role'))
		: trustCorrection(situation);
}

function openEnd(
	situation: Situation,
	{unseen, code, keys, example}: Extract<SetRuling, {answer: 'unknown'}>,
	resource: Resource,
): Finding {
	if (unseen.length > 0) {
		return unknown(title, unseen.map(unjudgedInWords).join(' '), lookAgain(situation), {
			code: 'not-seen',
		});
	}

	if (code !== 'keys') {
		return undecidedFinding(title, code);
	}

	const document = documentNames[resource];
	const who =
		example === undefined ? 'somebody else' : whoInWords(situation, witnessOf(example.request));
	return unknown(
		title,
		`In the ${document.replace('-', ' ')} a statement is about everybody. Whether it lets in ${who} depends on ${inWords(keys) || 'something in it'}, which cannot be known from here.`,
		'Name in that statement whom it is for, in place of everybody.',
		{
			code: 'depends-on-keys',
			request: example?.request,
			blame: blameOf(example?.decision.statements[0], document),
		},
	);
}
