import {useMemo, useState} from 'react';
import {checkConnection} from '../../connection/index.ts';
import {answersAsConnection} from '../answers.ts';
import {useAccountPolicies, useCopy, useKeys, useOpen} from '../hooks/index.ts';
import type {CommandId} from '../keys.ts';
import {mergeable, type Panel, policyPanels} from '../panels.ts';
import {Screen} from '../screen.tsx';
import {ExistingPolicy} from './ExistingPolicy.tsx';
import {PolicyPanel} from './PolicyPanel.tsx';
import type {StepProps} from './step-props.ts';

function commandsFor(panel: Panel): CommandId[] {
	return [
		'copy',
		'open',
		...(mergeable.has(panel.document.id) ? (['existing'] as const) : []),
		...(panel.merge === undefined ? [] : (['diff'] as const)),
		...(panel.isNarrower || panel.document.narrower !== undefined ? (['narrower'] as const) : []),
		'saveFile',
		'scroll',
		'next',
		'back',
		'help',
		'leave',
	];
}

/** The documents one after another, each ready to copy. */
export function PoliciesStep(props: StepProps) {
	const {state, profile, dispatch, services, isActive, onMessage, onHelp} = props;
	const [index, setIndex] = useState(0);
	const [view, setView] = useState<'document' | 'diff' | 'existing'>('document');
	const panels = policyPanels(state, profile);
	const at = Math.min(index, panels.length - 1);
	const panel = panels[at];
	const connection = useMemo(
		() => checkConnection(answersAsConnection(state.answers, profile), profile).connection,
		[state.answers, profile],
	);
	useAccountPolicies({
		access: state.access,
		isSignedIn: state.signedIn !== undefined,
		connection,
		profile,
		services,
		dispatch,
	});
	const open = useOpen(services, onMessage);
	const {copy, save} = useCopy({services, dispatch, onMessage});

	const show = (target: number) => {
		setIndex(target);
		setView('document');
		onMessage('');
	};

	const forward = () => {
		if (at < panels.length - 1) {
			show(at + 1);
		} else {
			onMessage('');
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

	useKeys(
		panel === undefined
			? {}
			: {
					next: forward,
					nextPanel: () => show(Math.min(at + 1, panels.length - 1)),
					previousPanel: () => show(Math.max(at - 1, 0)),
					back: backward,
					help: onHelp,
					copy: () => copy(panel.text, fileName(panel), panel.document.id),
					saveFile: () => save(panel.text, fileName(panel), panel.document.id),
					open: () => open(panel.document.consoleUrl),
					...(panel.isNarrower || panel.document.narrower !== undefined
						? {
								narrower: () => dispatch({type: 'narrower', document: panel.document.id}),
							}
						: {}),
					...(panel.merge === undefined
						? {}
						: {diff: () => setView(view === 'diff' ? 'document' : 'diff')}),
					...(mergeable.has(panel.document.id) ? {existing: () => setView('existing')} : {}),
				},
		{isActive: isActive && view !== 'existing'},
	);

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
				isActive={isActive}
				onClose={() => setView('document')}
				onAccept={(text) => {
					dispatch({type: 'existing', document: panel.document.id, text});
					setView('document');
					onMessage(
						text === undefined
							? 'The pasted policy is forgotten; this is the document alone.'
							: 'Merged. Copy this document and replace the whole policy with it. d shows what changes.',
					);
				}}
			/>
		);
	}

	return (
		<Screen commands={commandsFor(panel)}>
			<PolicyPanel
				key={panel.document.id}
				panel={panel}
				position={at + 1}
				count={panels.length}
				copied={state.copied[panel.document.id]}
				copyWay={state.copyWays[panel.document.id]}
				showsDiff={view === 'diff'}
				isActive={isActive}
			/>
		</Screen>
	);

	function fileName(shown: Panel): string {
		return `${state.answers.bucket ?? 'bucket'}-${shown.document.id}.json`;
	}
}
