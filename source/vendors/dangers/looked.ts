import {bucketArn, type DocumentId, keyEncryptions} from '../../aws/index.ts';
import {
	type Connection,
	type PlaceholderValues,
	type Principals,
	type PrincipalTerms,
	placeholdersIn,
	placeholderValues,
	replacePlaceholders,
	vendorPrincipals,
	withoutFolder,
	withPrincipals,
} from '../../connection/index.ts';
import {withTexts} from '../../json/index.ts';
import {listOf, matchesWildcard, type Statement} from '../../policy/index.ts';
import {type Budget, budgetOf, usualSteps} from '../../policy/sets/index.ts';
import type {Part} from '../issue.ts';
import type {DocumentPart, DocumentVariant, ProfileParts} from '../parts.ts';
import type {When} from '../types.ts';
import {applies, type Use, usesOf} from '../uses.ts';
import {type PatternFacts, readPattern} from './pattern.ts';

/** A statement of a profile where it stands, as it is written and as it reads with values in its placeholders. */
export type LookedStatement = Part<Statement> & {
	readonly document: DocumentPart;
	readonly variant: DocumentVariant;
	readonly filled: Statement;
	readonly when: When | undefined;
	/** True for a statement that a merge leaves out. */
	readonly isStandalone: boolean;
};

/** A profile as the table of dangers looks at it. */
export type Looked = {
	readonly raw: Readonly<Record<string, unknown>>;
	readonly parts: ProfileParts;
	readonly id: string | undefined;
	readonly name: string | undefined;
	readonly article: string | undefined;
	readonly statements: readonly LookedStatement[];
	/** What the patterns of the inputs take; undefined for one that is none. */
	readonly patterns: ReadonlyMap<string, PatternFacts | undefined>;
	/** What the placeholders are taken to be: values that stand nowhere in the profile. */
	readonly connection: Connection & {readonly kmsKeyArn: string};
	readonly values: PlaceholderValues;
	/** Work for all proofs of this profile together. */
	readonly budget: Budget;
};

/**
 * A profile made ready for the table. Its placeholders get the values of a connection, or else values that stand nowhere in
 * the profile, so that no statement can be written for those.
 */
export function lookAt(
	raw: Readonly<Record<string, unknown>>,
	parts: ProfileParts,
	given: Partial<Connection> = {},
): Looked {
	const fresh = freshConnection(JSON.stringify(raw), parts);
	const {folder: freshFolder, ...others} = fresh;
	const connection = {
		...others,
		// A connection without a folder is looked at as it is.
		...(given.vendor === undefined && freshFolder !== undefined && {folder: freshFolder}),
		...given,
		kmsKeyArn: given.kmsKeyArn ?? fresh.kmsKeyArn,
	};
	const inputs = parts.inputs.map(({value}) => value);
	const principals = principalsOf(connection, parts);
	const {folder} = parts;
	const values = placeholderValues(
		connection,
		{inputs, principal: unknownPrincipal, ...(folder !== undefined && {folder})},
		principals,
	);
	return {
		raw,
		parts,
		id: textOf(raw.id),
		name: textOf(raw.name),
		article: textOf(raw.article),
		connection,
		values,
		patterns: new Map(patternsIn(parts).map(({value}) => [value, readPattern(value)])),
		budget: budgetOf(2 * usualSteps),
		statements: parts.documents.flatMap((document) =>
			document.variants.flatMap((variant) =>
				variant.statements.flatMap(({path, value}) => {
					const statement =
						values.get('folder') === '' ? withoutFolder(value.statement) : value.statement;
					return statement === undefined
						? []
						: {
								path: [...path, 'statement'],
								value: value.statement,
								document,
								variant,
								filled: filledWith(withPrincipals(statement, principals), values),
								when: value.when,
								isStandalone: value.standalone === true,
							};
				}),
			),
		),
	};
}

const unknownPrincipal: PrincipalTerms = {
	from: 'article',
	arn: 'arn:aws:iam::000000000000:role/unknown',
};

function principalsOf(
	connection: Looked['connection'],
	{principal = unknownPrincipal}: ProfileParts,
): Principals {
	return vendorPrincipals(connection, {principal});
}

/** All patterns that are run on what a person gives, with where they stand. */
export function patternsIn({inputs, externalId}: ProfileParts): Part<string>[] {
	return [
		...inputs.map(({path, value}) => ({path: [...path, 'pattern'], value: value.pattern})),
		...(externalId?.from === 'vendor' && externalId.form !== undefined
			? [{path: ['externalId', 'pattern'], value: externalId.form.pattern}]
			: []),
	];
}

function textOf(value: unknown): string | undefined {
	return typeof value === 'string' ? value : undefined;
}

