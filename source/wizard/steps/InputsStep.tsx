import {Box, Text} from 'ink';
import {Paragraph} from '../components/index.ts';
import {useKeys} from '../hooks/index.ts';
import {Screen} from '../screen.tsx';
import {theme} from '../theme.ts';
import {Questions} from './Questions.tsx';
import type {StepProps} from './step-props.ts';

/** The values that only this vendor asks for, e.g. iconik's system domain ID. */
export function InputsStep(props: StepProps) {
	const {profile, dispatch, isActive, onHelp} = props;
	useKeys({back: () => dispatch({type: 'back'}), help: onHelp}, {isActive});
	const labels = profile.inputs.map((input) => input.label).join(' and ');
	return (
		<Screen
			commands={[
				'next',
				...(profile.inputs.length > 1 ? (['nextField'] as const) : []),
				'back',
				'help',
				'leave',
			]}
		>
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
									: 'has the right form; only the vendor knows whether it is yours',
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
						Every customer of {profile.name} comes in through the same role. This value keeps the
						others out of your bucket.
					</Paragraph>
				</Box>
			)}
		</Screen>
	);
}
