import {Box, useApp} from 'ink';
import {Suspense, useCallback, useEffect, useMemo, useReducer, useRef, useState} from 'react';
import {visible} from '../problems.ts';
import {originLine, presentOrigin} from '../words/origin/index.ts';
import {accessLabel} from './access.ts';
import {CurrentStep} from './CurrentStep.tsx';
import {ErrorBoundary, LinksContext} from './components/index.ts';
import {HelpScreen} from './HelpScreen.tsx';
import {
	EndingContext,
	InputGate,
	type Message,
	useArticle,
	useCopyAddress,
	useEnding,
	useKeys,
	useSeen,
} from './hooks/index.ts';
import {hidden, on} from './keys.ts';
import {progressOf} from './progress.ts';
import {type SavedRun, StartScreen} from './StartScreen.tsx';
import {type Surroundings, SurroundingsContext} from './screen.tsx';
import type {Services} from './services.ts';
import {
	type AccountChange,
	initialState,
	reduce,
	type WizardAction,
	type WizardState,
} from './state.ts';
import {stepMarks} from './steps.ts';

/** How the wizard ended. */
export type WizardResult =
	| {
			readonly end: 'finished';
			readonly summary: string;
			/** The commands that undo what was changed in an account, the newest run first; absent where nothing was. */
			readonly undo?: readonly string[];
	  }
	| {
			readonly end: 'left';
			readonly isSaved: boolean;
			/** What was changed in the account before; absent where nothing was. */
			readonly changes?: readonly AccountChange[];
			/** The commands that undo them, the newest run first. */
			readonly undo?: readonly string[];
			/** Set where it was left in practice. */
			readonly isPractice?: true;
			/** Set where a change was cut off, so that nobody knows whether it was made. */
			readonly isCutOff?: true;
	  };

type Props = {
	/** Where to begin: fresh, or with the answers of a connection file. */
	readonly initial?: WizardState | undefined;
	/** What earlier starts left behind, the newest first; offered before anything else. */
	readonly saved?: readonly SavedRun[];
	readonly services: Services;
};

/** What leads to another step. */
const leading: readonly WizardAction['type'][] = ['next', 'back', 'go', 'sign-in'];

