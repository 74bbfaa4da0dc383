import {documentNames} from '../../aws/index.ts';
import {type DoubtedFact, doubtsOf, type VendorProfile} from '../../vendors/index.ts';

/** How far what a profile says can be relied on, in words. */
export type FactsInWords = {
	/** When its facts were read, and the page with which to compare them; absent where the profile does not say. */
	readonly read?: string;
	readonly page?: string;
	/** What no page of the vendor says, what was left out, and what was otherwise before; a sentence each. */
	readonly doubts: readonly string[];
};

/** How far what a profile says of its vendor can be relied on. */
export function presentFacts(profile: VendorProfile): FactsInWords {
	const {name, article, sources = [], leftOut = [], earlier = []} = profile;
	const days = sources.map(({readAt}) => readAt).sort();
	const [first, last] = [days[0], days.at(-1)];
	const doubts = doubtsOf(profile);
	return {
		...(first !== undefined && {
			read: `The facts about ${name} were read ${first === last ? `on ${first}` : `between ${first} and ${last}`}. Compare them with its page.`,
			page: article,
		}),
		doubts: [
			...listed(
				'No page confirms',
				doubts.filter(({kind}) => kind === 'unconfirmed'),
			),
			...listed(
				'Inferred, since no article says it',
				doubts.filter(({kind}) => kind === 'inferred'),
			),
			...(leftOut.length === 0
				? []
				: [`Left out, since no page confirms it: ${leftOut.join(' ')}`]),
			...earlier.map(({text, until}) => `Until ${until}: ${text}`),
		],
	};
}

/** The same as lines. */
export function factTexts({read, page, doubts}: FactsInWords): string[] {
	return [read, page, ...doubts].filter((text) => text !== undefined);
}

function listed(what: string, doubts: readonly DoubtedFact[]): string[] {
	const fields = doubts.filter(({part}) => part === 'field').map(({name}) => `"${name}"`);
	const all = [
		...doubts.filter(({part}) => part !== 'field').map(inWords),
		...(fields.length === 0
			? []
			: [
					`${fields.length === 1 ? 'the field' : 'the fields'} ${[...new Set(fields)].join(', ')} of the form`,
				]),
	];
	return all.length === 0 ? [] : [`${what}: ${all.join('; ')}.`];
}

function inWords({part, name, document, isNarrower = false}: DoubtedFact): string {
	const of = document === undefined ? '' : documentNames[document];
	switch (part) {
		case 'purpose':
			return `the purpose "${name}"`;
		case 'need':
			return `that it needs ${name}`;
		case 'input':
			return `what is said of ${name}`;
		case 'place':
			return `that the form is at "${name}"`;
		case 'field':
			return `the field "${name}" of the form`;
		case 'line':
			return `the line "${name}" to paste`;
		case 'step':
			return `the step "${name}"`;
		case 'guidance':
			return `that "${name}"`;
		case 'document':
			return `the ${of}`;
		case 'statement':
			return `${name === '' || name.includes('{{') ? 'a statement' : `the statement ${name}`} of the ${isNarrower ? 'narrower ' : ''}${of}`;
		case 'source':
			return `the page ${name}`;
		case 'demand':
			return `that it asks for a bucket that ${name}`;
		case 'queue':
			return 'what is said of the queue';
		case 'error':
			return `that it shows "${name}"`;
		case 'addresses':
			return `that its requests come from ${name}`;
		case 'earlier':
			return `what was before ("${name}")`;
	}
}
