import {useState} from 'react';
import type {VendorProfile} from '../vendors/index.ts';
import {originTexts, presentOrigin} from '../words/origin/index.ts';
import {presentFacts} from '../words/vendor/index.ts';
import type {Answers} from './answers.ts';
import {type Line, ScrollLines} from './components/index.ts';
import {keyBindings, on, shown} from './keys.ts';
import {useScreen} from './load-screens.ts';
import {guideOfStep} from './questions/guide.ts';
import {Screen} from './screen.tsx';
import type {StepId} from './steps.ts';

type Props = {
	readonly step: StepId;
	readonly profile: VendorProfile | undefined;
	readonly answers: Answers;
	readonly copyAddress: (url: string) => void;
	readonly onClose: () => void;
};

const section = (heading: string, text: string): Line[] => [
	{text: heading, isHeading: true},
	...text.split('\n').map((line) => ({text: line})),
];

/** Where the profile comes from, its page and when that was read, and what of it no page says. */
function aboutLines(profile: VendorProfile): Line[] {
	const origin = presentOrigin(profile);
	const {read, doubts} = presentFacts(profile);
	return [
		...(origin === undefined ? [] : originTexts(origin)).map((text) => ({text})),
		{
			text: `The article of ${profile.name} (${keyBindings.article.label} opens it, on every screen):`,
		},
		{text: profile.article, url: profile.article},
		...[...(read === undefined ? [] : [read]), ...doubts].map((text) => ({text})),
	];
}

/** The help of a step, instead of the step. */
export function HelpScreen({step, profile, answers, copyAddress, onClose}: Props) {
	const [copied, setCopied] = useState(0);
	// Only the first step comes before the vendor is known, and its help is the same for all.
	const {help} = useScreen(profile === undefined ? 'vendor' : step);
	const said = profile === undefined ? [] : guideOfStep(step, profile, answers);
	const about = profile === undefined ? [] : aboutLines(profile);
	const text = typeof help === 'function' ? profile && help(profile, answers) : help;
	// The article is what is asked for most.
	const pages = [...(profile === undefined ? [] : [profile.article]), ...(text?.pages ?? [])];
	const at = copied % Math.max(1, pages.length);
	const page = pages[at];
	return (
		<Screen
			keys={[
				shown('scroll'),
				on('next', onClose, 'to the question'),
				profile !== undefined && shown('article'),
				page !== undefined &&
					on(
						'copyAddress',
						() => {
							copyAddress(page);
							setCopied(copied + 1);
						},
						pages.length === 1 ? undefined : `copy address ${at + 1} of ${pages.length}`,
					),
				on('closeHelp', onClose),
				shown('leave'),
			]}
		>
			{text === undefined ? null : (
				<ScrollLines
					lines={[
						...section('What is this?', text.what),
						{text: ''},
						...section('Where do I find it?', text.where),
						{text: ''},
						...section('If it is wrong', text.ifWrong),
						...(said.length === 0
							? []
							: [{text: ''}, ...section(`What ${profile?.name ?? ''} says`, said.join('\n'))]),
						...(about.length === 0
							? []
							: [{text: ''}, {text: 'About this vendor', isHeading: true}, ...about]),
					]}
				/>
			)}
		</Screen>
	);
}
