import {useCallback, useMemo, useState} from 'react';
import {checkConnection} from '../../../connection/index.ts';
import {answersAsConnection} from '../../answers.ts';
import type {StepProps, StepScreen} from '../../step-screen.ts';
import {SignInFirst} from '../SignIn.tsx';
import {PasteDocuments} from './PasteDocuments.tsx';
import {VerifyResults} from './VerifyResults.tsx';

/** The screen of this step. */
export const screen: StepScreen = {
	Component: VerifyStep,
	help: (profile) => ({
		what: `Reads the account and says whether ${profile.name} has access, and whether anybody else does. It changes nothing. For each failure it names the statement to blame and has the corrected document ready.`,
		where:
			'With an AWS account (see the Account step) it reads the account by itself. Without one, paste the policies from the AWS console.',
		ifWrong: `A check marked with ? could not be done from here; it is not a failure. ${profile.name}'s own side cannot be seen from here: only its own test proves that.`,
	}),
};

/** Looks into the account and says what is wrong; without an account it judges documents that are pasted. */
function VerifyStep(props: StepProps) {
	const {state, profile, dispatch, services} = props;
	const {access, pasted} = state;
	const [isJudging, setIsJudging] = useState(false);
	const connection = useMemo(
		() => checkConnection(answersAsConnection(state.answers, profile), profile).connection,
		[state.answers, profile],
	);
	const open = useCallback(
		async () =>
			access.kind === 'guided' ? services.openDocuments(pasted) : services.openAccount(access),
		[access, pasted, services],
	);

	if (access.kind === 'guided' && !isJudging) {
		return <PasteDocuments {...props} onJudge={() => setIsJudging(true)} />;
	}

	return (
		<SignInFirst {...props}>
			<VerifyResults
				{...props}
				connection={connection}
				open={open}
				onBack={() => {
					if (access.kind === 'guided') {
						setIsJudging(false);
					} else {
						dispatch({type: 'back'});
					}
				}}
			/>
		</SignInFirst>
	);
}
