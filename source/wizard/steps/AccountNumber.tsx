import {Text} from 'ink';
import {Paragraph} from '../components/index.ts';
import {useKeys} from '../hooks/index.ts';
import {Screen} from '../screen.tsx';
import {theme} from '../theme.ts';
import {Questions} from './Questions.tsx';
import type {StepProps} from './step-props.ts';

type Props = StepProps & {readonly onBack: () => void};

/** The number of the account, typed. */
export function AccountNumber(props: Props) {
	const {isActive, onHelp, onBack} = props;
	useKeys({back: onBack, help: onHelp}, {isActive});
	return (
		<Screen commands={['next', 'back', 'help', 'leave']}>
			<Text bold color={theme.heading}>
				Which AWS account does the bucket belong to?
			</Text>
			<Questions {...props} step="account" looks={{accountId: {placeholder: '12 digits'}}} />
			<Paragraph>
				Where do I find it? In the AWS console, click your name at the top right: the number stands
				under “Account ID”.
			</Paragraph>
		</Screen>
	);
}
