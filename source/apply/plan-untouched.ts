import {listOf, type PolicyDocument} from '../policy/index.ts';
import {
	type Blame,
	type CheckId,
	causeOf,
	type Finding,
	judge,
	type Situation,
} from '../verify/index.ts';
import {type ApplyStepId, findingIn, type PlanStep} from './types.ts';

/** Warnings about what stands beside the vendor's part, and is none of this program's business to change. */
const shownWarnings: readonly CheckId[] = [
	'bucket.public-access',
	'bucket.ownership',
	'trust.others',
];

const toBucket = ['bucket', 'role', 'role-policy', 'bucket-policy'] as const;

/** Steps that would mend what a check finds: where one of them cannot be done, its obstacle says why already. */
const stepsOf: Readonly<Partial<Record<CheckId, readonly ApplyStepId[]>>> = {
	'bucket.exists': ['bucket'],
	'bucket.owner': ['bucket'],
	'bucket.region': ['bucket'],
	'bucket.encryption': ['bucket', 'bucket-encryption'],
	'bucket.policy': ['bucket', 'role', 'bucket-policy'],
	'bucket.cors': ['bucket', 'bucket-cors'],
	'bucket.notification': ['bucket', 'queue-policy', 'bucket-notification'],
	'queue.policy': ['queue-policy'],
	'role.exists': ['role'],
	'trust.principal': ['role', 'trust-policy'],
	'trust.external-id': ['role', 'trust-policy'],
	'trust.mfa': ['role', 'trust-policy'],
	'isolation.external-id': ['role', 'trust-policy'],
	'isolation.tenant': ['bucket-policy', 'key-policy'],
	'access.list': toBucket,
	'access.read': toBucket,
	'access.write': toBucket,
	'access.delete': toBucket,
	'access.kms': ['role', 'role-policy', 'key-policy'],
	'key.policy': ['role', 'key-policy'],
};

/**
 * What would still be wrong once the plan is carried out: what somebody else wrote or set, which nobody but they can judge.
 * `after` is the account as it would be then.
 */
export function untouchedBy(after: Situation, steps: readonly PlanStep[]): Finding[] {
	const {snapshot, connection, profile} = after;
	const obstacles = steps.flatMap(({id, obstacle}) =>
		obstacle === undefined ? [] : [{step: id, finding: findingIn(obstacle)}],
	);
	const isSaid = (found: Finding) =>
		obstacles.some(
			({step, finding}) =>
				(finding !== undefined && causeOf(finding) === causeOf(found)) ||
				((stepsOf[found.id]?.includes(step) ?? false) && !isDenial(after, found.blame)),
		);
	const left = judge(snapshot, connection, profile).filter(
		(finding) =>
			(finding.status === 'fail' ||
				(finding.status === 'warn' && shownWarnings.includes(finding.id))) &&
			finding.id !== 'account.identity' &&
			!isSaid(finding),
	);
	// One statement makes several checks fail; once is enough.
	const causes = left.map((finding) =>
		finding.blame === undefined ? causeOf(finding) : JSON.stringify(finding.blame),
	);
	return left.filter((_finding, index) => causes.indexOf(causes[index] ?? '') === index);
}

/** Whether the statement that a check holds responsible denies something. */
export function isDenial(situation: Situation, blame: Blame | undefined): boolean {
	const document = blame && documentOf(situation, blame);
	return document !== undefined && listOf(document.Statement)[blame?.index ?? 0]?.Effect === 'Deny';
}

function documentOf(situation: Situation, {document, policy}: Blame): PolicyDocument | undefined {
	const {rolePolicies, trustPolicy, bucketPolicy, keyPolicy, queuePolicy, boundary} = situation;
	if (document === 'role-policy') {
		return rolePolicies.state === 'there'
			? rolePolicies.policies.find(({name}) => name === policy)?.document
			: undefined;
	}

	if (document === 'bucket-cors' || document === 'bucket-notification') {
		return undefined;
	}

	const seen = {
		'trust-policy': trustPolicy,
		'bucket-policy': bucketPolicy,
		'key-policy': keyPolicy,
		'queue-policy': queuePolicy,
		boundary,
	}[document];
	return seen.state === 'there' ? seen.document : undefined;
}
