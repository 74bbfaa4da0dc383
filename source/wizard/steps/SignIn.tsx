import {Box} from 'ink';
import {type ReactNode, useCallback, useContext, useEffect, useRef, useState} from 'react';
import {UserError} from '../../errors.ts';
import {visible} from '../../problems.ts';
import {signInNotice} from '../../words/index.ts';
import type {Access, SignedIn} from '../access.ts';
import {type Line, Paragraph, ScrollLines, Text, TextField} from '../components/index.ts';
import {errorLines} from '../error-lines.ts';
import {hidden, on, shown, usualKeys} from '../keys.ts';
import {Screen, SurroundingsContext} from '../screen.tsx';
import type {Services} from '../services.ts';
import type {StepProps} from '../step-screen.ts';
import {symbols, theme} from '../theme.ts';

/** MFA codes have six digits. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const codeLength = 6;

async function signInTo(
	access: Access,
	services: Services,
	mfaCode: (serial: string) => Promise<string>,
	onNotice: (text: string) => void,
): Promise<SignedIn> {
	const notices: string[] = [];
	const account = await services.openAccount(access, {
		mfaCode,
		onNotice(notice) {
			const text = signInNotice(notice);
			// That of a command is over with the sign-in.
			if (notice.code !== 'command-runs') {
				notices.push(text);
			}

			onNotice(text);
		},
	});
	const identity = await account.identify();
	if (identity.status !== 'found') {
		throw new UserError('Could not find out who you are signed in as.', {
			hint: 'reason' in identity ? identity.reason : `AWS answered ${identity.code}.`,
		});
	}

	return {
		...identity.value,
		...(account.endpoint === undefined ? {} : {endpoint: account.endpoint}),
		...(notices.length === 0 ? {} : {notices}),
	};
}

type Props = StepProps & {
	readonly access: Access;
	readonly onBack: () => void;
	/** Where one can also do without: offered once it did not work. */
	readonly onGoOn?: () => void;
	readonly onSignedIn: (signedIn: SignedIn) => void;
};

type Question = {
	readonly serial: string;
	readonly answer: (code: string) => void;
	/** Nobody will answer any more. */
	readonly giveUp: () => void;
};

function givenUp(): UserError {
	return new UserError('The sign-in was left before it was done.', {
		hint: 'Press Enter to start again.',
	});
}

/** Signs in, asks for an MFA code where one is needed, and says what to do where it does not work. */
export function SignIn({access, services, onMessage, onBack, onGoOn, onSignedIn}: Props) {
	const [error, setError] = useState<readonly string[]>();
	const [question, setQuestion] = useState<Question>();
	const [code, setCode] = useState('');
	const [notice, setNotice] = useState('');
	const current = useRef(0);
	const asked = useRef<Question>(undefined);
	const report = useRef(onSignedIn);
	report.current = onSignedIn;
	const {onHelp} = useContext(SurroundingsContext);

	const start = useCallback(async () => {
		current.current += 1;
		const attempt = current.current;
		const isCurrent = () => current.current === attempt;
		setError(undefined);
		setCode('');
		setNotice('');
		try {
			const signedIn = await signInTo(
				access,
				services,
				(serial) =>
					new Promise((resolve, reject) => {
						if (!isCurrent()) {
							reject(givenUp());
							return;
						}

						asked.current = {serial, answer: resolve, giveUp: () => reject(givenUp())};
						setQuestion(asked.current);
					}),
				(text) => {
					if (isCurrent()) {
						setNotice(text);
					}
				},
			);
			if (isCurrent()) {
				report.current(signedIn);
			}
		} catch (failure) {
			if (isCurrent()) {
				setQuestion(undefined);
				setError(failure instanceof UserError ? errorLines(failure) : [String(failure)]);
			}
		}
	}, [access, services]);

	useEffect(() => {
		void start();
		return () => {
			// What is still under way must not lead anywhere once the screen is left.
			current.current += 1;
			// Otherwise the account would wait for the code for ever, also when it is chosen again.
			asked.current?.giveUp();
		};
	}, [start]);

	if (error !== undefined) {
		const lines: Line[] = error.map((text, index) => ({
			text: index === 0 ? `${symbols.failure} ${text}` : text,
			...(index === 0 ? {color: theme.danger} : {}),
		}));
		return (
			<Screen
				keys={[
					on('next', () => void start(), 'try again'),
					hidden('retry', () => void start()),
					onGoOn !== undefined && on('goOn', onGoOn),
					...usualKeys(onBack),
				]}
			>
				<Text bold color={theme.heading}>
					Sign-in failed
				</Text>
				<ScrollLines lines={lines} />
			</Screen>
		);
	}

	if (question !== undefined) {
		return (
			<Screen keys={[shown('accept'), ...usualKeys(onBack)]}>
				<Text bold color={theme.heading}>
					What code does your MFA device show?
				</Text>
				<Box marginY={1}>
					<TextField
						label="Code"
						value={code}
						placeholder="6 digits"
						onHelp={onHelp}
						onChange={(text) => setCode(text.replaceAll(/\D/gu, '').slice(0, codeLength))}
						onSubmit={(text) => {
							if (text.length === codeLength) {
								setQuestion(undefined);
								question.answer(text);
							} else {
								onMessage('The code has 6 digits. Esc leads back.');
							}
						}}
					/>
				</Box>
				<Paragraph>The device: {visible(question.serial)}</Paragraph>
			</Screen>
		);
	}

	return (
		<Screen keys={[on('back', onBack), hidden('help'), shown('leave')]}>
			<Text bold color={theme.heading}>
				Signing in{symbols.more}
			</Text>
			{notice === '' ? null : <Paragraph>{notice}</Paragraph>}
		</Screen>
	);
}

type FirstProps = StepProps & {readonly children: ReactNode};

/**
 * Shows its content once one is signed in. After a start with the answers of an earlier one the way in is known, but not
 * yet who one is: that, and what is asked in the place of AWS, has to be seen before anything is looked at.
 */
export function SignInFirst({children, ...props}: FirstProps) {
	const {state, dispatch} = props;
	const {access, signedIn} = state;
	if (access.kind === 'guided' || signedIn !== undefined) {
		return children;
	}

	return (
		<SignIn
			{...props}
			access={access}
			onBack={() => dispatch({type: 'back'})}
			onGoOn={() => dispatch({type: 'next'})}
			onSignedIn={(who) => dispatch({type: 'access', access, signedIn: who})}
		/>
	);
}
