import {visible} from '../../problems.ts';

/**
 * A JSON text that a terminal cannot obey: what is harmful or unseen becomes a JSON escape, which means the same in a
 * string. Line breaks and tabs stay.
 */
export function harmlessJson(text: string): string {
	return Array.from(text.replaceAll('\r\n', '\n'), (character) => {
		const isKept = character === '\n' || character === '\t' || visible(character) === character;
		return isKept ? character : escaped(character);
	}).join('');
}

function escaped(character: string): string {
	return character
		.split('')
		.map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
		.join('');
}
