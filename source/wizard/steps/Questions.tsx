import {Box} from 'ink';
import {useContext} from 'react';
import type {ByField} from '../../connection/index.ts';
import {visible} from '../../problems.ts';
import {
	type Answers,
	answerNeed,
	answerProblem,
	isUnmeantExample,
	withMeantExample,
} from '../answers.ts';
import {FieldGroup} from '../components/index.ts';
import type {FieldLook} from '../questions/question.ts';
import {isAccountTyped} from '../questions/seen.ts';
import {SurroundingsContext} from '../screen.tsx';
import type {StepProps} from '../step-screen.ts';
import {fieldsAskedIn, type StepId} from '../steps.ts';

/** The account, wherever it is asked for. */
const accountLook = (isOptional: boolean): FieldLook => ({
	placeholder: `12 digits${isOptional ? ' (may stay empty)' : ''}`,
	describe: () => 'twelve digits',
});

type Props = Pick<StepProps, 'state' | 'profile' | 'dispatch' | 'onMessage'> & {
	readonly step: StepId;
	readonly looks?: ByField<FieldLook>;
	/** The fields that are asked for; all of the step if left out. */
	readonly only?: readonly string[];
	/** What Enter does once all of them fit; leads to the next step if left out. */
	readonly onDone?: (answers: Answers) => void;
};

/**
 * The fields that a step asks for, those with a list of values aside, judged by their rules. Once all of them fit, Enter
 * leads to the next step.
 */
export function Questions({step, looks = {}, only, onDone, ...props}: Props) {
	const {state, profile, dispatch, onMessage} = props;
	const {onHelp} = useContext(SurroundingsContext);
	const asked = fieldsAskedIn(step, state.answers, profile)
		.filter(
			({name}) =>
				(only?.includes(name) ?? true) &&
				// Where one is signed in to it, that says it.
				(name !== 'accountId' || isAccountTyped(state)),
		)
		// Last, since the ARN of a key or a role says it too.
		.toSorted(
			(one, other) => Number(one.name === 'accountId') - Number(other.name === 'accountId'),
		);
	return (
		<Box marginY={1} flexShrink={0}>
			<FieldGroup
				fields={asked
					.filter(({oneOf}) => oneOf === undefined)
					.map(({name, label, example, isList}) => ({
						name,
						label,
						placeholder: example,
						takesLines: isList === true,
						doubts: (values) =>
							isUnmeantExample(name, values, profile)
								? `${visible(values[name] ?? '')} is an example that everybody can read, e.g. in ${profile.name}’s article. With it somebody else may get access. Is it really yours?`
								: undefined,
						onMeant: (value) =>
							dispatch({type: 'answer', answers: withMeantExample(state.answers, value)}),
						isOptional: answerNeed(name, state.answers, profile) === 'optional',
						problem: (values) => answerProblem(name, values, profile),
						...(name === 'accountId' &&
							accountLook(answerNeed(name, state.answers, profile) === 'optional')),
						...looks[name],
					}))}
				values={state.answers}
				onChange={(answers) => dispatch({type: 'answer', answers})}
				onDone={onDone ?? (() => dispatch({type: 'next'}))}
				onMessage={onMessage}
				onHelp={onHelp}
			/>
		</Box>
	);
}
