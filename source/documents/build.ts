import {
	roleArn as arnOfRole,
	bucketArn,
	type DocumentId,
	documentIds,
	documentNames,
	documentPlace,
	keyParts,
	type PlacedFor,
	type PolicyId,
} from '../aws/index.ts';
import {
	type CorsRule,
	corsSize,
	filterValue,
	type NotificationConfiguration,
	tidyNotification,
} from '../bucket-settings/index.ts';
import {
	folderOf,
	narrowerPrincipals,
	type PlaceholderValues,
	type Principals,
	placeholderValues,
	type StatedConnection,
	vendorPrincipals,
	withoutFolder,
	withPrincipals,
} from '../connection/index.ts';
import {UserError} from '../errors.ts';
import {listOf, type PolicyDocument, type Statement} from '../policy/index.ts';
import type {
	DocumentTemplate,
	PolicyTemplate,
	StatementTemplate,
	VendorProfile,
	When,
} from '../vendors/index.ts';
import {checkLimits, type DocumentSize, documentTitles} from './limits.ts';
import {canFill, fillTemplate, fillText} from './placeholders.ts';
import {withinFolder} from './within-folder.ts';

/** What every document has: where it goes and what it is for. */
type DocumentInfo = {
	readonly title: string;
	/** What it belongs to in plain words, e.g. `role CreativeForceAccess`. */
	readonly attachTo: string;
	/** What it is for, one sentence that begins in lower case. */
	readonly summary: string;
	readonly consolePath: string;
	readonly consoleUrl: string;
	/** Why it is unwise to paste it just so. */
	readonly caution?: string;
	/** What the narrower document does differently; absent where there is none or this is it. */
	readonly narrower?: string;
};

type Policy = {
	readonly document: PolicyDocument;
	readonly size: DocumentSize;
	/**
	 * The same without what reaches beyond the connection's folder, where it has one and the article gives the whole bucket:
	 * what is written into an account that has none yet.
	 */
	readonly inFolder: PolicyDocument;
	/** What a merge into an existing policy needs. */
	readonly forMerge: {
		/** The statements that go into an existing policy; none reaches beyond the folder. */
		readonly statements: readonly Statement[];
		/** Sids of the vendor's other statements: of the article, of the other variant, of other purposes. */
		readonly relatedSids: readonly string[];
	};
};

/** What there is of each document beside that. */
type Contents = Readonly<Record<PolicyId, Policy>> & {
	/** The list of rules alone, as the S3 console takes it. */
	readonly 'bucket-cors': {readonly document: readonly CorsRule[]; readonly size: DocumentSize};
	/** As the S3 API takes it. */
	readonly 'bucket-notification': {readonly document: NotificationConfiguration};
};

type DocumentOf<Id extends DocumentId> = Id extends DocumentId
	? DocumentInfo & {readonly id: Id} & Contents[Id]
	: never;

/** One document, ready to paste, with where it goes and what it is for. */
export type ConnectionDocument = DocumentOf<DocumentId>;
/** One of statements. */
export type ConnectionPolicy = DocumentOf<PolicyId>;

/** Those of some documents that are of statements. */
export function policiesIn(documents: readonly ConnectionDocument[]): ConnectionPolicy[] {
	return documents.filter((document): document is ConnectionPolicy => 'forMerge' in document);
}

/** How documents are chosen and written. */
export type DocumentOptions<Id extends DocumentId = DocumentId> = {
	/** The narrower documents in place of the article's. */
	readonly leastPrivilege?: boolean;
	/** This document alone, also one that the article does not have. */
	readonly only?: Id;
};

/**
 * The documents of a connection, in the order of the articles. UserError for an `only` that this connection does not
 * have, for a placeholder without a value, for a document over the limit of AWS, and for a profile from outside that is
 * dangerous with the values of this connection.
 */
