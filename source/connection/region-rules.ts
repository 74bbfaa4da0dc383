import {regionByName, regionName} from '../aws/index.ts';
import type {FieldContext, Reading} from './field.ts';
import {placeholderRule, textRule} from './text-rules.ts';

/** https://github.com/aws/aws-sdk-js-v3 (the partitions that every client carries) */
const standardPartition = /^(?:us|eu|ap|sa|ca|me|af|il|mx)-\w+-\d+$/;

const regionCode = /(?<![\w-])(?:us|eu|ap|sa|ca|me|af|il|mx)-[a-z]+-\d+(?![\w-])/gi;

const otherPartitions: readonly {
	readonly pattern: RegExp;
	readonly title: string;
	readonly id: string;
}[] = [
	{pattern: /^cn-/, title: 'AWS China', id: 'aws-cn'},
	{pattern: /^us-gov-/, title: 'AWS GovCloud (US)', id: 'aws-us-gov'},
	{
		pattern: /^eusc-/,
		title: 'the AWS European Sovereign Cloud',
		id: 'aws-eusc',
	},
	{
		pattern: /^(?:us|eu)-iso[a-z]?-/,
		title: 'an isolated part of AWS',
		id: 'aws-iso',
	},
];

/** Names that S3 used before there were region codes. */
const oldNames: ReadonlyMap<string, string> = new Map([
	['eu', 'eu-west-1'],
	['us', 'us-east-1'],
	['us-standard', 'us-east-1'],
]);

/** Why a partition is refused: no principal is trusted across partitions, and the vendors are in the standard one. */
export function partitionReason(title: string, id: string, vendor: string): string {
	return `belongs to ${title} (partition ${id}). ${vendor} is in the standard AWS partition, and nothing in one partition can have access to another.`;
}

/** The title of a partition other than the standard one, by its id. */
export function partitionTitle(id: string): string | undefined {
	return otherPartitions.find((partition) => partition.id === id)?.title;
}

function zoneRule(value: string): string | undefined {
	const zone = /^([a-z]{2}-[a-z]+-\d+)[a-z]$/.exec(value)?.[1];

	if (zone !== undefined) {
		return `"${value}" is an Availability Zone in the region ${zone}; leave out the last letter.`;
	}

	const local = /^([a-z]{2}-[a-z]+-\d+)-[a-z0-9-]+$/.exec(value)?.[1];

	if (local !== undefined) {
		return `"${value}" is a Local Zone near the region ${local}; give the region of the bucket.`;
	}

	return /^[a-z]{2,4}\d-az\d+$/.test(value)
		? `"${value}" is the ID of an Availability Zone; give the region code.`
		: undefined;
}

/**
 * The rule that a region breaks, or undefined. A region that this program does not know passes where it has the form of
 * the standard partition's, since AWS opens new ones.
 */
export function regionRule(value: string, context: FieldContext): string | undefined {
	if (regionName(value) !== undefined) {
		return undefined;
	}

	const broken = textRule('A region', value) ?? placeholderRule(value);

	if (broken !== undefined) {
		return broken;
	}

	const lowerCase = value.toLowerCase();
	const oldName = oldNames.get(lowerCase);

	if (oldName !== undefined) {
		return `"${value}" is an old name; the region code is now ${oldName}.`;
	}

	const named = regionByName(value);

	if (named !== undefined) {
		return `This is the name of the region; use its code: ${named.id}.`;
	}

	const partition = otherPartitions.find(({pattern}) => pattern.test(lowerCase));

	if (partition !== undefined) {
		return `This region ${partitionReason(partition.title, partition.id, context.profile.name)}`;
	}

	if (standardPartition.test(lowerCase) && value !== lowerCase) {
		return `A region is written in lower case: ${lowerCase}.`;
	}

	const hyphenated = lowerCase.replace(/[_\s.]+/g, '-');

	if (value !== hyphenated && regionName(hyphenated) !== undefined) {
		return `The parts of a region are joined by hyphens: ${hyphenated}.`;
	}

	if (lowerCase === 'global' || lowerCase === 'aws-global') {
		return 'A bucket is never global: it is in one region, which the list of buckets in the S3 console shows.';
	}

	if (standardPartition.test(value)) {
		return undefined;
	}

	if (/^[a-z]{2}-[a-z]+$/.test(lowerCase)) {
		return 'A region ends with a number, as in eu-central-1.';
	}

	return (
		zoneRule(lowerCase) ??
		'A region is a code of three parts joined by hyphens, as in eu-central-1; the list of buckets in the S3 console shows it.'
	);
}

/** The region that a text names by its code, or by its name alone. */
export function readRegion(text: string): Reading | undefined {
	const codes = new Set((text.match(regionCode) ?? []).map((code) => code.toLowerCase()));
	const [code] = codes;
	const id = codes.size === 1 ? code : regionByName(text)?.id;

	if (id === undefined || id === text) {
		return undefined;
	}

	return {
		value: id,
		note:
			id === text.toLowerCase()
				? 'Regions are written in lower case.'
				: `What you entered was changed to the region code, ${id}.`,
	};
}
