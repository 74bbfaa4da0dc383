import {useEffect, useState} from 'react';
import type {AwsProfile} from '../../../account/index.ts';
import type {Access} from '../../access.ts';
import {Text} from '../../components/index.ts';
import {usualKeys} from '../../keys.ts';
import {accessNamed, accessQuestion} from '../../questions/choices.ts';
import {Screen} from '../../screen.tsx';
import type {StepProps} from '../../step-screen.ts';
import {symbols, theme} from '../../theme.ts';
import {ChoiceScreen} from '../ChoiceScreen.tsx';

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

	return (
		<ChoiceScreen
			question={accessQuestion(found, state.access)}
			keys={usualKeys()}
			onSelect={(value) => onChoose(accessNamed(value))}
		/>
	);
}
