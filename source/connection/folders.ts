import type {StatedConnection} from './fields.ts';
import type {VendorTerms} from './vendor-terms.ts';

/**
 * The part of the bucket that the vendor works in, without a slash at either end: the customer's own, and under it what the
 * vendor always works in. Undefined where that is the whole bucket.
 */
export function folderOf(
	{folder}: Pick<StatedConnection, 'folder'>,
	{folder: terms}: Pick<VendorTerms, 'folder'>,
): string | undefined {
	const parts = [folder, terms?.fixed].filter((part) => part !== undefined && part !== '');
	return terms === undefined || parts.length === 0 ? undefined : parts.join('/');
}
