import {Box, Text} from 'ink';
import {answerProblem} from '../answers.ts';
import {FieldGroup, Paragraph} from '../components/index.ts';
import {useKeys} from '../hooks/index.ts';
import {Screen} from '../screen.tsx';
import {theme} from '../theme.ts';
import type {StepProps} from './step-props.ts';

type Props = StepProps & {readonly onBack: () => void};

/** The number of the account, typed. */
export function AccountNumber({
	state,
	profile,
	dispatch,
	isActive,
	onMessage,
	onHelp,
	onBack,
}: Props) {
	useKeys({back: onBack, help: onHelp}, {isActive});
	return (
		<Screen commands={['next', 'back', 'help', 'leave']}>
			<Text bold color={theme.heading}>
				Which AWS account does the bucket belong to?
			</Text>
			<Box marginY={1} flexShrink={0}>
				<FieldGroup
					fields={[
						{
							name: 'accountId',
							label: 'Account ID',
							placeholder: '12 digits',
							problem: (values) => answerProblem('accountId', values, profile),
						},
					]}
					values={state.answers}
					isActive={isActive}
					onChange={(answers) => dispatch({type: 'answer', answers})}
					onDone={() => dispatch({type: 'next'})}
					onMessage={onMessage}
					onHelp={onHelp}
				/>
			</Box>
			<Paragraph>
				Where do I find it? In the AWS console, click your name at the top right: the number stands
				under “Account ID”.
			</Paragraph>
		</Screen>
	);
}
