import type {Snapshot} from '../../../account/index.ts';
import {
	type ApplyStepId,
	type Plan,
	type PlanOptions,
	type PlanStep,
	planChanges,
} from '../../../apply/index.ts';
import type {DocumentId} from '../../../aws/index.ts';
import type {StatedConnection} from '../../../connection/index.ts';
import type {VendorProfile} from '../../../vendors/index.ts';

/**
 * The plan for the documents as the policies step shows them: the article's, and the narrower ones where they were
 * chosen. Throws UserError for a snapshot of pasted documents.
 */
export function planAsShown(
	snapshot: Snapshot,
	connection: StatedConnection,
	profile: VendorProfile,
	narrower: readonly DocumentId[],
	options: Pick<PlanOptions, 'newRole'> = {},
): Plan {
	const article = planChanges(snapshot, connection, profile, options);
	if (narrower.length === 0) {
		return article;
	}

	const narrow = planChanges(snapshot, connection, profile, {...options, leastPrivilege: true});
	const isChosen = ({id}: PlanStep) => narrower.some((document) => document === id);
	return {
		...article,
		steps: article.steps.map((step) =>
			isChosen(step) ? (narrow.steps.find(({id}) => id === step.id) ?? step) : step,
		),
	};
}

/** The steps of a plan that would change something and can be done from here. */
export function doableSteps(plan: Plan): readonly PlanStep[] {
	return plan.steps.filter((step) => step.action !== 'none' && step.obstacle === undefined);
}

/** The plan with all steps but one set aside, so that this one alone is done. */
export function onlyStep(plan: Plan, id: ApplyStepId): Plan {
	return {
		...plan,
		steps: plan.steps.filter((step) => step.id === id),
	};
}

/**
 * Whether a step can be done alone: what it needs must be there already. The trust policy of a role that is yet to be
 * made comes with the role.
 */
export function canStandAlone(plan: Plan, step: PlanStep): boolean {
	const isDoable = doableSteps(plan).includes(step) && step.change !== undefined;
	const creates = (id: ApplyStepId) =>
		plan.steps.some((other) => other.id === id && other.action === 'create');
	switch (step.id) {
		case 'bucket':
		case 'role': {
			return isDoable;
		}

		case 'bucket-encryption': {
			return isDoable && !creates('bucket');
		}

		case 'trust-policy':
		case 'role-policy':
		case 'key-policy': {
			return isDoable && !creates('role');
		}

		case 'queue-policy': {
			return isDoable;
		}

		case 'bucket-cors': {
			return isDoable && !creates('bucket');
		}

		case 'bucket-notification': {
			const sends = plan.steps.find(({id}) => id === 'queue-policy');
			return isDoable && !creates('bucket') && (sends === undefined || sends.action === 'none');
		}

		case 'bucket-policy': {
			return isDoable && !creates('bucket') && !creates('role');
		}
	}
}
