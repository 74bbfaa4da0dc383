export {CurrentStep} from './CurrentStep.tsx';
export {helpFor} from './help.ts';
