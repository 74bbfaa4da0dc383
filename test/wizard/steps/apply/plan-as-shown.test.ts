import {describe, expect, test} from 'vitest';
import {openPracticeAccount} from '../../../../source/account/index.ts';
import {
	type ApplyStepId,
	executePlan,
	type Plan,
	type PlanStep,
} from '../../../../source/apply/index.ts';
import {stepIds} from '../../../../source/apply/types.ts';
import {aboutOf, judge} from '../../../../source/verify/index.ts';
import {
	canStandAlone,
	doableSteps,
	onlyStep,
	planAsShown,
} from '../../../../source/wizard/steps/apply/plan-as-shown.ts';
import {contextFor} from '../../../apply/support/plans.ts';
import {creativeForce, creativeForceConnection} from '../../../support/connections.ts';
import {textAfter} from '../../../support/planning.ts';
import {found, healthySnapshot, withBucket} from '../../../support/snapshots.ts';

const connection = creativeForceConnection();

function step(id: ApplyStepId, action: PlanStep['action']): PlanStep {
	return {
		id,
		action,
		detail: {code: 'role-there', facts: {}},
		diff: [],
		...(action === 'none'
			? {}
			: {change: {kind: 'document', document: 'role-policy', before: undefined, after: '{}'}}),
	};
}

function obstructed(id: ApplyStepId): PlanStep {
	return {id, action: 'update', diff: [], obstacle: {code: 'no-role', facts: {}}};
}

function planWith(actions: Partial<Record<ApplyStepId, PlanStep['action']>>): Plan {
	return {
		about: aboutOf(connection, creativeForce, 'practice'),
		steps: stepIds.map((id) => step(id, actions[id] ?? 'none')),
		untouched: judge(healthySnapshot(connection), connection, creativeForce, ['bucket.ownership']),
	};
}

function alone(plan: Plan): ApplyStepId[] {
	return plan.steps.filter((entry) => canStandAlone(plan, entry)).map(({id}) => id);
}

/** What the practice account lacks when only its key is there. */
async function bareAccount() {
	const account = openPracticeAccount(connection, creativeForce);
	account.state.buckets.clear();
	account.state.roles.clear();
	const look = async () =>
		planAsShown(await account.look(connection, creativeForce), connection, creativeForce, []);
	return {account, plan: await look(), look};
}

describe('what can be done', () => {
	test('has something to do and nothing in its way', () => {
		const plan = {
			...planWith({}),
			steps: [step('bucket', 'none'), step('role', 'create'), obstructed('trust-policy')],
		};
		expect(doableSteps(plan).map(({id}) => id)).toEqual(['role']);
	});

	test('one step leaves all others out, and what is not touched in', () => {
		const plan = planWith({'role-policy': 'update', 'bucket-policy': 'update'});
		expect(onlyStep(plan, 'role-policy')).toEqual({
			...plan,
			steps: [step('role-policy', 'update')],
		});
	});
});

describe('a step alone', () => {
	test('is one that changes something', () => {
		expect(alone(planWith({}))).toEqual([]);
		expect(alone(planWith({'trust-policy': 'update', 'key-policy': 'update'}))).toEqual([
			'trust-policy',
			'key-policy',
		]);
	});

	test('does not come before the bucket or the role that it needs', () => {
		const all = Object.fromEntries(stepIds.map((id) => [id, 'create'] as const));
		expect(alone(planWith(all))).toEqual(['bucket', 'role', 'queue-policy']);
		expect(alone(planWith({...all, bucket: 'none'}))).toEqual([
			'bucket-encryption',
			'role',
			'bucket-cors',
			'queue-policy',
		]);
		expect(alone(planWith({...all, role: 'none'}))).toEqual([
			'bucket',
			'trust-policy',
			'role-policy',
			'queue-policy',
			'key-policy',
		]);
	});

	test('does not tell a queue before S3 may send to it', () => {
		const steps = {'queue-policy': 'update', 'bucket-notification': 'create'} as const;
		expect(alone(planWith(steps))).toEqual(['queue-policy']);
		expect(alone(planWith({...steps, 'queue-policy': 'none'}))).toEqual(['bucket-notification']);
	});

	test('is none with an obstacle', () => {
		const plan = {...planWith({}), steps: [obstructed('bucket-policy')]};
		expect(alone(plan)).toEqual([]);
	});

	test('and then the next one alone end where all at once ends', async () => {
		const {account, look} = await bareAccount();
		const writer = await account.writer();
		const done: ApplyStepId[] = [];
		for (let plan = await look(); doableSteps(plan).length > 0; plan = await look()) {
			const next = plan.steps.find((entry) => canStandAlone(plan, entry));
			expect(next).toBeDefined();
			if (next === undefined) {
				break;
			}

			const results = await executePlan(onlyStep(plan, next.id), writer, contextFor());
			expect(results.map(({id, status}) => [id, status])).toEqual([[next.id, 'done']]);
			done.push(next.id);
		}

		expect(done).toEqual(['bucket', 'bucket-encryption', 'role', 'role-policy', 'bucket-policy']);
	});
});

describe('the narrower documents', () => {
	const snapshot = withBucket(healthySnapshot(connection), {
		policy: found('{"Version":"2012-10-17","Statement":[]}'),
	});

	test('are planned for the documents for which they were chosen, and for no others', async () => {
		const {account} = await bareAccount();
		const bare = await account.look(connection, creativeForce);
		const article = planAsShown(bare, connection, creativeForce, []);
		const all = planAsShown(bare, connection, creativeForce, ['role-policy', 'bucket-policy']);
		const role = planAsShown(bare, connection, creativeForce, ['role-policy']);
		expect(textAfter(all, 'role-policy')).not.toBe(textAfter(article, 'role-policy'));
		expect(textAfter(all, 'bucket-policy')).not.toBe(textAfter(article, 'bucket-policy'));
		expect(textAfter(role, 'role-policy')).toBe(textAfter(all, 'role-policy'));
		expect(textAfter(role, 'bucket-policy')).toBe(textAfter(article, 'bucket-policy'));
	});

	test('leave the order and the number of the steps as they are', () => {
		const ids = (narrower: Parameters<typeof planAsShown>[3]) =>
			planAsShown(snapshot, connection, creativeForce, narrower).steps.map(({id}) => id);
		expect(ids(['bucket-policy'])).toEqual(ids([]));
	});
});