export function buildDocuments<const Id extends DocumentId = DocumentId>(
	connection: StatedConnection,
	profile: VendorProfile,
	options?: DocumentOptions<Id>,
): DocumentOf<Id>[];
export function buildDocuments(
	connection: StatedConnection,
	profile: VendorProfile,
	options: DocumentOptions = {},
): ConnectionDocument[] {
	profile.origin?.refuseFor(connection);
	const {only, leastPrivilege = false} = options;
	const existing = documentIds.flatMap((id) =>
		profile.documents.filter(
			(template) => template.id === id && missingBecause(template, connection) === undefined,
		),
	);
	const wanted =
		only === undefined
			? existing.filter(({offered}) => offered === 'always' || hasKeyElsewhere(connection))
			: existing.filter(({id}) => id === only);
	if (only !== undefined && wanted.length === 0) {
		throw noSuchDocument(only, existing, connection, profile);
	}

	const fillings = {
		article: fillingWith(connection, profile, vendorPrincipals(connection, profile)),
		narrower: fillingWith(connection, profile, narrowerPrincipals(connection, profile)),
	};
	const folder = folderOf(connection, profile);
	const how = {fillings, leastPrivilege, placed: placedFor(profile), folder};
	const hasQueuePolicy = existing.some(({id}) => id === 'queue-policy');
	const {existingRole} = profile;
	return wanted.map((template) =>
		buildDocument(
			template.id === 'bucket-notification' && hasQueuePolicy
				? {caution: queueFirst, ...template}
				: template.id === 'trust-policy' && existingRole !== undefined
					? {caution: keepsOthers(existingRole), ...template}
					: template,
			connection,
			how,
		),
	);
}

