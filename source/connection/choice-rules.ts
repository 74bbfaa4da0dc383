import {type Encryption, encryptions} from '../aws/index.ts';
import type {FieldContext, Reading} from './field.ts';
import {textRule} from './text-rules.ts';
import type {ShownValue, VendorInput} from './vendor-terms.ts';

/** What the API, the CLI and people call the three kinds. */
const otherEncryptionNames: ReadonlyMap<string, Encryption> = new Map([
	['aes256', 'SSE-S3'],
	['s3', 'SSE-S3'],
	['sses3', 'SSE-S3'],
	['awss3encryption', 'SSE-S3'],
	['aws:kms', 'SSE-KMS'],
	['awskms', 'SSE-KMS'],
	['kms', 'SSE-KMS'],
	['ssekms', 'SSE-KMS'],
	['awskmsencryption', 'SSE-KMS'],
	['aws:kms:dsse', 'DSSE-KMS'],
	['dsse', 'DSSE-KMS'],
	['dssekms', 'DSSE-KMS'],
]);

/** `A`, `A or B`, `A, B or C`. */
function alternatives(words: readonly string[]): string {
	const last = words.at(-1) ?? '';

	return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}

/** The encryption that is meant by another common name, e.g. `aws:kms` or `sse-kms`; undefined if none is. */
function encryptionByName(text: string): Encryption | undefined {
	return otherEncryptionNames.get(text.toLowerCase().replace(/[\s_-]+/g, ''));
}

/** The rule that an encryption breaks for this vendor, or undefined. */
export function encryptionRule(value: string, {profile}: FieldContext): string | undefined {
	const broken = textRule('The encryption', value);
	const accepted = `${profile.name} accepts ${alternatives(profile.encryption)}.`;

	if (broken !== undefined) {
		return broken;
	}

	const known = encryptions.find((encryption) => encryption === value);

	if (known !== undefined) {
		return profile.encryption.includes(known)
			? undefined
			: `${profile.name} does not accept ${known}. ${accepted}`;
	}

	const meant = encryptionByName(value);

	return meant === undefined
		? `This is not a known kind of server-side encryption. ${accepted}`
		: `This encryption is written ${meant} here. ${accepted}`;
}

/** The rule that a purpose breaks for this vendor, or undefined. */
export function purposeRule(value: string, {profile}: FieldContext): string | undefined {
	const broken = textRule('The purpose', value);
	const ids = profile.purposes.map((purpose) => purpose.id);

	if (broken !== undefined || ids.includes(value)) {
		return broken;
	}

	const plain = value.toLowerCase().replace(/[\s_]+/g, '-');
	const meant = profile.purposes.find(
		(purpose) => purpose.id === plain || purpose.title.toLowerCase() === value.toLowerCase(),
	);

	return meant === undefined
		? `The purpose for ${profile.name} is ${alternatives(ids)}.`
		: `This purpose is written ${meant.id} here.`;
}

/**
 * The longest value of an input, in characters: what a tag can hold. The patterns of a profile are only run on so much.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html
 */
export const longestInput = 256;

/** The rule that an input of the vendor's profile breaks, or undefined; the sentence is the profile's own. */
export function inputRule(value: string, input: VendorInput): string | undefined {
	const broken = textRule(`The ${input.label}`, value);

	if (broken !== undefined) {
		return broken;
	}

	if (value.length > longestInput) {
		return `The ${input.label} must not have more than ${longestInput} characters.`;
	}

	return isOfForm(value, input.pattern) ? undefined : input.rule;
}

/** What a value of a known form breaks that the vendor's product shows, or undefined; the sentence is the profile's own. */
export function shownValueRule(value: string, {form}: ShownValue): string | undefined {
	return form === undefined || (value.length <= longestInput && isOfForm(value, form.pattern))
		? undefined
		: form.rule;
}

function isOfForm(value: string, pattern: string): boolean {
	return new RegExp(`^(?:${pattern})$`, 'u').test(value);
}

/** The encryption that is meant by another of its names. */
export function readEncryption(text: string): Reading | undefined {
	const meant = encryptionByName(text);

	return meant === undefined || meant === text
		? undefined
		: {value: meant, note: `This encryption is written ${meant} here.`};
}
