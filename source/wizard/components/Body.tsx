import {Box, type DOMElement, useBoxMetrics} from 'ink';
import {type ReactNode, useRef, useState} from 'react';
import {clampOffset, useKeys} from '../hooks/index.ts';
import {keyBindings, on} from '../keys.ts';
import {theme} from '../theme.ts';
import {positionText} from './document-rows.ts';
import {Text} from './Text.tsx';

type Props = {
	/** Room for all of it. */
	readonly rows: number;
	readonly children: ReactNode;
};

/**
 * What a screen shows, in that many rows. Where it is higher than that, though what can give way has done so, it scrolls by
 * pages, and a last row says so: nothing is cut off for good.
 */
export function Body({rows, children}: Props) {
	const room = useRef<DOMElement>(null);
	const content = useRef<DOMElement>(null);
	const {height: measuredRoom} = useBoxMetrics(room);
	const {height} = useBoxMetrics(content);
	const [position, setPosition] = useState(0);
	// Both as last drawn: right after a change of the room, the one that is new says nothing of the other.
	const isLong = height > measuredRoom;
	const page = rows - 1;
	const offset = isLong ? clampOffset(position, height, page) : 0;
	const stride = Math.max(1, page - 1);
	const turn = (by: number) => () => setPosition(clampOffset(offset + by, height, page));
	useKeys([on('pageUp', turn(-stride)), on('pageDown', turn(stride))], {isActive: isLong});
	return (
		<Box ref={room} flexDirection="column" flexShrink={0} height={rows}>
			<Box flexDirection="column" flexShrink={0} height={isLong ? page : rows} overflow="hidden">
				<Box
					ref={content}
					flexDirection="column"
					flexShrink={0}
					minHeight={rows}
					marginTop={-offset}
				>
					{children}
				</Box>
			</Box>
			{isLong ? (
				<Text color={theme.dim} wrap="truncate">
					{positionText(offset, page, height, keyBindings.pageDown.label)}
				</Text>
			) : null}
		</Box>
	);
}
