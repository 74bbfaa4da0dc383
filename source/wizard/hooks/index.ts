export {BodySizeContext, InputGate, useBodySize, useIsInputOpen} from './input-gate.ts';
export {useCopyAddress} from './use-address.ts';
export {type Message, useArticle} from './use-article.ts';
export {useCopy} from './use-copy.ts';
export {EndingContext, useEnding} from './use-ending.ts';
export {useKeys} from './use-keys.ts';
export {useOpen} from './use-open.ts';
export {clampOffset, useScroll} from './use-scroll.ts';
export {useBucketLook, useSeen} from './use-seen.ts';
export {
	type TextFieldOptions,
	useTextField,
} from './use-text-field.ts';
export {
	reduceTextField,
	type TextFieldAction,
	type TextFieldState,
} from './use-text-field-state.ts';
