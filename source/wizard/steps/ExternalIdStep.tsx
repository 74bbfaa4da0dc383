import {Text} from 'ink';
import {useEffect} from 'react';
import {Paragraph} from '../components/index.ts';
import {useKeys} from '../hooks/index.ts';
import {Screen} from '../screen.tsx';
import {theme} from '../theme.ts';
import {Questions} from './Questions.tsx';
import type {StepProps} from './step-props.ts';

/** The external ID: a random one, or the one that was agreed upon. */
export function ExternalIdStep(props: StepProps) {
	const {state, profile, dispatch, services, isActive, onMessage, onHelp} = props;
	const isUntouched = state.answers.externalId === undefined;
	const generate = () => dispatch({type: 'answer', answers: {externalId: services.randomId()}});
	useKeys(
		{
			back: () => dispatch({type: 'back'}),
			help: onHelp,
			generate() {
				generate();
				onMessage('A new random external ID.');
			},
		},
		{isActive},
	);
	useEffect(() => {
		if (isUntouched) {
			dispatch({
				type: 'answer',
				answers: {externalId: services.randomId()},
			});
		}
	}, [isUntouched, dispatch, services]);

	return (
		<Screen commands={['next', 'generate', 'clear', 'back', 'help', 'leave']}>
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
