import {type Line, ScrollLines} from './ScrollLines.tsx';

type Props = {
	readonly what: string;
	readonly where: string;
	readonly ifWrong: string;
	/** Rows for all of it; the whole screen if left out. */
	readonly height?: number;
};

const section = (heading: string, text: string): Line[] =>
	text === ''
		? []
		: [
				{text: heading, isHeading: true},
				...text.split('\n').map((line) => ({text: line})),
				{text: ''},
			];

/** The help for one step under three headings, in place of the step. */
export function HelpPanel({what, where, ifWrong, height}: Props) {
	const lines = [
		...section('What is this?', what),
		...section('Where do I find it?', where),
		...section('If it is wrong', ifWrong),
	].slice(0, -1);
	return <ScrollLines lines={lines} {...(height === undefined ? {} : {height})} />;
}
