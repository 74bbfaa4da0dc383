import {useCallback, useMemo, useState} from 'react';
import type {Plan} from '../../apply/index.ts';
import {checkConnection} from '../../connection/index.ts';
import {answersAsConnection} from '../answers.ts';
import {usePlan} from '../hooks/index.ts';
import {usualKeys} from '../keys.ts';
import {Screen} from '../screen.tsx';
import {symbols} from '../theme.ts';
import {ApplyConfirm} from './ApplyConfirm.tsx';
import {ApplyFailure} from './ApplyFailure.tsx';
import {ApplyOutcome} from './ApplyOutcome.tsx';
import {ApplyPlan} from './ApplyPlan.tsx';
import {SignInFirst} from './SignInFirst.tsx';
import {StepHeading} from './StepHeading.tsx';
import type {StepProps} from './step-props.ts';

/** Shows what would change in the account and does it when told to, all at once or step by step. */
export function ApplyStep(props: StepProps) {
	return (
		<SignInFirst {...props}>
			<Changes {...props} />
		</SignInFirst>
	);
}

function Changes(props: StepProps) {
	const {state, profile, dispatch, services, onMessage} = props;
	const {access, narrower} = state;
	const [asked, setAsked] = useState<Plan>();
	const connection = useMemo(
		() => checkConnection(answersAsConnection(state.answers, profile), profile).connection,
		[state.answers, profile],
	);
	const open = useCallback(async () => services.openForChanges(access), [services, access]);
	const {state: run, plan, carryOut, stop} = usePlan({open, connection, profile, narrower});
	const planAgain = () => void plan();
	const goOn = () => {
		onMessage('');
		dispatch({type: 'next'});
	};

	switch (run.status) {
		case 'looking': {
			return (
				<Screen keys={usualKeys()}>
					<StepHeading>Looking at what would change{symbols.more}</StepHeading>
				</Screen>
			);
		}

		case 'failed': {
			return <ApplyFailure {...props} failure={run} onPlanAgain={planAgain} onGoOn={goOn} />;
		}

		case 'planned': {
			return asked === undefined ? (
				<ApplyPlan
					{...props}
					plan={run.plan}
					onDo={setAsked}
					onGoOn={goOn}
					onPlanAgain={planAgain}
				/>
			) : (
				<ApplyConfirm
					{...props}
					plan={asked}
					onCancel={() => setAsked(undefined)}
					onConfirm={() => {
						setAsked(undefined);
						carryOut(asked);
					}}
				/>
			);
		}

		default: {
			return (
				<ApplyOutcome {...props} run={run} onStop={stop} onPlanAgain={planAgain} onGoOn={goOn} />
			);
		}
	}
}
