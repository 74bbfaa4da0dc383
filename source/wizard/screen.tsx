import {Box} from 'ink';
import {createContext, type ReactNode, useContext} from 'react';
import {type Banner, Frame, Text} from './components/index.ts';
import {type CommandId, hidden, type ScreenKeys} from './keys.ts';
import type {StepMark} from './steps.ts';
import {theme} from './theme.ts';

/** What stands around every screen; the same for all steps, so it does not travel through their props. */
export type Surroundings = {
	/** What is being set up, e.g. "Creative Force · Asset delivery". */
	readonly title: string;
	/** How the wizard works right now, e.g. "guided, no AWS". */
	readonly mode: string;
	readonly steps: readonly {
		readonly id: string;
		readonly title: string;
		readonly state: StepMark;
	}[];
	readonly message: string | undefined;
	/** What must be seen on every screen, e.g. that another endpoint than AWS's own is asked; a line each. */
	readonly banners?: readonly Banner[];
	/** What the usual keys do where a screen does not say otherwise. */
	readonly onBack: () => void;
	readonly onHelp: () => void;
	/** Opens the article of the vendor; undefined where none is chosen. */
	readonly onArticle?: (() => void) | undefined;
	/** Copies the address of that article, on the screens that have a key for it. */
	readonly onCopyAddress?: (() => void) | undefined;
	/** Opens the article at this address. */
	readonly openArticle: (url: string) => void;
};

export const SurroundingsContext = createContext<Surroundings>({
	title: '',
	mode: '',
	steps: [],
	message: undefined,
	onBack: () => undefined,
	onHelp: () => undefined,
	openArticle: () => undefined,
});

type Props = {
	/** The keys that work on this screen, in the order in which they are named at the foot. */
	readonly keys: ScreenKeys;
	readonly children: ReactNode;
};

/** One screen of the wizard: the surroundings, the body, and the keys that work. */
export function Screen({keys, children}: Props) {
	const {title, mode, steps, message, banners, onBack, onHelp, onArticle, onCopyAddress} =
		useContext(SurroundingsContext);
	const usual: Partial<Record<CommandId, () => void>> = {
		back: onBack,
		help: onHelp,
		...(onArticle !== undefined && {article: onArticle}),
		...(onCopyAddress !== undefined && {copyAddress: onCopyAddress}),
	};
	return (
		<Frame
			title={title}
			mode={mode}
			steps={steps}
			// A screen that says what else it does there comes first.
			keys={[...keys, hidden('article')].map(
				(key) => key && {...key, action: key.action ?? usual[key.command]},
			)}
			{...(message === undefined ? {} : {message})}
			{...(banners === undefined ? {} : {banners})}
		>
			{children}
		</Frame>
	);
}

/** The heading of a screen. */
export function StepHeading({children}: {readonly children: ReactNode}) {
	return (
		<Box flexShrink={0}>
			<Text bold color={theme.heading} wrap="truncate">
				{children}
			</Text>
		</Box>
	);
}