function freshConnection(
	text: string,
	{inputs, principal, folder, queue}: ProfileParts,
): Looked['connection'] {
	const taken: string[] = [];
	const fresh = (make: (count: number) => string) => {
		for (let count = 1; ; count += 1) {
			const value = make(count);
			if (!text.includes(value) && !taken.includes(value)) {
				taken.push(value);
				return value;
			}
		}
	};
	const account = () => fresh((count) => String(700_000_000_000 + count));
	const region = fresh((count) => `xx-fresh-${count}`);
	const accountId = account();
	const key = fresh((count) => `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`);
	return {
		version: 1,
		vendor: 'profile',
		purpose: 'any',
		bucket: fresh((count) => `fresh-bucket-${count}`),
		region,
		accountId,
		encryption: 'SSE-KMS',
		// Of another account: so it shows where a profile takes the one for the other.
		kmsKeyArn: `arn:aws:kms:${region}:${account()}:key/${key}`,
		roleName: fresh((count) => `FreshRole${count}`),
		rolePath: '/',
		externalId: fresh((count) => `fresh-external-id-${count}`),
		inputs: Object.fromEntries(
			inputs.map(({value}) => [
				value.field,
				// Of a choice there are no others.
				principal?.from === 'choice' && principal.input === value.field
					? (principal.choices[0]?.value ?? '')
					: fresh((count) => `fresh-value-${count}`),
			]),
		),
		principal: `arn:aws:iam::${account()}:user/fresh`,
		...(folder?.asked !== undefined && {folder: fresh((count) => `fresh-folder-${count}`)}),
		...(queue !== undefined && {
			queueArn: `arn:aws:sqs:${region}:${queue.of === 'customer' ? accountId : account()}:${fresh((count) => `fresh-queue-${count}`)}`,
		}),
	};
}

/** The value with the placeholders of its texts filled in; unknown ones stay. */
function filledWith<T>(value: T, values: PlaceholderValues): T {
	return withTexts(value, (text) => replacePlaceholders(text, (name) => values.get(name)));
}

/** Whether all placeholders of a statement are known; what is wrong with the others is said elsewhere. */
export function isFilled({filled}: Pick<LookedStatement, 'filled'>): boolean {
	return placeholdersIn(JSON.stringify(filled)).names.length === 0;
}

/** What the customer's own account is called in a key policy, to keep it in charge of the key. */
const ownAccount = /^arn:aws:iam::\{\{(?:keyAccountId|accountId)\}\}:root$/;

/** Whether a statement names the customer's own account and nobody else. */
export function namesOwnAccountOnly({Principal}: Statement): boolean {
	return (
		typeof Principal === 'object' &&
		Object.keys(Principal).join() === 'AWS' &&
		listOf(Principal.AWS).length > 0 &&
		listOf(Principal.AWS).every((name) => ownAccount.test(name))
	);
}

/**
 * Whether a statement of a trust policy is about the role itself alone: it names the role, or its account with the role as
 * the only one who may ask, as long as there is no role yet whom a policy could name.
 */
export function isAboutRoleItself(
	{value: {Principal, Condition}, document}: LookedStatement,
	{parts}: Pick<Looked, 'parts'>,
): boolean {
	if (!parts.trustsItself || document.id !== 'trust-policy' || typeof Principal !== 'object') {
		return false;
	}

	const names = Object.keys(Principal).join() === 'AWS' ? listOf(Principal.AWS) : [];
	const isOne = ['ArnEquals', 'ArnLike', 'StringEquals'].some((operator) =>
		Object.entries(Condition?.[operator] ?? {}).some(
			([key, values]) =>
				key.toLowerCase() === 'aws:principalarn' &&
				listOf(values).every((one) => one === '{{roleArn}}'),
		),
	);
	return (
		names.length > 0 &&
		names.every((name) => name === '{{roleArn}}' || (isOne && isOwnAccount(name)))
	);
}

/** Whether one name of a principal is the customer's own account. */
export function isOwnAccount(name: string): boolean {
	return ownAccount.test(name);
}

/** Whether an Allow is for the vendor, rather than what keeps the customer's own account in charge of its key. */
export function isForVendor({document, value}: LookedStatement): boolean {
	return value.Effect === 'Allow' && !(document.id === 'key-policy' && namesOwnAccountOnly(value));
}

/** Of these actions those that a statement speaks about. */
export function actionsIn({value}: LookedStatement, actions: readonly string[]): string[] {
	return actions.filter((action) =>
		listOf(value.Action).some((pattern) => matchesWildcard(pattern, action, {ignoreCase: true})),
	);
}

/** Whether a statement speaks about what a pattern of resources holds, such as `arn:aws:s3:::bucket/object`. */
export function speaksAbout({filled}: LookedStatement, resource: string): boolean {
	return listOf(filled.Resource).some((pattern) => matchesWildcard(pattern, resource));
}

/** An object where the vendor works, of the values that are filled in. */
export function objectIn({connection, values}: Looked): string {
	const folder = values.get('folder') ?? '';
	return `${bucketArn(connection)}/${folder === '' ? '' : `${folder}/`}object`;
}

/** The bucket of the values that are filled in. */
export function bucketIn({connection}: Looked): string {
	return bucketArn(connection);
}

/** The statements of a form of a document that belong to a use. */
export function statementsFor(
	{statements}: Looked,
	{when}: DocumentPart,
	variant: DocumentVariant,
	use: Use,
): LookedStatement[] {
	return statements.filter(
		(statement) =>
			statement.variant === variant && applies(when, use) && applies(statement.when, use),
	);
}

/** The ways to use a profile in which a document can exist: a key policy needs a key. */
export function usesWith({parts}: Looked, id: DocumentId | undefined): Use[] {
	return usesOf(parts).filter(
		({encryption}) => id !== 'key-policy' || keyEncryptions.includes(encryption),
	);
}
