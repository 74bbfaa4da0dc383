import type {VendorProfile} from '../vendors/index.ts';
import {useLaterScreens} from './load-later-screens.ts';
import {type StepProps, VendorStep} from './steps/index.ts';

type Props = Omit<StepProps, 'profile'> & {
	readonly onFinish: (connectionFile: string | undefined) => void;
};

/** The step that the state says, drawn. Suspends where it is not the first one and the others are not loaded yet. */
export function CurrentStep({onFinish, ...props}: Props) {
	const {step, profile} = props.state;
	// Without a vendor nothing else can be asked, whatever the state says.
	return step === 'vendor' || profile === undefined ? (
		<VendorStep {...props} profile={profile} />
	) : (
		<LoadedStep {...props} step={step} profile={profile} onFinish={onFinish} />
	);
}

type LoadedProps = Parameters<ReturnType<typeof useLaterScreens>['LaterStep']>[0] & {
	readonly profile: VendorProfile;
};

function LoadedStep(props: LoadedProps) {
	const {LaterStep} = useLaterScreens();
	return <LaterStep {...props} />;
}
