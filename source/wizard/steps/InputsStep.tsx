import {Box} from 'ink';
import type {VendorProfile} from '../../vendors/index.ts';
import {type Field, Paragraph, Text} from '../components/index.ts';
import {shown, usualKeys} from '../keys.ts';
import {Screen} from '../screen.tsx';
import type {StepProps, StepScreen} from '../step-screen.ts';
import {theme} from '../theme.ts';
import {BeforeAws, beforeTexts, useBeforeAws} from './BeforeAws.tsx';
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
		};
	},
};

function fieldsOf({principal, inputs}: VendorProfile): string[] {
	return [
		...(principal.from === 'product' ? ['principal'] : []),
		...inputs.map(({field}) => field),
	];
}

type Asked = {readonly label: string; readonly where: string; readonly ifWrong: string};

/** What is asked for: who gets access, where the vendor's product shows that, and the inputs of the profile. */
function askedOf({name, principal, inputs}: VendorProfile): Asked[] {
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
	];
}

function what({name, principal, tenant}: VendorProfile): string {
	if (tenant !== undefined) {
		return `how ${name} tells its customers apart. All customers of ${name} share the same role; this value keeps the others out.`;
	}

	return principal.from === 'article'
		? `what ${name} needs to know besides.`
		: `who at ${name} gets access to your bucket.`;
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
	const {principal} = profile;
	const asked = askedOf(profile);
	const {keys, texts} = useBeforeAws(props, fieldsOf(profile));
	const labels = asked.map(({label}) => label).join(' and ');
	return (
		<Screen keys={[shown('next'), ...keys, asked.length > 1 && shown('nextField'), ...usualKeys()]}>
			<Text bold color={theme.heading}>
				What is your {labels} in {profile.name}?
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
			{profile.tenant === undefined ? null : (
				<Box marginTop={1}>
					<Paragraph>
						All customers of {profile.name} share the same role. This value keeps the others out of
						your bucket.
					</Paragraph>
				</Box>
			)}
		</Screen>
	);
}
