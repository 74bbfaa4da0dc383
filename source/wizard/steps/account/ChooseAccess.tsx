import {Box} from 'ink';
import {useEffect, useState} from 'react';
import type {AwsProfile, ProfileKind} from '../../../account/index.ts';
import {visible} from '../../../problems.ts';
import type {Access} from '../../access.ts';
import {Choice, type ChoiceItem, Text} from '../../components/index.ts';
import {shown, usualKeys} from '../../keys.ts';
import {Screen} from '../../screen.tsx';
import type {StepProps} from '../../step-screen.ts';
import {symbols, theme} from '../../theme.ts';

const kinds: Record<ProfileKind, string> = {
	static: 'access key',
	sso: 'IAM Identity Center',
	role: 'role',
	'web-identity': 'web identity',
	login: 'aws login',
	process: 'program',
	other: 'other',
};

type Way = {readonly access: Access; readonly item: ChoiceItem<string>};

function waysOf(profiles: readonly AwsProfile[], hasEnvironment: boolean): Way[] {
	return [
		{
			access: {kind: 'guided'},
			item: {
				value: 'guided',
				label: 'Without AWS access: the article and a browser',
				hint: 'You copy and paste into the AWS console. Nothing is sent anywhere.',
			},
		},
		...(hasEnvironment
			? [
					{
						access: {kind: 'environment'} as const,
						item: {
							value: 'environment',
							label: 'With the AWS credentials of this terminal',
							hint: 'You choose from what the account holds. Nothing is changed unless you say so.',
						},
					},
				]
			: []),
		...profiles.map(({name, kind}) => ({
			access: {kind: 'profile', profile: name} as const,
			item: {
				value: `profile:${name}`,
				label: `With AWS profile ${visible(name)} (${kinds[kind]})`,
				hint: 'You choose from what the account holds. Nothing is changed unless you say so.',
			},
		})),
		{
			access: {kind: 'practice'},
			item: {
				value: 'practice',
				label: 'Practice: a simulated account with mistakes in it',
				hint: 'Nothing leaves this machine. Good for learning what goes wrong.',
			},
		},
	];
}

function wayName(access: Access): string {
	return access.kind === 'profile' ? `profile:${access.profile}` : access.kind;
}

type Props = StepProps & {readonly onChoose: (access: Access) => void};

/** With which credentials the account is looked into, or without any. */
export function ChooseAccess({state, services, onChoose}: Props) {
	const [found, setFound] = useState<{
		readonly profiles: readonly AwsProfile[];
		readonly hasEnvironment: boolean;
	}>();
	useEffect(() => {
		let isShown = true;
		services.listAccess().then(
			(access) => {
				if (isShown) {
					setFound(access);
				}
			},
			// Without the shared files there is nothing to choose from; that is no mistake.
			() => {
				if (isShown) {
					setFound({profiles: [], hasEnvironment: false});
				}
			},
		);
		return () => {
			isShown = false;
		};
	}, [services]);

	if (found === undefined) {
		return (
			<Screen keys={usualKeys()}>
				<Text bold color={theme.heading}>
					Looking for AWS profiles{symbols.more}
				</Text>
			</Screen>
		);
	}

	const ways = waysOf(found.profiles, found.hasEnvironment);
	return (
		<Screen keys={[shown('choose'), shown('next'), ...usualKeys()]}>
			<Text bold color={theme.heading}>
				How do you want to work?
			</Text>
			<Box marginTop={1} flexShrink={0}>
				<Choice
					items={ways.map(({item}) => item)}
					initialValue={wayName(state.access)}
					onSelect={(value) => {
						const way = ways.find(({item}) => item.value === value);
						if (way !== undefined) {
							onChoose(way.access);
						}
					}}
				/>
			</Box>
		</Screen>
	);
}
