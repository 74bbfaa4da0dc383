import {visible} from '../problems.ts';
import type {VendorProfile} from '../vendors/index.ts';
import {originTexts, presentOrigin} from '../words/origin/index.ts';
import {factTexts, presentFacts} from '../words/vendor/index.ts';
import {type Line, ScrollLines} from './components/index.ts';
import {on, shown} from './keys.ts';
import {useScreen} from './load-screens.ts';
import {Screen} from './screen.tsx';
import type {StepId} from './steps.ts';

type Props = {
	readonly step: StepId;
	readonly profile: VendorProfile | undefined;
	readonly onClose: () => void;
};

const section = (heading: string, text: string): Line[] => [
	{text: heading, isHeading: true},
	...text.split('\n').map((line) => ({text: line})),
];

/** The help of a step, instead of the step. */
export function HelpScreen({step, profile, onClose}: Props) {
	// Only the first step comes before the vendor is known, and its help is the same for all.
	const {help} = useScreen(profile === undefined ? 'vendor' : step);
	const origin = profile && presentOrigin(profile);
	const about = [
		...(origin === undefined ? [] : originTexts(origin)),
		...(profile === undefined ? [] : factTexts(presentFacts(profile))),
	];
	const text = typeof help === 'function' ? profile && help(profile) : help;
	return (
		<Screen keys={[shown('scroll'), on('closeHelp', onClose), shown('leave')]}>
			{text === undefined ? null : (
				<ScrollLines
					lines={[
						...section('What is this?', text.what),
						{text: ''},
						...section('Where do I find it?', text.where),
						{text: ''},
						...section('If it is wrong', text.ifWrong),
						...(about.length === 0
							? []
							: [{text: ''}, ...section('About this vendor', about.map(visible).join('\n'))]),
					]}
				/>
			)}
		</Screen>
	);
}
