import {Box} from 'ink';
import {visible} from '../problems.ts';
import {Choice, Text} from './components/index.ts';
import {shown} from './keys.ts';
import {Screen} from './screen.tsx';
import type {WizardState} from './state.ts';
import {theme} from './theme.ts';

type Props = {
	readonly saved: {readonly state: WizardState; readonly savedAt: Date};
	readonly now: Date;
	readonly onContinue: () => void;
	readonly onFresh: () => void;
};

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

/** Offers to go on where an earlier start was left. */
export function StartScreen({saved, now, onContinue, onFresh}: Props) {
	const {answers, profile} = saved.state;
	const what = [profile?.name, answers.bucket].filter(Boolean).join(' · ');
	return (
		<Screen keys={[shown('choose'), shown('next'), shown('leave')]}>
			<Text bold color={theme.heading}>
				You have been here before. Continue where you left off?
			</Text>
			<Box marginTop={1}>
				<Choice
					items={[
						{
							value: 'continue',
							label: `Go on: ${visible(what)}`,
							hint: `Left ${timeAgo(saved.savedAt, now)}. All your answers are kept.`,
						},
						{
							value: 'fresh',
							label: 'Start again',
							hint: 'Your earlier answers are replaced as soon as you choose a vendor.',
						},
					]}
					onSelect={(value) => (value === 'continue' ? onContinue() : onFresh())}
				/>
			</Box>
		</Screen>
	);
}
