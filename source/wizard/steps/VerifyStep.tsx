import {useCallback, useMemo, useState} from 'react';
import {checkConnection} from '../../connection/index.ts';
import {answersAsConnection} from '../answers.ts';
import {PasteDocuments} from './PasteDocuments.tsx';
import {SignInFirst} from './SignInFirst.tsx';
import type {StepProps} from './step-props.ts';
import {VerifyResults} from './VerifyResults.tsx';

/** Looks into the account and says what is wrong; without an account it judges documents that are pasted. */
export function VerifyStep(props: StepProps) {
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
