import {useState} from 'react';
import type {Access, SignedIn} from '../../access.ts';
import {Paragraph, Text} from '../../components/index.ts';
import {shown, usualKeys} from '../../keys.ts';
import {Screen} from '../../screen.tsx';
import type {StepProps, StepScreen} from '../../step-screen.ts';
import {theme} from '../../theme.ts';
import {Questions} from '../Questions.tsx';
import {SignIn} from '../SignIn.tsx';
import {ChooseAccess} from './ChooseAccess.tsx';
import {SignedInAs} from './SignedInAs.tsx';

/** The screen of this step. */
export const screen: StepScreen = {
	Component: AccountStep,
	help: {
		what: 'How to continue: with just the article and a browser, or with AWS credentials, so that what the account holds is shown to choose from. Also the AWS account that owns the bucket: twelve digits, including leading zeros.',
		where:
			'AWS console > your name at the top right. The number is under "Account ID"; hyphens do not matter here. In a terminal: aws sts get-caller-identity',
		ifWrong:
			'The policies would name a role or a bucket owner that does not exist, and AWS would refuse to save them, or save them with no effect.',
	},
};

type Page =
	| {readonly name: 'choose' | 'number'}
	| {readonly name: 'sign-in'; readonly access: Access}
	| {readonly name: 'signed-in'; readonly access: Access; readonly signedIn: SignedIn};

/** How the account is looked into, if at all, and which account owns the bucket. */
function AccountStep(props: StepProps) {
	const {state, dispatch} = props;
	const [page, setPage] = useState<Page>(() =>
		state.returnTo !== undefined
			? {name: 'choose'}
			: state.signedIn !== undefined
				? {name: 'signed-in', access: state.access, signedIn: state.signedIn}
				: state.access.kind !== 'guided'
					? {name: 'sign-in', access: state.access}
					: state.answers.accountId
						? {name: 'number'}
						: {name: 'choose'},
	);
	const choose = () => setPage({name: 'choose'});

	switch (page.name) {
		case 'choose': {
			return (
				<ChooseAccess
					{...props}
					onChoose={(access) => {
						if (access.kind === 'guided') {
							dispatch({type: 'access', access});
							setPage({name: 'number'});
						} else {
							setPage({name: 'sign-in', access});
						}
					}}
				/>
			);
		}

		case 'sign-in': {
			const {access} = page;
			return (
				<SignIn
					{...props}
					access={access}
					onBack={choose}
					onSignedIn={(signedIn) => {
						dispatch({type: 'access', access, signedIn});
						setPage({name: 'signed-in', access, signedIn});
					}}
				/>
			);
		}

		case 'signed-in': {
			return <SignedInAs {...props} signedIn={page.signedIn} onBack={choose} />;
		}

		case 'number': {
			return <AccountNumber {...props} onBack={choose} />;
		}
	}
}

type NumberProps = StepProps & {readonly onBack: () => void};

/** The number of the account, typed. */
function AccountNumber({onBack, ...props}: NumberProps) {
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
