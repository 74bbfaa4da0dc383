import type {Layout} from '../words/index.ts';
import type {Common} from './call.ts';

/** What a person reads of a run: on stdout, or on stderr where stdout is for JSON alone. */
export type Voice = Layout & {
	/** Writes one or several lines. */
	readonly say: (text: string) => Promise<void>;
};

/** The voice for a format, with the colours and the width of the stream that it goes to. */
export function voiceFor(format: 'text' | 'json', {io, output}: Common): Voice {
	const stream: {readonly isTTY?: boolean; readonly columns?: number} =
		format === 'text' ? io.stdout : io.stderr;
	return {
		say: format === 'text' ? (text) => output.data(`${text}\n`) : output.message,
		style: format === 'text' ? output.style : output.styleMessage,
		// Some terminals say that they are 0 columns wide.
		width: stream.isTTY ? stream.columns || undefined : undefined,
	};
}
