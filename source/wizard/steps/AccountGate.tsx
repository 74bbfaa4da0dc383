import type {ReactNode} from 'react';
import {openDecision} from '../questions/decisions.ts';
import type {StepProps} from '../step-screen.ts';
import {DecisionScreen} from './DecisionScreen.tsx';
import {SignIn} from './SignIn.tsx';

/** The steps that can do without an account, where one is asked by typing. */
const asking = ['bucket', 'encryption', 'role', 'external-id', 'inputs', 'form'];

type Props = StepProps & {readonly children: ReactNode};

/**
 * Shows its content once it is known who one is signed in as, where one wants to be, and that this is the account of the
 * answers: what differs is decided before anything else.
 */
export function AccountGate({children, ...props}: Props) {
	const {state, dispatch} = props;
	const {access, signedIn, step, isUnsigned = false} = state;
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
