import {firstOther} from '../characters.ts';
import type {FieldContext, Reading} from './field.ts';
import {placeholderRule, textRule} from './text-rules.ts';

// The rest of a key has room too: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html
const longestFolder = 512;

/**
 * The rule that a folder breaks, or undefined. Characters that mean something in a policy are refused, since a pattern with
 * them would reach beyond the folder, and so are those that S3 tells to avoid.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html#object-key-guidelines
 */
export function folderRule(value: string, {profile}: FieldContext): string | undefined {
	const broken = textRule('A folder', value) ?? placeholderRule(value);
	if (broken !== undefined) {
		return broken;
	}

	if (/^(?:s3:\/\/|arn:|https?:)/i.test(value)) {
		return 'This is an address; give only what stands after the name of the bucket.';
	}

	if (value.startsWith('/') || value.endsWith('/')) {
		return 'A folder has no "/" at its start or its end.';
	}

	if (value.includes('//')) {
		return 'A folder has no two "/" in a row.';
	}

	if (/(?:^|\/)\.{1,2}(?:\/|$)/.test(value)) {
		return 'No part of a folder is "." or "..".';
	}

	const other = firstOther(value, /[A-Za-z0-9!_.'()&$@=;:+ ,/-]/);
	if (other !== undefined) {
		return `A folder has only unaccented letters, digits and blanks and the characters / ! - _ . ' ( ) & $ @ = ; : + , here; this one has ${other}.`;
	}

	const {fixed} = profile.folder ?? {};
	if (fixed !== undefined && (value === fixed || value.endsWith(`/${fixed}`))) {
		return `${profile.name} adds "${fixed}" itself: give only what stands before it.`;
	}

	return value.length > longestFolder
		? `A folder has at most ${longestFolder} characters here; this one has ${value.length}.`
		: undefined;
}

/** The folder without the slashes around it that people type. */
export function readFolder(text: string): Reading | undefined {
	const value = text.replaceAll(/^\/+|\/+$/g, '');
	const isPlain = /^\w(?:[\w!.()&$@=;:+ ,/-]*[\w)])?$/.test(value);
	return value === text || !isPlain
		? undefined
		: {value, note: 'The slashes around it were removed.'};
}
