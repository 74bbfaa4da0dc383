import type {Looked, PublicAccessBlock} from '../../account/index.ts';
import {listOf} from '../../policy/index.ts';
import {correctedPolicy} from '../corrected-policy.ts';
import type {ResourceDocument} from '../corrections.ts';
import {ownAccountCorrection, removalCorrection} from '../exceptions.ts';
import {
	blameOf,
	type CheckFunction,
	type Finding,
	fail,
	inWords,
	pass,
	skip,
	statementName,
	unknown,
} from '../finding.ts';
import {keyManager} from '../key-manager.ts';
import {neededActions} from '../needed-actions.ts';
import {lookAgain} from '../open-questions.ts';
import {
	bucketPolicies,
	forOutsider,
	keyPolicies,
	type Ruling,
	rule,
	trustPolicies,
} from '../policy-sets.ts';
import {bucketPresence, keyPresence, rolePresence} from '../presence.ts';
import {isPublicStatement} from '../public-statement.ts';
import {anonymousRequest, bucketRequest, keyRequest} from '../requests.ts';
import type {Situation} from '../situation.ts';
import {assuming, stranger, trustCorrection} from '../trust-probes.ts';

const title = 'Access by everybody';

type Opening = {readonly what: string; readonly ruling: Ruling};

/** Whether somebody who has nothing to do with the vendor would get in. */
export const isolationPublic: CheckFunction = (situation) => {
	const findings = [judgeTrust(situation), judgeKey(situation), judgeBucket(situation)].filter(
		(finding) => finding !== undefined,
	);
	return (
		findings.find(({status}) => status === 'fail') ??
		findings.find(({status}) => status === 'unknown') ??
		findings.find(({status}) => status === 'pass') ??
		skip(title, 'Looked at once there is a bucket or a role.')
	);
};

function judgeBucket(situation: Situation): Finding | undefined {
	if (bucketPresence(situation) === 'none') {
		return undefined;
	}

	const policies = forOutsider(bucketPolicies(situation));
	const seen = {...policies, unseen: unseenOf(situation.bucketPolicy, 'The bucket policy')};
	const asStranger = {...situation, principal: stranger};
	const openings = Object.values(neededActions).flatMap(({action, on}): Opening[] => [
		{
			what: `anybody on the internet, without signing in, by ${action}`,
			ruling: rule(anonymousRequest(situation, action, on), seen),
		},
		{
			what: `anybody who has an AWS account, by ${action}`,
			ruling: rule(bucketRequest(asStranger, action, on), seen),
		},
	]);
	const allowed = openings.find(({ruling}) => ruling.outcome === 'Allowed');
	if (allowed !== undefined) {
		return publicBucket(situation, allowed, openings);
	}

	// S3 takes a statement that is limited to fixed values, such as a few addresses, for not public.
	const open = openings.find(({ruling}) => isOpen(situation, ruling));
	return open === undefined
		? pass(title, 'No policy lets in anybody but those whom it names.')
		: openEnd(situation, open, 'bucket-policy');
}

function isOpen({bucketPolicy}: Situation, {outcome, statements, unseen}: Ruling): boolean {
	if (outcome !== 'Unknown' || unseen.length > 0 || bucketPolicy.state !== 'there') {
		return outcome === 'Unknown';
	}

	const list = listOf(bucketPolicy.document.Statement);
	const allows = statements.filter(({effect}) => effect === 'Allow');
	return allows.length === 0
		? list.some((statement) => isPublicStatement(statement))
		: allows.some(({index}) => {
				const statement = list[index];
				return statement !== undefined && isPublicStatement(statement);
			});
}

function publicBucket(
	situation: Situation,
	{what, ruling}: Opening,
	openings: readonly Opening[],
): Finding {
	const [reference] = ruling.statements;
	const where = reference === undefined ? 'a statement' : statementName(reference);
	const {publicAccessBlock, accountPublicAccessBlock} = situation.snapshot.bucket;
	const restricts = [publicAccessBlock, accountPublicAccessBlock].map((looked) =>
		restricted(looked),
	);
	const places = openings
		.filter((opening) => opening.ruling.outcome === 'Allowed')
		.flatMap((opening) => opening.ruling.statements.map(({index}) => index));
	const details = {
		blame: blameOf(reference, 'bucket-policy'),
		correction:
			removalCorrection(situation, 'bucket-policy', [...new Set(places)]) ??
			correctedPolicy(situation, 'bucket-policy', places).correction,
	};
	if (restricts.includes(true)) {
		return pass(
			title,
			`In the bucket policy ${where} is for ${what}; Block Public Access (RestrictPublicBuckets) keeps them out all the same.`,
		);
	}

	const fix = `Take ${where} out of the bucket policy, or name in it whom it is for; and switch Block Public Access on (S3 > ${situation.connection.bucket} > Permissions).`;
	return restricts.includes(undefined)
		? unknown(
				title,
				`In the bucket policy ${where} lets in ${what}. Whether Block Public Access keeps them out could not be seen.`,
				fix,
				details,
			)
		: fail(title, `In the bucket policy ${where} lets in ${what}.`, fix, details);
}

