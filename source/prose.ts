import {ownCommand} from './own-command.ts';

/** Columns of a terminal, where there is one. */
type Stream = {readonly isTTY?: boolean; readonly columns?: number};

/** Below this, breaking between words makes a text harder to read and not easier. */
const narrowest = 30;

/**
 * A text for a stream, broken between words to the width of its terminal; what is indented stays so. Addresses, paths and
 * lines with a command of this program are left whole, so that they can be copied.
 */
export async function proseFor(stream: Stream, text: string): Promise<string> {
	const {isTTY = false, columns = 0} = stream;
	if (!isTTY || columns < narrowest) {
		return text;
	}

	const {default: wrapAnsi} = await import('wrap-ansi');
	return text
		.split('\n')
		.flatMap((line) => {
			const indent = /^ */.exec(line)?.[0] ?? '';
			return line.includes(ownCommand())
				? [line]
				: wrapAnsi(line.slice(indent.length), columns - indent.length, {hard: false, trim: true})
						.split('\n')
						.map((row) => (row === '' ? '' : indent + row));
		})
		.join('\n');
}
