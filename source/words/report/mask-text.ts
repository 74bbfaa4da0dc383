import {
	isActionName,
	isOwnHost,
	isOwnWord,
	isPolicyWord,
	isVendorSid,
	vendorNames,
} from './harmless.ts';
import {mapHosts, mapPieces, piecesOf} from './pieces.ts';

/**
 * A text with every value in it masked. What was learnt, and everything that has a form of its own, gets a label that
 * says what it was; so does whatever stands in quotation marks and is no word of the policy language. Of all else only
 * the words pass that this program writes by itself, so that nothing gets through that no rule thought of.
 */
export function maskText(text: string, labels: Labels): string {
	const kept: string[] = [];
	// What may be told is set aside first, so that no rule below takes it to pieces.
	const guarded = text.replace(vendorPrincipals, (principal) => {
		kept.push(principal);
		return `\u{E000}${kept.length - 1}\u{E001}`;
	});
	const masked = maskQuoted(maskForms(maskArns(guarded, labels), labels), labels);
	return maskUnknown(masked, labels).replace(
		/\u{E000}(\d+)\u{E001}/gu,
		(_all, index: string) => kept[Number(index)] ?? '',
	);
}

const vendorPrincipals = new RegExp(
	vendorNames
		.map((value) => `(?<![\\w-])${value.replaceAll('/', String.raw`\/`)}(?![\\w-])`)
		.join('|'),
	'g',
);

