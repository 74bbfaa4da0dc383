import type {Looked, PublicAccessBlock} from '../../account/index.ts';
import {
	type AccessRequest,
	listOf,
	type PolicyDocument,
	type Statement,
} from '../../policy/index.ts';
import {blamedStatements} from '../blamed-statements.ts';
import {correctedPolicy} from '../corrected-policy.ts';
import {ownAccountCorrection, removalCorrection} from '../exceptions.ts';
import {
	type Blame,
	blameOf,
	type CheckFunction,
	type CheckWitness,
	type FindingOf,
	fail,
	type NoFacts,
	pass,
	type SharedFindings,
	skip,
	undecided,
	unknown,
	witnessOf,
} from '../finding.ts';
import {outsideRequests} from '../outsiders.ts';
import {bucketPresence, keyManager, keyPresence, rolePresence} from '../presence.ts';
import {publicStatements} from '../public-statement.ts';
import {documentOf, type Resource} from '../request-sets.ts';
import {
	bucketPolicies,
	findInAny,
	forOutsider,
	keyPolicies,
	type SetRuling,
	trustPolicies,
} from '../rulings.ts';
import type {FailedLook, ResourceDocument, Situation, Unseen} from '../situation.ts';
import {trustCorrection} from '../trust-correction.ts';

type Findings = {
	readonly closed: {
		/** Whether access control lists count in the bucket, so that single objects can have some of their own. */
		readonly areAclsEnabled: boolean;
	};
	readonly 'kept-out-by-block-public-access': {
		/** The statement that would let somebody in, and a request that shows it; absent where that cannot be told. */
		readonly opening?: {readonly blame: Blame | undefined; readonly witness: CheckWitness};
	};
	readonly 'public-bucket-policy': NoFacts;
	readonly 'public-unless-blocked': NoFacts;
	readonly 'public-acl': {readonly permission: string; readonly group: PublicGroup};
	readonly 'acls-not-seen': {
		/** What could not be seen: whether access control lists count, or the bucket's own one. */
		readonly what: 'ownership' | 'list';
		readonly why: FailedLook;
	};
	readonly 'public-trust-policy': {
		readonly isProvider: boolean;
		/** Whether it takes the agreed external ID. */
		readonly isIdSent: boolean;
	};
	readonly 'public-key-policy': {readonly isProvider: boolean};
	readonly 'depends-on-keys': {
		readonly document: ResourceDocument;
		readonly keys: readonly string[];
	};
};

type Finding = FindingOf<Findings & SharedFindings>;

const documentNames: Readonly<Record<Resource, ResourceDocument>> = {
	bucket: 'bucket-policy',
	key: 'key-policy',
	role: 'trust-policy',
};

