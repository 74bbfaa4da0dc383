import {Text} from 'ink';
import {useEffect} from 'react';
import {Paragraph} from '../components/index.ts';
import {useKeys} from '../hooks/index.ts';
import {Screen} from '../screen.tsx';
import {theme} from '../theme.ts';
import {Questions} from './Questions.tsx';
import type {StepProps} from './step-props.ts';

/** The name of the role that the vendor takes on. */
export function RoleStep(props: StepProps) {
	const {state, profile, dispatch, isActive, onHelp} = props;
	useKeys({back: () => dispatch({type: 'back'}), help: onHelp}, {isActive});
	const isUntouched = state.answers.roleName === undefined;
	useEffect(() => {
		if (isUntouched) {
			const roleName = `${profile.name.replaceAll(/[^A-Za-z0-9]/g, '')}Access`.slice(0, 64);
			dispatch({type: 'answer', answers: {roleName, rolePath: '/'}});
		}
	}, [isUntouched, profile, dispatch]);

	return (
		<Screen commands={['next', 'nextField', 'back', 'help', 'leave']}>
			<Text bold color={theme.heading}>
				What is the role called that {profile.name} takes on?
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
			<Paragraph>
				No role yet? Keep this name, or choose one: the role is created a little later. If you have
				one: AWS console &gt; IAM &gt; Roles.
			</Paragraph>
		</Screen>
	);
}
