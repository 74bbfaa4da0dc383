export type {Access} from './access.ts';
export {answersFromConnection} from './answers.ts';
export {loadProgress, stateFromProgress} from './progress.ts';
export {showWizard} from './run.tsx';
export {
	initialState,
	stateFromAnswers,
	type WizardState,
} from './state.ts';
export type {WizardResult} from './Wizard.tsx';
