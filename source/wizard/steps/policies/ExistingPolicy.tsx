import {Box} from 'ink';
import {useEffect, useRef, useState} from 'react';
import {documentNames, isSettingId} from '../../../aws/index.ts';
import type {ConnectionDocument} from '../../../documents/index.ts';
import {UserError} from '../../../errors.ts';
import {visible} from '../../../problems.ts';
import type {VendorProfile} from '../../../vendors/index.ts';
import {partName} from '../../../words/index.ts';
import {Paragraph, PasteArea, Text} from '../../components/index.ts';
import {errorLines} from '../../error-lines.ts';
import {on, shown} from '../../keys.ts';
import {Screen} from '../../screen.tsx';
import type {Services} from '../../services.ts';
import type {WizardState} from '../../state.ts';
import {symbols, theme} from '../../theme.ts';
import {mergeRefusal} from './panels.ts';

type Props = {
	readonly state: WizardState;
	readonly profile: VendorProfile;
	readonly document: ConnectionDocument;
	readonly services: Services;
	readonly onClose: () => void;
	/** The policy that is there, or undefined to forget an earlier one. */
	readonly onAccept: (text: string | undefined) => void;
};

function withArticle(name: string): string {
	return `${/^[aeiou]/i.test(name) ? 'an' : 'a'} ${name}`;
}

/** Takes the policy that is in the account already, pasted or from a file, so that it can be merged. */
export function ExistingPolicy(props: Props) {
	const {state, profile, document, services, onClose, onAccept} = props;
	const [refusal, setRefusal] = useState<readonly string[]>();
	// Reading a file takes time; what it gives counts only while it is still what was asked for last.
	const request = useRef(0);
	useEffect(
		() => () => {
			request.current += 1;
		},
		[],
	);

	const accept = async (given: {readonly text: string} | {readonly file: string}) => {
		request.current += 1;
		const number = request.current;
		const show = (lines: readonly string[]) => {
			if (number === request.current) {
				setRefusal(lines);
			}
		};
		try {
			const text = 'text' in given ? given.text : await services.readText(given.file);
			const reason = mergeRefusal(state, profile, document.id, text);
			if (reason !== undefined) {
				show(reason);
			} else if (number === request.current) {
				onAccept(text);
			}
		} catch (error) {
			show(error instanceof UserError ? errorLines(error) : [String(error)]);
		}
	};

	return (
		<Screen keys={[shown('accept'), shown('clear'), on('back', onClose), shown('leave')]}>
			<Text bold color={theme.heading}>
				Is there {withArticle(documentNames[document.id])} already?
			</Text>
			<Box marginY={1} flexDirection="column">
				<Paragraph>
					{document.id === 'bucket-notification'
						? 'Run "aws s3api get-bucket-notification-configuration" and paste what it prints here'
						: `Copy the whole ${isSettingId(document.id) ? 'text' : 'policy'} in the AWS console and paste it here`}
					, or type the path of a file that holds it. What is in it is kept; only the{' '}
					{partName(document.id)}s for {profile.name} are added or replaced.
				</Paragraph>
			</Box>
			<PasteArea
				onAccept={(given) => void accept(given)}
				onChange={() => {
					request.current += 1;
					setRefusal(undefined);
				}}
				{...(state.existing[document.id] === undefined
					? {
							onEmpty: () =>
								setRefusal([
									'Nothing is pasted yet. Paste it; if there is none, go back with Esc.',
								]),
						}
					: {
							onEmpty: () => onAccept(undefined),
							emptyHint: 'Enter with nothing typed removes the one you pasted before.',
						})}
			/>
			{refusal === undefined ? null : (
				<Box marginTop={1}>
					<Text color={theme.danger} wrap="wrap">
						{symbols.failure} {refusal.map(visible).join('\n  ')}
					</Text>
				</Box>
			)}
		</Screen>
	);
}
