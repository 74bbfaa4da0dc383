import {useState} from 'react';
import type {Access, SignedIn} from '../access.ts';
import {AccountNumber} from './AccountNumber.tsx';
import {ChooseAccess} from './ChooseAccess.tsx';
import {SignedInAs} from './SignedInAs.tsx';
import {SignIn} from './SignIn.tsx';
import type {StepProps} from './step-props.ts';

type Page =
	| {readonly name: 'choose' | 'number'}
	| {readonly name: 'sign-in'; readonly access: Access}
	| {readonly name: 'signed-in'; readonly access: Access; readonly signedIn: SignedIn};

/** How the account is looked into, if at all, and which account owns the bucket. */
export function AccountStep(props: StepProps) {
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
