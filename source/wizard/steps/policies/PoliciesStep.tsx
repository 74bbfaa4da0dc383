import {useCallback, useEffect, useMemo, useRef, useState} from 'react';
import {checkConnection} from '../../../connection/index.ts';
import {answersAsConnection} from '../../answers.ts';
import {useCopy, useCopyAddress, useOpen} from '../../hooks/index.ts';
import {hidden, on, shown, usualKeys} from '../../keys.ts';
import {guideNotes} from '../../questions/guide.ts';
import {Screen} from '../../screen.tsx';
import type {WizardState} from '../../state.ts';
import type {StepProps, StepScreen} from '../../step-screen.ts';
import {ExistingPolicy} from './ExistingPolicy.tsx';
import {LeaveUncopied} from './LeaveUncopied.tsx';
import {PolicyPanel} from './PolicyPanel.tsx';
import {documentCautions, neverCopied, policyPanels} from './panels.ts';
import {useAccountPolicies} from './use-account-policies.ts';

/** The screen of this step. */
export const screen: StepScreen = {
	Component: PoliciesStep,
	help: (profile, answers) => ({
		what: 'The documents to paste into the AWS console, one after another. c copies the document; the "Where" line says where it goes.',
		where:
			'The click path is above each document, and o opens the page in your browser. Check that the account number in the console is yours.',
		ifWrong: [
			'Alone, a document replaces the one that is there: press e and paste that one to get both merged into one. Signed in, that is done for you, and d shows what changes.',
			...documentCautions({answers}, profile),
		].join('\n'),
	}),
};

/** Whether nobody but the person brings the documents into the account: signed in, Apply does. */
function isByHand({access, isUnsigned}: WizardState): boolean {
	return access.kind === 'guided' || isUnsigned === true;
}

/** The documents one after another, each ready to copy. */
function PoliciesStep(props: StepProps) {
	const {state, profile, dispatch, services, onMessage} = props;
	const [index, setIndex] = useState(0);
	const [view, setView] = useState<'document' | 'diff' | 'existing' | 'leaving'>('document');
	// A merge is proven over all requests, which is not to happen for every key.
	const {answers, existing, inAccount, narrower} = state;
	const panels = useMemo(
		() => policyPanels({answers, existing, inAccount, narrower}, profile),
		[answers, existing, inAccount, narrower, profile],
	);
	// A copy takes a moment to be noted, and whoever types ahead does not wait for it.
	const handedOver = useRef(new Set<string>());
	const uncopied = neverCopied(panels, state);
	const at = Math.min(index, panels.length - 1);
	const panel = panels[at];
	const connection = useMemo(
		() => checkConnection(answersAsConnection(state.answers, profile), profile).connection,
		[state.answers, profile],
	);
	const isLooking = useAccountPolicies({
		access: state.access,
		isSignedIn: state.signedIn !== undefined,
		connection,
		profile,
		services,
		dispatch,
	});
	const open = useOpen(services, onMessage);
	const copyAddress = useCopyAddress({services, dispatch, onMessage});
	const {copy, save} = useCopy({services, dispatch, onMessage});

	const {id: shownId} = panel?.document ?? {};
	const [awaited, setAwaited] = useState<{readonly way: 'copy' | 'save'; readonly id: string}>();
	const handOver = useCallback(
		(way: 'copy' | 'save') => {
			if (panel === undefined) {
				return;
			}

			// Alone it would replace what is there, of which nothing is known yet.
			if (isLooking) {
				setAwaited({way, id: panel.document.id});
				onMessage('Done once the account is looked at, so that nothing in it gets lost: a moment.');
				return;
			}

			const name = `${answers.bucket ?? 'bucket'}-${panel.document.id}.json`;
			handedOver.current.add(panel.document.id);
			({copy, save})[way](panel.text, name, panel.document.id);
		},
		[panel, isLooking, answers.bucket, copy, save, onMessage],
	);
	useEffect(() => {
		if (!isLooking && awaited !== undefined) {
			setAwaited(undefined);
			if (awaited.id === shownId) {
				handOver(awaited.way);
			}
		}
	}, [isLooking, awaited, shownId, handOver]);

	const show = (target: number) => {
		setIndex(target);
		setView('document');
		onMessage('');
	};

	const forward = () => {
		if (at < panels.length - 1) {
			show(at + 1);
			return;
		}

		onMessage('');
		const isLeft = uncopied.some(({document}) => !handedOver.current.has(document.id));
		if (isByHand(state) && state.isLeftUncopied === undefined && isLeft) {
			setView('leaving');
		} else {
			dispatch({type: 'next'});
		}
	};

	const backward = () => {
		if (view !== 'document') {
			setView('document');
		} else if (at > 0) {
			show(at - 1);
		} else {
			dispatch({type: 'back'});
		}
	};

	if (panel === undefined) {
		return null;
	}

	if (view === 'existing') {
		return (
			<ExistingPolicy
				state={state}
				profile={profile}
				document={panel.document}
				services={services}
				onClose={() => setView('document')}
				onAccept={(text) => {
					dispatch({type: 'existing', document: panel.document.id, text});
					setView('document');
					onMessage(
						text === undefined
							? 'The pasted policy is removed; this is the document on its own.'
							: 'Merged. Copy this document and replace the whole policy with it. d shows what changes.',
					);
				}}
			/>
		);
	}

	if (view === 'leaving') {
		return (
			<LeaveUncopied
				uncopied={uncopied}
				onBackTo={(first) => show(panels.indexOf(first))}
				onGoOn={() => {
					dispatch({type: 'left-uncopied'});
					dispatch({type: 'next'});
				}}
				onClose={() => setView('document')}
			/>
		);
	}

	const {id, consoleUrl} = panel.document;
	const guide = guideNotes(id, profile, state.answers);
	return (
		<Screen
			keys={[
				on('copy', () => handOver('copy')),
				on('open', () => open(consoleUrl)),
				on('copyAddress', () => copyAddress(consoleUrl), 'address'),
				on('existing', () => setView('existing')),
				(panel.merge ?? panel.settingMerge ?? panel.refusal) !== undefined &&
					on(
						'diff',
						() => setView(view === 'diff' ? 'document' : 'diff'),
						panel.refusal === undefined ? undefined : 'why refused',
					),
				(panel.isNarrower || panel.document.narrower !== undefined) &&
					on('narrower', () => dispatch({type: 'narrower', document: id})),
				on('saveFile', () => handOver('save')),
				shown('scroll'),
				on('next', forward),
				state.access.kind === 'guided' && hidden('signIn'),
				hidden('nextPanel', () => show(Math.min(at + 1, panels.length - 1))),
				hidden('previousPanel', () => show(Math.max(at - 1, 0))),
				...usualKeys(backward),
			]}
		>
			<PolicyPanel
				key={panel.document.id}
				panel={panel}
				position={at + 1}
				count={panels.length}
				copied={state.copied[panel.document.id]}
				copyWay={state.copyWays[panel.document.id]}
				showsDiff={view === 'diff'}
				isLooking={isLooking}
				notes={[...guide.notes.map(({text}) => text), ...(guide.hasMore ? ['? says more.'] : [])]}
			/>
		</Screen>
	);
}
