import {Box, Text} from 'ink';
import {useState} from 'react';
import type {ConnectionDocument} from '../../documents/index.ts';
import {UserError} from '../../errors.ts';
import {visible} from '../../problems.ts';
import type {VendorProfile} from '../../vendors/index.ts';
import {Paragraph, PasteArea} from '../components/index.ts';
import {useKeys} from '../hooks/index.ts';
import {errorLines, mergeRefusal} from '../panels.ts';
import {Screen} from '../screen.tsx';
import type {Services} from '../services.ts';
import type {WizardState} from '../state.ts';
import {symbols, theme} from '../theme.ts';

type Props = {
	readonly state: WizardState;
	readonly profile: VendorProfile;
	readonly document: ConnectionDocument;
	readonly services: Services;
	readonly isActive: boolean;
	readonly onClose: () => void;
	/** The policy that is there, or undefined to forget an earlier one. */
	readonly onAccept: (text: string | undefined) => void;
};

/** Takes the policy that is in the account already, pasted or from a file, so that it can be merged. */
export function ExistingPolicy(props: Props) {
	const {state, profile, document, services, isActive, onClose, onAccept} = props;
	const [refusal, setRefusal] = useState<readonly string[]>();
	useKeys({back: onClose}, {isActive});

	const accept = async (given: {readonly text: string} | {readonly file: string}) => {
		try {
			const text = 'text' in given ? given.text : await services.readText(given.file);
			const reason = mergeRefusal(state, profile, document.id, text);
			if (reason === undefined) {
				onAccept(text);
			} else {
				setRefusal(reason);
			}
		} catch (error) {
			if (!(error instanceof UserError)) {
				throw error;
			}

			setRefusal(errorLines(error));
		}
	};

	return (
		<Screen commands={['accept', 'clear', 'back', 'leave']}>
			<Text bold color={theme.heading}>
				Is there a {document.title.toLowerCase()} already?
			</Text>
			<Box marginY={1} flexDirection="column">
				<Paragraph>
					Copy the whole policy in the AWS console and paste it here, or type the path of a file
					that holds it. What is in it is kept; only the statements for {profile.name} are added or
					replaced.
				</Paragraph>
			</Box>
			<PasteArea
				isActive={isActive}
				onAccept={(given) => {
					accept(given).catch((error: unknown) => setRefusal([String(error)]));
				}}
				onChange={() => setRefusal(undefined)}
				{...(state.existing[document.id] === undefined
					? {}
					: {
							onEmpty: () => onAccept(undefined),
							emptyHint: 'Enter with nothing typed forgets the one pasted before.',
						})}
			/>
			{refusal === undefined ? null : (
				<Box flexDirection="column" marginTop={1}>
					{refusal.map((line, index) => (
						<Text key={line} color={theme.danger} wrap="wrap">
							{index === 0 ? `${symbols.failure} ` : '  '}
							{visible(line)}
						</Text>
					))}
				</Box>
			)}
		</Screen>
	);
}
