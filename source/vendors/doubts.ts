import type {DocumentId} from '../aws/index.ts';
import {bucketRuleText} from '../connection/index.ts';
import {isObject} from '../json/index.ts';
import type {Issue} from './issue.ts';
import {isPolicyTemplate} from './policy-templates.ts';
import type {Doubt, VendorProfile} from './types.ts';

/** Something that a profile says and no page of the vendor does. */
export type DoubtedFact = {
	/** Whether no page could be named, or it follows from others. */
	readonly kind: 'unconfirmed' | 'inferred';
	readonly part:
		| 'purpose'
		| 'need'
		| 'input'
		| 'place'
		| 'field'
		| 'line'
		| 'step'
		| 'guidance'
		| 'document'
		| 'statement'
		| 'source'
		| 'earlier'
		| 'error'
		| 'addresses'
		| 'demand'
		| 'queue';
	/** What it is called: a title, a label, a text, a Sid. */
	readonly name: string;
	/** Of statements and documents. */
	readonly document?: DocumentId;
	readonly isNarrower?: boolean;
};

type Told = Omit<DoubtedFact, 'kind'> & Doubt;

/** All that a profile says and no page of the vendor does, each once. */
export function doubtsOf(profile: VendorProfile): DoubtedFact[] {
	const {
		purposes,
		inputs,
		form,
		before = [],
		after = [],
		guide = [],
		sources = [],
		earlier = [],
		errors = [],
		queue,
		addresses = [],
	} = profile;
	const told: Told[] = [
		...purposes.map((purpose) => toldOf(purpose, 'purpose', purpose.title)),
		...purposes.flatMap((purpose) =>
			purpose.needs.flatMap((need) =>
				typeof need === 'string' ? [] : [toldOf(need, 'need', need.action)],
			),
		),
		...inputs.map((input) => toldOf(input, 'input', input.label)),
		...(profile.bucketRules ?? []).map((demand) =>
			toldOf(demand, 'demand', bucketRuleText(demand)),
		),
		...(queue === undefined ? [] : [toldOf(queue, 'queue', queue.where)]),
		...form.where.map((place) => toldOf(place, 'place', place.text)),
		...form.fields.map((field) => toldOf(field, 'field', field.label)),
		...(form.statement?.lines ?? []).map((line) => toldOf(line, 'line', line.text)),
		...[...before, ...after].map((step) => toldOf(step, 'step', step.text)),
		...guide.map((guidance) => toldOf(guidance, 'guidance', guidance.text)),
		...profile.documents.map((document) => ({
			...toldOf(document, 'document', document.id),
			document: document.id,
		})),
		...profile.documents.filter(isPolicyTemplate).flatMap(({id, statements, narrower}) => [
			...statements.map((template) => ({
				...toldOf(template, 'statement', template.statement.Sid ?? ''),
				document: id,
			})),
			...(narrower?.statements ?? []).map((template) => ({
				...toldOf(template, 'statement', template.statement.Sid ?? ''),
				document: id,
				isNarrower: true,
			})),
		]),
		...sources.map((source) => toldOf(source, 'source', source.address)),
		...earlier.map((fact) => toldOf(fact, 'earlier', fact.text)),
		...errors.map((error) => toldOf(error, 'error', error.text)),
		...addresses.map((group) => toldOf(group, 'addresses', group.ranges.join(', '))),
	];
	const doubted = told.flatMap(({confirmed, inferred, ...fact}): DoubtedFact[] => [
		...(confirmed === false ? [{kind: 'unconfirmed' as const, ...fact}] : []),
		...(inferred === true ? [{kind: 'inferred' as const, ...fact}] : []),
	]);
	const texts = doubted.map((fact) => JSON.stringify(fact));
	return doubted.filter((_, index) => texts.indexOf(texts[index] ?? '') === index);
}

function toldOf({confirmed, inferred}: Doubt, part: Told['part'], name: string): Told {
	return {
		part,
		name,
		...(confirmed !== undefined && {confirmed}),
		...(inferred !== undefined && {inferred}),
	};
}

/** Where a profile of the first version of the format says how far it can be relied on. */
export function doubtPaths(value: unknown, path: Issue['path'] = []): Issue['path'][] {
	if (Array.isArray(value)) {
		return value.flatMap((item, index) => doubtPaths(item, [...path, index]));
	}

	return isObject(value)
		? Object.entries(value).flatMap(([key, item]) =>
				key === 'confirmed' || key === 'inferred'
					? [[...path, key]]
					: // A statement is AWS's and has its own names.
						key === 'statement'
						? []
						: doubtPaths(item, [...path, key]),
			)
		: [];
}
