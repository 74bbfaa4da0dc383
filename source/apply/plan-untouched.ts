import {type CheckId, judge, type Situation} from '../verify/index.ts';
import {type Check, presentFinding} from '../words/index.ts';
import {isDenial} from './plan-denial.ts';
import type {ApplyStepId, PlanStep} from './types.ts';

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
 * What would still be wrong once the plan is carried out, a few sentences each: what somebody else wrote or set, which
 * nobody but they can judge. `after` is the account as it would be then.
 */
export function untouchedBy(after: Situation, steps: readonly PlanStep[]): string[] {
	const {snapshot, connection, profile} = after;
	const obstacles = steps.flatMap(({id, obstacle}) =>
		obstacle === undefined ? [] : [{id, obstacle}],
	);
	const isSaid = ({id, reason, blame}: Check) =>
		obstacles.some(
			({id: step, obstacle}) =>
				obstacle.includes(reason) ||
				((stepsOf[id]?.includes(step) ?? false) && !isDenial(after, blame)),
		);
	const left = judge(snapshot, connection, profile)
		.map((finding) => presentFinding(finding, after))
		.filter(
			(check) =>
				(check.status === 'fail' ||
					(check.status === 'warn' && shownWarnings.includes(check.id))) &&
				check.id !== 'account.identity' &&
				!isSaid(check),
		);
	const seen = new Set<string>();
	return left.flatMap(({reason, fix, blame}) => {
		// One statement makes several checks fail; once is enough.
		const cause = blame === undefined ? reason : JSON.stringify(blame);
		if (seen.has(cause)) {
			return [];
		}

		seen.add(cause);
		return [`${reason} ${fix}`.trim()];
	});
}
