import {type ReactNode, useEffect} from 'react';
import {openDecision} from '../questions/decisions.ts';
import type {StepProps} from '../step-screen.ts';
import {fieldsAskedIn} from '../steps.ts';
import {DecisionScreen} from './DecisionScreen.tsx';
import {SignIn} from './SignIn.tsx';

/** The steps that can do without an account, where one is asked by typing. */
const asking = ['bucket', 'encryption', 'role', 'external-id', 'inputs', 'form'];

type Props = StepProps & {readonly children: ReactNode};

const isAccount = ({name}: {readonly name: string}): boolean => name === 'accountId';

/**
 * Shows its content once it is known who one is signed in as, where one wants to be, and that this is the account of the
 * answers: what differs is decided before anything else.
 */
export function AccountGate({children, ...props}: Props) {
	const {state, profile, dispatch} = props;
	const {access, signedIn, step, isUnsigned = false} = state;
	const {accountId} = state.answers;
	// An empty field where one types it stays empty until the step is left.
	const isEmptied = accountId === '' && fieldsAskedIn(step, state.answers, profile).some(isAccount);
	const lacksAccount = !accountId && !isEmptied && step !== 'account';
	const ownAccount = lacksAccount ? signedIn?.accountId : undefined;
	// Answers that name no account are for the one that one chose to sign in to: only then what it holds can be compared.
	useEffect(() => {
		if (ownAccount !== undefined) {
			dispatch({type: 'answer', answers: {accountId: ownAccount}});
		}
	}, [ownAccount, dispatch]);
	if (access.kind === 'guided' || step === 'account') {
		return children;
	}

	if (signedIn === undefined) {
		return isUnsigned || !asking.includes(step) ? (
			children
		) : (
			<SignIn
				{...props}
				access={access}
				onBack={() => dispatch({type: 'back'})}
				onGoOn={() => dispatch({type: 'unsigned'})}
				onSignedIn={(who) => dispatch({type: 'access', access, signedIn: who})}
			/>
		);
	}

	if (ownAccount !== undefined) {
		return null;
	}

	const decision = openDecision('account', state);
	return decision === undefined ? (
		children
	) : (
		<DecisionScreen
			decision={decision}
			onDecide={({answers}) =>
				dispatch(answers === undefined ? {type: 'sign-in'} : {type: 'answer', answers})
			}
		/>
	);
}
