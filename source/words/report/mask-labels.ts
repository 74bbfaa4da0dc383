/** What a masked value was; its label begins with this. */
export type MaskKind =
	| 'ACCOUNT'
	| 'ADDRESS'
	| 'BUCKET'
	| 'CONNECTION'
	| 'ENDPOINT'
	| 'EXTERNAL-ID'
	| 'FOLDER'
	| 'ID'
	| 'INPUT'
	| 'KEY'
	| 'NAME'
	| 'PATH'
	| 'POLICY'
	| 'ROLE'
	| 'SID'
	| 'USER'
	| 'VALUE'
	| 'VENDOR';

/** Labels of the values in one report. */
export type Labels = {
	/** Gives the value a label and has it found in every text. */
	learn(kind: MaskKind, value: string): void;
	/** The label of the value, e.g. `BUCKET-1`: the one that it has, else a new one. */
	labelOf(kind: MaskKind, value: string): string;
	/** The text with every value that was learnt replaced, the longest first. */
	replaceKnown(text: string): string;
};

/** Below this many characters a value is replaced only where it stands as a word, or it would wreck other words. */
const shortest = 6;

export function createLabels(): Labels {
	const labels = new Map<string, string>();
	const counts = new Map<MaskKind, number>();
	const known = new Set<string>();
	let pattern: RegExp | undefined;

	const labelOf = (kind: MaskKind, value: string) => {
		const found = labels.get(value);
		if (found !== undefined) {
			return found;
		}

		const count = (counts.get(kind) ?? 0) + 1;
		const label = `${kind}-${count}`;
		counts.set(kind, count);
		labels.set(value, label);
		return label;
	};

	return {
		labelOf,
		learn(kind, value) {
			if (value.trim() !== '') {
				labelOf(kind, value);
				known.add(value);
				pattern = undefined;
			}
		},
		replaceKnown(text) {
			if (known.size === 0) {
				return text;
			}

			pattern ??= patternOf([...known]);
			return text.replace(pattern, (value) => labels.get(value) ?? value);
		},
	};
}

function patternOf(values: readonly string[]): RegExp {
	const alternatives = values
		.toSorted((one, other) => other.length - one.length)
		.map((value) => {
			const literal = value.replace(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`);
			return value.length < shortest ? `(?<![A-Za-z0-9])${literal}(?![A-Za-z0-9])` : literal;
		});
	return new RegExp(alternatives.join('|'), 'g');
}
