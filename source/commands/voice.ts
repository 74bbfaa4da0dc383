import type {Layout} from '../verify/index.ts';
import type {Common} from './call.ts';

/** What a person reads of a run: on stdout, or on stderr where stdout is for JSON alone. */
export type Voice = Layout & {
	/** Writes one or several lines. */
	readonly say: (text: string) => Promise<void>;
};

/** The voice of a run, with the colours and the width of the stream that it goes to. */
export function voiceFor(
	{json}: {readonly json?: boolean | undefined},
	{io, output}: Common,
): Voice {
	const stream: {readonly isTTY?: boolean; readonly columns?: number} = json
		? io.stderr
		: io.stdout;
	return {
		say: json ? output.message : (text) => output.data(`${text}\n`),
		style: json ? output.styleMessage : output.style,
		// Some terminals say that they are 0 columns wide.
		width: stream.isTTY ? stream.columns || undefined : undefined,
	};
}
