import type {ReactNode} from 'react';
import type {Answers} from '../answers.ts';
import {Notes, Paragraph, Text} from '../components/index.ts';
import type {ScreenKeys} from '../keys.ts';
import type {TypedQuestion} from '../questions/question.ts';
import {Screen} from '../screen.tsx';
import type {StepProps} from '../step-screen.ts';
import type {StepId} from '../steps.ts';
import {theme} from '../theme.ts';
import {Questions} from './Questions.tsx';

type Props = StepProps & {
	readonly step: StepId;
	readonly question: TypedQuestion;
	readonly keys: ScreenKeys;
	/** What Enter does once all of them fit; leads to the next step if left out. */
	readonly onDone?: (answers: Answers) => void;
};

/** A question that is answered by typing. */
export function TypedScreen({step, question, keys, onDone, ...props}: Props): ReactNode {
	const {asks, looks, only, told, notes, hasMore = false} = question;
	return (
		<Screen keys={keys}>
			<Text bold color={theme.heading}>
				{asks}
			</Text>
			<Questions
				{...props}
				step={step}
				looks={looks}
				{...(only !== undefined && {only})}
				{...(onDone !== undefined && {onDone})}
			/>
			{told.map((text) => (
				<Paragraph key={text}>{text}</Paragraph>
			))}
			{notes.length === 0 ? null : <Notes notes={notes} hasMore={hasMore} />}
		</Screen>
	);
}
