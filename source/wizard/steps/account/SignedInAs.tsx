import {Box} from 'ink';
import {visible} from '../../../problems.ts';
import type {Access, SignedIn} from '../../access.ts';
import {answerProblem} from '../../answers.ts';
import {
	Choice,
	type ChoiceItem,
	LeadText,
	type Line,
	rowsOfChoice,
	Text,
} from '../../components/index.ts';
import {useBodySize} from '../../hooks/index.ts';
import {shown, usualKeys} from '../../keys.ts';
import {deciding} from '../../questions/decisions.ts';
import {Screen} from '../../screen.tsx';
import type {StepProps} from '../../step-screen.ts';
import {symbols, theme} from '../../theme.ts';

type Props = StepProps & {
	readonly access: Access;
	readonly signedIn: SignedIn;
	readonly onBack: () => void;
};

/** Who one is signed in as, before anything is looked at: the sign-in counts only once one has said that it is meant. */
export function SignedInAs(props: Props) {
	return (
		<Screen keys={[shown('choose'), shown('next'), ...usualKeys(props.onBack)]}>
			<SignedInBody {...props} />
		</Screen>
	);
}

/** Heading, and the air above and below what is said. */
const rowsOfOthers = 3;

/** Stands inside of the frame, which says how much room there is. */
function SignedInBody({state, profile, dispatch, access, signedIn, onBack}: Props) {
	const {columns} = useBodySize();
	const {accountId} = state.answers;
	// The practice account is no other account of the customer's, nor the other way round.
	const isOfOtherKind =
		state.isAccountOfSignIn === true &&
		(state.access.kind === 'practice') !== (access.kind === 'practice');
	const differs =
		accountId !== undefined &&
		accountId !== '' &&
		accountId !== signedIn.accountId &&
		!isOfOtherKind;
	const items: ChoiceItem<string>[] = [
		{
			value: 'yes',
			label: `Yes, ${signedIn.accountId}`,
			hint: 'Nothing is changed until you have seen the change and agreed.',
		},
		// What is no number of an account can only be corrected.
		...(differs && answerProblem('accountId', state.answers, profile) === undefined
			? [
					{
						value: 'keep',
						label: `No, keep ${visible(accountId)}`,
						hint: 'Checks will say that you are signed in to another account.',
					},
				]
			: []),
		{value: 'other', label: 'Choose another way to sign in'},
	];
	// What differs comes before a name that may take many rows.
	const lines: Line[] = [
		{label: 'Account   ', text: signedIn.accountId},
		...(differs
			? [
					{
						label: `${symbols.warning} `,
						text: `You named another account: ${accountId}.`,
						color: theme.warning,
					},
				]
			: []),
		{label: 'As        ', text: signedIn.arn},
		...(signedIn.notices ?? []).flatMap((text) => [{text: ''}, {text}]),
	];
	return (
		<>
			<Text bold color={theme.heading} wrap="truncate">
				You are signed in. Is this the account that owns the bucket?
			</Text>
			<Box marginY={1} flexShrink={0}>
				<LeadText lines={lines} rowsBeside={rowsOfOthers + rowsOfChoice(items, columns)} />
			</Box>
			<Choice
				limit={items.length}
				items={items}
				onSelect={(value) => {
					if (value === 'other') {
						onBack();
						return;
					}

					// Who is signed in already stays so, and keeps what was seen since.
					if (state.signedIn !== signedIn) {
						dispatch({type: 'access', access, signedIn});
					}

					if (value === 'keep') {
						dispatch({
							type: 'answer',
							answers: {
								...deciding.keepAccount(state.answers, signedIn.accountId),
								...(accountId !== undefined && {accountId}),
							},
						});
					}

					if (value === 'yes') {
						dispatch({type: 'answer', answers: {accountId: signedIn.accountId}});
					}

					dispatch({type: 'next'});
				}}
			/>
		</>
	);
}
