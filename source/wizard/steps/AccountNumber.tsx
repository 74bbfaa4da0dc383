import {Text} from 'ink';
import {Paragraph} from '../components/index.ts';
import {shown, usualKeys} from '../keys.ts';
import {Screen} from '../screen.tsx';
import type {StepProps} from '../step-screen.ts';
import {theme} from '../theme.ts';
import {Questions} from './Questions.tsx';

type Props = StepProps & {readonly onBack: () => void};

/** The number of the account, typed. */
export function AccountNumber({onBack, ...props}: Props) {
	return (
		<Screen keys={[shown('next'), ...usualKeys(onBack)]}>
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
