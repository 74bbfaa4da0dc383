import {Box, Text} from 'ink';
import {useState} from 'react';
import type {VendorProfile} from '../../vendors/index.ts';
import {builtInProfiles} from '../../vendors/index.ts';
import {Choice} from '../components/index.ts';
import {useKeys} from '../hooks/index.ts';
import {Screen} from '../screen.tsx';
import {theme} from '../theme.ts';
import type {StepProps} from './step-props.ts';

type Props = Omit<StepProps, 'profile'> & {
	readonly profile: VendorProfile | undefined;
};

/** Which vendor, and what it will do with the bucket. */
export function VendorStep({state, profile, dispatch, isActive, onMessage, onHelp}: Props) {
	const [asksPurpose, setAsksPurpose] = useState(profile !== undefined);
	const isOwnProfile =
		profile !== undefined && builtInProfiles.every((builtIn) => builtIn.id !== profile.id);
	const profiles = isOwnProfile ? [...builtInProfiles, profile] : builtInProfiles;

	useKeys(
		{
			back() {
				if (asksPurpose) {
					setAsksPurpose(false);
				} else {
					onMessage('This is the first question. Ctrl+C leaves; your answers are kept.');
				}
			},
			help: onHelp,
		},
		{isActive},
	);

	if (asksPurpose && profile !== undefined) {
		return (
			<Screen commands={['choose', 'next', 'back', 'help', 'leave']}>
				<Text bold color={theme.heading}>
					What will {profile.name} do with the bucket?
				</Text>
				<Box marginTop={1}>
					<Choice
						key={profile.id}
						items={profile.purposes.map((purpose) => ({
							value: purpose.id,
							label: purpose.title,
							hint: purpose.summary,
						}))}
						{...(state.answers.purpose === undefined ? {} : {initialValue: state.answers.purpose})}
						isActive={isActive}
						onSelect={(purpose) => {
							dispatch({type: 'answer', answers: {purpose}});
							dispatch({type: 'next'});
						}}
					/>
				</Box>
			</Screen>
		);
	}

	return (
		<Screen commands={['choose', 'next', 'help', 'leave']}>
			<Text bold color={theme.heading}>
				Which vendor needs to get into your S3 bucket?
			</Text>
			<Box marginTop={1}>
				<Choice
					items={profiles.map((candidate) => ({
						value: candidate.id,
						label: candidate.name,
						hint:
							candidate.access === 'customer-role'
								? `${candidate.name} takes on a role that you create in your account.`
								: `${candidate.name} comes with its own role, which your bucket lets in.`,
					}))}
					{...(profile === undefined ? {} : {initialValue: profile.id})}
					isActive={isActive}
					onSelect={(id) => {
						const chosen = profiles.find((candidate) => candidate.id === id);
						if (chosen !== undefined) {
							const isSame = chosen.id === profile?.id;
							dispatch({
								type: 'vendor',
								vendor: isSame ? (state.answers.vendor ?? id) : id,
								profile: chosen,
							});
							setAsksPurpose(true);
						}
					}}
				/>
			</Box>
		</Screen>
	);
}
