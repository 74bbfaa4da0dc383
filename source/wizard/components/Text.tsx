import {Text as InkText, type TextProps} from 'ink';
import {createElement, type ReactNode} from 'react';
import {harmlessJson} from '../../problems.ts';

const harmless = (node: ReactNode): ReactNode =>
	typeof node === 'string' ? harmlessJson(node) : node;

/**
 * Ink's text, in which a terminal obeys nothing and nothing is hidden, wherever its words come from: what is harmful
 * becomes an escape such as `\u001b`. Every text on a screen is one of these.
 */
export function Text({children, ...props}: TextProps) {
	const all: readonly ReactNode[] = Array.isArray(children) ? children : [children];
	return createElement(InkText, props, ...all.map(harmless));
}
