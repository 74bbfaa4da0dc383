import * as v from 'valibot';
import {type DocumentId, documentIds, type Encryption, encryptions} from '../aws/index.ts';
import type {CorsRule, NotificationConfiguration} from '../bucket-settings/index.ts';
import {
	type AccessWay,
	accessWays,
	type ExternalIdTerms,
	type FolderTerms,
	type PrincipalTerms,
	type QueueTerms,
	type VendorInput,
} from '../connection/index.ts';
import {objectOf, textsOf} from '../json/index.ts';
import type {Part} from './issue.ts';
import {liftExternalId, liftPrincipal} from './lift.ts';
import {
	addressesSchema,
	corsRuleSchema,
	externalIdSchema,
	folderSchema,
	formFieldSchema,
	guidanceSchema,
	inputSchema,
	mostItems,
	notificationSchema,
	principalSchema,
	purposeSchema,
	queueSchema,
	statementTemplateSchema,
	stepBeforeSchema,
	tenantSchema,
	textWhenSchema,
	whenSchema,
} from './schema.ts';
import type {
	FormField,
	Purpose,
	StatementTemplate,
	StepBefore,
	TextWhen,
	VendorAddresses,
	When,
} from './types.ts';

/** The statements of one form of a document: the article's, or the narrower one. */
export type DocumentVariant = {
	readonly path: Part<unknown>['path'];
	readonly statements: readonly Part<StatementTemplate>[];
	/** False where a statement is left out because its form is broken. */
	readonly complete: boolean;
};

export type DocumentPart = {
	readonly path: Part<unknown>['path'];
	readonly id: DocumentId | undefined;
	readonly when: When;
	readonly articleSids: readonly string[];
	readonly variants: readonly DocumentVariant[];
	/** Of rules for browsers. */
	readonly rules: readonly Part<CorsRule>[];
	/** Of event notifications. */
	readonly configuration: Part<NotificationConfiguration> | undefined;
};

/**
 * What of a profile has the right form, so that the rules between the parts can be checked even where other parts are
 * broken. A list of names is undefined where it is not known completely: nothing can be said then of a name that is
 * not in it.
 */
export type ProfileParts = {
	readonly access: AccessWay | undefined;
	readonly principal: PrincipalTerms | undefined;
	readonly trustsItself: boolean;
	/** Undefined where the profile has none, or its form is broken. */
	readonly folder: FolderTerms | undefined;
	/** As the folder. */
	readonly queue: QueueTerms | undefined;
	/** As it is where the profile does not say; undefined where its form is broken. */
	readonly externalId: ExternalIdTerms | undefined;
	readonly purposes: readonly Part<Purpose>[];
	readonly purposeIds: readonly string[] | undefined;
	readonly encryption: readonly Encryption[] | undefined;
	readonly inputs: readonly Part<VendorInput>[];
	readonly inputFields: readonly string[] | undefined;
	/** `absent` where the profile has none, undefined where its form is broken. */
	readonly tenant:
		| Part<{readonly conditionKey: string; readonly input: string}>
		| 'absent'
		| undefined;
	readonly formFields: readonly Part<FormField>[];
	/** Where the form is; undefined where the form of one of the places is broken. */
	readonly formPlaces: readonly Part<TextWhen>[] | undefined;
	/** What comes before AWS, where its form is sound. */
	readonly before: readonly Part<StepBefore>[];
	/** Where the vendor's requests come from, where its form is sound. */
	readonly addresses: readonly Part<VendorAddresses>[];
	/** What else is said or filled in by purpose or encryption. */
	readonly texts: readonly Part<TextWhen>[];
	readonly documents: readonly DocumentPart[];
	/** False where a document is there whose id cannot be told. */
	readonly documentsComplete: boolean;
};

/** Takes the sound parts out of what may be a profile. */
export function readParts(raw: unknown): ProfileParts {
	const profile = objectOf(raw);
	const documents = itemsOf(profile.documents);
	const documentParts = documents.map((document, index) =>
		documentPart(document, ['documents', index]),
	);
	const principal = soundPrincipal(profile.principal);
	const chosen = (principal?.inputs ?? []).map((value) => ({path: ['principal'], value}));
	const names = namesIn(profile.inputs, 'field');
	return {
		access: accessWays.find((way) => way === profile.access),
		principal: principal?.principal,
		trustsItself: profile.trustsItself === true,
		folder: soundValue(folderSchema, profile.folder),
		queue: soundValue(queueSchema, profile.queue),
		externalId: externalIdPart(profile),
		purposes: soundItems(profile.purposes, ['purposes'], purposeSchema),
		purposeIds: namesIn(profile.purposes, 'id'),
		encryption: soundValue(v.array(v.picklist(encryptions)), profile.encryption),
		inputs: [...chosen, ...soundItems(profile.inputs, ['inputs'], inputSchema)],
		inputFields: names && [...chosen.map(({value}) => value.field), ...names],
		tenant: tenantPart(profile),
		formFields: soundItems(objectOf(profile.form).fields, ['form', 'fields'], formFieldSchema),
		formPlaces: placesIn(objectOf(profile.form).where),
		before: soundItems(profile.before, ['before'], stepBeforeSchema),
		addresses: soundItems(profile.addresses, ['addresses'], addressesSchema),
		texts: [
			...soundTexts(objectOf(objectOf(profile.form).statement).lines, [
				'form',
				'statement',
				'lines',
			]),
			...soundItems(profile.before, ['before'], stepBeforeSchema),
			...soundTexts(profile.after, ['after']),
			...soundItems(profile.guide, ['guide'], guidanceSchema),
		],
		documents: documentParts,
		documentsComplete:
			Array.isArray(profile.documents) && documentParts.every(({id}) => id !== undefined),
	};
}

