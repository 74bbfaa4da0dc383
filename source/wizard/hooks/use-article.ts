import {type RefObject, useCallback, useRef} from 'react';
import {keyBindings} from '../keys.ts';
import type {Services} from '../services.ts';
import {useOpen} from './use-open.ts';

/** One line at the foot of the screen; an object, so that the same words said twice are two messages. */
export type Message = {readonly text: string};

type Options = {
	readonly services: Services;
	readonly copyAddress: (url: string) => void;
	readonly onMessage: (message: Message) => void;
	/** The message that stands at the foot of the screen. */
	readonly shown: RefObject<Message | undefined>;
};

/**
 * Opens an article and offers to copy its address by the same key, as long as that is said: where letters are typed, no
 * letter is left for it.
 */
export function useArticle({services, copyAddress, onMessage, shown}: Options) {
	const offered = useRef<{readonly url: string; readonly message: Message}>(undefined);
	const asked = useRef('');
	const say = useCallback(
		(text: string) => {
			const message = {text};
			offered.current = {url: asked.current, message};
			onMessage(message);
		},
		[onMessage],
	);
	const open = useOpen(services, say);
	return useCallback(
		(url: string) => {
			const {current} = offered;
			if (current?.url === url && current.message === shown.current) {
				offered.current = undefined;
				copyAddress(url);
				return;
			}

			asked.current = url;
			const again = `${keyBindings.article.label} again copies`;
			open(url, `${again} the address of the article: ${url}`, ` ${again} its address.`);
		},
		[copyAddress, open, shown],
	);
}