const arns = /arn:(aws[a-z-]*):([a-z0-9-]*):([a-z0-9-]*):([^\s:"',]*):([^\s"',)]+)/gi;

function maskArns(text: string, labels: Labels): string {
	return text.replace(
		arns,
		(_all, partition: string, service: string, region: string, account: string, rest: string) => {
			const number = /^[*?]*$/.test(account) ? account : labels.labelOf('ACCOUNT', account);
			return `arn:${partition}:${service}:${region}:${number}:${maskResource(service, rest, labels)}`;
		},
	);
}

const kindOfResource: Readonly<Record<string, MaskKind>> = {
	role: 'ROLE',
	'assumed-role': 'ROLE',
	user: 'USER',
	key: 'KEY',
	policy: 'POLICY',
	alias: 'ALIAS',
};

function maskResource(service: string, resource: string, labels: Labels): string {
	if (resource === 'root' || resource === '*') {
		return resource;
	}

	const [first = '', ...rest] = resource.split('/');
	const kind = kindOfResource[first];
	if (service === 'sqs') {
		return wildOr('QUEUE', resource, labels);
	}

	if (service === 's3' || kind === undefined) {
		const bucket = labels.labelOf(service === 's3' ? 'BUCKET' : 'NAME', first);
		return [bucket, ...rest.map((part) => wildOr('PATH', part, labels))].join('/');
	}

	const name = first === 'assumed-role' ? rest[0] : rest.at(-1);
	return [
		first,
		...rest.map((part) =>
			part === name ? wildOr(kind, part, labels) : wildOr('PATH', part, labels),
		),
	].join('/');
}

function wildOr(kind: MaskKind, part: string, labels: Labels): string {
	return part === '*' || part === '' ? part : labels.labelOf(kind, part);
}

/** Forms that tell something by themselves. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes */
const forms: readonly (readonly [MaskKind, RegExp])[] = [
	['ACCOUNT', /(?<!\d)\d{12}(?!\d)|(?<!\d)\d{4}[- ]\d{4}[- ]\d{4}(?!\d)/g],
	['ID', /\bA[A-Z]{3}[A-Z0-9]{12,}\b/g],
	['KEY', /\b(?:mrk-)?[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}\b/gi],
	['ID', /\b(?:o-[a-z0-9]{10,32}|vpce?-[0-9a-f]{8,17})\b/g],
	['ADDRESS', /\b\d{1,3}(?:\.\d{1,3}){3}\b(?:\/\d{1,2}\b)?/g],
	// IPv6, which has at least two colons; times of day have them too.
	[
		'ADDRESS',
		/(?<![\w:.-])(?=[0-9a-f:]*:[0-9a-f]*:)[0-9a-f:]{2,}(?:\d{1,3}(?:\.\d{1,3}){3})?(?:\/\d{1,3})?(?![\w-])/gi,
	],
	['ALIAS', /(?<=\balias\/)[^\s"',)]+/g],
	// The part of a condition key that whoever writes it chooses: the name of a tag, of a part of an encryption context.
	['TAG', /(?<=\b[a-z0-9-]+:[a-z-]*(?:Tag|EncryptionContext)[/:])[^\s"',)]+/gi],
];

function maskForms(text: string, labels: Labels): string {
	const known = labels.replaceKnown(text);
	const named = known.replace(
		/\b(role|assumed-role|user)\/([^\s"',)]+)/g,
		(_all, kind: string, name: string) =>
			`${kind}/${maskName(kindOfResource[kind] ?? 'NAME', name, labels)}`,
	);
	const formed = forms.reduce(
		(masked, [kind, form]) =>
			masked.replace(form, (value) => (isOpenWord(value) ? value : labels.labelOf(kind, value))),
		named,
	);
	return mapHosts(formed, (host) => (isOwnHost(host) ? host : labels.labelOf('HOST', host)));
}

function maskName(kind: MaskKind, name: string, labels: Labels): string {
	return name
		.split('/')
		.map((part) => (isLabel(part) || part === '*' ? part : labels.labelOf(kind, part)))
		.join('/');
}

// A quotation mark within a value is followed by more of it, the one at its end by a blank or punctuation.
const quotes = /(?<![^\s(,:[])"(.*?)"(?=$|[\s).,;:!?\]])/gsu;

function maskQuoted(text: string, labels: Labels): string {
	return text.replace(quotes, (_all, value: string) =>
		isTelling(value) ? `"${labels.labelOf('VALUE', value)}"` : `"${value}"`,
	);
}

/** Whether anything is left of the value once labels and the words of the policy language are taken out. */
function isTelling(value: string): boolean {
	return value
		.split(/[\s␣/,=]+|\\u(?:[0-9a-f]{4}|\{[0-9a-f]+\})/u)
		.some((part) => part !== '' && !isOpenWord(part));
}

const setAside = /^\u{E000}\d+\u{E001}$/u;

function isOpenWord(word: string): boolean {
	return (
		isPolicyWord(word) ||
		isVendorSid(word) ||
		isLabel(word) ||
		setAside.test(word) ||
		/^arn:aws[a-z-]*:(?:s3|kms|sqs|sts|iam)?:(?:[a-z]{2}(?:-[a-z]+)+-\d)?:(?:ACCOUNT-\d+|\*)?:(?:[A-Z]+-\d+|\*|root|role|user|key|assumed-role|policy)$/.test(
			word,
		)
	);
}

/**
 * The last rule, for what no other has taken: a piece passes if it is a word of this program, a name of AWS, a label or a
 * small number. Beside a piece that does not, numbers do not pass either: they belong to it.
 */
function maskUnknown(text: string, labels: Labels): string {
	return text.replace(/\S+/gu, (chunk) => {
		const pieces = piecesOf(chunk);
		return pieces.every(isHarmless)
			? chunk
			: mapPieces(chunk, (piece) =>
					isHarmless(piece) && !/^\d/.test(piece) ? piece : labels.labelOf('TEXT', piece),
				);
	});
}

const smallNumber = /^\d{1,4}$/;

function isHarmless(piece: string): boolean {
	return (
		smallNumber.test(piece) ||
		isLabel(piece) ||
		setAside.test(piece) ||
		isOwnWord(piece) ||
		isVendorSid(piece) ||
		isPolicyWord(piece) ||
		isActionName(piece)
	);
}

const kinds = [
	'ACCOUNT',
	'ADDRESS',
	'ALIAS',
	'BUCKET',
	'CONNECTION',
	'ENDPOINT',
	'EXTERNAL-ID',
	'FIELD',
	'FOLDER',
	'HOST',
	'ID',
	'INPUT',
	'KEY',
	'NAME',
	'PATH',
	'POLICY',
	'QUEUE',
	'ROLE',
	'SID',
	'TAG',
	'TEXT',
	'USER',
	'VALUE',
	'VENDOR',
] as const;

/** What a masked value was; its label begins with this. */
export type MaskKind = (typeof kinds)[number];

const label = new RegExp(`^(?:${kinds.join('|')})-\\d{1,6}$`);

/** Whether it is a label already, or looks like one; a name that does tells nothing else. */
function isLabel(word: string): boolean {
	return label.test(word);
}

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
