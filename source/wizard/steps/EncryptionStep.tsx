import {Box, Text} from 'ink';
import {useState} from 'react';
import {type Encryption, keyParts} from '../../aws/index.ts';
import {Choice, Paragraph} from '../components/index.ts';
import {useKeys} from '../hooks/index.ts';
import {Screen} from '../screen.tsx';
import {theme} from '../theme.ts';
import {Questions} from './Questions.tsx';
import type {StepProps} from './step-props.ts';

const explanations: Record<Encryption, {readonly label: string; readonly hint: string}> = {
	'SSE-S3': {
		label: 'SSE-S3    Amazon S3 managed keys',
		hint: 'What a bucket has unless somebody changed it. Nothing else to set up.',
	},
	'SSE-KMS': {
		label: 'SSE-KMS   a key in AWS KMS',
		hint: 'You need the ARN of the key, and the vendor gets permission to use it.',
	},
	'DSSE-KMS': {
		label: 'DSSE-KMS  a key in AWS KMS, two layers',
		hint: 'As SSE-KMS, with a second layer of encryption.',
	},
};

/** How the bucket encrypts, and with KMS by which key. */
export function EncryptionStep(props: StepProps) {
	const {state, profile, dispatch, isActive, onHelp} = props;
	const chosen = state.answers.encryption;
	// An encryption that this vendor does not take, chosen for another one, has to be chosen anew first.
	const [asksKey, setAsksKey] = useState(
		profile.encryption.some((offered) => offered === chosen) && chosen !== 'SSE-S3',
	);
	useKeys(
		{
			back() {
				if (asksKey) {
					setAsksKey(false);
				} else {
					dispatch({type: 'back'});
				}
			},
			help: onHelp,
		},
		{isActive},
	);

	if (asksKey) {
		return (
			<Screen commands={['next', 'back', 'help', 'leave']}>
				<Text bold color={theme.heading}>
					Which KMS key encrypts the bucket?
				</Text>
				<Questions
					{...props}
					step="encryption"
					looks={{
						kmsKeyArn: {
							label: 'Key ARN',
							placeholder: 'arn:aws:kms:…:key/…',
							describe(value) {
								const {accountId, region} = keyParts(value);
								return accountId === state.answers.accountId
									? `a key of your account, in ${region}`
									: {doubt: `the key belongs to another account: ${accountId}`};
							},
						},
					}}
				/>
				<Paragraph>
					Where do I find it? S3 &gt; {state.answers.bucket ?? 'your bucket'} &gt; Properties &gt;
					Default encryption: “Encryption key ARN”. It must be the full ARN with :key/ in it, not an
					alias.
				</Paragraph>
			</Screen>
		);
	}

	return (
		<Screen commands={['choose', 'next', 'back', 'help', 'leave']}>
			<Text bold color={theme.heading}>
				How is the bucket encrypted?
			</Text>
			<Box marginY={1} flexShrink={0}>
				<Choice
					items={profile.encryption.map((encryption) => ({
						value: encryption,
						...explanations[encryption],
					}))}
					{...(chosen === undefined ? {} : {initialValue: chosen})}
					isActive={isActive}
					onSelect={(encryption) => {
						dispatch({type: 'answer', answers: {encryption}});
						if (encryption === 'SSE-S3') {
							dispatch({type: 'next'});
						} else {
							setAsksKey(true);
						}
					}}
				/>
			</Box>
			{(profile.refusedEncryption ?? []).map(({title, reason}) => (
				<Box key={title} flexShrink={0}>
					<Text color={theme.dim} wrap="wrap">
						{title}: {reason}.
					</Text>
				</Box>
			))}
			<Box marginTop={1}>
				<Paragraph>
					Where do I see it? AWS console &gt; S3 &gt; {state.answers.bucket ?? 'your bucket'} &gt;
					Properties &gt; Default encryption.
				</Paragraph>
			</Box>
		</Screen>
	);
}
