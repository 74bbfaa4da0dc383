import type {RenderedWizard} from './render-wizard.tsx';

type Readable = Pick<RenderedWizard, 'frame' | 'send' | 'waitUntil'>;

const position = /(\d+)-(\d+) of (\d+), (.*)for more/u;
const pageDown = '\u{1B}[6~';

const turnsOfSilence = 5;

/** Waits until a screen has measured itself and drawn what fits: until it stays the same for some turns of the event loop. */
async function settled({frame, waitUntil}: Readable): Promise<void> {
	let last = '';
	let turns = 0;
	await waitUntil(() => {
		turns = frame() === last ? turns + 1 : 0;
		last = frame();
		return turns === turnsOfSilence;
	});
}

/** All that a screen says, also what has to be scrolled to, as somebody reads it who pages down to the end. */
export async function readScreen(wizard: Readable): Promise<string> {
	const {frame, send, waitUntil} = wizard;
	await settled(wizard);
	const first = frame();
	const rows = new Map<number, string>();
	for (;;) {
		const lines = frame().split('\n');
		const at = lines.findIndex((line) => position.test(line));
		const [told, from = '', to = '', total = '', way = ''] = position.exec(lines[at] ?? '') ?? [];
		if (told === undefined) {
			return first;
		}

		const count = Number(to) - Number(from) + 1;
		lines.slice(at - count, at).forEach((line, index) => {
			rows.set(Number(from) + index, line);
		});
		if (way.includes('PgDn') ? to === total : !way.includes('down')) {
			return [first, ...[...rows].sort(([one], [other]) => one - other).map(([, row]) => row)].join(
				'\n',
			);
		}

		send(pageDown);
		await waitUntil(() => !frame().includes(told));
	}
}

/** A text as it can be looked for, however its lines were broken. */
export function withoutBlanks(text: string): string {
	return text.replaceAll(/\s+/gu, '');
}
