import {useKeys} from '../hooks/index.ts';
import {type Line, ScrollLines} from './ScrollLines.tsx';

type Props = {
	readonly what: string;
	readonly where: string;
	readonly ifWrong: string;
	readonly onClose: () => void;
	readonly isActive?: boolean;
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

/** The help for one step under three headings, in place of the step. Esc and "?" close it. */
export function HelpPanel({what, where, ifWrong, onClose, isActive = true, height}: Props) {
	useKeys({closeHelp: onClose}, {isActive});
	const lines = [
		...section('What is this?', what),
		...section('Where do I find it?', where),
		...section('If it is wrong', ifWrong),
	].slice(0, -1);
	return (
		<ScrollLines lines={lines} isActive={isActive} {...(height === undefined ? {} : {height})} />
	);
}
