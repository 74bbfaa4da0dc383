export {type BodySize, BodySizeContext, useBodySize} from './body-size.ts';
export {type AccountChange, type Ending, EndingContext} from './ending.ts';
export {InputGate, useIsInputOpen} from './input-gate.ts';
export {useAccountPolicies} from './use-account-policies.ts';
export {useCopy} from './use-copy.ts';
export {useEnding} from './use-ending.ts';
export {type KeyHandlers, useKeys} from './use-keys.ts';
export {useOpen} from './use-open.ts';
export {type PlanState, usePlan} from './use-plan.ts';
export {clampOffset, type ScrollOptions, useScroll} from './use-scroll.ts';
export {
	editingAction,
	type TextFieldOptions,
	useTextField,
} from './use-text-field.ts';
export {
	reduceTextField,
	type TextFieldAction,
	type TextFieldControl,
	type TextFieldState,
	useTextFieldState,
} from './use-text-field-state.ts';
export {useVerification, type Verification} from './use-verification.ts';
