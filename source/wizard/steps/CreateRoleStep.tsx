import {guideNotes} from '../questions/guide.ts';
import type {StepProps, StepScreen} from '../step-screen.ts';
import {RoleInConsole} from './RoleInConsole.tsx';

/** The screen of this step. */
export const screen: StepScreen = {
	Component: CreateRoleStep,
	help: (profile) => ({
		what: `You create the role in the AWS console, with ${profile.name}'s account as the trusted account. Its permissions come later, in the Policies step. Tags are up to you: no policy here looks at them.`,
		where:
			'AWS console > IAM > Roles > Create role. The link on this screen opens that page with the values filled in. Check the account number at the top right of the console first.',
		ifWrong:
			profile.externalId.from === 'none'
				? 'With "Require MFA" or "Require external ID" ticked, the vendor is refused.'
				: 'With "Require MFA" ticked, or without the external ID, the vendor is refused, or others get access.',
	}),
};

/** The role is created by hand, before its policies are. */
function CreateRoleStep(props: StepProps) {
	const {profile, state, dispatch} = props;
	return (
		<RoleInConsole
			{...props}
			intro="Do you already have the role? Press Enter. Otherwise press o, or go to:"
			form={`${profile.externalId.from === 'none' ? 'Leave “Require external ID” and “Require MFA” unticked' : 'Tick “Require external ID”; leave “Require MFA” unticked'}. Next; leave the permissions out, they come later; Next; type the role name; add tags if you want; Create role.`}
			notes={guideNotes('create-role', profile, state.answers).notes.map(({text}) => text)}
			onNext={() => dispatch({type: 'next'})}
		/>
	);
}
