import {
	type BaseFieldName,
	baseFields,
	type Field,
	type FieldName,
	inputFields,
} from '../connection/index.ts';
import type {VendorProfile} from '../vendors/index.ts';
import type {Verdict} from '../verify/index.ts';
import type {Access, SignedIn} from './access.ts';
import {type Answers, answerNeed, answerProblem, isUnmeantExample} from './answers.ts';
import {openDecision} from './questions/decisions.ts';
import type {Seen} from './questions/seen.ts';

type StepContext = {
	readonly answers: Answers;
	readonly profile: VendorProfile | undefined;
	readonly access: Access;
	readonly signedIn?: SignedIn;
	readonly seen?: Seen;
};

type Marked = {readonly verified?: {readonly verdict: Verdict}};

function usesCustomerRole({profile}: StepContext): boolean {
	return profile?.access === 'customer-role';
}

/**
 * The steps in the order of the articles. To add one, add its entry here and the file that it loads: that exports a
 * `screen`.
 */
const registry = [
	{id: 'vendor', title: 'Vendor', load: () => import('./steps/VendorStep.tsx')},
	{id: 'account', title: 'Account', load: () => import('./steps/account/AccountStep.tsx')},
	{id: 'bucket', title: 'Bucket', load: () => import('./steps/BucketStep.tsx')},
	{id: 'encryption', title: 'Encryption', load: () => import('./steps/EncryptionStep.tsx')},
	{
		id: 'role',
		title: 'Role',
		applies: usesCustomerRole,
		load: () => import('./steps/RoleStep.tsx'),
	},
	{
		id: 'external-id',
		title: 'External ID',
		applies: (context: StepContext) =>
			usesCustomerRole(context) && context.profile?.externalId.from !== 'none',
		load: () => import('./steps/ExternalIdStep.tsx'),
	},
	{
		id: 'inputs',
		title: 'Tenant',
		titleFor: ({principal, inputs: [first], queue}: VendorProfile) =>
			principal.from === 'product' ? principal.label : (first?.label ?? (queue && 'Queue')),
		applies: ({profile}: StepContext) =>
			profile !== undefined &&
			(profile.inputs.length > 0 ||
				profile.principal.from === 'product' ||
				profile.queue !== undefined),
		load: () => import('./steps/InputsStep.tsx'),
	},
	{
		id: 'create-role',
		title: 'Create role',
		// Where one is signed in, it is created with all else that is missing.
		applies: (context: StepContext) =>
			usesCustomerRole(context) && context.access.kind === 'guided',
		needsAllAnswers: true,
		load: () => import('./steps/CreateRoleStep.tsx'),
	},
	{
		id: 'form',
		title: 'Form',
		needsAllAnswers: true,
		load: () => import('./steps/FormStep.tsx'),
	},
	{
		id: 'policies',
		title: 'Policies',
		needsAllAnswers: true,
		load: () => import('./steps/policies/PoliciesStep.tsx'),
	},
	{
		id: 'apply',
		title: 'Apply',
		applies: ({access}: StepContext) => access.kind !== 'guided',
		needsAllAnswers: true,
		load: () => import('./steps/apply/ApplyStep.tsx'),
	},
	{
		id: 'verify',
		title: 'Verify',
		needsAllAnswers: true,
		// To go past the verification is not to have verified.
		markFor: ({verified}: Marked) =>
			verified?.verdict === 'pass' ? undefined : verified?.verdict === 'fail' ? 'stale' : 'todo',
		load: () => import('./steps/verify/VerifyStep.tsx'),
	},
	{
		id: 'summary',
		title: 'Summary',
		needsAllAnswers: true,
		load: () => import('./steps/summary/SummaryStep.tsx'),
	},
] as const;

type Entry = (typeof registry)[number];
export type StepId = Entry['id'];
export type StepMark = 'done' | 'current' | 'todo' | 'stale';

/** What the wizard needs to know of a step without drawing it. */
export type Step = {
	readonly id: StepId;
	/** Short, for the list of steps. */
	readonly title: string;
	/** A better title for this vendor. */
	titleFor?(profile: VendorProfile): string | undefined;
	/** Whether this vendor has the step; every one has it if left out. */
	applies?(context: StepContext): boolean;
	/** Set where it shows what follows from the answers: that makes sense only once all of them fit. */
	readonly needsAllAnswers?: true;
	/** Its mark in the list of steps, where that does not follow from having passed it. */
	markFor?(context: Marked): StepMark | undefined;
	/** Loads what draws it. */
	readonly load: Entry['load'];
};

export const steps: readonly Step[] = registry;
export const stepIds: readonly StepId[] = registry.map(({id}) => id);

/**
 * The step that asks for each field; its questions show a new one by themselves. Undefined for one that no step asks for:
 * then it comes by file or flag alone.
 */
