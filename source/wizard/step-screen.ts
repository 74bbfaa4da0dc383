import type {ComponentType} from 'react';
import type {VendorProfile} from '../vendors/index.ts';
import type {Answers} from './answers.ts';
import type {Services} from './services.ts';
import type {WizardAction, WizardState} from './state.ts';

/** What every step is given. A step changes nothing itself: it sends actions. */
export type StepProps = {
	readonly state: WizardState;
	/** The vendor; every step but the first is shown only once it is chosen. */
	readonly profile: VendorProfile;
	readonly dispatch: (action: WizardAction) => void;
	readonly services: Services;
	/** Shows one line at the foot of the screen, until the next one. */
	readonly onMessage: (message: string) => void;
	/** Ends the wizard; the text is printed once its screen has closed. */
	readonly onFinish: (summary: string) => void;
};

/** The three questions that the help of every step answers. */
type Help = {
	readonly what: string;
	readonly where: string;
	readonly ifWrong: string;
	/** Addresses that these texts name, so that they can be copied. */
	readonly pages?: readonly string[];
};

/** A step as one sees it. */
export type StepScreen = {
	readonly Component: ComponentType<StepProps>;
	/** Its help, in the words that fit the vendor and what was answered. */
	readonly help: Help | ((profile: VendorProfile, answers: Answers) => Help);
};
