import {useState} from 'react';
import type {Access, SignedIn} from '../access.ts';
import type {StepProps, StepScreen} from '../step-screen.ts';
import {AccountNumber} from './AccountNumber.tsx';
import {ChooseAccess} from './ChooseAccess.tsx';
import {SignedInAs} from './SignedInAs.tsx';
import {SignIn} from './SignIn.tsx';

/** The screen of this step. */
export const screen: StepScreen = {
	Component: AccountStep,
	help: {
		what: 'How to go on: with the article and a browser alone, or with AWS credentials, so that the account can be looked at. And the AWS account that owns the bucket: twelve digits. Leading zeros count.',
		where:
			'AWS console > your name at the top right. The number stands under "Account ID"; hyphens do not matter here. In a terminal: aws sts get-caller-identity',
		ifWrong:
			'The policies would name a role or a bucket owner that does not exist, and AWS would refuse to save them, or save them without effect.',
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
		state.signedIn !== undefined
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
