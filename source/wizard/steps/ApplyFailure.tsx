import {type Line, ScrollLines} from '../components/index.ts';
import type {PlanState} from '../hooks/index.ts';
import {on, shown, usualKeys} from '../keys.ts';
import {errorLines} from '../panels.ts';
import {Screen} from '../screen.tsx';
import type {StepProps} from '../step-screen.ts';
import {symbols, theme} from '../theme.ts';
import {outcomeLines} from './outcome-lines.ts';
import {StepHeading} from './StepHeading.tsx';

type Props = StepProps & {
	readonly failure: Extract<PlanState, {status: 'failed'}>;
	readonly onPlanAgain: () => void;
	readonly onGoOn: () => void;
};

/** Why there is no plan, or why its changes broke off, and what had been done by then. */
export function ApplyFailure({failure: {error, changes}, onPlanAgain, onGoOn}: Props) {
	const lines: Line[] = errorLines(error).map((text, index) => ({
		text: index === 0 ? `${symbols.failure} ${text}` : text,
		...(index === 0 ? {color: theme.danger} : {}),
	}));
	const before: Line[] =
		changes === undefined
			? []
			: [
					{text: ''},
					{text: 'It is not known whether the change that was under way was made. Until then:'},
					...outcomeLines(changes.plan, changes.results),
				];
	return (
		<Screen keys={[shown('scroll'), on('retry', onPlanAgain), on('goOn', onGoOn), ...usualKeys()]}>
			<StepHeading>The account could not be worked on</StepHeading>
			<ScrollLines lines={[...lines, ...before]} />
		</Screen>
	);
}
