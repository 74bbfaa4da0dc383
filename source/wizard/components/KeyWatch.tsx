import {type Key, useInput} from 'ink';

/** A key as Ink tells of it. */
export type TypedKey = {
	readonly text: string;
	readonly key: Key;
	/** Set where it comes with Ctrl, Alt or the like, or is let go: nothing that a list or a field means by itself. */
	readonly isOther: boolean;
};

/**
 * Tells of each key before the field or the list hears of it, whose own handlers do not look at Ctrl, Alt or the like, and
 * take some letters for arrows. It has to stand before them: handlers run in the order of the tree.
 */
export function KeyWatch({
	isActive,
	onKey,
}: {
	readonly isActive: boolean;
	readonly onKey: (typed: TypedKey) => void;
}) {
	useInput(
		(text, key) =>
			onKey({
				isOther: key.ctrl || key.meta || key.super || key.hyper || key.eventType === 'release',
				text,
				key,
			}),
		{isActive},
	);
	return null;
}