function placesIn(raw: unknown): ProfileParts['formPlaces'] {
	const path = ['form', 'where'];
	if (typeof raw === 'string') {
		return [{path, value: {text: raw}}];
	}

	const places = soundItems(raw, path, textWhenSchema);
	return Array.isArray(raw) && places.length === raw.length ? places : undefined;
}

function soundPrincipal(raw: unknown): ReturnType<typeof liftPrincipal> | undefined {
	const principal = soundValue(principalSchema, raw);
	return principal === undefined ? undefined : liftPrincipal(principal, []);
}

function externalIdPart(profile: Readonly<Record<string, unknown>>): ExternalIdTerms | undefined {
	const access = accessWays.find((way) => way === profile.access) ?? 'customer-role';
	if (profile.externalId === undefined) {
		return liftExternalId({access});
	}

	const externalId = soundValue(externalIdSchema, profile.externalId);
	return externalId && liftExternalId({access, externalId});
}

function tenantPart(profile: Readonly<Record<string, unknown>>): ProfileParts['tenant'] {
	if (profile.tenant === undefined) {
		return 'absent';
	}

	const value = soundValue(tenantSchema, profile.tenant);
	return value && {path: ['tenant'], value};
}

function documentPart(raw: unknown, path: Part<unknown>['path']): DocumentPart {
	const document = objectOf(raw);
	const narrower = objectOf(document.narrower);
	const configuration = soundValue(notificationSchema, document.configuration);
	const isSetting = document.id === 'bucket-cors' || document.id === 'bucket-notification';
	return {
		path,
		id: documentIds.find((id) => id === document.id),
		when: soundValue(whenSchema, document.when) ?? {},
		articleSids: textsOf(document.articleSids),
		variants: isSetting
			? []
			: [
					variant(document.statements, [...path, 'statements']),
					...(document.narrower === undefined
						? []
						: [variant(narrower.statements, [...path, 'narrower', 'statements'])]),
				],
		rules: soundItems(document.rules, [...path, 'rules'], corsRuleSchema),
		configuration: configuration && {path: [...path, 'configuration'], value: configuration},
	};
}

function variant(raw: unknown, path: Part<unknown>['path']): DocumentVariant {
	const statements = soundItems(raw, path, statementTemplateSchema);
	return {
		path,
		statements,
		complete: statements.length > 0 && statements.length === itemsOf(raw).length,
	};
}

function soundItems<const Schema extends v.GenericSchema>(
	raw: unknown,
	path: Part<unknown>['path'],
	schema: Schema,
): readonly Part<v.InferOutput<Schema>>[] {
	return itemsOf(raw).flatMap((item, index) => {
		const value = soundValue(schema, item);
		return value === undefined ? [] : [{path: [...path, index], value}];
	});
}

/** Texts, some of them for some purposes or encryptions alone. */
function soundTexts(raw: unknown, path: Part<unknown>['path']): readonly Part<TextWhen>[] {
	return soundItems(raw, path, v.union([v.string(), textWhenSchema])).map((part) => ({
		path: part.path,
		value: typeof part.value === 'string' ? {text: part.value} : part.value,
	}));
}

/** The value where its form is right, even where a text in it breaks a rule. */
function soundValue<const Schema extends v.GenericSchema>(
	schema: Schema,
	raw: unknown,
): v.InferOutput<Schema> | undefined {
	const result = v.safeParse(schema, raw);
	return result.typed ? result.output : undefined;
}

function namesIn(raw: unknown, field: string): readonly string[] | undefined {
	if (!Array.isArray(raw)) {
		return undefined;
	}

	const names = raw.map((item) => objectOf(item)[field]);
	return names.every((name) => typeof name === 'string') ? names : undefined;
}

/** What is more is refused by the schema, and not looked at. */
function itemsOf(raw: unknown): readonly unknown[] {
	return Array.isArray(raw) ? raw.slice(0, mostItems) : [];
}
