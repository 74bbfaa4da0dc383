import type {VendorProfile} from '../../vendors/index.ts';
import type {Services} from '../services.ts';
import type {WizardAction, WizardState} from '../state.ts';

/** What every step is given. A step changes nothing itself: it sends actions. */
export type StepProps = {
	readonly state: WizardState;
	/** The vendor; every step but the first is shown only once it is chosen. */
	readonly profile: VendorProfile;
	readonly dispatch: (action: WizardAction) => void;
	readonly services: Services;
	/** Shows one line at the foot of the screen, until the next one. */
	readonly onMessage: (message: string) => void;
};