/** What the way to a vendor's documents in the console hangs on. */
export function placedFor({
	id,
	existingRole,
}: Pick<VendorProfile, 'id' | 'existingRole'>): PlacedFor {
	return {vendorId: id, isSharedRole: existingRole !== undefined};
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html */
const queueFirst =
	'Save the queue policy first: S3 sends a message to the queue to try it, and refuses what it cannot reach.';

function keepsOthers({of}: NonNullable<VendorProfile['existingRole']>): string {
	return `Is the role that of ${of}? Then keep the statements that are there: without them, whoever uses the role now is locked out. A role made for this alone needs no other statement.`;
}

/** Whether the vendor's article has this document for this connection, if only on request. */
export function hasDocument(
	id: DocumentId,
	connection: StatedConnection,
	{documents}: Pick<VendorProfile, 'documents'>,
): boolean {
	return documents.some(
		(template) => template.id === id && missingBecause(template, connection) === undefined,
	);
}

/** ARN of the connection's role, `arn:aws:iam::ACCOUNT:role/PATH/NAME`; UserError where the connection has no role. */
export function roleArn({accountId, rolePath = '/', roleName}: StatedConnection): string {
	if (roleName === undefined || accountId === undefined) {
		throw new UserError('This connection has no role: the vendor uses its own role.');
	}

	return arnOfRole({accountId, rolePath, roleName});
}

/** What the placeholders of a document stand for. */
type Filling = {readonly values: PlaceholderValues; readonly principals: Principals};

function fillingWith(
	connection: StatedConnection,
	profile: VendorProfile,
	principals: Principals,
): Filling {
	return {values: placeholderValues(connection, profile, principals), principals};
}

function filled(
	templates: readonly StatementTemplate[],
	{values, principals}: Filling,
): Statement[] {
	return templates.flatMap(({statement}) => {
		const template = values.get('folder') === '' ? withoutFolder(statement) : statement;
		return template === undefined
			? []
			: [fillTemplate(withPrincipals(template, principals), values)];
	});
}

function buildDocument(
	template: DocumentTemplate,
	connection: StatedConnection,
	{
		fillings,
		leastPrivilege,
		placed,
		folder,
	}: {
		readonly fillings: {readonly article: Filling; readonly narrower: Filling};
		readonly leastPrivilege: boolean;
		readonly placed: PlacedFor;
		readonly folder: string | undefined;
	},
): ConnectionDocument {
	if (template.id === 'bucket-cors' || template.id === 'bucket-notification') {
		return buildSetting(template, connection, fillings.article, placed);
	}

	const {id, policyId, caution, narrower} = template;
	const isNarrower = leastPrivilege && narrower !== undefined;
	const filling = isNarrower ? fillings.narrower : fillings.article;
	const {values} = filling;
	const chosen = (isNarrower ? narrower.statements : template.statements).filter(({when}) =>
		fits(when, connection),
	);
	const document: PolicyDocument = {
		Version: '2012-10-17',
		...(policyId !== undefined && {Id: fillText(policyId, values)}),
		Statement: filled(chosen, filling),
	};
	const confined = (statements: readonly Statement[]) =>
		folder === undefined
			? statements
			: withinFolder(statements, {bucketArn: bucketArn(connection), folder});
	return {
		id,
		...infoOf(
			{...template, caution: isNarrower ? undefined : caution},
			connection,
			filling,
			placed,
		),
		...(narrower !== undefined && !isNarrower && {narrower: fillText(narrower.summary, values)}),
		document,
		inFolder: {...document, Statement: confined(listOf(document.Statement))},
		size: checkLimits(id, document),
		forMerge: {
			statements: confined(
				filled(
					chosen.filter(({standalone}) => standalone !== true),
					filling,
				),
			),
			relatedSids: relatedSids(template, values),
		},
	};
}

function infoOf(
	{
		id,
		summary,
		caution,
	}: Pick<DocumentTemplate, 'id' | 'summary'> & {
		readonly caution?: DocumentTemplate['caution'] | undefined;
	},
	connection: StatedConnection,
	{values}: Filling,
	placed: PlacedFor,
): DocumentInfo {
	const said = typeof caution === 'string' ? {text: caution} : caution;
	return {
		title: documentTitles[id],
		...documentPlace(id, connection, placed),
		summary: fillText(summary, values),
		...(said !== undefined &&
			fits(said.when, connection) && {caution: fillText(said.text, values)}),
	};
}

function buildSetting(
	template: Exclude<DocumentTemplate, PolicyTemplate>,
	connection: StatedConnection,
	filling: Filling,
	placed: PlacedFor,
): ConnectionDocument {
	const info = infoOf(template, connection, filling, placed);
	if (template.id === 'bucket-cors') {
		const document = fillTemplate(template.rules, filling.values);
		return {id: template.id, ...info, document, size: corsSize(document)};
	}

	const {id, configuration} = template;
	const folder = filling.values.get('folder');
	const values = new Map(filling.values).set('folder', folder && filterValue(folder));
	return {id, ...info, document: tidyNotification(fillTemplate(configuration, values))};
}

function relatedSids(template: PolicyTemplate, values: PlaceholderValues): string[] {
	const ofTemplates = [...template.statements, ...(template.narrower?.statements ?? [])]
		.filter(({standalone}) => standalone !== true)
		.map(({statement}) => statement.Sid ?? '');
	const sids = [...ofTemplates, ...(template.articleSids ?? [])]
		.filter((sid) => sid !== '' && canFill(sid, values))
		.map((sid) => fillText(sid, values));
	return [...new Set(sids)];
}

function fits(when: When | undefined, connection: StatedConnection): boolean {
	return (
		(when?.purposes?.includes(connection.purpose) ?? true) &&
		(when?.encryption?.includes(connection.encryption) ?? true)
	);
}

function hasKeyElsewhere({kmsKeyArn, accountId}: StatedConnection): boolean {
	return kmsKeyArn !== undefined && keyParts(kmsKeyArn).accountId !== accountId;
}

function missingBecause(
	template: DocumentTemplate,
	connection: StatedConnection,
): string | undefined {
	const {when} = template;
	if (when?.encryption !== undefined && !when.encryption.includes(connection.encryption)) {
		return `it exists only with ${when.encryption.join(' or ')} encryption, but this bucket uses ${connection.encryption}`;
	}

	if (template.id === 'bucket-cors' || template.id === 'bucket-notification') {
		return fits(when, connection) ? undefined : `the purpose ${connection.purpose} needs none`;
	}

	const hasStatement = (templates: readonly StatementTemplate[]) =>
		templates.some((statement) => fits(statement.when, connection));
	if (!fits(when, connection) || !hasStatement(template.statements)) {
		return `the purpose ${connection.purpose} needs none`;
	}

	return undefined;
}

function noSuchDocument(
	only: DocumentId,
	existing: readonly DocumentTemplate[],
	connection: StatedConnection,
	profile: VendorProfile,
): UserError {
	const template = profile.documents.find(({id}) => id === only);
	const because =
		template === undefined
			? profile.access === 'vendor-role'
				? `${profile.name} uses its own role, so you have no role to set up`
				: `the profile of ${profile.name} has none`
			: missingBecause(template, connection);
	return new UserError(`This connection has no ${documentNames[only]}: ${because}.`, {
		hint: `It has: ${existing.map(({id}) => id).join(', ')}.`,
	});
}
