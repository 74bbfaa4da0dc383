import {accountOf, accountRootArn} from '../../aws/index.ts';
import {listOf, type PolicyDocument} from '../../policy/index.ts';
import {statementName} from '../../words/statements.ts';
import {unseenInWords} from '../../words/unseen.ts';
import {testsOf} from '../condition-tests.ts';
import {correctedPolicy} from '../corrected-policy.ts';
import {
	type DeadPrincipal,
	deadPrincipals,
	deadStranger,
	deadVendor,
	perhapsVendors,
} from '../dead-principals.ts';
import {awsPrincipals} from '../principals.ts';
import {documentOf, everyAsk, requestsOf, vendorFor} from '../request-sets.ts';
import {findIn} from '../set-rulings.ts';
import type {Situation} from '../situation.ts';
import {withoutStatements} from '../without-statements.ts';
import {blameAt, type CheckFunction, type Finding, fail, pass, unknown, warn} from '../worded.ts';
import {onceRoleExists, skipWithoutBucket} from '../worded-presence.ts';

const id = 'bucket-policy';
const title = 'Vendor in the bucket policy';

/** Whether a statement of the bucket policy allows the vendor something, and whether all whom it names still exist. */
export const bucketPolicy: CheckFunction = (situation) => {
	const skipped = skipWithoutBucket(situation, title);
	if (skipped !== undefined) {
		return skipped;
	}

	const {bucketPolicy: policy} = situation;
	switch (policy.state) {
		case 'unseen':
			return unknown(
				title,
				unseenInWords(policy.unseen),
				situation.snapshot.source === 'documents'
					? 'Put the bucket policy into bucket-policy.json, as the S3 console shows it.'
					: 'Check again with an identity that is allowed s3:GetBucketPolicy, or compare the bucket policy yourself.',
				{code: 'not-seen'},
			);
		case 'none':
			return onceRoleExists(
				situation,
				missing(situation, 'no-bucket-policy', 'The bucket has no policy.'),
			);
		case 'there':
			return onceRoleExists(situation, judgePolicy(situation, policy.document));
	}
};

function judgePolicy(situation: Situation, document: PolicyDocument): Finding {
	const {principal, isCustomerRole} = situation;
	const dead = deadPrincipals(situation, id, document);
	const own = dead.find(({isVendors}) => isVendors);
	if (own !== undefined) {
		return deadVendor(situation, id, title, own);
	}

	const allowing = (names: readonly string[]) =>
		listOf(document.Statement).findIndex(
			(statement) =>
				statement.Effect === 'Allow' &&
				awsPrincipals(statement).some((name) => names.includes(name)),
		);
	const [stranger] = dead;
	const named = allowing([principal]);
	if (named >= 0) {
		return stranger === undefined
			? pass(
					title,
					`In the bucket policy ${statementName(blameAt(id, document, named))} names ${principal}.`,
					{code: 'vendor-named'},
				)
			: deadStranger(situation, id, title, document, stranger);
	}

	const byCondition = placeByCondition(situation, document);
	if (byCondition !== undefined) {
		return stranger === undefined
			? pass(
					title,
					`In the bucket policy ${statementName(blameAt(id, document, byCondition))} means ${principal} by its condition.`,
					{code: 'by-condition'},
				)
			: deadStranger(situation, id, title, document, stranger);
	}

	const account = accountOf(principal);
	const whole = allowing([account, accountRootArn(account)]);
	return whole < 0 || isCustomerRole
		? missing(
				situation,
				'vendor-not-named',
				`No statement of the bucket policy allows ${principal} anything.`,
				stranger,
			)
		: wholeAccount(situation, document, whole);
}

/** 0-based place of a statement about everybody, or an account, that lets the vendor in by what it asks about the principal. */
function placeByCondition(situation: Situation, document: PolicyDocument): number | undefined {
	const statements = listOf(document.Statement);
	const place = statements.findIndex((statement, index) => {
		const isByArn =
			statement.Effect === 'Allow' &&
			testsOf(statement).some(({key}) => /^aws:Principal(?:Arn|Account|Org)/i.test(key));
		if (!isByArn) {
			return false;
		}

		const others = statements.map((_, other) => other).filter((other) => other !== index);
		const alone = documentOf(withoutStatements(situation, 'bucket', others), 'bucket');
		const requests = requestsOf(
			situation,
			'bucket',
			[vendorFor(situation, 'bucket')],
			everyAsk(situation, 'bucket'),
		);
		const identity = situation.isCustomerRole ? [] : ('unseen' as const);
		const resource = {name: id, document: alone ?? document};
		const {answer} = findIn('allowed', requests, {
			set: {identity, resource, resourceKind: 'bucket'},
			unseen: [],
		});
		return answer !== 'none';
	});
	return place < 0 ? undefined : place;
}

function missing(
	situation: Situation,
	code: 'no-bucket-policy' | 'vendor-not-named',
	reason: string,
	stranger?: DeadPrincipal,
): Finding {
	const {profile, isCustomerRole, principal, connection} = situation;
	const {correction, refusal = ''} = correctedPolicy(situation, id);
	const because = isCustomerRole
		? `${profile.name} gets in by the policy of the role alone; its article asks for the statement all the same.`
		: `${profile.name} comes from another account (${principal}) and gets in only where the bucket policy says so.`;
	return (isCustomerRole ? warn : fail)(
		title,
		`${reason} ${because}${perhapsVendors(stranger)}`,
		`Add the statement for ${principal} to the bucket policy (S3 > ${connection.bucket} > Permissions > Bucket policy > Edit). ${refusal}`.trim(),
		{
			code,
			blame: stranger && {document: id, sid: stranger.statement.Sid ?? '', index: stranger.index},
			correction,
		},
	);
}

function wholeAccount(situation: Situation, document: PolicyDocument, index: number): Finding {
	const blame = blameAt(id, document, index);
	return warn(
		title,
		`In the bucket policy ${statementName(blame)} lets in the whole account of ${situation.profile.name} instead of ${situation.principal} alone.`,
		`Name ${situation.principal} in it instead of the account.`,
		{code: 'account-trusted', blame, correction: correctedPolicy(situation, id).correction},
	);
}
