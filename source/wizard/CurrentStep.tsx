import type {VendorProfile} from '../vendors/index.ts';
import {useGate, useScreen} from './load-screens.ts';
import type {StepProps} from './step-screen.ts';
import {VendorStep} from './steps/VendorStep.tsx';

type Props = Omit<StepProps, 'profile'>;

/** The step that the state says, drawn. Suspends where it is not the first one and the others are not loaded yet. */
export function CurrentStep(props: Props) {
	const {step, profile} = props.state;
	// Without a vendor nothing else can be asked, whatever the state says.
	return step === 'vendor' || profile === undefined ? (
		<VendorStep {...props} />
	) : (
		<LaterStep {...props} profile={profile} />
	);
}

function LaterStep(props: Props & {readonly profile: VendorProfile}) {
	const Gate = useGate();
	const {Component} = useScreen(props.state.step);
	return (
		<Gate {...props}>
			<Component {...props} />
		</Gate>
	);
}
