import {structuredPatch} from 'diff';
import {applyEdits, format} from 'jsonc-parser';

/**
 * What changes between two texts, as the lines of a unified diff without its file header; empty where nothing changes.
 * `context` is the number of unchanged lines around each change.
 */
export function textDiff(before: string, after: string, context = 3): string[] {
	const {hunks} = structuredPatch('before', 'after', before, after, '', '', {
		context,
	});
	return hunks.flatMap((hunk) => [
		`@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`,
		...hunk.lines.filter((line) => !line.startsWith('\\')),
	]);
}

/** A JSON text with two blanks of indentation, every token as it was, so that two of them can be compared line by line. */
export function indentedJson(text: string): string {
	return applyEdits(text, format(text, undefined, {tabSize: 2, insertSpaces: true, eol: '\n'}));
}
