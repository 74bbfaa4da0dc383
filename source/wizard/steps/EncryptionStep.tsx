import {useState} from 'react';
import {createKeyPath, encryptionPath} from '../../aws/index.ts';
import type {Answers} from '../answers.ts';
import {shown, usualKeys} from '../keys.ts';
import {encryptionQuestion} from '../questions/choices.ts';
import {encryptionOffer, keyOffer, type Lead} from '../questions/pick.ts';
import {isAccountTyped} from '../questions/seen.ts';
import {askingOf, keyQuestion} from '../questions/typed.ts';
import type {StepProps, StepScreen} from '../step-screen.ts';
import {ChoiceScreen} from './ChoiceScreen.tsx';
import {LookingScreen, PickScreen} from './PickScreen.tsx';
import {TypedScreen} from './TypedScreen.tsx';
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
	const [isChange, setIsChange] = useState(false);
	const askKey = (isOther = false) => {
		setIsChange(isOther);
		setPage('key');
	};
	const keys = keyOffer(state, {isChange});
	const {settle, screen: decision} = useSettle({
		state,
		dispatch,
		step: 'encryption',
		onCorrect: () => setPage(found.status === 'offered' ? 'found' : 'choose'),
		asksMore({encryption, kmsKeyArn}) {
			const isOpen = encryption !== 'SSE-S3' && !kmsKeyArn;
			if (isOpen) {
				askKey();
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

		if (lead.to === 'key') {
			askKey(lead.isChange);
		} else {
			setPage('typed-key');
		}
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
		<ChoiceScreen
			question={encryptionQuestion(
				profile,
				state.answers,
				found.status === 'unlisted' ? found.why : undefined,
			)}
			keys={[state.access.kind === 'guided' && shown('signIn'), ...usualKeys()]}
			onSelect={(value) => {
				const encryption = profile.encryption.find((one) => one === value);
				if (encryption === 'SSE-S3') {
					settle({encryption});
				} else if (encryption !== undefined) {
					dispatch({type: 'answer', answers: {encryption}});
					askKey();
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
	return (
		<TypedScreen
			{...props}
			step="encryption"
			question={keyQuestion({...askingOf(state, profile), unlisted})}
			keys={[shown('next'), isAccountTyped(state) && shown('nextField'), ...usualKeys(onBack)]}
			onDone={onDone}
		/>
	);
}
