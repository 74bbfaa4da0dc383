import {Box} from 'ink';
import {useState} from 'react';
import {createKeyPath, type Encryption, encryptionPath, keyParts} from '../../aws/index.ts';
import type {Answers} from '../answers.ts';
import {Choice, Notes, Text} from '../components/index.ts';
import {shown, usualKeys} from '../keys.ts';
import {encryptionOffer, keyOffer, type Lead} from '../questions/pick.ts';
import {Screen} from '../screen.tsx';
import type {StepProps, StepScreen} from '../step-screen.ts';
import {theme} from '../theme.ts';
import {guideNotes} from './guide.ts';
import {LookingScreen, PickScreen} from './PickScreen.tsx';
import {Questions, whereAccountIs} from './Questions.tsx';
import {useSettle} from './use-settle.tsx';

/** The screen of this step. */
export const screen: StepScreen = {
	Component: EncryptionStep,
	help: ({refusedEncryption = []}) => ({
		what: [
			'How S3 encrypts what is stored in the bucket. SSE-S3: with keys that S3 manages, nothing else to set up. SSE-KMS: with a key in AWS KMS that you control; then the vendor needs to use that key as well. DSSE-KMS: the same with two layers.',
			...refusedEncryption.map(({title, reason}) => `${title}: ${reason}.`),
		].join('\n'),
		where: `It is seen and set in the AWS console: ${encryptionPath('your bucket')}. The key ARN is there too; it begins with arn:aws:kms: and contains :key/. An alias (:alias/) does not work. The account ID is the twelve digits of the account that owns the bucket, as a rule those in the key ARN.\nTo make a key: ${createKeyPath('the Region of the bucket')}. Then set the bucket to it. It has to be a key of your own: the policy of the AWS managed key (aws/s3) cannot be changed.\nWhat is in the bucket already stays as it is: a change is for new objects.`,
		ifWrong:
			'With client-side encryption the keys are not with AWS, so that nobody who gets in by a policy could read the objects. With KMS and no permission on the right key, the vendor sees "Access Denied" on every file, although the bucket policy allows it.',
	}),
};

const explanations: Record<Encryption, {readonly label: string; readonly hint: string}> = {
	'SSE-S3': {
		label: 'SSE-S3    Amazon S3 managed keys',
		hint: 'The default of every bucket. Nothing else to set up.',
	},
	'SSE-KMS': {
		label: 'SSE-KMS   a key in AWS KMS',
		hint: 'You need the ARN of the key, and the vendor gets permission to use it.',
	},
	'DSSE-KMS': {
		label: 'DSSE-KMS  a key in AWS KMS, two layers',
		hint: 'Like SSE-KMS, with a second layer of encryption.',
	},
};

type Page = 'found' | 'choose' | 'key' | 'typed-key';

/** How the bucket encrypts, and with KMS by which key: as found in the account, or as it is said. */
function EncryptionStep(props: StepProps) {
	const {state, profile, dispatch} = props;
	const chosen = state.answers.encryption;
	const found = encryptionOffer(state);
	const [page, setPage] = useState<Page>(() => {
		// An encryption that this vendor does not take, chosen for another one, has to be chosen anew first.
		const hasKey = profile.encryption.some((offered) => offered === chosen) && chosen !== 'SSE-S3';
		return found.status === 'offered' || found.status === 'looking'
			? 'found'
			: hasKey
				? 'key'
				: 'choose';
	});
	const keys = keyOffer(state);
	const {settle, screen: decision} = useSettle({
		state,
		dispatch,
		step: 'encryption',
		onCorrect: () => setPage(found.status === 'offered' ? 'found' : 'choose'),
		asksMore({encryption, kmsKeyArn}) {
			const isOpen = encryption !== 'SSE-S3' && !kmsKeyArn;
			if (isOpen) {
				setPage('key');
			}

			return isOpen;
		},
	});
	if (decision !== null) {
		return decision;
	}

	const choose = () => setPage('choose');
	const toFirst = () => setPage(found.status === 'offered' ? 'found' : 'choose');
	const follow = (lead: Lead) => {
		if (lead.to === 'answer') {
			settle(lead.answers);
			return;
		}

		if (lead.answers !== undefined) {
			dispatch({type: 'answer', answers: lead.answers});
		}

		setPage(lead.to === 'key' ? 'key' : 'typed-key');
	};

	if (page === 'found' && found.status === 'looking') {
		return <LookingScreen what={found.what} onType={choose} />;
	}

	if (page === 'found' && found.status === 'offered') {
		return <PickScreen pick={found.pick} onPick={follow} />;
	}

	if (page === 'key' && keys.status === 'looking') {
		return <LookingScreen what={keys.what} onType={() => setPage('typed-key')} onBack={toFirst} />;
	}

	if (page === 'key' && keys.status === 'offered') {
		return <PickScreen key="key" pick={keys.pick} onPick={follow} onBack={toFirst} />;
	}

	if (page === 'key' || page === 'typed-key') {
		return (
			<TypedKey
				{...props}
				unlisted={keys.status === 'unlisted' ? keys.why : undefined}
				onBack={keys.status === 'offered' ? () => setPage('key') : toFirst}
				onDone={settle}
			/>
		);
	}

	return (
		<ChosenEncryption
			{...props}
			unlisted={found.status === 'unlisted' ? found.why : undefined}
			onChoose={(encryption) => {
				if (encryption === 'SSE-S3') {
					settle({encryption});
				} else {
					dispatch({type: 'answer', answers: {encryption}});
					setPage('key');
				}
			}}
		/>
	);
}

