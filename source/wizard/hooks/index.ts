export {BodySizeContext, useBodySize} from './body-size.ts';
export {type AccountChange, EndingContext} from './ending.ts';
export {InputGate, useIsInputOpen} from './input-gate.ts';
export {useAccountPolicies} from './use-account-policies.ts';
export {useCopy} from './use-copy.ts';
export {useEnding} from './use-ending.ts';
export {useKeys} from './use-keys.ts';
export {useOpen} from './use-open.ts';
export {type PlanState, usePlan} from './use-plan.ts';
export {clampOffset, useScroll} from './use-scroll.ts';
export {
	type TextFieldOptions,
	useTextField,
} from './use-text-field.ts';
export {
	reduceTextField,
	type TextFieldAction,
	type TextFieldState,
} from './use-text-field-state.ts';
export {useVerification} from './use-verification.ts';
