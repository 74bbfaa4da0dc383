import * as v from 'valibot';
import {type DocumentId, isPolicyId} from '../aws/index.ts';
import {placeholders, replacePlaceholders, type VendorInput} from '../connection/index.ts';
import {withTexts} from '../json/index.ts';
import {policyProblems} from '../policy/index.ts';
import type {Issue} from './issue.ts';
import type {DocumentPart, DocumentVariant, ProfileParts} from './parts.ts';
import {statementTemplateSchema} from './schema.ts';
import {applies, isIn, named, type Use, usesOf} from './uses.ts';

/** Which documents a profile has, for which purposes and encryptions, and whether AWS would take their statements. */
export function documentIssues(parts: ProfileParts): Issue[] {
	return [
		...missingDocuments(parts),
		...parts.documents.flatMap((document, index) => [
			...repeatedDocument(document, parts.documents.slice(0, index)),
			...unfitDocument(document, parts),
			...coverageIssues(document, parts),
			...document.variants.flatMap((variant) => [
				...policyIssues(document, variant, parts),
				...repeatedSids(document, variant, parts),
			]),
		]),
	];
}

function requiredDocuments({access}: ProfileParts): readonly DocumentId[] {
	switch (access) {
		case 'customer-role':
			return ['role-policy', 'trust-policy'];
		case 'vendor-role':
			return ['bucket-policy'];
		default:
			return [];
	}
}

function missingDocuments(parts: ProfileParts): Issue[] {
	if (!parts.documentsComplete) {
		return [];
	}

	return requiredDocuments(parts)
		.filter((id) => parts.documents.every((document) => document.id !== id))
		.map((id) => ({
			path: ['documents'],
			rule: `A ${id} is missing: access by ${parts.access} needs one.`,
		}));
}

function repeatedDocument({path, id}: DocumentPart, earlier: readonly DocumentPart[]): Issue[] {
	return id !== undefined && earlier.some((document) => document.id === id)
		? [
				{
					path: [...path, 'id'],
					value: id,
					rule: 'Two templates have this id. One is enough: its statements can differ by "when".',
				},
			]
		: [];
}

function unfitDocument({path, id}: DocumentPart, {access}: ProfileParts): Issue[] {
	return access === 'vendor-role' && (id === 'role-policy' || id === 'trust-policy')
		? [
				{
					path: [...path, 'id'],
					value: id,
					rule: 'This document belongs to a role of the customer; this vendor uses its own (access is vendor-role).',
				},
			]
		: [];
}

/** Purposes and encryptions for which a required document, or the narrower form of any, would be empty. */
function coverageIssues(document: DocumentPart, parts: ProfileParts): Issue[] {
	const [article, narrower] = document.variants;
	const {id, path} = document;
	if (!article?.complete) {
		return [];
	}

	const uses = usesOf(parts);
	const without = (variant: DocumentVariant, among: readonly Use[]) =>
		among.find((use) => !isIn(document, variant, use));
	const required = id !== undefined && requiredDocuments(parts).includes(id);
	const gap = required ? without(article, uses) : undefined;
	const listed = uses.filter((use) => isIn(document, article, use));
	const narrowGap = narrower?.complete ? without(narrower, listed) : undefined;
	return [
		...(gap
			? [
					{
						path: article.path,
						rule: `No statement applies to ${named(gap)}, but access by ${parts.access} always needs this document.`,
					},
				]
			: []),
		...(listed.length === 0 && uses.length > 0 && !gap
			? [
					{
						path,
						rule: 'This document applies to no purpose and encryption of the profile.',
					},
				]
			: []),
		...(narrower && narrowGap
			? [
					{
						path: narrower.path,
						rule: `No statement applies to ${named(narrowGap)}, while the article's document has one.`,
					},
				]
			: []),
	];
}

function policyIssues(
	{id}: DocumentPart,
	{statements}: DocumentVariant,
	{inputs}: ProfileParts,
): Issue[] {
	if (id === undefined || !isPolicyId(id)) {
		return [];
	}

	return statements.flatMap(({path, value}): Issue[] => {
		const statement = withExamples(
			value.statement,
			inputs.map((input) => input.value),
		);
		const isSound = v.is(statementTemplateSchema, value);
		// An unknown placeholder is named by its own rule; what it stands for cannot be judged.
		if (!isSound || JSON.stringify(statement).includes('{{')) {
			return [];
		}

		return policyProblems({Version: '2012-10-17', Statement: [statement]}, id).map(
			({field, rule, value: given}) => ({
				path: [...path, 'statement', ...stepsBelowStatement(field)],
				rule,
				...(given === undefined ? {} : {value: given}),
			}),
		);
	});
}

/** The value with every placeholder of its texts replaced by an example; unknown ones stay. */
function withExamples<T>(value: T, inputs: readonly VendorInput[]): T {
	const exampleOf = (name: string) =>
		placeholders.get(name)?.example ?? inputs.find(({field}) => field === name)?.example;
	return withTexts(value, (text) => replacePlaceholders(text, exampleOf));
}

/** `Statement[0].Action[1]` gives `Action`, `1`. */
function stepsBelowStatement(field: string): (string | number)[] {
	const below = field.replace(/^Statement(?:\[0\])?/, '');
	return [...below.matchAll(/\[(\d+)\]|\.([^.[\]]+)/g)].map(([, index, name]) =>
		index === undefined ? (name ?? '') : Number(index),
	);
}

/** AWS wants every Sid of a policy once; templates of different purposes may share one. */
function repeatedSids(
	document: DocumentPart,
	variant: DocumentVariant,
	parts: ProfileParts,
): Issue[] {
	const {statements} = variant;
	const uses = usesOf(parts);
	return statements.flatMap(({path, value}, index) => {
		const sid = value.statement.Sid;
		const clash = uses.find(
			(use) =>
				applies(document.when, use) &&
				applies(value.when, use) &&
				statements
					.slice(0, index)
					.some((other) => other.value.statement.Sid === sid && applies(other.value.when, use)),
		);
		return sid !== undefined && clash
			? [
					{
						path: [...path, 'statement', 'Sid'],
						value: sid,
						rule: `For ${named(clash)}, two statements have this Sid. AWS accepts each Sid only once.`,
					},
				]
			: [];
	});
}
