import {createContext, useContext} from 'react';

/**
 * Whether the screen can be seen. Under the help and in too small a window it stays mounted and keeps its state, but must
 * not act on keys that are pressed blindly.
 */
export const InputGate = createContext(true);

/** Whether a component that wants keys may have them now. */
export const useIsInputOpen = (isActive: boolean): boolean => useContext(InputGate) && isActive;
