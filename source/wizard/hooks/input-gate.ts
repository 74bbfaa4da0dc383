import {createContext, useContext} from 'react';

/**
 * Whether the screen can be seen. Under the help and in too small a window it stays mounted and keeps its state, but must
 * not act on keys that are pressed blindly.
 */
export const InputGate = createContext(true);

/** Whether a component that wants keys may have them now. */
export const useIsInputOpen = (isActive: boolean): boolean => useContext(InputGate) && isActive;

/** Room for a screen inside the frame, in terminal cells. */
export type BodySize = {readonly columns: number; readonly rows: number};

/** The frame provides it; without a frame it is what the smallest window has. */
export const BodySizeContext = createContext<BodySize>({
	columns: 60,
	rows: 12,
});

/** The room that the frame leaves to the current screen; it changes with the window. */
export const useBodySize = (): BodySize => useContext(BodySizeContext);
