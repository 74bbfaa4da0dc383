import {useState} from 'react';
import type {Plan} from '../../../apply/index.ts';
import {Text, wrapText} from '../../components/index.ts';
import {useBodySize} from '../../hooks/index.ts';
import {hidden, on, shown, usualKeys} from '../../keys.ts';
import {Screen, StepHeading} from '../../screen.tsx';
import type {StepProps} from '../../step-screen.ts';
import {theme} from '../../theme.ts';
import {PlanDetail} from './PlanDetail.tsx';
import {PlanList} from './PlanList.tsx';
import {canStandAlone, doableSteps, onlyStep} from './plan-as-shown.ts';
import {entriesOf, isWorthALook} from './plan-entries.ts';

type Props = StepProps & {
	readonly plan: Plan;
	/** Called with what is to be done; it is confirmed before. */
	readonly onDo: (plan: Plan) => void;
	readonly onGoOn: () => void;
	readonly onPlanAgain: () => void;
};

/** The steps, each with what would happen; Enter shows old and new. */
export function ApplyPlan(props: Props) {
	const {plan, profile, dispatch, onMessage, onDo, onGoOn, onPlanAgain} = props;
	const entries = entriesOf(plan);
	const [chosen, setChosen] = useState(() => Math.max(0, entries.findIndex(isWorthALook)));
	const [isOpen, setIsOpen] = useState(false);
	const at = Math.max(0, Math.min(chosen, entries.length - 1));
	const entry = entries[at];
	const step = entry?.step;
	const canDoAll = doableSteps(plan).length > 0;
	const alone = step !== undefined && canStandAlone(plan, step) ? step.id : undefined;

	if (isOpen && entry !== undefined) {
		const close = () => setIsOpen(false);
		const hasMore = at < entries.length - 1;
		return (
			<Screen
				keys={[
					shown('scroll'),
					hasMore
						? on('next', () => setChosen(at + 1), 'next one')
						: on('next', close, 'to the plan'),
					...usualKeys(close),
				]}
			>
				<PlanDetail key={entry.id} entry={entry} />
			</Screen>
		);
	}

	const isInTheWay = plan.steps.some(({obstacle}) => obstacle !== undefined);
	const [heading, words] = canDoAll
		? ['What would change in', 'Nothing has been changed yet. n continues without changes.']
		: isInTheWay
			? ['Nothing can be changed in', 'What is marked ✖ cannot be done from here, and says why.']
			: ['Nothing to change in', `What ${profile.name} needs is already there.`];
	return (
		<Screen
			keys={[
				on('listUp', () => setChosen(Math.max(0, at - 1))),
				on('listDown', () => setChosen(Math.min(entries.length - 1, at + 1))),
				on('showChange', () => setIsOpen(true)),
				canDoAll && on('doAll', () => onDo(plan)),
				alone !== undefined && on('doStep', () => onDo(onlyStep(plan, alone))),
				on('retry', onPlanAgain),
				on('goOn', onGoOn),
				hidden('copyAddress'),
				...usualKeys(() => {
					onMessage('');
					dispatch({type: 'back'});
				}),
			]}
		>
			<StepHeading>
				{heading} account {plan.about.connection.accountId}
			</StepHeading>
			<PlanBody words={words} plan={plan} chosen={at} />
		</Screen>
	);
}

/** Stands inside of the frame, which says how much room there is. */
function PlanBody({
	words,
	plan,
	chosen,
}: {
	readonly words: string;
	readonly plan: Plan;
	readonly chosen: number;
}) {
	const {columns, rows} = useBodySize();
	const intro = wrapText(words, columns);
	return (
		<>
			<Text color={theme.dim}>{intro.join('\n')}</Text>
			<PlanList
				entries={entriesOf(plan)}
				chosen={chosen}
				columns={columns}
				height={rows - 1 - intro.length}
			/>
		</>
	);
}
