import {documentNames} from '../../aws/index.ts';
import type {MarkCode, ProfileMark, VendorProfile} from '../../vendors/index.ts';

/** A vendor that is not built in: the file that describes it, and what in it can be dangerous. */
export type OriginInWords = {
	readonly file: string;
	readonly marks: readonly {readonly code: MarkCode; readonly text: string}[];
};

type Write = (mark: ProfileMark) => string;

const mostNames = 5;

/** `a, b and 3 more`. */
function listed(names: readonly string[]): string {
	const shown = names.slice(0, mostNames);
	const more = names.length - shown.length;
	return more === 0 ? shown.join(', ') : `${shown.join(', ')} and ${more} more`;
}

function documentOf({document}: ProfileMark): string {
	return document === undefined ? 'document' : documentNames[document];
}

const words: Readonly<Record<MarkCode, Write>> = {
	'bucket-control': (mark) =>
		`The ${documentOf(mark)} lets the vendor open, empty or delete the bucket: ${listed(mark.names)}.`,
	'no-narrower-way': (mark) =>
		`The narrower ${documentOf(mark)} does not help against that, or there is none: ${listed(mark.names)}.`,
	'key-control': (mark) =>
		`The ${documentOf(mark)} lets the vendor change who can use the key, or how: ${listed(mark.names)}.`,
	'wildcard-actions': (mark) =>
		`The ${documentOf(mark)} allows actions by a pattern, so also those that AWS adds later: ${listed(mark.names)}.`,
	'beyond-purpose': ({purpose = '', names}) =>
		`The purpose "${purpose}" does not say so, but its documents allow ${listed(names)}.`,
	'vendor-deny': (mark) =>
		`The ${documentOf(mark)} has a Deny for the vendor (${listed(mark.names)}): nothing that you allow later overrides it.`,
	'session-tags': ({names}) =>
		`The trust policy allows more than taking the role: ${listed(names)}. What the vendor sends with it counts in other policies.`,
	'key-policy-alone': () =>
		'A key policy of this profile has no statement for your account. Add it to the policy that is there; never put it in its place.',
	'policy-variables': (mark) =>
		`The ${documentOf(mark)} depends on values that are known only with each request: ${listed(mark.names)}.`,
	'built-in-principal': ({names: [principal = '', name = '']}) =>
		`It names the principal of ${name} (${principal}) as its own. For ${name} there is a built-in profile.`,
	'near-name': ({names: [text = '', name = '']}) =>
		`"${text}" holds the name of ${name}, which is built in. Make sure that this is another vendor.`,
	'odd-address': ({names}) =>
		`An address that it names may lead elsewhere than it seems: ${listed(names)}`,
	'chosen-tenant': ({names}) =>
		`It tells its customers apart by ${listed(names)}. That is not an attribute that the vendor sets for its role, so it may not keep other customers out.`,
	'guessable-tenant': ({names: [label = '', length = '']}) =>
		`${label} can have as few as ${length} ${length === '1' ? 'character' : 'characters'}: a typing error could let another customer of the vendor in.`,
	'without-tenant': () =>
		'The vendor uses one role for all its customers, and nothing tells them apart. Another customer who gets it to use your bucket is let in, and you cannot mend that.',
	'pasted-statement': ({names: [label = '']}) =>
		`It gives you ${label} to paste into the product of the vendor, where it does all that it says. Read it before you run it.`,
	'wide-addresses': ({names}) =>
		`It names wide ranges of addresses as those of the vendor: ${listed(names)}. Others are likely to have addresses there too.`,
	'needs-beyond-documents': ({purpose = '', names}) =>
		`The purpose "${purpose}" says that the vendor needs ${listed(names)}, which no document of it gives. Checks will ask for it all the same.`,
	'any-origin': ({names}) =>
		`Its CORS rules let pages of any site use the bucket in a browser (${listed(names)}), as far as somebody gives them signed links.`,
	'methods-beyond-purpose': ({purpose = '', names}) =>
		`The purpose "${purpose}" does not say so, but its CORS rules let pages in a browser use ${listed(names)}.`,
	'events-elsewhere': ({names}) =>
		`The bucket tells ${listed(names)} of what happens in it, with the names of the objects.`,
	'open-queue': () =>
		'Its queue policy lets S3 send to your queue for any bucket of anybody, since it asks for neither your bucket nor your account.',
	'whole-account': ({names}) =>
		`It gives access to a whole account of the vendor (${listed(names)}), so to every user and role there that the vendor allows it.`,
	'without-external-id': () =>
		'The vendor sends no external ID. Whoever gets it to use the ARN of your role reaches your bucket, and you cannot mend that.',
};

/** Where a profile comes from, in words; undefined for a built-in one. */
export function presentOrigin({origin}: Pick<VendorProfile, 'origin'>): OriginInWords | undefined {
	return (
		origin && {
			file: origin.file,
			marks: origin.marks.map((mark) => ({code: mark.code, text: words[mark.code](mark)})),
		}
	);
}

/** The same as sentences: the file first, then each mark. */
export function originTexts({file, marks}: OriginInWords): string[] {
	return [
		`VENDOR FILE: this vendor is not built in. Its profile is ${file}${marks.length === 0 ? '.' : ', and it needs a second look:'}`,
		...marks.map(({text}) => `! ${text}`),
	];
}

/** The same in a few words, for a line that is always there. */
export function originLine({file, marks}: OriginInWords): string {
	const count = marks.length === 1 ? '1 warning' : `${marks.length} warnings`;
	return `Vendor not built in${marks.length === 0 ? '' : ` (${count}, see ?)`}: ${file}`;
}
