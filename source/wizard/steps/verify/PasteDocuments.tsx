import {Box} from 'ink';
import {useEffect, useRef, useState} from 'react';
import {type DocumentId, encryptions} from '../../../aws/index.ts';
import {readCors, readNotification} from '../../../bucket-settings/index.ts';
import {UserError} from '../../../errors.ts';
import {readPolicy} from '../../../policy/index.ts';
import {visible} from '../../../problems.ts';
import {applies} from '../../../vendors/index.ts';
import {Choice, Paragraph, PasteArea, Text} from '../../components/index.ts';
import {errorLines} from '../../error-lines.ts';
import {on, shown, usualKeys} from '../../keys.ts';
import {Screen} from '../../screen.tsx';
import type {StepProps} from '../../step-screen.ts';
import {symbols, theme} from '../../theme.ts';

const names: Record<DocumentId, string> = {
	'role-policy': 'Role policy',
	'trust-policy': 'Trust policy',
	'bucket-policy': 'Bucket policy',
	'key-policy': 'Key policy',
	'bucket-cors': 'CORS rules',
	'bucket-notification': 'Event notifications',
	'queue-policy': 'Queue policy',
};

/** Documents that are asked for only where the vendor has them. */
const further = ['bucket-cors', 'bucket-notification', 'queue-policy'] as const;

/** UserError where the text is no such document. */
function refuseOther(text: string, id: DocumentId): void {
	if (id === 'bucket-cors') {
		readCors(text, 'What was pasted');
	} else if (id === 'bucket-notification') {
		readNotification(text, 'What was pasted');
	} else {
		readPolicy(text, id, 'The pasted policy');
	}
}

type Props = StepProps & {
	/** Called when the person wants what is pasted to be judged. */
	readonly onJudge: () => void;
};

/** Takes the documents as they stand in the account, so that they can be judged without access to it. */
export function PasteDocuments({
	state,
	profile,
	dispatch,
	services,

	onMessage,
	onJudge,
}: Props) {
	const [asked, setAsked] = useState<DocumentId>();
	const [refusal, setRefusal] = useState<readonly string[]>();
	// Reading a file takes time; what it gives counts only while it is still what was asked for last.
	const request = useRef(0);
	useEffect(
		() => () => {
			request.current += 1;
		},
		[],
	);
	const wanted: DocumentId[] = [
		...(profile.access === 'customer-role' ? (['trust-policy', 'role-policy'] as const) : []),
		'bucket-policy',
		...(state.answers['encryption'] === 'SSE-S3' ? [] : (['key-policy'] as const)),
		...further.filter((id) =>
			profile.documents.some(
				(document) =>
					document.id === id &&
					applies(document.when, {
						purpose: state.answers['purpose'],
						encryption: encryptions.find((one) => one === state.answers['encryption']),
					}),
			),
		),
	];
	const isAny = wanted.some((id) => state.pasted[id] !== undefined);

	const accept = async (
		id: DocumentId,
		given: {readonly text: string} | {readonly file: string},
	): Promise<void> => {
		request.current += 1;
		const number = request.current;
		try {
			const text = 'text' in given ? given.text : await services.readText(given.file);
			refuseOther(text, id);
			if (number === request.current) {
				dispatch({type: 'pasted', document: id, text});
				setAsked(undefined);
				onMessage(`${names[id]} taken over.`);
			}
		} catch (error) {
			if (number === request.current) {
				setRefusal(error instanceof UserError ? errorLines(error) : [String(error)]);
			}
		}
	};

	if (asked !== undefined) {
		return (
			<Screen
				keys={[
					shown('accept'),
					shown('clear'),
					on('back', () => {
						request.current += 1;
						setAsked(undefined);
						setRefusal(undefined);
					}),
					shown('leave'),
				]}
			>
				<Text bold color={theme.heading}>
					{names[asked]}: what is in your account?
				</Text>
				<Box marginY={1}>
					<Paragraph>
						{asked === 'bucket-notification'
							? 'Run "aws s3api get-bucket-notification-configuration" and paste what it prints here'
							: 'Copy it in the AWS console and paste it here'}
						, or type the path of a file that holds it. Nothing is sent anywhere.
					</Paragraph>
				</Box>
				<PasteArea
					onChange={() => {
						request.current += 1;
						setRefusal(undefined);
					}}
					onAccept={(given) => void accept(asked, given)}
					onEmpty={() => setRefusal(['Nothing is pasted yet. Paste it, or go back with Esc.'])}
				/>
				{refusal === undefined ? null : (
					<Box marginTop={1}>
						<Text color={theme.danger} wrap="wrap">
							{symbols.failure} {refusal.map(visible).join('\n')}
						</Text>
					</Box>
				)}
			</Screen>
		);
	}

	return (
		<Screen keys={[shown('choose'), shown('next'), ...usualKeys()]}>
			<Text bold color={theme.heading}>
				Do you want to check the policies in your account?
			</Text>
			<Box marginY={1}>
				<Paragraph>
					Without access to the account, you can check what you paste from the AWS console.
				</Paragraph>
			</Box>
			<Choice
				key={wanted.map((id) => (state.pasted[id] === undefined ? 'no' : 'yes')).join()}
				items={[
					...wanted.map((id) => ({
						value: id as string,
						label: `${state.pasted[id] === undefined ? ' ' : symbols.success} ${names[id]}`,
						hint:
							state.pasted[id] === undefined
								? 'Enter: paste it.'
								: 'Pasted. Enter: paste another one instead.',
					})),
					...(isAny
						? [
								{
									value: 'judge',
									label: '  Check what you pasted',
									hint: 'Says what is wrong, and what to paste instead.',
								},
							]
						: []),
					{
						value: 'skip',
						label: '  Continue without checking',
						hint: 'You can come back at any time.',
					},
				]}
				initialValue={
					wanted.find((id) => state.pasted[id] === undefined) ?? (isAny ? 'judge' : 'skip')
				}
				onSelect={(value) => {
					if (value === 'skip') {
						dispatch({type: 'next'});
					} else if (value === 'judge') {
						onJudge();
					} else {
						setAsked(wanted.find((id) => id === value));
					}
				}}
			/>
		</Screen>
	);
}
