import {Box} from 'ink';
import {Paragraph, Text} from '../components/index.ts';
import {shown, usualKeys} from '../keys.ts';
import {Screen} from '../screen.tsx';
import type {StepProps, StepScreen} from '../step-screen.ts';
import {theme} from '../theme.ts';
import {Questions} from './Questions.tsx';

/** The screen of this step. */
export const screen: StepScreen = {
	Component: InputsStep,
	help: (profile) => ({
		what: `${profile.inputs.map((input) => input.label).join(', ')}: how ${profile.name} tells its customers apart. All customers of ${profile.name} share the same role; this value keeps the others out.`,
		where: profile.inputs.map((input) => input.where).join(' '),
		ifWrong: profile.inputs.map((input) => input.ifWrong).join(' '),
	}),
};

/** The values that only this vendor asks for, e.g. iconik's system domain ID. */
function InputsStep(props: StepProps) {
	const {profile} = props;
	const labels = profile.inputs.map((input) => input.label).join(' and ');
	return (
		<Screen keys={[shown('next'), profile.inputs.length > 1 && shown('nextField'), ...usualKeys()]}>
			<Text bold color={theme.heading}>
				What is your {labels} in {profile.name}?
			</Text>
			<Questions
				{...props}
				step="inputs"
				looks={Object.fromEntries(
					profile.inputs.map(({field, articleExample}) => [
						field,
						{
							describe: (value: string) =>
								value === articleExample
									? {doubt: `this is the example in ${profile.name}’s article; is it really yours?`}
									: 'looks right; only the vendor knows whether it is yours',
						},
					]),
				)}
			/>
			{profile.inputs.map((input) => (
				<Paragraph key={input.field}>Where do I find it? {input.where}</Paragraph>
			))}
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
