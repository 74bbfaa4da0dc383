import {narrowCharacters} from './narrow-characters.ts';

const {Segmenter} = globalThis.Intl;

/** Characters of which each is one for the reader too, whatever stands beside it; no "\r", which joins with "\n". */
const separate = new RegExp(`^[\\t\\n\\u001B${narrowCharacters}]*$`);

/**
 * Stands for `Intl.Segmenter` in the bundle. The first real one reads tables of Unicode for many milliseconds, and
 * several dependencies make one while they load. This one answers for texts of letters, lines and arrows by itself, and
 * makes a real one at the first text that needs it.
 */
export class QuickSegmenter {
	readonly #given: ConstructorParameters<typeof Intl.Segmenter>;
	readonly #cutsCharacters: boolean;
	#real: Intl.Segmenter | undefined;

	constructor(...given: ConstructorParameters<typeof Intl.Segmenter>) {
		this.#given = given;
		this.#cutsCharacters = (given[1]?.granularity ?? 'grapheme') === 'grapheme';
	}

	segment(text: string): Pick<Intl.Segments, 'containing' | typeof Symbol.iterator> {
		if (this.#cutsCharacters && separate.test(text)) {
			return new Characters(text);
		}

		this.#real ??= new Segmenter(...this.#given);
		return this.#real.segment(text);
	}
}

class Characters implements Iterable<Intl.SegmentData> {
	readonly #text: string;

	constructor(text: string) {
		this.#text = text;
	}

	containing(index = 0): Intl.SegmentData | undefined {
		const at = Math.trunc(index) || 0;
		const segment = this.#text.charAt(at);
		return segment === '' ? undefined : {segment, index: at, input: this.#text};
	}

	*[Symbol.iterator](): IterableIterator<Intl.SegmentData, undefined> {
		const text = this.#text;
		for (let index = 0; index < text.length; index += 1) {
			yield {segment: text.charAt(index), index, input: text};
		}
	}
}
