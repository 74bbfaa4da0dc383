import type {VendorProfile} from '../vendors/index.ts';
import {HelpPanel} from './components/index.ts';
import {on, shown} from './keys.ts';
import {Screen} from './screen.tsx';
import {helpFor} from './steps/index.ts';
import type {StepId} from './steps.ts';

type Props = {
	readonly step: StepId;
	readonly profile: VendorProfile | undefined;
	readonly onClose: () => void;
};

/** The help of a step, instead of the step. */
export function HelpScreen({step, profile, onClose}: Props) {
	const {what, where, ifWrong} = helpFor(step, profile);
	return (
		<Screen keys={[shown('scroll'), on('closeHelp', onClose), shown('leave')]}>
			<HelpPanel what={what} where={where} ifWrong={ifWrong} />
		</Screen>
	);
}