/** Whether somebody who has nothing to do with the vendor would get in, by any action, anywhere. */
export const isolationPublic: CheckFunction<Findings> = (situation) => {
	const findings = [
		judgeTrust(situation),
		judgeKey(situation),
		judgeBucket(situation),
		judgeAccessLists(situation),
	].filter((finding) => finding !== undefined);
	return (
		findings.find(({status}) => status === 'fail') ??
		findings.find(({status}) => status === 'unknown') ??
		findings.find(({status}) => status === 'pass') ??
		skip('not-yet', {until: 'bucket-or-role'})
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
				? pass('kept-out-by-block-public-access', {})
				: openEnd(found, 'bucket');
		case 'none':
			return undefined;
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

function publicBucket(
	situation: Situation,
	{witness: {request, decision}}: Extract<SetRuling, {answer: 'some'}>,
	isPublic: boolean,
): Finding {
	const blame = blameOf(decision.statements[0], 'bucket-policy');
	const isRestricted = isPublic ? restriction(situation) : false;
	if (isRestricted === true) {
		return pass('kept-out-by-block-public-access', {
			opening: {blame, witness: witnessOf(request)},
		});
	}

	const details = {request, blame, correction: publicCorrection(situation)};
	return isRestricted === undefined
		? unknown('public-unless-blocked', {}, details)
		: fail('public-bucket-policy', {}, details);
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
const publicGroups = {
	'http://acs.amazonaws.com/groups/global/AllUsers': 'everybody',
	'http://acs.amazonaws.com/groups/global/AuthenticatedUsers': 'aws-accounts',
} as const;

type PublicGroup = (typeof publicGroups)[keyof typeof publicGroups];

function publicGroupOf(uri: string | undefined): PublicGroup | undefined {
	return Object.entries(publicGroups).find(([group]) => group === uri)?.[1];
}

/**
 * What an entry of a bucket's access control list allows.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#acl-access-policy-permission-mapping
 */
const actionsOfGrants: Readonly<Record<string, readonly string[]>> = {
	READ: ['s3:ListBucket', 's3:ListBucketVersions', 's3:ListBucketMultipartUploads'],
	WRITE: ['s3:PutObject'],
	READ_ACP: ['s3:GetBucketAcl'],
	WRITE_ACP: ['s3:PutBucketAcl'],
};

/**
 * ACLs count where ownership lets them, and beside the bucket policy: an Allow in it gives what they do not, but only a
 * Deny in it takes away what they give. Where one was not seen nothing is certain.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
 */
function judgeAccessLists(situation: Situation): Finding | undefined {
	if (bucketPresence(situation) === 'none') {
		return undefined;
	}

	const {ownership, acl} = situation.snapshot.bucket;
	const isEnforced = ownership.status === 'found' && ownership.value === 'BucketOwnerEnforced';
	if (isEnforced || blockState(situation, 'ignorePublicAcls') === true) {
		return pass('closed', {areAclsEnabled: false});
	}

	if (ownership.status !== 'found' && ownership.status !== 'absent') {
		return unknown('acls-not-seen', {what: 'ownership', why: ownership});
	}

	if (acl.status !== 'found' && acl.status !== 'absent') {
		return unknown('acls-not-seen', {what: 'list', why: acl});
	}

	const findings = (acl.status === 'found' ? acl.value : []).flatMap((grant) => {
		const group = publicGroupOf(grant.group);
		return group === undefined ? [] : (judgeGrant(situation, grant.permission, group) ?? []);
	});
	return (
		findings.find(({status}) => status === 'fail') ??
		findings[0] ??
		pass('closed', {areAclsEnabled: true})
	);
}

/** What an entry for a public group comes to; undefined where the bucket policy denies all that it allows. */
function judgeGrant(
	situation: Situation,
	permission: string,
	group: PublicGroup,
): Finding | undefined {
	const {set, unseen} = forOutsider(bucketPolicies(situation));
	const actions =
		permission === 'FULL_CONTROL'
			? Object.values(actionsOfGrants).flat()
			: actionsOfGrants[permission];
	const granted: Statement = {
		Effect: 'Allow',
		Principal: '*',
		Action: actions ?? 's3:*',
		Resource: [situation.bucketArn, `${situation.bucketArn}/*`],
	};
	const document: PolicyDocument = {
		Version: '2012-10-17',
		...set.resource?.document,
		Statement: [
			...listOf(set.resource?.document.Statement).filter(({Effect}) => Effect === 'Deny'),
			granted,
		],
	};
	const found = findInAny('allowed', outsideRequests(situation, 'bucket'), {
		set: {...set, resource: {name: 'access control list', document}},
		unseen: unseen.length === 0 ? [] : unseenOf(situation, 'bucket'),
	});
	switch (found.answer) {
		case 'some':
			return fail('public-acl', {permission, group});
		case 'unknown':
			return (
				undecided(found) ??
				unknown('depends-on-keys', {document: 'bucket-policy', keys: found.keys})
			);
		case 'none':
			return undefined;
	}
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
		? unknown('not-seen', {unseen: [{document: 'key-policy', why: {status: 'untold'}}]})
		: judgeOpening(situation, 'key');
}

function judgeOpening(situation: Situation, resource: 'key' | 'role'): Finding | undefined {
	const found = askOutsiders(situation, resource);
	if (found.answer !== 'some') {
		return found.answer === 'none' ? undefined : openEnd(found, resource);
	}

	const {request, decision} = found.witness;
	const isProvider = request.provider !== undefined;
	const details = {
		request,
		blame: blameOf(decision.statements[0], documentNames[resource]),
		correction: openingCorrection(situation, resource, isProvider),
	};
	return resource === 'key'
		? fail('public-key-policy', {isProvider}, details)
		: fail('public-trust-policy', {isProvider, isIdSent: isIdSent(situation, request)}, details);
}

function isIdSent({connection}: Situation, {context}: AccessRequest): boolean {
	return Object.entries(context.values).some(
		([key, value]) =>
			key.toLowerCase() === 'sts:externalid' &&
			[value].flat().includes(connection.externalId ?? ''),
	);
}

function openingCorrection(situation: Situation, resource: 'key' | 'role', isProvider: boolean) {
	if (resource === 'key') {
		return ownAccountCorrection(situation, openStatements(situation, 'key'));
	}

	return isProvider
		? removalCorrection(situation, 'trust-policy', openStatements(situation, 'role'))
		: trustCorrection(situation);
}

function openEnd(found: Extract<SetRuling, {answer: 'unknown'}>, resource: Resource): Finding {
	const {keys, example} = found;
	const document = documentNames[resource];
	return (
		undecided(found) ??
		unknown(
			'depends-on-keys',
			{document, keys},
			{request: example?.request, blame: blameOf(example?.decision.statements[0], document)},
		)
	);
}
