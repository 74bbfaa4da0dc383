import {Box} from 'ink';
import {useState} from 'react';
import {visible} from '../problems.ts';
import {Choice, Text} from './components/index.ts';
import {on, shown} from './keys.ts';
import {Screen} from './screen.tsx';
import type {Services} from './services.ts';
import type {WizardState} from './state.ts';
import {stepMarks} from './steps.ts';
import {theme} from './theme.ts';

/** A run that was left before its end, as it can be gone on with. */
export type SavedRun = {
	readonly file: string;
	readonly state: WizardState;
	readonly savedAt: Date;
};

type Props = {
	/** At least one, the newest first. */
	readonly saved: readonly SavedRun[];
	readonly services: Pick<Services, 'now' | 'forgetRun'>;
	/** Told of the run that is looked at; undefined where that is a new one. */
	readonly onHighlight: (run: SavedRun | undefined) => void;
	readonly onContinue: (run: SavedRun) => void;
	readonly onFresh: () => void;
};

/** No file is called so. */
const fresh = '';

/** How long ago something was, in words that are exact enough to recognise it. */
export function timeAgo(then: Date, now: Date): string {
	const minutes = Math.round((now.getTime() - then.getTime()) / 60_000);
	if (minutes < 1) {
		return 'just now';
	}

	if (minutes < 60) {
		return minutes === 1 ? 'a minute ago' : `${minutes} minutes ago`;
	}

	const hours = Math.round(minutes / 60);
	if (hours < 24) {
		return hours === 1 ? 'an hour ago' : `${hours} hours ago`;
	}

	const days = Math.round(hours / 24);
	return days === 1 ? 'yesterday' : `${days} days ago`;
}

/** What of a run is left to do, in the words of the list of steps. */
function stillOpen({state}: SavedRun): string {
	const open = stepMarks(state)
		.filter(({state: mark}) => mark !== 'done')
		.map(({title}) => title);
	return open.length === 0 ? 'All steps are done.' : `Still open: ${open.join(', ')}.`;
}

function runLabel({state: {answers, profile, access}}: SavedRun): string {
	const {bucket} = answers;
	const what = [profile?.name, bucket ? visible(bucket) : 'no bucket yet'].filter(Boolean);
	return `Go on: ${what.join(' · ')}${access.kind === 'practice' ? ' (practice)' : ''}`;
}

/** Offers to go on where earlier starts were left. */
export function StartScreen({saved, services, onHighlight, onContinue, onFresh}: Props) {
	const [runs, setRuns] = useState(saved);
	const [atFile, setAtFile] = useState(saved[0]?.file);
	const at = runs.find(({file}) => file === atFile);
	const now = services.now();
	const forget = () => {
		if (at === undefined) {
			return;
		}

		void services.forgetRun(at.file);
		const others = runs.filter((run) => run !== at);
		setRuns(others);
		setAtFile(others[0]?.file);
		if (others.length === 0) {
			onFresh();
		}
	};

	return (
		<Screen
			keys={[
				shown('choose'),
				shown('next'),
				at !== undefined && on('forget', forget),
				shown('leave'),
			]}
		>
			<Text bold color={theme.heading}>
				You have been here before. Continue where you left off?
			</Text>
			<Box marginTop={1}>
				<Choice
					key={runs.length}
					hasFilter={runs.length > 1}
					items={[
						...runs.map((run) => ({
							value: run.file,
							label: runLabel(run),
							hint: `Left ${timeAgo(run.savedAt, now)}. All your answers are kept. ${stillOpen(run)}`,
						})),
						{
							value: fresh,
							label: 'Start again',
							hint: 'With another bucket, or afresh. It replaces what is kept of the same bucket, folder and purpose.',
						},
					]}
					onHighlight={(value) => {
						setAtFile(value);
						onHighlight(runs.find(({file}) => file === value));
					}}
					onSelect={(value) => {
						const run = runs.find(({file}) => file === value);
						return run === undefined ? onFresh() : onContinue(run);
					}}
				/>
			</Box>
		</Screen>
	);
}
