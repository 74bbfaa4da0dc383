import {useInput} from 'ink';
import {keyFor, type ScreenKeys} from '../keys.ts';
import {useIsInputOpen} from './input-gate.ts';

/** Listens to those of the keys that have an action; where two of them share a key, the first one gets it. */
export const useKeys = (
	keys: ScreenKeys,
	{isActive = true}: {readonly isActive?: boolean} = {},
): void => {
	useInput((input, key) => keyFor(keys, input, key)?.action?.(input), {
		isActive: useIsInputOpen(isActive),
	});
};
