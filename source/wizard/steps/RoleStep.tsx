import {useEffect} from 'react';
import {Paragraph, Text} from '../components/index.ts';
import {shown, usualKeys} from '../keys.ts';
import {Screen} from '../screen.tsx';
import type {StepProps, StepScreen} from '../step-screen.ts';
import {theme} from '../theme.ts';
import {Questions} from './Questions.tsx';

/** The screen of this step. */
export const screen: StepScreen = {
	Component: RoleStep,
	help: (profile) => ({
		what: `An IAM role in your account that ${profile.name} assumes for a short time whenever it uses the bucket. You choose the name.`,
		where: [
			...(profile.existingRole === undefined
				? []
				: [
						`There may be one already, that of ${profile.existingRole.of}, by default named ${profile.existingRole.name}.`,
					]),
			'If the role exists: AWS console > IAM > Roles. If not, choose a name now; you create the role in a later step. The path is nearly always "/".',
		].join(' '),
		ifWrong: `The role ARN in ${profile.name}'s form would point to nothing. The ARN is case-sensitive.`,
	}),
};

/** The name of the role that the vendor takes on. */
function RoleStep(props: StepProps) {
	const {state, profile, dispatch} = props;
	const {name, existingRole} = profile;
	const isUntouched = state.answers.roleName === undefined;
	useEffect(() => {
		if (isUntouched) {
			const roleName =
				existingRole?.name ?? `${profile.name.replaceAll(/[^A-Za-z0-9]/g, '')}Access`.slice(0, 64);
			dispatch({type: 'answer', answers: {roleName, rolePath: '/'}});
		}
	}, [isUntouched, profile, existingRole, dispatch]);

	return (
		<Screen keys={[shown('next'), shown('nextField'), ...usualKeys()]}>
			<Text bold color={theme.heading}>
				What is the name of the role that {name} assumes?
			</Text>
			<Questions
				{...props}
				step="role"
				looks={{
					roleName: {placeholder: 'VendorAccess', describe: () => 'a valid name'},
					rolePath: {
						label: 'Path',
						placeholder: '/',
						followsOthers: true,
						describe: (value) => (value === '/' ? 'the usual one' : 'a valid path'),
					},
				}}
			/>
			{existingRole === undefined ? null : (
				<Paragraph>
					{name} may have a role in your account already, that of {existingRole.of}: then give its
					name, by default {existingRole.name}. What it may do already stays as it is.
				</Paragraph>
			)}
			<Paragraph>
				No role yet? Keep this name, or choose one: you create the role in a later step. If you have
				one: AWS console &gt; IAM &gt; Roles.
			</Paragraph>
		</Screen>
	);
}
