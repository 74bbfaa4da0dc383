export type {Access} from './access.ts';
export {answersFromConnection} from './answers.ts';
export {keptRuns} from './kept-runs.ts';
export {stateFromProgress} from './progress.ts';
export {showWizard} from './run.tsx';
export type {SavedRun} from './StartScreen.tsx';
export {
	initialState,
	stateFromAnswers,
	type WizardState,
} from './state.ts';
export type {WizardResult} from './Wizard.tsx';
