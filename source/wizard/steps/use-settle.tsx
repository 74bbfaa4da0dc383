import {type ReactNode, useState} from 'react';
import type {Answers} from '../answers.ts';
import {type DecidingStep, openDecision} from '../questions/decisions.ts';
import type {StepProps} from '../step-screen.ts';
import {DecisionScreen} from './DecisionScreen.tsx';

type Options = Pick<StepProps, 'state' | 'dispatch'> & {
	readonly step: DecidingStep;
	/** Leads back to the question. */
	readonly onCorrect: () => void;
	/** Another question that these answers still leave open at this step; leads there and says so. */
	readonly asksMore?: (answers: Answers) => boolean;
};

/**
 * Answers a step and goes on, unless something in the account differs from the answers: that is decided first. `screen` is
 * there as long as something is to be decided.
 */
export function useSettle({state, dispatch, step, onCorrect, asksMore}: Options): {
	readonly settle: (answers: Answers) => void;
	readonly screen: ReactNode;
} {
	const [isDeciding, setIsDeciding] = useState(openDecision(step, state) !== undefined);
	const settle = (given: Answers) => {
		const answers = {...state.answers, ...given};
		dispatch({type: 'answer', answers: given});
		if (openDecision(step, {...state, answers}) !== undefined) {
			setIsDeciding(true);
			return;
		}

		setIsDeciding(false);
		if (asksMore?.(answers) !== true) {
			dispatch({type: 'next'});
		}
	};
	const decision = isDeciding ? openDecision(step, state) : undefined;
	const back = () => {
		setIsDeciding(false);
		onCorrect();
	};
	return {
		settle,
		screen:
			decision === undefined ? null : (
				<DecisionScreen
					decision={decision}
					onDecide={({answers}) => (answers === undefined ? back() : settle(answers))}
					onBack={back}
				/>
			),
	};
}
