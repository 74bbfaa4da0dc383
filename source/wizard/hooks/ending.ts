import {createContext} from 'react';

/** What a change in the account needs to know of the end of the wizard, which may come in its middle. */
export type Ending = {
	/** Fires when the person leaves: nothing more may be begun then. */
	readonly signal: AbortSignal;
	/** Lets the wizard end only once this has come to its end, however it ends. */
	readonly holdFor: (work: Promise<unknown>) => void;
};

/** Without a wizard around it, nothing ends and nothing is held. */
export const EndingContext = createContext<Ending>({
	signal: new AbortController().signal,
	holdFor: () => undefined,
});
