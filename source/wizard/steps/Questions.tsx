import {Box} from 'ink';
import {answerProblem} from '../answers.ts';
import {type Field, FieldGroup} from '../components/index.ts';
import type {StepProps} from './step-props.ts';

type Props = Pick<
	StepProps,
	'state' | 'profile' | 'dispatch' | 'isActive' | 'onMessage' | 'onHelp'
> & {readonly fields: readonly Omit<Field, 'problem'>[]};

/** Fields that hold answers of the connection, judged by its rules. Once all of them fit, Enter leads to the next step. */
export function Questions({state, profile, dispatch, isActive, onMessage, onHelp, fields}: Props) {
	return (
		<Box marginY={1} flexShrink={0}>
			<FieldGroup
				fields={fields.map((field) => ({
					...field,
					problem: (values) => answerProblem(field.name, values, profile),
				}))}
				values={state.answers}
				isActive={isActive}
				onChange={(answers) => dispatch({type: 'answer', answers})}
				onDone={() => dispatch({type: 'next'})}
				onMessage={onMessage}
				onHelp={onHelp}
			/>
		</Box>
	);
}
