import type {Encryption} from '../aws/index.ts';
import type {DocumentPart, DocumentVariant, ProfileParts} from './parts.ts';
import type {When} from './types.ts';

/** One way to use a profile. */
export type Use = {readonly purpose: string; readonly encryption: Encryption};

/** All ways to use a profile. */
export function usesOf({purposes, encryption = []}: ProfileParts): Use[] {
	return purposes.flatMap(({value}) =>
		encryption.map((method) => ({purpose: value.id, encryption: method})),
	);
}

/** Whether a form of a document has a statement for a use. */
export function isIn(document: DocumentPart, variant: DocumentVariant, use: Use): boolean {
	return (
		applies(document.when, use) && variant.statements.some(({value}) => applies(value.when, use))
	);
}

/** Whether a template belongs to a use; one that is not known yet belongs to none that is limited. */
export function applies(
	when: When | undefined,
	{purpose, encryption}: {readonly [Key in keyof Use]?: string | undefined},
): boolean {
	return (
		(when?.purposes?.some((one) => one === purpose) ?? true) &&
		(when?.encryption?.some((one) => one === encryption) ?? true)
	);
}

/** A use in words. */
export function named({purpose, encryption}: Use): string {
	return `the purpose ${purpose} with ${encryption}`;
}
