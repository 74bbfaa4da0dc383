import {useLayoutEffect, useState} from 'react';
import {usualRoleName} from '../../connection/index.ts';
import type {Answers} from '../answers.ts';
import {shown, usualKeys} from '../keys.ts';
import {roleOffer} from '../questions/pick.ts';
import {listedRole} from '../questions/seen.ts';
import {askingOf, roleQuestion} from '../questions/typed.ts';
import type {StepProps, StepScreen} from '../step-screen.ts';
import {LookingScreen, PickScreen} from './PickScreen.tsx';
import {TypedScreen} from './TypedScreen.tsx';
import {useSettle} from './use-settle.tsx';

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
			'The account ID has twelve digits, including leading zeros; hyphens do not matter here. If the role exists: AWS console > IAM > Roles. If not, choose a name now; you create the role in a later step. The path is nearly always "/".',
		].join(' '),
		ifWrong: `The role ARN in ${profile.name}'s form would point to nothing. The ARN is case-sensitive.`,
	}),
};

/** Which role the vendor takes on: one of the account, where one is signed in, or its name typed. */
function RoleStep(props: StepProps) {
	const {state, dispatch} = props;
	const offer = roleOffer(state);
	const [isTyping, setIsTyping] = useState(false);
	const {settle, screen: decision} = useSettle({
		state,
		dispatch,
		step: 'role',
		onCorrect: () => undefined,
	});
	if (decision !== null) {
		return decision;
	}

	if (!isTyping && offer.status === 'looking') {
		return <LookingScreen what={offer.what} onType={() => setIsTyping(true)} />;
	}

	if (!isTyping && offer.status === 'offered') {
		return (
			<PickScreen
				pick={offer.pick}
				onPick={(lead) => (lead.to === 'answer' ? settle(lead.answers) : setIsTyping(true))}
			/>
		);
	}

	return (
		<TypedRole
			{...props}
			unlisted={offer.status === 'unlisted' ? offer.why : undefined}
			onBack={offer.status === 'offered' ? () => setIsTyping(false) : undefined}
			onDone={(given) => {
				// Whoever types the name of a role that is there means that one, wherever it is.
				const role = listedRole(state, given.roleName);
				settle(role === undefined || role === 'none' ? given : {...given, rolePath: role.path});
			}}
		/>
	);
}

type TypedProps = StepProps & {
	/** Why there is no list, where there should be one. */
	readonly unlisted: string | undefined;
	readonly onBack: (() => void) | undefined;
	readonly onDone: (answers: Answers) => void;
};

/** The name of the role that the vendor takes on. */
function TypedRole({unlisted, onBack, onDone, ...props}: TypedProps) {
	const {state, profile, dispatch} = props;
	const isUntouched = state.answers.roleName === undefined;
	// In place before the next key: whoever types ahead means what they would see.
	useLayoutEffect(() => {
		if (isUntouched) {
			dispatch({type: 'answer', answers: {roleName: usualRoleName(profile), rolePath: '/'}});
		}
	}, [isUntouched, profile, dispatch]);

	return (
		<TypedScreen
			{...props}
			step="role"
			question={roleQuestion({...askingOf(state, profile), unlisted})}
			keys={[
				shown('next'),
				shown('nextField'),
				state.access.kind === 'guided' && shown('signIn'),
				...usualKeys(onBack),
			]}
			onDone={onDone}
		/>
	);
}
