import {createContext, useContext} from 'react';

/** Room for a screen inside the frame, in terminal cells. */
export type BodySize = {readonly columns: number; readonly rows: number};

/** The frame provides it; without a frame it is what the smallest window has. */
export const BodySizeContext = createContext<BodySize>({
	columns: 60,
	rows: 14,
});

/** The room that the frame leaves to the current screen; it changes with the window. */
export const useBodySize = (): BodySize => useContext(BodySizeContext);
