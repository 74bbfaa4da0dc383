import {useState} from 'react';
import type {Access, SignedIn} from '../../access.ts';
import type {StepProps, StepScreen} from '../../step-screen.ts';
import {SignIn} from '../SignIn.tsx';
import {ChooseAccess} from './ChooseAccess.tsx';
import {SignedInAs} from './SignedInAs.tsx';

/** The screen of this step. */
export const screen: StepScreen = {
	Component: AccountStep,
	help: {
		what: 'How to continue: with just the article and a browser, or with AWS credentials, so that what the account holds is shown to choose from.',
		where:
			'AWS profiles are those of the AWS CLI on this computer (aws configure, aws configure sso). Who you are in a terminal: aws sts get-caller-identity',
		ifWrong:
			'Nothing is changed by this choice, and it can be changed on every screen: Ctrl+L signs in. The account has to be the one that owns the bucket: its number is at the top right of the AWS console.',
	},
};

type Page =
	| {readonly name: 'choose'}
	| {readonly name: 'sign-in'; readonly access: Access}
	| {readonly name: 'signed-in'; readonly access: Access; readonly signedIn: SignedIn};

/** How the account is looked into, if at all. */
function AccountStep(props: StepProps) {
	const {state, dispatch} = props;
	const [page, setPage] = useState<Page>(() =>
		state.returnTo !== undefined
			? {name: 'choose'}
			: state.signedIn !== undefined
				? {name: 'signed-in', access: state.access, signedIn: state.signedIn}
				: state.access.kind !== 'guided'
					? {name: 'sign-in', access: state.access}
					: {name: 'choose'},
	);
	const choose = () => {
		dispatch({type: 'identified', as: undefined});
		setPage({name: 'choose'});
	};

	switch (page.name) {
		case 'choose': {
			return (
				<ChooseAccess
					{...props}
					onChoose={(access) => {
						if (access.kind === 'guided') {
							dispatch({type: 'access', access});
							dispatch({type: 'next'});
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
						dispatch({type: 'identified', as: {access, signedIn}});
						setPage({name: 'signed-in', access, signedIn});
					}}
				/>
			);
		}

		case 'signed-in': {
			const {access, signedIn} = page;
			return <SignedInAs {...props} access={access} signedIn={signedIn} onBack={choose} />;
		}
	}
}
