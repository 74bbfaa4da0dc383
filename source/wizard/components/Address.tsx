import {Transform} from 'ink';
import {createContext, type ReactNode, useContext} from 'react';
import {hyperlink} from '../../terminal/index.ts';

/** Whether the terminal makes links of addresses. */
export const LinksContext = createContext(false);

type Props = {
	/** The whole address, however much of it is shown; undefined where there is none. */
	readonly url: string | undefined;
	/** Text that fits into its row. */
	readonly children: ReactNode;
};

/**
 * Text that is a link to an address, where the terminal knows such a thing. The mark is put around each row once all is laid
 * out, so that it takes no room and is never broken.
 */
export function Address({url, children}: Props) {
	const isShown = useContext(LinksContext);
	return url === undefined || !isShown ? (
		children
	) : (
		<Transform transform={(row) => hyperlink(row, url)}>{children}</Transform>
	);
}
