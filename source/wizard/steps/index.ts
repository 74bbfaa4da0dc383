export {helpFor} from './help.ts';
export {LaterStep} from './LaterStep.tsx';
export type {StepProps} from './step-props.ts';
export {VendorStep} from './VendorStep.tsx';
