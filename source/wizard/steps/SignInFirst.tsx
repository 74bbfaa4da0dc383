import type {ReactNode} from 'react';
import type {StepProps} from '../step-screen.ts';
import {SignIn} from './SignIn.tsx';

type Props = StepProps & {readonly children: ReactNode};

/**
 * Shows its content once one is signed in. After a start with the answers of an earlier one the way in is known, but not
 * yet who one is: that, and what is asked in the place of AWS, has to be seen before anything is looked at.
 */
export function SignInFirst({children, ...props}: Props) {
	const {state, dispatch} = props;
	const {access, signedIn} = state;
	if (access.kind === 'guided' || signedIn !== undefined) {
		return children;
	}

	return (
		<SignIn
			{...props}
			access={access}
			onBack={() => dispatch({type: 'back'})}
			onGoOn={() => dispatch({type: 'next'})}
			onSignedIn={(who) => dispatch({type: 'access', access, signedIn: who})}
		/>
	);
}
