import {visible} from '../../../problems.ts';
import {DocumentView, ScrollLines, Text, wrapText} from '../../components/index.ts';
import {useBodySize} from '../../hooks/index.ts';
import {StepHeading} from '../../screen.tsx';
import type {PlanEntry} from './plan-entries.ts';

type Props = {readonly entry: PlanEntry};

/** The least that the old and the new text need, with their two rules. */
const smallestDocument = 7;

/** One row of the plan in full, with the old and the new text where there is one. */
export function PlanDetail({entry: {title, words, diff}}: Props) {
	const {columns, rows} = useBodySize();
	const lines = words.flatMap((text) => wrapText(visible(text), columns));
	const fits = 1 + lines.length + smallestDocument <= rows;
	return (
		<>
			<StepHeading>{visible(title)}</StepHeading>
			{diff.length === 0 ? (
				<ScrollLines
					lines={words.flatMap((text, index) => [...(index === 0 ? [] : [{text: ''}]), {text}])}
				/>
			) : (
				<>
					{fits ? <Text>{lines.join('\n')}</Text> : null}
					<DocumentView
						// Where there is no room above it, what is said follows it: the list of the plan has said it before.
						text={[...diff, ...(fits ? [] : ['', ...lines])].join('\n')}
						height={rows - 1 - (fits ? lines.length : 0)}
						columns={columns}
						highlight="diff"
					/>
				</>
			)}
		</>
	);
}
