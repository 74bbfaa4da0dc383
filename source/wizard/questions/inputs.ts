import {confusedDeputyPage} from '../../aws/index.ts';
import {fieldExample} from '../../connection/index.ts';
import type {VendorProfile} from '../../vendors/index.ts';
import {type Answers, answerContext} from '../answers.ts';
import {guideNotes} from './guide.ts';
import type {FieldLook, TypedQuestion} from './question.ts';

/** Names of the fields that only some vendors ask for. */
export function inputNames({principal, inputs, queue}: VendorProfile): string[] {
	return [
		...(principal.from === 'product' ? ['principal'] : []),
		...inputs.map(({field}) => field),
		...(queue === undefined ? [] : ['queueArn']),
	];
}

type AskedInput = {readonly label: string; readonly where: string; readonly ifWrong: string};

/** What is asked for: who gets access, where the vendor's product shows that, the inputs of the profile, and the queue. */
export function askedInputs({name, principal, inputs, queue}: VendorProfile): AskedInput[] {
	return [
		...(principal.from === 'product'
			? [
					{
						label: principal.label,
						where: principal.where,
						ifWrong: `Another one gets access in the place of ${name}.`,
					},
				]
			: []),
		...inputs,
		...(queue === undefined
			? []
			: [
					{
						label: 'Queue ARN',
						where: queue.where,
						ifWrong: `The events of the bucket go elsewhere, and ${name} does not learn of them.`,
					},
				]),
	];
}

/** What the inputs are for, in a few words. */
export function whatInputsAre({name, principal, inputs, queue, tenant}: VendorProfile): string {
	if (tenant !== undefined) {
		return `how ${name} tells its customers apart. All customers of ${name} share the same role; this value keeps the others out. Without it, another customer could have ${name} reach your bucket in the place of theirs: AWS calls that the Confused Deputy Problem, ${confusedDeputyPage}`;
	}

	if (queue !== undefined && principal.from === 'article' && inputs.length === 0) {
		return `the queue to which S3 sends the events of the bucket, so that ${name} learns of new objects.`;
	}

	return principal.from === 'article'
		? `what ${name} needs to know besides.`
		: `who at ${name} gets access to your bucket.`;
}

/** Whose queue it is decides whether it is something in the vendor's product. */
function asksFor(profile: VendorProfile): string {
	const {name, queue} = profile;
	const asked = askedInputs(profile).slice(0, queue?.of === 'customer' ? -1 : undefined);
	const inProduct = `What is your ${asked.map(({label}) => label).join(' and ')} in ${name}`;
	return asked.length === 0
		? 'Which queue gets the events of your bucket?'
		: `${inProduct}${queue?.of === 'customer' ? ', and which queue gets the events of your bucket' : ''}?`;
}

/** An input of which all values are known offers them; undefined for any other. */
function looksOfChoice(field: string, {principal}: VendorProfile): FieldLook | undefined {
	if (principal.from !== 'choice' || principal.input !== field) {
		return undefined;
	}

	const {choices} = principal;
	return {
		describe: (value) => choices.find((choice) => choice.value === value)?.title ?? value,
		suggest: (text) =>
			choices
				.filter(({value, title}) =>
					[value, title].some((name) => name.toLowerCase().startsWith(text.toLowerCase())),
				)
				.map(({value, title}) => ({value, about: title})),
	};
}

/** The values that only this vendor asks for. `before` says what is done in its product until it shows them. */
export function inputsQuestion(
	profile: VendorProfile,
	answers: Answers,
	before: readonly string[],
): TypedQuestion {
	const {name, principal, queue, inputs, tenant} = profile;
	const guide = guideNotes('inputs', profile, answers);
	const onlyVendorKnows = `looks right; only ${name} knows whether it is yours`;
	return {
		asks: asksFor(profile),
		looks: {
			...(principal.from === 'product' && {
				principal: {
					label: principal.label,
					placeholder: principal.example,
					describe: () => onlyVendorKnows,
				},
			}),
			...(queue !== undefined && {
				queueArn: {
					placeholder: fieldExample('queueArn', answerContext(answers, profile)) ?? queue.example,
					describe: () =>
						queue.of === 'customer'
							? 'a queue of your account, where the bucket is'
							: onlyVendorKnows,
				},
			}),
			...Object.fromEntries(
				inputs.map(({field, articleExample}): [string, FieldLook] => [
					field,
					looksOfChoice(field, profile) ?? {
						describe: (value) =>
							value === articleExample
								? {doubt: `this is the example in ${name}’s article; is it really yours?`}
								: 'looks right; only the vendor knows whether it is yours',
					},
				]),
			),
		},
		told: [
			...before,
			...askedInputs(profile).map(({where}) => `Where do I find it? ${where}`),
			...(principal.from === 'product' && principal.several
				? ['Are there several? Give them all, with blanks between them.']
				: []),
		],
		notes: [
			...(tenant === undefined
				? []
				: [
						{
							text: `All customers of ${name} share the same role. This value keeps the others out of your bucket, and prevents the Confused Deputy Problem: ${confusedDeputyPage}`,
						},
					]),
			...guide.notes,
		],
		hasMore: guide.hasMore,
	};
}
