import {useInput} from 'ink';
import {type CommandId, commandFor} from '../keys.ts';
import {useIsInputOpen} from './input-gate.ts';

/** What to do at which command; `input` is the character pressed, which tells the numbers of `copyNumber` apart. */
export type KeyHandlers = {
	readonly [Command in CommandId]?: (input: string) => void;
};

const isCommand = (handlers: KeyHandlers, name: string): name is CommandId =>
	handlers[name as CommandId] !== undefined;

/**
 * Listens to the keys of the commands that have a handler. Where two commands share a key, the one that stands first in
 * `handlers` gets it. While the window is too small only `leave` works.
 */
export const useKeys = (
	handlers: KeyHandlers,
	{isActive = true}: {readonly isActive?: boolean} = {},
): void => {
	const isOpen = useIsInputOpen(true);
	useInput(
		(input, key) => {
			const commands = Object.keys(handlers).filter((name) => isCommand(handlers, name));
			const command = commandFor(commands, input, key);
			if (command !== undefined && (isOpen || command === 'leave')) {
				handlers[command]?.(input);
			}
		},
		{isActive},
	);
};
