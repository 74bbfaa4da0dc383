import {useState} from 'react';
import {on} from '../keys.ts';
import {useKeys} from './use-keys.ts';

/** The first visible row so that the view neither starts before the first nor ends after the last row. */
export const clampOffset = (offset: number, total: number, page: number): number =>
	Math.max(0, Math.min(offset, total - page));

/** What scrolls: how many rows there are, and how many are visible at once. */
export type ScrollOptions = {
	readonly total: number;
	readonly page: number;
	readonly isActive?: boolean;
	/** Set where the arrows, Home and End belong to something else on the screen. */
	readonly isByPages?: boolean;
	/** When this changes, the view goes back to the top: the text that is shown, as a rule. */
	readonly resetKey?: string;
};

/** Listens to the scroll keys. @returns The first visible row, from 0. */
export const useScroll = ({
	total,
	page,
	isActive = true,
	isByPages = false,
	resetKey = '',
}: ScrollOptions): number => {
	const [position, setPosition] = useState({resetKey, offset: 0});
	const offsetOf = (current: typeof position): number =>
		current.resetKey === resetKey ? clampOffset(current.offset, total, page) : 0;
	const moveTo = (next: (offset: number) => number) => () => {
		setPosition((current) => ({
			resetKey,
			offset: clampOffset(next(offsetOf(current)), total, page),
		}));
	};
	// One row of the old page stays in sight, so that the reader finds the place again.
	const stride = Math.max(1, page - 1);
	useKeys(
		[
			!isByPages &&
				on(
					'scrollUp',
					moveTo((offset) => offset - 1),
				),
			!isByPages &&
				on(
					'scrollDown',
					moveTo((offset) => offset + 1),
				),
			on(
				'pageUp',
				moveTo((offset) => offset - stride),
			),
			on(
				'pageDown',
				moveTo((offset) => offset + stride),
			),
			!isByPages &&
				on(
					'scrollHome',
					moveTo(() => 0),
				),
			!isByPages &&
				on(
					'scrollEnd',
					moveTo(() => total),
				),
		],
		{isActive},
	);
	return offsetOf(position);
};
