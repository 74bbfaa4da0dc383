import {confusedDeputyPage} from '../../aws/index.ts';
import {fieldExample} from '../../connection/index.ts';
import type {VendorProfile} from '../../vendors/index.ts';
import {answerContext} from '../answers.ts';
import {type Field, Notes, Paragraph, Text} from '../components/index.ts';
import {shown, usualKeys} from '../keys.ts';
import {Screen} from '../screen.tsx';
import type {StepProps, StepScreen} from '../step-screen.ts';
import {theme} from '../theme.ts';
import {BeforeAws, beforeTexts, useBeforeAws} from './BeforeAws.tsx';
import {guideNotes} from './guide.ts';
import {Questions} from './Questions.tsx';

/** The screen of this step. */
export const screen: StepScreen = {
	Component: InputsStep,
	help: (profile) => {
		const asked = askedOf(profile);
		return {
			what: `${asked.map(({label}) => label).join(', ')}: ${what(profile)}`,
			where: [
				...beforeTexts(fieldsOf(profile), profile),
				asked.map(({where}) => where).join(' '),
			].join('\n'),
			ifWrong: asked.map(({ifWrong}) => ifWrong).join(' '),
			...(profile.tenant !== undefined && {pages: [confusedDeputyPage]}),
		};
	},
};

function fieldsOf({principal, inputs, queue}: VendorProfile): string[] {
	return [
		...(principal.from === 'product' ? ['principal'] : []),
		...inputs.map(({field}) => field),
		...(queue === undefined ? [] : ['queueArn']),
	];
}

type Asked = {readonly label: string; readonly where: string; readonly ifWrong: string};

/** What is asked for: who gets access, where the vendor's product shows that, the inputs of the profile, and the queue. */
function askedOf({name, principal, inputs, queue}: VendorProfile): Asked[] {
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

function what({name, principal, inputs, queue, tenant}: VendorProfile): string {
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
function questionOf(profile: VendorProfile): string {
	const {name, queue} = profile;
	const asked = askedOf(profile).slice(0, queue?.of === 'customer' ? -1 : undefined);
	const inProduct = `What is your ${asked.map(({label}) => label).join(' and ')} in ${name}`;
	return asked.length === 0
		? 'Which queue gets the events of your bucket?'
		: `${inProduct}${queue?.of === 'customer' ? ', and which queue gets the events of your bucket' : ''}?`;
}

/** An input of which all values are known offers them; undefined for any other. */
function looksOfChoice(field: string, {principal}: VendorProfile): Partial<Field> | undefined {
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

/** The values that only this vendor asks for, e.g. iconik's system domain ID. */
function InputsStep(props: StepProps) {
	const {profile} = props;
	const {principal, queue} = profile;
	const asked = askedOf(profile);
	const guide = guideNotes('inputs', profile, props.state.answers);
	const {keys, texts} = useBeforeAws(props, fieldsOf(profile));
	return (
		<Screen keys={[shown('next'), ...keys, asked.length > 1 && shown('nextField'), ...usualKeys()]}>
			<Text bold color={theme.heading}>
				{questionOf(profile)}
			</Text>
			<Questions
				{...props}
				step="inputs"
				looks={{
					...(principal.from === 'product' && {
						principal: {
							label: principal.label,
							placeholder: principal.example,
							describe: () => `looks right; only ${profile.name} knows whether it is yours`,
						},
					}),
					...(queue !== undefined && {
						queueArn: {
							placeholder:
								fieldExample('queueArn', answerContext(props.state.answers, profile)) ??
								queue.example,
							describe: () =>
								queue.of === 'customer'
									? 'a queue of your account, where the bucket is'
									: `looks right; only ${profile.name} knows whether it is yours`,
						},
					}),
					...Object.fromEntries(
						profile.inputs.map(({field, articleExample}) => [
							field,
							looksOfChoice(field, profile) ?? {
								describe: (value: string) =>
									value === articleExample
										? {
												doubt: `this is the example in ${profile.name}’s article; is it really yours?`,
											}
										: 'looks right; only the vendor knows whether it is yours',
							},
						]),
					),
				}}
			/>
			<BeforeAws texts={texts} />
			{asked.map(({label, where}) => (
				<Paragraph key={label}>Where do I find it? {where}</Paragraph>
			))}
			{principal.from === 'product' && principal.several ? (
				<Paragraph>Are there several? Give them all, with blanks between them.</Paragraph>
			) : null}
			<Notes
				notes={[
					...(profile.tenant === undefined
						? []
						: [
								{
									text: `All customers of ${profile.name} share the same role. This value keeps the others out of your bucket, and prevents the Confused Deputy Problem: ${confusedDeputyPage}`,
								},
							]),
					...guide.notes,
				]}
				hasMore={guide.hasMore}
			/>
		</Screen>
	);
}