const askedIn: Readonly<
	Record<
		BaseFieldName,
		StepId | ((answers: Answers, profile: VendorProfile) => StepId | undefined) | undefined
	>
> = {
	vendor: 'vendor',
	purpose: 'vendor',
	bucket: 'bucket',
	folder: 'bucket',
	region: 'bucket',
	accountId: accountAskedIn,
	encryption: 'encryption',
	kmsKeyArn: 'encryption',
	roleName: 'role',
	rolePath: 'role',
	externalId: 'external-id',
	principal: 'inputs',
	queueArn: 'inputs',
};

/**
 * The step that asks for the account by typing: with the key, whose ARN says it as a rule, else with the role; none where
 * nothing needs it. One that was given all the same can be corrected or taken away, and does not vanish while that is done.
 */
function accountAskedIn(answers: Answers, profile: VendorProfile): StepId | undefined {
	const isAsked =
		answerNeed('accountId', answers, profile) === 'required' || answers.accountId !== undefined;
	if (!isAsked) {
		return undefined;
	}

	if (answerNeed('kmsKeyArn', answers, profile) === 'required') {
		return 'encryption';
	}

	return profile.access === 'customer-role'
		? 'role'
		: profile.queue === undefined
			? 'bucket'
			: 'inputs';
}

/** The fields that a step asks for, for this vendor and by what is answered; of `undefined` those that none asks for. */
export function fieldsAskedIn(
	step: StepId | undefined,
	answers: Answers,
	profile: VendorProfile,
): readonly (Field & {readonly name: FieldName})[] {
	const fields = [
		...baseFields.filter(({name}) => {
			const where = askedIn[name];
			return (typeof where === 'function' ? where(answers, profile) : where) === step;
		}),
		...(step === 'inputs' ? inputFields(profile) : []),
	];
	return fields.filter(({name}) => answerNeed(name, answers, profile) !== 'refused');
}

/** Whether the answers of a step are there and fit, also what was found in the account; a step that only shows something always fits. */
function isComplete({id}: Step, context: StepContext): boolean {
	const {answers, profile} = context;
	return (
		profile !== undefined &&
		openDecision(id, context) === undefined &&
		fieldsAskedIn(id, answers, profile).every(
			({name}) =>
				(!answers[name] && answerNeed(name, answers, profile) === 'optional') ||
				(answerProblem(name, answers, profile) === undefined &&
					!isUnmeantExample(name, answers, profile)),
		)
	);
}

/** The steps that this vendor has, in order. */
export function applicableSteps(context: StepContext): readonly Step[] {
	return steps.filter((step) => step.applies?.(context) ?? true);
}

/** The first step whose answers are missing or no longer fit, or undefined when all is answered. */
export function firstOpenStep(context: StepContext): StepId | undefined {
	return applicableSteps(context).find((step) => !isComplete(step, context))?.id;
}

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

	const open = next.needsAllAnswers
		? applicable.slice(0, at + 1).find((step) => !isComplete(step, context))
		: undefined;
	return open?.id ?? next.id;
}

/**
 * Where a wizard that was at `step` can go on: there, or at the first step that is open where the vendor has no such step
 * or its answers no longer make a connection.
 */
export function reachableStep(context: StepContext & {readonly step: StepId}): StepId {
	const open = firstOpenStep(context);
	const there = applicableSteps(context).find((step) => step.id === context.step);
	return open !== undefined && (there === undefined || there.needsAllAnswers)
		? open
		: (there?.id ?? 'policies');
}

/** The following step, whether the answers are complete or not; the same where there is none. */
export function followingStep(context: StepContext & {readonly step: StepId}): StepId {
	const applicable = applicableSteps(context);
	const at = applicable.findIndex((step) => step.id === context.step);
	return applicable[at + 1]?.id ?? context.step;
}

/** Where "back" leads: the step before, or the same where there is none. */
export function previousStep(context: StepContext & {readonly step: StepId}): StepId {
	const applicable = applicableSteps(context);
	const at = applicable.findIndex((step) => step.id === context.step);
	return applicable[at - 1]?.id ?? context.step;
}

/** The list of steps as shown in the header: where one is, what is done, and what no longer fits. */
export function stepMarks(
	context: StepContext & Marked & {readonly step: StepId; readonly passed: readonly StepId[]},
): {id: StepId; title: string; state: StepMark}[] {
	const usualMark = (step: Step): StepMark =>
		context.passed.includes(step.id) ? (isComplete(step, context) ? 'done' : 'stale') : 'todo';
	return applicableSteps(context).map((step) => ({
		id: step.id,
		title: (context.profile && step.titleFor?.(context.profile)) ?? step.title,
		state: step.id === context.step ? 'current' : (step.markFor?.(context) ?? usualMark(step)),
	}));
}
