import wrapAnsi from 'wrap-ansi';

const wrapLine = (line: string, columns: number): string[] => {
	const indent = /^ */u.exec(line)?.[0].slice(0, Math.max(0, columns - 1)) ?? '';
	return wrapAnsi(line, columns - indent.length, {hard: true, trim: true})
		.split('\n')
		.map((row) => indent + row);
};

/**
 * The lines of `text` when it is broken between words to fit `columns`; longer words are broken too. What is indented
 * stays indented. At least one line.
 */
export const wrapText = (text: string, columns: number): string[] =>
	text.split('\n').flatMap((line) => wrapLine(line, Math.max(1, columns)));
