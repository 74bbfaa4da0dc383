import {createContext, useMemo, useRef} from 'react';
import type {AccountChange} from '../state.ts';

/**
 * What the wizard hands to its screens, and how it ends itself: `isHeld` says whether something is under way that must
 * not be cut off, `end` tells it to stop and resolves once it has. `changes` are those that the screens took note of.
 */
export function useEnding() {
	const controller = useRef<AbortController>(undefined);
	controller.current ??= new AbortController();
	const held = useRef(new Set<Promise<unknown>>());
	const noted = useRef<AccountChange[]>([]);
	const {current} = controller;
	return useMemo(() => {
		const ending: Ending = {
			signal: current.signal,
			holdFor(work) {
				const settled: Promise<unknown> = work
					.catch(() => undefined)
					.finally(() => held.current.delete(settled));
				held.current.add(settled);
			},
			noteChange(change) {
				noted.current.push(change);
			},
		};
		return {
			ending,
			changes: (): readonly AccountChange[] => noted.current,
			isHeld: () => held.current.size > 0,
			async end() {
				current.abort();
				await Promise.all(held.current);
			},
		};
	}, [current]);
}

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
