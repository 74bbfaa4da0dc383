import {createContext} from 'react';

/** A change that was tried in the account, and what came of it. */
export type AccountChange = {
	readonly title: string;
	readonly detail: string;
	readonly isDone: boolean;
	/** Path of the backup that was made before. */
	readonly backup?: string;
};

/** What a change in the account needs to know of the end of the wizard, which may come in its middle. */
export type Ending = {
	/** Fires when the person leaves: nothing more may be begun then. */
	readonly signal: AbortSignal;
	/** Lets the wizard end only once this has come to its end, however it ends. */
	readonly holdFor: (work: Promise<unknown>) => void;
	/** Takes note of a change, to be told where the wizard is left before its end. */
	readonly noteChange: (change: AccountChange) => void;
};

/** Without a wizard around it, nothing ends and nothing is held. */
export const EndingContext = createContext<Ending>({
	signal: new AbortController().signal,
	holdFor: () => undefined,
	noteChange: () => undefined,
});
