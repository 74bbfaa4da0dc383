import {Text} from 'ink';
import {useEffect} from 'react';
import {Paragraph} from '../components/index.ts';
import {on, shown, usualKeys} from '../keys.ts';
import {Screen} from '../screen.tsx';
import type {StepProps, StepScreen} from '../step-screen.ts';
import {theme} from '../theme.ts';
import {Questions} from './Questions.tsx';

/** The screen of this step. */
export const screen: StepScreen = {
	Component: ExternalIdStep,
	help: (profile) => ({
		what: `A text that ${profile.name} sends each time it takes on the role, and that the role asks for. It keeps other customers of ${profile.name} from reaching your bucket through it.`,
		where:
			'A random one is made here. If you have agreed on one already, type that one instead: 2 to 1,224 letters, digits and + = , . @ : / - _',
		ifWrong:
			'If the role asks for another external ID than the vendor sends, even by a blank at the end, every access is denied.',
	}),
};

/** The external ID: a random one, or the one that was agreed upon. */
function ExternalIdStep(props: StepProps) {
	const {state, profile, dispatch, services, onMessage} = props;
	const isUntouched = state.answers.externalId === undefined;
	useEffect(() => {
		if (isUntouched) {
			dispatch({
				type: 'answer',
				answers: {externalId: services.randomId()},
			});
		}
	}, [isUntouched, dispatch, services]);

	return (
		<Screen
			keys={[
				shown('next'),
				on('generate', () => {
					dispatch({type: 'answer', answers: {externalId: services.randomId()}});
					onMessage('A new random external ID.');
				}),
				shown('clear'),
				...usualKeys(),
			]}
		>
			<Text bold color={theme.heading}>
				Which external ID will {profile.name} send?
			</Text>
			<Questions
				{...props}
				step="external-id"
				looks={{externalId: {placeholder: '2 to 1,224 characters'}}}
			/>
			<Paragraph>
				A random one, as it is made up here, is good: keep it with Enter. If you have agreed on one
				with {profile.name}, press Ctrl+U and type that. Your role asks for it, and {profile.name}{' '}
				sends it; upper and lower case count.
			</Paragraph>
		</Screen>
	);
}