/** Whether public policies are of no use to the public; undefined where that could not be seen. */
function restricted(looked: Looked<PublicAccessBlock>): boolean | undefined {
	switch (looked.status) {
		case 'found':
			return looked.value.restrictPublicBuckets;
		case 'absent':
			return false;
		default:
			return undefined;
	}
}

function judgeTrust(situation: Situation): Finding | undefined {
	const {isCustomerRole, connection} = situation;
	if (!isCustomerRole || rolePresence(situation) === 'none') {
		return undefined;
	}

	const policies = trustPolicies(situation);
	const attempts: readonly (readonly [string | undefined, string])[] = [
		[undefined, 'take the role'],
		[connection.externalId, 'take the role who knows the external ID, which is no secret'],
	];
	const openings = attempts.map(
		([externalId, words]): Opening => ({
			what: `anybody with an AWS account ${words}`,
			ruling: rule(assuming(situation, externalId, stranger), policies),
		}),
	);
	return judgeOpenings(situation, openings, 'trust-policy');
}

function judgeKey(situation: Situation): Finding | undefined {
	const {usesKms, keyPolicy} = situation;
	if (!usesKms || keyPresence(situation) === 'none' || keyManager(situation) === 'AWS') {
		return undefined;
	}

	if (keyPolicy.state !== 'there') {
		return unknown(
			title,
			unseenOf(keyPolicy, 'The key policy')[0] ?? 'The key policy could not be seen.',
			lookAgain(situation),
		);
	}

	const policies = forOutsider(keyPolicies(situation));
	const asStranger = {...situation, principal: stranger};
	const ruling = rule(keyRequest(asStranger, 'kms:Decrypt'), {...policies, unseen: []});
	return judgeOpenings(
		situation,
		[{what: 'anybody with an AWS account use the key', ruling}],
		'key-policy',
	);
}

function judgeOpenings(
	situation: Situation,
	openings: readonly Opening[],
	resource: 'trust-policy' | 'key-policy',
): Finding | undefined {
	const allowed = openings.find(({ruling}) => ruling.outcome === 'Allowed');
	if (allowed === undefined) {
		const open = openings.find(({ruling}) => ruling.outcome === 'Unknown');
		return open && openEnd(situation, open, resource);
	}

	const {statements} = allowed.ruling;
	const [reference] = statements;
	const where = reference === undefined ? 'a statement' : statementName(reference);
	return fail(
		title,
		`In the ${resource.replace('-', ' ')} ${where} lets ${allowed.what}.`,
		`Name in ${where} whom it is for, in place of "*", or take it out.`,
		{
			blame: blameOf(reference, resource),
			correction:
				resource === 'trust-policy'
					? trustCorrection(situation)
					: ownAccountCorrection(
							situation,
							statements.map(({index}) => index),
						),
		},
	);
}

function openEnd(
	situation: Situation,
	{what, ruling}: Opening,
	resource: ResourceDocument,
): Finding {
	const {unseen, unknownKeys, statements} = ruling;
	return unseen.length > 0
		? unknown(title, unseen.join(' '), lookAgain(situation))
		: unknown(
				title,
				`In the ${resource.replace('-', ' ')} a statement is about everybody. Whether it lets in ${what}, depends on ${inWords(unknownKeys) || 'something in it'}, which cannot be known from here.`,
				'Name in that statement whom it is for, in place of everybody.',
				{blame: blameOf(statements[0], resource)},
			);
}

function unseenOf(seen: Situation['bucketPolicy'], name: string): string[] {
	return seen.state === 'unseen' ? [`${name} could not be judged. ${seen.reason}`] : [];
}
