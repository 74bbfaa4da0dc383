/** How long a window has to keep its size, in milliseconds, before it counts as the last one. */
const stillness = 40;

/**
 * Calls `redraw` once the window has changed its size and kept it for a moment; gives what ends that.
 *
 * While a window is dragged, frames arrive that were drawn for another size than it has by then, and only lines that differ
 * are written after them. A size that comes back before it was looked at is no `resize` to Node, though the terminal has cut
 * or wrapped lines: the signal comes each time. https://nodejs.org/docs/latest-v20.x/api/process.html#signal-events
 */
export function onceResized(redraw: () => void): () => void {
	let timer: NodeJS.Timeout | undefined;
	const onSignal = () => {
		clearTimeout(timer);
		timer = setTimeout(redraw, stillness);
	};
	process.on('SIGWINCH', onSignal);
	return () => {
		process.off('SIGWINCH', onSignal);
		clearTimeout(timer);
	};
}
