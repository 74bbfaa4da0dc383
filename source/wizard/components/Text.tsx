import {Text as InkText, type TextProps} from 'ink';
import {createElement, type ReactNode} from 'react';
import {harmlessJson, harmlessStyled} from '../../problems.ts';

/**
 * Ink's text, in which a terminal obeys nothing and nothing is hidden, wherever its words come from: what is harmful
 * becomes an escape such as `\u001b`. Every text on a screen is one of these.
 */
export function Text(props: TextProps) {
	return made(props, harmlessJson);
}

/** As `Text`, of words that were made harmless and then styled with escape sequences. */
export function StyledText(props: TextProps) {
	return made(props, harmlessStyled);
}

function made({children, ...props}: TextProps, harmless: (text: string) => string) {
	const all: readonly ReactNode[] = Array.isArray(children) ? children : [children];
	return createElement(
		InkText,
		props,
		...all.map((node) => (typeof node === 'string' ? harmless(node) : node)),
	);
}
