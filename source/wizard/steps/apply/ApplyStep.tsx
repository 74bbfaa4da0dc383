import {useCallback, useMemo, useState} from 'react';
import type {Plan} from '../../../apply/index.ts';
import {checkConnection, inSomeAccount, noExtras} from '../../../connection/index.ts';
import {ownCommand} from '../../../own-command.ts';
import {answerProblems, answersAsConnection} from '../../answers.ts';
import {usualKeys} from '../../keys.ts';
import {planDecision} from '../../questions/plan-decision.ts';
import {Screen, StepHeading} from '../../screen.tsx';
import type {AccountChange} from '../../state.ts';
import type {StepProps, StepScreen} from '../../step-screen.ts';
import {symbols} from '../../theme.ts';
import {DecisionScreen} from '../DecisionScreen.tsx';
import {RoleInConsole} from '../RoleInConsole.tsx';
import {SignInFirst} from '../SignIn.tsx';
import {ApplyConfirm} from './ApplyConfirm.tsx';
import {ApplyFailure, ApplyOutcome} from './ApplyOutcome.tsx';
import {ApplyPlan} from './ApplyPlan.tsx';
import {RoleDemands} from './RoleDemands.tsx';
import {usePlan} from './use-plan.ts';

/** The screen of this step. */
export const screen: StepScreen = {
	Component: ApplyStep,
	help: (profile) => ({
		what: `Does in your account what the policies step shows: creates what is missing for ${profile.name} and fixes what is wrong. You see every change before, old and new, and nothing is done until you say so. Statements that are not ${profile.name}'s, Block Public Access, access control lists and files are never touched.`,
		where: `Each document is backed up first; the path of the backup is shown with the step. At the end you see the command that undoes the whole run: ${ownCommand('apply --undo RUN')}.`,
		ifWrong:
			'You can stop at any time and start again. If AWS refuses to create the role, press Enter there: your organization may demand a permissions boundary or tags. Or press n, and copy the documents by hand.',
	}),
};

/** Shows what would change in the account and does it when told to, all at once or step by step. */
function ApplyStep(props: StepProps) {
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
	const [extras, setExtras] = useState(noExtras);
	const [refused, setRefused] = useState<'asked' | 'by-hand'>();
	// By its text: a decision is an answer too, and must not make the same plan again.
	const given = JSON.stringify(answersAsConnection(state.answers, profile));
	const connection = useMemo(
		() => checkConnection(JSON.parse(given), profile).connection,
		[given, profile],
	);
	const open = useCallback(async () => services.openForChanges(access), [services, access]);
	const note = useCallback(
		(change: AccountChange) =>
			dispatch({type: 'applied', change: {...change, at: services.now().toISOString()}}),
		[dispatch, services],
	);
	const {
		state: run,
		plan,
		carryOut,
		stop,
	} = usePlan({
		open,
		access,
		compute: services.compute,
		connection,
		profile,
		narrower,
		extras,
		onChange: note,
	});
	const planAgain = () => void plan();
	const goOn = () => {
		onMessage('');
		dispatch({type: 'next'});
	};

	switch (run.status) {
		case 'looking': {
			return (
				<Screen keys={usualKeys()}>
					<StepHeading>Checking what would change{symbols.more}</StepHeading>
				</Screen>
			);
		}

		case 'failed': {
			return <ApplyFailure {...props} failure={run} onPlanAgain={planAgain} onGoOn={goOn} />;
		}

		case 'planned': {
			const decision = planDecision(run.plan, state, run.trust);
			if (decision !== undefined) {
				return (
					<DecisionScreen
						decision={decision}
						onDecide={({answers}) => {
							if (answers !== undefined) {
								dispatch({type: 'answer', answers});
							}

							// What is missing then, such as the key of the encryption that is kept, is asked for at its step.
							if (
								answers === undefined ||
								answerProblems({...state.answers, ...answers}, profile).length > 0
							) {
								dispatch({type: 'go', step: decision.step});
							}
						}}
					/>
				);
			}

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
			if (refused === 'asked') {
				return (
					<RoleDemands
						{...props}
						accountId={inSomeAccount(connection).accountId}
						extras={extras}
						onGiven={(given) => {
							setRefused(undefined);
							// A new object also where nothing was given: the plan follows from it.
							setExtras({...given});
						}}
						onByHand={() => setRefused('by-hand')}
						onBack={() => setRefused(undefined)}
					/>
				);
			}

			if (refused === 'by-hand') {
				return (
					<RoleInConsole
						{...props}
						intro="Press o, or go to:"
						form={`${props.profile.externalId.from === 'none' ? 'Leave “Require external ID” and “Require MFA” unticked' : 'Tick “Require external ID”; leave “Require MFA” unticked'}. Next. Under “Set permissions boundary” choose yours, Next. Type the role name, add the tags, Create role.`}
						next="created, plan again"
						onNext={() => {
							setRefused(undefined);
							planAgain();
						}}
						onBack={() => setRefused('asked')}
					/>
				);
			}

			return (
				<ApplyOutcome
					{...props}
					run={run}
					onStop={stop}
					onPlanAgain={planAgain}
					onGoOn={goOn}
					onRoleRefused={() => {
						onMessage('');
						setRefused('asked');
					}}
				/>
			);
		}
	}
}
