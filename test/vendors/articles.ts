import {readdirSync, readFileSync} from 'node:fs';
import type {DocumentId} from '../../source/aws/index.ts';
import type {CorsRule} from '../../source/bucket-settings/index.ts';
import {
	type Connection,
	placeholderValues,
	replacePlaceholders,
} from '../../source/connection/index.ts';
import type {PolicyDocument} from '../../source/policy/index.ts';
import type {VendorProfile} from '../../source/vendors/index.ts';
import type {When} from '../../source/vendors/types.ts';
import type {CheckId} from '../../source/verify/index.ts';

/** What stands in a vendor's article, as it was published; not made from the profile. */
export type Article = {
	readonly address: string;
	readonly readAt: string;
	/** What stands for a value of the customer, and with what of the connection it is filled. */
	readonly placeholders: Readonly<Record<string, string>>;
	/** Its documents, each in a file of its own; a role can have several policies. */
	readonly documents: readonly {
		readonly id: string;
		readonly file: string;
		readonly when?: When;
		readonly note?: string;
	}[];
	/** What the article does not have, or has and is not here; a sentence each. */
	readonly leftOut: readonly string[];
	/** What is warned of, or cannot be told, by the vendor's own way. */
	readonly warned: readonly {
		readonly check: CheckId;
		readonly when?: When;
		/** A warning where it is left out. */
		readonly status?: 'unknown';
		readonly why: string;
	}[];
};

const folder = new URL('articles/', import.meta.url);
const policies: readonly DocumentId[] = [
	'role-policy',
	'trust-policy',
	'bucket-policy',
	'key-policy',
];

/** The ids of the vendors whose articles are here. */
export const articleVendors: readonly string[] = readdirSync(folder).sort();

const textOf = (id: string, file: string) => readFileSync(new URL(`${id}/${file}`, folder), 'utf8');

/** The article of a vendor. */
export function articleOf(id: string): Article {
	return JSON.parse(textOf(id, 'article.json')) as Article;
}

/** Names of the files beside an article. */
export function filesOf(id: string): string[] {
	return readdirSync(new URL(`${id}/`, folder)).filter((file) => file !== 'article.json');
}

/** Whether an article has documents for a purpose and encryption: with none of them it is another way to use the vendor. */
export function isInArticle({documents}: Article, use: Pick<Connection, 'purpose' | 'encryption'>) {
	return documents.some(({when}) => applies(when, use));
}

/** Whether something is there for a purpose and encryption. */
export function applies(
	{purposes, encryption}: When = {},
	use: Pick<Connection, 'purpose' | 'encryption'>,
): boolean {
	return (
		(purposes?.includes(use.purpose) ?? true) && (encryption?.includes(use.encryption) ?? true)
	);
}

/** The CORS rules of an article; undefined where it has none. */
export function articleCors({id}: VendorProfile): readonly CorsRule[] | undefined {
	const cors = articleOf(id).documents.find((document) => document.id === 'bucket-cors');
	return cors && (JSON.parse(textOf(id, cors.file)) as readonly CorsRule[]);
}

/** The policies of an article with the values of a connection; of a role there can be several. */
export function articlePolicies(
	profile: VendorProfile,
	connection: Connection,
): ReadonlyMap<DocumentId, readonly PolicyDocument[]> {
	const {documents, placeholders} = articleOf(profile.id);
	const values = placeholderValues(connection, profile);
	const filled = (file: string) => {
		let text = textOf(profile.id, file);
		// The longest first: one can be a part of another.
		for (const [name, value] of Object.entries(placeholders).toSorted(
			([one], [other]) => other.length - one.length,
		)) {
			text = text.replaceAll(
				name,
				replacePlaceholders(value, (key) => values.get(key)),
			);
		}

		return JSON.parse(text) as PolicyDocument;
	};
	const found = new Map<DocumentId, readonly PolicyDocument[]>();
	for (const {id, file, when} of documents) {
		const policy = policies.find((name) => name === id);
		if (policy !== undefined && applies(when, connection)) {
			found.set(policy, [...(found.get(policy) ?? []), filled(file)]);
		}
	}

	return found;
}
