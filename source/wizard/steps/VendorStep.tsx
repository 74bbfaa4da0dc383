import {useContext, useState} from 'react';
import {builtInProfiles} from '../../vendors/index.ts';
import {hidden, on, shown, usualKeys} from '../keys.ts';
import {purposeQuestion, vendorQuestion} from '../questions/choices.ts';
import {SurroundingsContext} from '../screen.tsx';
import {ownVendorOf} from '../state.ts';
import type {StepProps, StepScreen} from '../step-screen.ts';
import {ChoiceScreen} from './ChoiceScreen.tsx';

/** The screen of this step. */
export const screen: StepScreen = {
	Component: VendorStep,
	help: {
		what: 'The company that needs access to your bucket, and what it will do there. A vendor that only reads gets no permission to write.',
		where:
			"In the vendor's help article, or from the person who asked you to set this up. If you are not sure what it will do, ask before you go on.",
		ifWrong:
			'The policies would name the wrong company, or allow too little or too much. You can come back here at any time.',
	},
};

/** Which vendor, and what it will do with the bucket. */
export function VendorStep({state, dispatch, onMessage}: Omit<StepProps, 'profile'>) {
	const {profile} = state;
	const {openArticle} = useContext(SurroundingsContext);
	const [highlighted, setHighlighted] = useState(state.answers.vendor);
	const [asksPurpose, setAsksPurpose] = useState(profile !== undefined);
	const own = ownVendorOf(state);
	const vendors = [
		...builtInProfiles.map((builtIn) => ({vendor: builtIn.id, profile: builtIn})),
		...(own === undefined ? [] : [own]),
	];

	if (asksPurpose && profile !== undefined) {
		return (
			<ChoiceScreen
				key={state.answers.vendor ?? profile.id}
				question={purposeQuestion(profile, state.answers)}
				keys={[shown('copyAddress'), ...usualKeys(() => setAsksPurpose(false))]}
				onSelect={(purpose) => {
					dispatch({type: 'answer', answers: {purpose}});
					dispatch({type: 'next'});
				}}
			/>
		);
	}

	const pointed = vendors.find(({vendor}) => vendor === highlighted) ?? vendors[0];
	return (
		<ChoiceScreen
			key="vendor"
			question={vendorQuestion(vendors, state.answers.vendor)}
			keys={[
				pointed !== undefined && on('article', () => openArticle(pointed.profile.article)),
				hidden('back', () =>
					onMessage('This is the first question. Ctrl+C leaves; your answers are kept.'),
				),
				shown('help'),
				shown('leave'),
			]}
			onHighlight={setHighlighted}
			onSelect={(vendor) => {
				const chosen = vendors.find((candidate) => candidate.vendor === vendor);
				if (chosen !== undefined) {
					dispatch({type: 'vendor', ...chosen});
					setAsksPurpose(true);
				}
			}}
		/>
	);
}
