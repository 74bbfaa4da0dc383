import {Box} from 'ink';
import type {Plan} from '../../../apply/index.ts';
import {visible} from '../../../problems.ts';
import {stepMark, stepTitle} from '../../../words/index.ts';
import {Choice, Text} from '../../components/index.ts';
import {useBodySize} from '../../hooks/index.ts';
import {shown, usualKeys} from '../../keys.ts';
import {Screen, StepHeading} from '../../screen.tsx';
import type {StepProps} from '../../step-screen.ts';
import {symbols, theme} from '../../theme.ts';
import {doableSteps} from './plan-as-shown.ts';

type Props = StepProps & {
	readonly plan: Plan;
	readonly onConfirm: () => void;
	readonly onCancel: () => void;
};

/** Asks before anything is changed, with the number of the account in sight. */
export function ApplyConfirm({state, plan, onConfirm, onCancel}: Props) {
	const {accountId} = plan.about.connection;
	const where = state.access.kind === 'practice' ? 'the practice account' : 'account';
	return (
		<Screen keys={[shown('choose'), shown('next'), ...usualKeys(onCancel)]}>
			<StepHeading>
				Change {where} {accountId} now?
			</StepHeading>
			{state.signedIn === undefined ? null : (
				<Box flexShrink={0}>
					<Text color={theme.dim} wrap="truncate">
						as {visible(state.signedIn.arn)}
					</Text>
				</Box>
			)}
			<ChangeList plan={plan} />
			<Choice
				items={[
					{value: 'no', label: 'No, back to the plan'},
					{
						value: 'yes',
						label: `Yes, change ${accountId}`,
						hint: 'Each document is backed up first, and read again just before it is written.',
					},
				]}
				onSelect={(value) => (value === 'yes' ? onConfirm() : onCancel())}
			/>
		</Screen>
	);
}

/** Heading, who one is, air, the two answers, and what the second one means. */
const rowsForOthers = 9;

/** What would be changed, a row each; where there is no room for all, how many more. */
function ChangeList({plan}: {readonly plan: Plan}) {
	const {rows} = useBodySize();
	const steps = doableSteps(plan);
	const room = Math.max(2, rows - rowsForOthers);
	const shown = steps.length <= room ? steps : steps.slice(0, room - 1);
	return (
		<Box marginY={1} flexShrink={0} flexDirection="column">
			{shown.map(({id, action}) => {
				const {sign, word} = stepMark({action, isBlocked: false});
				return (
					<Text key={id} wrap="truncate">
						{sign} {word}
						{'  '}
						{visible(stepTitle(id, plan.about))}
					</Text>
				);
			})}
			{shown.length === steps.length ? null : (
				<Text color={theme.dim}>
					{symbols.more} and {steps.length - shown.length} more, as in the plan
				</Text>
			)}
		</Box>
	);
}