/** The wizard from the first screen to the last. */
export function Wizard({initial = initialState, saved = [], services}: Props) {
	const {exit, suspendTerminal} = useApp();
	const [state, dispatch] = useReducer(reduce, initial);
	const [isStarting, setIsStarting] = useState(saved.length > 0);
	const [isHelpOpen, setIsHelpOpen] = useState(false);
	const [message, setMessage] = useState<Message>();
	const latest = useRef(state);
	latest.current = state;

	const shown = useRef<Message>(undefined);
	useEffect(() => {
		shown.current = message;
	}, [message]);
	const onMessage = useCallback((text: string) => setMessage({text}), []);

	// What was said in leaving a step must be readable on the next one. What stood on the step itself was read there, and
	// would be said of the wrong thing here: "Copied" above a document that is not copied yet.
	const send = useCallback((action: WizardAction) => {
		if (leading.includes(action.type)) {
			const read = shown.current;
			setMessage((last) => (last === read ? undefined : last));
		}

		dispatch(action);
	}, []);

	useSeen({state, dispatch: send, services});

	// One after another, so that an older state never ends up over a newer one, or over nothing after the end.
	const lastSave = useRef(Promise.resolve(false));
	const save = useCallback(() => {
		const {current} = latest;
		if (current.profile === undefined) {
			return Promise.resolve(false);
		}

		const progress = progressOf(current, services.now());
		lastSave.current = lastSave.current
			.then(() => services.saveProgress(progress))
			// Answers that cannot be kept must stop nobody.
			.catch(() => false);
		return lastSave.current;
	}, [services]);

	// Typing alone is not saved: only what was settled, every change in an account at once, and whatever there is on leaving.
	const {step, copied, existing, narrower, pasted, applied} = state;
	const settled = useMemo(
		() => ({step, copied, existing, narrower, pasted, applied}),
		[step, copied, existing, narrower, pasted, applied],
	);
	useEffect(() => {
		if (!isStarting && settled.step !== 'vendor') {
			void save();
		}
	}, [save, isStarting, settled]);

	const isEnding = useRef(false);
	const {ending, changes, isHeld, end} = useEnding();
	const undo = (done: readonly AccountChange[]): {readonly undo?: readonly string[]} => {
		const commands = [...new Set(done.flatMap((change) => change.undo ?? []))];
		return commands.length === 0 ? {} : {undo: commands.toReversed()};
	};
	const left = (isSaved: boolean, isCutOff = false): WizardResult => ({
		end: 'left',
		isSaved,
		...(changes().length === 0 ? {} : {changes: changes()}),
		...undo(changes()),
		...(latest.current.access.kind === 'practice' ? {isPractice: true} : {}),
		...(isCutOff ? {isCutOff} : {}),
	});
	const leave = async () => {
		if (isEnding.current) {
			// Whoever insists is not kept: a backup was made before the change.
			if (isHeld()) {
				exit(left(await lastSave.current, true));
			}

			return;
		}

		isEnding.current = true;
		if (isHeld()) {
			onMessage(
				'Leaving as soon as AWS answers; nothing else is started. Ctrl+C again leaves at once, and then it is not known whether the last change was made.',
			);
			void save();
		}

		await end();
		const isSaved = isStarting || (await save());
		exit(left(isSaved));
	};

	const {suspend} = services;
	const canSignIn =
		!isStarting &&
		!isHelpOpen &&
		state.profile !== undefined &&
		state.access.kind === 'guided' &&
		step !== 'vendor' &&
		step !== 'account';
	useKeys([
		on('leave', () => void leave()),
		canSignIn && hidden('signIn', () => send({type: 'sign-in'})),
		suspend !== undefined && hidden('suspend', () => void suspendTerminal(suspend)),
	]);

	const finish = async (summary: string) => {
		if (isEnding.current) {
			return;
		}

		isEnding.current = true;
		await lastSave.current;
		try {
			await services.forgetProgress();
		} catch {
			// What cannot be removed is offered again at the next start; the work is done all the same.
		}

		exit({end: 'finished', summary, ...undo(latest.current.applied)} satisfies WizardResult);
	};

	const purpose = state.profile?.purposes.find(({id}) => id === state.answers.purpose);
	const title = [state.profile?.name, purpose?.title].filter(Boolean).join(' · ');
	const marks = stepMarks(state);
	// Before one has said that it is the right account, the screen names it all the same.
	const {access, signedIn} = state.proposed ?? state;
	const mode = accessLabel(access, signedIn?.accountId);
	const endpoint = signedIn?.endpoint;
	const [highlighted, setHighlighted] = useState(saved[0]);
	const vendor = isStarting ? highlighted?.state.profile : state.profile;
	const origin = useMemo(() => vendor && presentOrigin(vendor), [vendor]);
	const copyAddress = useCopyAddress({services, dispatch: send, onMessage});
	const openArticle = useArticle({services, copyAddress, onMessage: setMessage, shown});
	const article = vendor?.article;
	const surroundings = useMemo<Surroundings>(
		() => ({
			title,
			mode,
			steps: marks,
			message: message?.text,
			onBack: () => send({type: 'back'}),
			onHelp: () => setIsHelpOpen(true),
			onArticle: article === undefined ? undefined : () => openArticle(article),
			onCopyAddress: article === undefined ? undefined : () => copyAddress(article),
			openArticle,
			banners: [
				...(endpoint === undefined
					? []
					: [
							{
								text: `Requests go to another endpoint, not to AWS: ${visible(endpoint)} (set in the environment or the profile).`,
								cut: 'end' as const,
							},
						]),
				...(origin === undefined
					? []
					: [{text: visible(originLine(origin)), cut: 'middle' as const}]),
			],
		}),
		[title, marks, message, mode, endpoint, origin, article, openArticle, copyAddress, send],
	);

	return (
		<LinksContext value={services.knowsLinks === true}>
			<SurroundingsContext value={surroundings}>
				<EndingContext value={ending}>
					<ErrorBoundary onError={exit}>
						{isStarting ? (
							<StartScreen
								saved={saved}
								services={services}
								onHighlight={setHighlighted}
								onContinue={({file, state: kept}) => {
									services.continueRun(file);
									dispatch({type: 'restore', state: kept});
									setIsStarting(false);
								}}
								onFresh={() => setIsStarting(false)}
							/>
						) : (
							<Suspense>
								{isHelpOpen ? (
									<HelpScreen
										step={state.step}
										profile={state.profile}
										answers={state.answers}
										copyAddress={copyAddress}
										onClose={() => setIsHelpOpen(false)}
									/>
								) : null}
								{/* Out of sight it keeps its place: the field, the document, what was pasted. */}
								<Box flexDirection="column" display={isHelpOpen ? 'none' : 'flex'}>
									<InputGate value={!isHelpOpen}>
										<CurrentStep
											key={state.step}
											state={state}
											dispatch={send}
											services={services}
											onMessage={onMessage}
											onFinish={(summary) => void finish(summary)}
										/>
									</InputGate>
								</Box>
							</Suspense>
						)}
					</ErrorBoundary>
				</EndingContext>
			</SurroundingsContext>
		</LinksContext>
	);
}
