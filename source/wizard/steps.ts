import {
	type BaseFieldName,
	baseFields,
	type Field,
	type FieldName,
	inputFields,
} from '../connection/index.ts';
import type {VendorProfile} from '../vendors/index.ts';
import type {Verdict} from '../verify/index.ts';
import type {Access} from './access.ts';
import {type Answers, answerNeed, answerProblem} from './answers.ts';

/** The steps in the order of the articles. */
export const stepIds = [
	'vendor',
	'account',
	'bucket',
	'encryption',
	'role',
	'external-id',
	'inputs',
	'create-role',
	'form',
	'policies',
	'apply',
	'verify',
	'summary',
] as const;
export type StepId = (typeof stepIds)[number];

type StepContext = {
	readonly answers: Answers;
	readonly profile: VendorProfile | undefined;
	readonly access: Access;
};

/** What the wizard needs to know of a step without drawing it. */
export type Step = {
	readonly id: StepId;
	/** Short, for the list of steps. */
	readonly title: string;
	/** Whether this vendor has the step. */
	applies(context: StepContext): boolean;
};

const always = () => true;

function usesCustomerRole({profile}: StepContext): boolean {
	return profile?.access === 'customer-role';
}

const steps: readonly Step[] = [
	{id: 'vendor', title: 'Vendor', applies: always},
	{id: 'account', title: 'Account', applies: always},
	{id: 'bucket', title: 'Bucket', applies: always},
	{id: 'encryption', title: 'Encryption', applies: always},
	{id: 'role', title: 'Role', applies: usesCustomerRole},
	{id: 'external-id', title: 'External ID', applies: usesCustomerRole},
	{id: 'inputs', title: 'Tenant', applies: ({profile}) => (profile?.inputs.length ?? 0) > 0},
	{id: 'create-role', title: 'Create role', applies: usesCustomerRole},
	{id: 'form', title: 'Form', applies: always},
	{id: 'policies', title: 'Policies', applies: always},
	{id: 'apply', title: 'Apply', applies: ({access}) => access.kind !== 'guided'},
	{id: 'verify', title: 'Verify', applies: always},
	{id: 'summary', title: 'Summary', applies: always},
];

/**
 * The step that asks for each field; its questions show a new one by themselves. Undefined for one that no step asks for:
 * then it comes by file or flag alone.
 */
const askedIn: Readonly<Record<BaseFieldName, StepId | undefined>> = {
	vendor: 'vendor',
	purpose: 'vendor',
	bucket: 'bucket',
	region: 'bucket',
	accountId: 'account',
	encryption: 'encryption',
	kmsKeyArn: 'encryption',
	roleName: 'role',
	rolePath: 'role',
	externalId: 'external-id',
};

/** The fields that a step asks for, for this vendor and by what is answered; of `undefined` those that none asks for. */
export function fieldsAskedIn(
	step: StepId | undefined,
	answers: Answers,
	profile: VendorProfile,
): readonly (Field & {readonly name: FieldName})[] {
	const fields =
		step === 'inputs'
			? inputFields(profile)
			: baseFields.filter(({name}) => askedIn[name] === step);
	return fields.filter(({name}) => answerNeed(name, answers, profile) !== 'refused');
}

/** Whether the answers of a step are there and fit; a step that only shows something always fits. */
function isComplete(step: StepId, {answers, profile}: StepContext): boolean {
	return (
		profile !== undefined &&
		fieldsAskedIn(step, answers, profile).every(
			({name, isOptional}) =>
				(isOptional && !answers[name]) || answerProblem(name, answers, profile) === undefined,
		)
	);
}

/** The steps that this vendor has, in order. */
export function applicableSteps(context: StepContext): readonly Step[] {
	return steps.filter((step) => step.applies(context));
}

/** The first step whose answers are missing or no longer fit, or undefined when all is answered. */
export function firstOpenStep(context: StepContext): StepId | undefined {
	return applicableSteps(context).find((step) => !isComplete(step.id, context))?.id;
}

// The steps that show what follows from the answers; they make sense only once all answers fit.
const needsEverything: ReadonlySet<StepId> = new Set([
	'create-role',
	'form',
	'policies',
	'apply',
	'verify',
	'summary',
]);

/**
 * Where "next" leads: the following step, or, where that one needs all answers and an earlier one no longer fits,
 * that earlier one.
 */
export function nextStep(context: StepContext & {readonly step: StepId}): StepId {
	const applicable = applicableSteps(context);
	const at = applicable.findIndex((step) => step.id === context.step);
	const next = applicable[at + 1];
	if (next === undefined) {
		return context.step;
	}

	if (needsEverything.has(next.id)) {
		const open = applicable.slice(0, at + 1).find((step) => !isComplete(step.id, context));
		return open?.id ?? next.id;
	}

	return next.id;
}

/**
 * Where a wizard that was at `step` can go on: there, or at the first step that is open where the vendor has no such step
 * or its answers no longer make a connection.
 */
export function reachableStep(context: StepContext & {readonly step: StepId}): StepId {
	const open = firstOpenStep(context);
	const isThere = applicableSteps(context).some((step) => step.id === context.step);
	return open !== undefined && (!isThere || needsEverything.has(context.step))
		? open
		: isThere
			? context.step
			: 'policies';
}

/** Where "back" leads: the step before, or the same where there is none. */
export function previousStep(context: StepContext & {readonly step: StepId}): StepId {
	const applicable = applicableSteps(context);
	const at = applicable.findIndex((step) => step.id === context.step);
	return applicable[at - 1]?.id ?? context.step;
}

export type StepMark = 'done' | 'current' | 'todo' | 'stale';

/** The list of steps as shown in the header: where one is, what is done, and what no longer fits. */
export function stepMarks(
	context: StepContext & {
		readonly step: StepId;
		readonly passed: readonly StepId[];
		readonly verified?: {readonly verdict: Verdict};
	},
): {id: StepId; title: string; state: StepMark}[] {
	return applicableSteps(context).map((step) => {
		const title =
			step.id === 'inputs' ? (context.profile?.inputs[0]?.label ?? step.title) : step.title;
		if (step.id === context.step) {
			return {id: step.id, title, state: 'current'};
		}

		// To go past the verification is not to have verified.
		if (step.id === 'verify' && context.verified?.verdict !== 'pass') {
			return {id: step.id, title, state: context.verified?.verdict === 'fail' ? 'stale' : 'todo'};
		}

		if (!context.passed.includes(step.id)) {
			return {id: step.id, title, state: 'todo'};
		}

		return {
			id: step.id,
			title,
			state: isComplete(step.id, context) ? 'done' : 'stale',
		};
	});
}