type KeyProps = StepProps & {
	/** Why there is no list, where there should be one. */
	readonly unlisted: string | undefined;
	readonly onBack: () => void;
	readonly onDone: (answers: Answers) => void;
};

/** The key by its ARN. */
function TypedKey({unlisted, onBack, onDone, ...props}: KeyProps) {
	const {state, profile} = props;
	const bucket = state.answers.bucket ?? 'your bucket';
	const guide = guideNotes('key', profile, state.answers);
	return (
		<Screen
			keys={[
				shown('next'),
				state.signedIn === undefined && shown('nextField'),
				...usualKeys(onBack),
			]}
		>
			<Text bold color={theme.heading}>
				Which KMS key encrypts the bucket?
			</Text>
			<Questions
				{...props}
				step="encryption"
				onDone={onDone}
				looks={{
					kmsKeyArn: {
						label: 'Key ARN',
						placeholder: 'arn:aws:kms:…:key/…',
						gives: (value) => ({accountId: keyParts(value).accountId}),
						describe(value) {
							const {accountId, region} = keyParts(value);
							const own = state.answers.accountId;
							return !own || accountId === own
								? `a key of ${own ? 'your account' : `account ${accountId}`}, in ${region}`
								: {doubt: `the key belongs to another account: ${accountId}`};
						},
					},
				}}
			/>
			<Notes
				notes={[
					...(unlisted === undefined ? [] : [{text: unlisted}]),
					{
						text: `Where do I find it? S3 > ${bucket} > Properties > Default encryption: “Encryption key ARN”. It must be the full ARN with :key/ in it, not an alias.`,
					},
					...(state.signedIn === undefined ? [{text: whereAccountIs}] : []),
					...guide.notes,
					{
						text: `No key yet? ${createKeyPath(state.answers.region ?? 'the Region of the bucket')}. Then ${encryptionPath(bucket)}.`,
					},
				]}
				hasMore={guide.hasMore}
			/>
		</Screen>
	);
}

type ChosenProps = StepProps & {
	/** Why it could not be seen, where it should be. */
	readonly unlisted: string | undefined;
	readonly onChoose: (encryption: Encryption) => void;
};

/** How the bucket encrypts, as the person says. */
function ChosenEncryption({state, profile, unlisted, onChoose}: ChosenProps) {
	const chosen = profile.encryption.find((one) => one === state.answers.encryption);
	const bucket = state.answers.bucket ?? 'your bucket';
	const guide = guideNotes('encryption', profile, state.answers);
	return (
		<Screen
			keys={[
				shown('choose'),
				shown('next'),
				state.access.kind === 'guided' && shown('signIn'),
				...usualKeys(),
			]}
		>
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
					onSelect={onChoose}
				/>
			</Box>
			<Notes
				notes={[
					...(unlisted === undefined ? [] : [{text: unlisted}]),
					...guide.notes,
					...(profile.refusedEncryption ?? []).map(({title, reason}) => ({
						text: `${title}: ${reason}.`,
						tone: 'dim' as const,
					})),
					{text: `Where do I see or set it? ${encryptionPath(bucket)}.`},
				]}
				hasMore={guide.hasMore}
			/>
		</Screen>
	);
}
